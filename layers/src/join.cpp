// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/join.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/names.hpp>
#include <djoliba/layers/vintage.hpp>

#include "csv_records.hpp"
#include "join_checks.hpp"
#include "join_rules.hpp"

namespace djoliba {
namespace {

constexpr std::size_t some = 10;

void check_stands_for(const UnitsByName& units, const JoinOptions& options) {
    for (const auto& [code, members] : options.stands_for)
        for (const auto& member : members)
            if (units.by_code(member) < 0)
                throw Error(Problem{options.file, "stands_for",
                                    fmt::format("{}: {} is no code of a {}", code, member, units.level()),
                                    "give codes of the boundaries"});
}

/// Frame of the table by its codes; those that the options explain are of another frame on purpose.
Vintage table_vintage(const std::vector<JoinRow>& rows, const JoinOptions& options) {
    std::vector<CodedName> codes;
    for (const auto& row : rows) {
        if (!explained(row, options)) codes.push_back({repair(row.code, options).code, row.name});
    }
    return recognise_vintage(codes, options.file);
}

/// Whether the join goes through the crosswalk. Throws where frames differ and none is given.
bool needs_crosswalk(const Localities& localities, const std::string& frame, const Vintage& found,
                     const JoinOptions& options) {
    if (frame.empty() || localities.vintage.empty() || frame == localities.vintage) return false;
    const auto* walk = options.crosswalk;
    const auto has = [&](const std::string& f) {
        return walk && std::find(walk->frames.begin(), walk->frames.end(), f) != walk->frames.end();
    };
    if (has(frame) && has(localities.vintage)) return true;
    throw Error(Problem{options.file, "vintage",
                        fmt::format("the table is of the {} ({}) and the boundaries are of the {}", frame,
                                    found.frame.empty() ? "as declared" : found.evidence, localities.vintage),
                        fmt::format("give a crosswalk from the {} to the {}, or boundaries of the {}", frame,
                                    localities.vintage, frame)});
}

void keep_finding(const Finding& found, const JoinRow& row, const JoinOptions& options,
                  std::vector<Exclusion>& kept) {
    if (found.group.empty()) return;
    auto same =
        std::find_if(kept.begin(), kept.end(), [&](const Exclusion& e) { return e.reason == found.group; });
    if (same == kept.end())
        same = kept.insert(kept.end(), Exclusion{options.source, options.file, found.group});
    ++same->rows;
    if (!std::isnan(row.people)) same->people = same->people.value_or(0) + row.people;
    if (same->examples.size() < some) same->examples.push_back(found.example);
}

void count(const JoinedRow& found, const JoinRow& row, JoinResult& result) {
    const bool in = found.kind != JoinKind::none;
    ++(in ? result.rows_joined : result.rows_unmatched);
    if (!std::isnan(row.people)) (in ? result.people_joined : result.people_unmatched) += row.people;
}

void check_any(const JoinResult& result, const std::vector<Exclusion>& kept, const JoinOptions& options) {
    if (result.rows_joined > 0 || kept.empty()) return;
    throw Error(Problem{options.file, "code",
                        fmt::format("none of {} rows joins: {}, such as {}", result.rows_unmatched,
                                    kept.front().reason, kept.front().examples.front()),
                        "check the column, the level and the prefix of the codes"});
}

std::string kinds_in_words(const std::vector<JoinedRow>& rows) {
    constexpr std::array names = {"not joined", "joined by code", "by repaired code and name",
                                  "by name",    "by crosswalk",   "by stands_for"};
    std::array<int, names.size()> counts{};
    for (const auto& row : rows) ++counts[static_cast<std::size_t>(row.kind)];
    std::vector<std::string> words;
    for (const std::size_t k : {1u, 2u, 3u, 4u, 5u, 0u})
        if (counts[k] > 0) words.push_back(fmt::format("{} {}", counts[k], names[k]));
    return fmt::format("rows: {}", fmt::join(words, ", "));
}

}  // namespace

std::vector<JoinRow> join_rows(const Table& table, const JoinColumns& columns) {
    std::vector<JoinRow> rows(table.size());
    const auto fill = [&](const std::string& column, std::string JoinRow::* field) {
        if (column.empty()) return;
        const auto c = table.column(column);
        for (std::size_t i = 0; i < rows.size(); ++i) rows[i].*field = table.rows[i][c];
    };
    fill(columns.code, &JoinRow::code);
    fill(columns.name, &JoinRow::name);
    fill(columns.parent_name, &JoinRow::parent_name);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].line = table.lines[i];
    if (columns.people.empty()) return rows;
    const auto people = numbers(table, columns.people);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i].people = people[i];
    return rows;
}

JoinResult join(const Localities& localities, std::string_view level, const std::vector<JoinRow>& rows,
                const JoinOptions& options, Account& account) {
    const UnitsByName units(localities, level, options.file);
    check_stands_for(units, options);
    const bool coded =
        std::any_of(rows.begin(), rows.end(), [](const JoinRow& r) { return !trimmed(r.code).empty(); });
    const auto found = table_vintage(rows, options);
    JoinResult result;
    result.vintage = settle_vintage(options.vintage, found, options.file);
    const Joining j{units, options, result.vintage,
                    needs_crosswalk(localities, result.vintage, found, options)};
    check_names(rows, j);
    if (coded) confirm_vintage(rows, j, account);
    std::vector<Exclusion> kept;
    for (const auto& row : rows) {
        auto finding = coded ? by_code(row, j) : by_name(row, j);
        keep_finding(finding, row, options, kept);
        count(finding.row, row, result);
        result.rows.push_back(std::move(finding.row));
    }
    check_any(result, kept, options);
    check_known(rows, j);
    check_repeated(rows, result.rows, j);
    result.notes = {fmt::format("boundary frame of the table {}: {}",
                                result.vintage.empty() ? "unknown" : result.vintage, found.evidence),
                    kinds_in_words(result.rows)};
    account.exclusions.insert(account.exclusions.end(), kept.begin(), kept.end());
    return result;
}

}  // namespace djoliba
