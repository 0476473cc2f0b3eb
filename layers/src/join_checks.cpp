// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "join_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/names.hpp>
#include <djoliba/layers/vintage.hpp>

#include "csv_records.hpp"

namespace djoliba {
namespace {

constexpr std::size_t some = 10;

std::string at(const JoinRow& row, const Joining& j) {
    return fmt::format("{}:{}", j.options.file, row.line);
}

using Codes = std::set<std::string_view>;

Codes codes_of_any_level(const Localities& all) {
    Codes codes;
    for (const auto& unit : all.items) codes.insert(unit.code);
    return codes;
}

/// What is wrong with a code that is in no level of the boundaries; empty where it may be of a place beside
/// them.
std::string foreign(const std::string& code, const Codes& known, const Joining& j) {
    const auto& all = j.units.localities();
    const auto form = code_form(code);
    if (form == CodeForm::empty || form == CodeForm::placeholder || known.contains(code)) return {};
    if (!names_frame(all.vintage)) return "no unit of the boundaries has this code";
    if (form == CodeForm::foreign) return "the code is no P-code of Mali";
    const auto& frame = j.by_crosswalk ? j.frame : all.vintage;
    return frame_has(frame, code).value_or(true) ? "" : fmt::format("the {} has no such code", frame);
}

/// How the names of a table bear out that its codes mean the places of the boundaries.
struct Evidence {
    std::size_t by_code = 0;  ///< rows whose code is that of a unit as it stands
    std::size_t confirmed = 0;
    std::string example = {};  ///< the first row that no name confirms
};

Evidence evidence_of_names(const std::vector<JoinRow>& rows, const Joining& j) {
    Evidence e;
    for (const auto& row : rows) {
        const auto code = repair(row.code, j.options).code;
        const int unit = j.units.by_code(code);
        if (unit < 0 || explained(row, j.options)) continue;
        ++e.by_code;
        if (!fold_name(row.name).empty() && same_name(j.units[unit].name, row.name))
            ++e.confirmed;
        else if (e.example.empty())
            e.example = fmt::format("{} in line {}", code, row.line);
    }
    return e;
}

}  // namespace

/// Codes of another frame exist in the boundaries but mean other places: then most names disagree.
void check_names(const std::vector<JoinRow>& rows, const Joining& j) {
    if (j.by_crosswalk) return;
    std::vector<std::string> wrong;
    std::size_t compared = 0;
    for (const auto& row : rows) {
        const int unit = j.units.by_code(repair(row.code, j.options).code);
        if (unit < 0 || fold_name(row.name).empty() || explained(row, j.options)) continue;
        ++compared;
        if (!same_name(j.units[unit].name, row.name))
            wrong.push_back(
                fmt::format("{} is {}, not {}", j.units[unit].code, j.units[unit].name, row.name));
    }
    if (wrong.size() < 3 || 3 * wrong.size() <= compared) return;
    const auto count = wrong.size();
    wrong.resize(3);
    throw Error(Problem{j.options.file, "code",
                        fmt::format("{} of {} codes stand for places of other names ({})", count, compared,
                                    fmt::join(wrong, "; ")),
                        "the table is of another boundary frame (give a crosswalk), or its names are those "
                        "of another level"});
}

void check_repeated(const std::vector<JoinRow>& rows, const std::vector<JoinedRow>& joined_rows,
                    const Joining& j) {
    if (j.options.several_rows) return;
    std::map<int, std::vector<std::int64_t>> lines;
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (const int unit : joined_rows[i].units) lines[unit].push_back(rows[i].line);
    std::vector<Problem> problems;
    for (const auto& [unit, at] : lines)
        if (at.size() > 1 && problems.size() < some)
            problems.push_back(
                {fmt::format("{}:{}", j.options.file, at[1]), j.units[unit].code,
                 fmt::format(
                     "{} has {} rows (lines {})", j.units[unit].name, at.size(),
                     fmt::join(at.begin(), at.begin() + std::min<std::ptrdiff_t>(5, std::ssize(at)), ", ")),
                 "select one with `where`, or say that rows of a place are to be added"});
    if (!problems.empty()) throw Error(std::move(problems));
}

void check_known(const std::vector<JoinRow>& rows, const Joining& j) {
    const auto known = codes_of_any_level(j.units.localities());
    std::vector<Problem> problems;
    std::size_t wrong = 0;
    for (const auto& row : rows) {
        if (explained(row, j.options)) continue;
        const auto code = repair(row.code, j.options).code;
        const auto why = foreign(code, known, j);
        if (why.empty() || ++wrong > some) continue;
        problems.push_back({at(row, j), "code",
                            row.name.empty() ? fmt::format("{}: {}", code, why)
                                             : fmt::format("{} ({}): {}", code, row.name, why),
                            "correct it (`code_fixes`, `code_prefix`), choose the rows of the country with "
                            "`where`, or list the "
                            "beginnings of codes that are to be left out under `foreign_codes`"});
    }
    if (wrong > some) problems.back().problem += fmt::format(" (and {} more rows)", wrong - some);
    if (wrong > 0) throw Error(std::move(problems));
}

void confirm_vintage(const std::vector<JoinRow>& rows, const Joining& j, Account& account) {
    const auto& boundaries = j.units.localities().vintage;
    if (j.by_crosswalk || (!j.frame.empty() && j.frame == boundaries)) return;
    const auto names = evidence_of_names(rows, j);
    if (3 * names.confirmed >= 2 * names.by_code) return;
    const auto what = fmt::format("{} of {} codes, such as {}, are confirmed by no name, and ",
                                  names.by_code - names.confirmed, names.by_code, names.example);
    if (names_frame(boundaries))
        throw Error(
            Problem{j.options.file, "vintage",
                    what + fmt::format("no `vintage` says that they are of the {}: reforms gave the same "
                                       "codes to other places",
                                       boundaries),
                    fmt::format("state the `vintage` of the table if its codes are known to be of the {}, "
                                "or give the column with the names (`name`)",
                                boundaries)});
    account.warnings.push_back(fmt::format(
        "{}: {}: {}the boundary frame of {} is not stated; state the same `vintage` for the localities and "
        "the table, "
        "or give the column with the names",
        j.options.source, j.options.file, what, j.frame.empty() ? "the table" : "the localities"));
}

}  // namespace djoliba
