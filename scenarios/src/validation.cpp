// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/validation.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_csv.hpp>

#include "report_validation.hpp"
#include "saved_manifest.hpp"
#include "validation_check.hpp"
#include "validation_json.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

constexpr const char* page_name = "report.html";

std::vector<RankedUnit> units_of(const Table& table) {
    const auto level = texts(table, "level"), code = texts(table, "code"), name = texts(table, "name");
    const auto rank = numbers(table, "rank"), risk_class = numbers(table, "class"),
               score = numbers(table, "score");
    const auto whole = [](double v) { return std::isnan(v) ? std::optional<int>{} : static_cast<int>(v); };
    std::vector<RankedUnit> units;
    units.reserve(table.size());
    for (std::size_t row = 0; row < table.size(); ++row)
        units.push_back({level[row], code[row], name[row], whole(rank[row]), whole(risk_class[row]),
                         std::isnan(score[row]) ? std::optional<double>{} : score[row]});
    return units;
}

std::string digest_of(const Table& table, const SavedManifest& manifest) {
    std::array<std::vector<std::string>, 6> columns;
    const std::array<const char*, 6> names = {"level", "code", "name", "rank", "class", "score"};
    for (std::size_t k = 0; k < columns.size(); ++k) columns[k] = texts(table, names[k]);
    std::vector<RankedTexts> units(table.size());
    for (std::size_t row = 0; row < table.size(); ++row)
        for (std::size_t k = 0; k < columns.size(); ++k) units[row][k] = columns[k][row];
    return ranking_digest(manifest.title, manifest.as_of, std::move(units));
}

bool of_one_unit(const ValidatedUnit& a, const ValidatedUnit& b) {
    return a.level == b.level && a.code == b.code;
}

/// The same words of the same day, whatever the file was called.
bool said_before(const ValidatedUnit& a, ValidatedUnit b) {
    b.sheet = a.sheet;
    b.in_force = a.in_force;
    return a == b;
}

/// The latest day is in force; of one day, what was read last.
void put_in_force(std::vector<ValidatedUnit>& decisions) {
    for (std::size_t k = 0; k < decisions.size(); ++k)
        decisions[k].in_force = std::none_of(
            decisions.begin(), decisions.end(), [&, at = &decisions[k]](const ValidatedUnit& other) {
                return of_one_unit(*at, other) &&
                       (other.date > at->date || (other.date == at->date && &other > at));
            });
}

std::string other_on_its_day(const ValidatedUnit& made, const ValidatedUnit& before) {
    return fmt::format("{} {}: {} said something else on {} ({}); what was read last, of {}, is in force",
                       made.code, made.name, before.decided_by, to_string(before.date), before.sheet,
                       made.decided_by);
}

OutputTable table_of(const Validation& v) {
    OutputTable table;
    table.columns = {{"level", ColumnType::text},
                     {"code", ColumnType::text},
                     {"name", ColumnType::text},
                     {"decision", ColumnType::text},
                     {"proposed_class", ColumnType::integer},
                     {"proposed_rank", ColumnType::integer},
                     {"reason", ColumnType::text},
                     {"decided_by", ColumnType::text},
                     {"date", ColumnType::text},
                     {"in_force", ColumnType::boolean},
                     {"rank", ColumnType::integer},
                     {"class", ColumnType::integer},
                     {"score", ColumnType::real},
                     {"sheet", ColumnType::text}};
    const auto whole = [](const std::optional<int>& n) { return n ? Cell{std::int64_t{*n}} : Cell{}; };
    for (const ValidatedUnit& d : v.decisions) {
        const auto unit = std::ranges::find_if(
            v.units, [&](const RankedUnit& u) { return u.level == d.level && u.code == d.code; });
        const RankedUnit ranked = unit == v.units.end() ? RankedUnit{} : *unit;
        table.rows.push_back(
            {Cell{d.level}, Cell{d.code}, Cell{d.name}, Cell{name_of(d.decision)}, whole(d.proposed_class),
             whole(d.proposed_rank), d.reason.empty() ? Cell{} : Cell{d.reason}, Cell{d.decided_by},
             Cell{to_string(d.date)}, Cell{d.in_force}, whole(ranked.rank), whole(ranked.risk_class),
             ranked.score ? Cell{*ranked.score} : Cell{}, Cell{d.sheet}});
    }
    if (!v.synthetic) return table;
    table.columns.push_back({"synthetic", ColumnType::boolean});
    for (auto& row : table.rows) row.emplace_back(true);
    return table;
}

}  // namespace

Validation open_validation(const fs::path& run) {
    const SavedManifest manifest = read_saved_manifest(run);
    const Table ranking = read_saved_ranking(run, manifest);
    Validation v{run,
                 manifest.title,
                 manifest.as_of,
                 manifest.synthetic,
                 digest_of(ranking, manifest),
                 units_of(ranking)};
    v.decisions = read_decisions(run / validation_json_name, v.digest);
    put_in_force(v.decisions);
    return v;
}

SheetReading add_sheet(Validation& v, const fs::path& sheet) {
    const auto decisions = checked_decisions(filled_rows(sheet, v.digest), v, sheet.filename().string());
    SheetReading reading;
    for (const ValidatedUnit& made : decisions) {
        if (std::ranges::any_of(v.decisions, [&](const auto& d) { return said_before(made, d); })) {
            ++reading.known;
            continue;
        }
        for (const ValidatedUnit& before : v.decisions)
            if (of_one_unit(made, before) && made.date == before.date && before.in_force)
                reading.warnings.push_back(other_on_its_day(made, before));
        v.decisions.push_back(made);
        ++reading.added;
    }
    put_in_force(v.decisions);
    return reading;
}

std::vector<std::string> save(const Validation& v) {
    Staging staging(v.folder);
    std::vector<std::string> names{"validation.csv", validation_json_name};
    const std::string json = decisions_json(v);
    write_csv(staging.path(names[0]), table_of(v));
    write_text(staging.path(names[1]), json);
    std::error_code ignored;
    if (fs::exists(v.folder / page_name, ignored)) {
        names.emplace_back(page_name);
        write_text(staging.path(page_name), page_with_decisions(v.folder / page_name, json));
    }
    staging.commit();
    return names;
}

}  // namespace djoliba
