// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_tables.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/layers/output_table.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_csv.hpp>

namespace djoliba {
namespace {

constexpr int top = 20;

struct Place {
    std::string level = {}, code = {}, name = {}, parent = {};
};

/// Scores and ranks of one locality over the scenarios that assess it, and how many there are.
struct Over {
    std::vector<double> scores = {};
    std::vector<int> ranks = {};
    int in_top = 0;
    int scenarios = 0;
};

/// Who comes first in one scenario at one level.
struct First {
    std::vector<std::pair<int, std::int64_t>> best = {};  ///< rank, locality
    std::int64_t assessed = 0;
};

struct Scan {
    std::map<std::int64_t, Place> places = {};
    std::map<std::int64_t, Over> over = {};
    std::map<std::int64_t, std::map<std::string, First>> first = {};  ///< by scenario and level
    std::vector<std::string> levels = {};  ///< fine to coarse as the ledger has them
};

Scan scan(Database& database) {
    Scan found;
    Statement places(database, "SELECT id, level, code, name, parent_code FROM locality ORDER BY id");
    while (places.step()) {
        const std::string level = places.text(1);
        found.places[places.integer(0)] = {level, places.text(2), places.text(3), places.text(4)};
        if (std::find(found.levels.begin(), found.levels.end(), level) == found.levels.end())
            found.levels.push_back(level);
    }
    Statement rows(
        database,
        "SELECT x.scenario, x.locality, x.score, x.rank FROM score x JOIN scenario s ON s.id = x.scenario "
        "WHERE s.wanted AND s.state = 'done' ORDER BY x.scenario, x.locality");
    while (rows.step()) {
        const std::int64_t scenario = rows.integer(0), place = rows.integer(1);
        Over& over = found.over[place];
        ++over.scenarios;
        if (rows.is_null(2)) continue;
        const int rank = static_cast<int>(rows.integer(3));
        over.scores.push_back(rows.real(2));
        over.ranks.push_back(rank);
        over.in_top += rank <= top ? 1 : 0;
        First& first = found.first[scenario][found.places[place].level];
        ++first.assessed;
        if (rank <= top) first.best.emplace_back(rank, place);
    }
    return found;
}

/// Of an even number of values the mean of the two in the middle; NaN of none.
template <typename T>
double median(std::vector<T> values) {
    if (values.empty()) return std::nan("");
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    const auto upper = static_cast<double>(values[half]);
    return values.size() % 2 == 1 ? upper : (static_cast<double>(values[half - 1]) + upper) / 2;
}

Cell number(double v) { return std::isnan(v) ? Cell{} : Cell{v}; }

OutputTable localities_table(const Scan& found) {
    OutputTable table;
    for (const char* name : {"level", "code", "name", "parent_code"})
        table.columns.push_back({name, ColumnType::text});
    for (const char* name : {"scenarios", "assessed"}) table.columns.push_back({name, ColumnType::integer});
    for (const char* name : {"score_lowest", "score_median", "score_highest", "rank_best", "rank_median",
                             "rank_worst", "share_in_top20"})
        table.columns.push_back({name, ColumnType::real});
    for (const auto& [id, place] : found.places) {
        const auto at = found.over.find(id);
        if (at == found.over.end()) continue;
        const Over& o = at->second;
        const bool any = !o.ranks.empty();
        const auto [low, high] = std::minmax_element(o.scores.begin(), o.scores.end());
        const auto [best, worst] = std::minmax_element(o.ranks.begin(), o.ranks.end());
        table.rows.push_back(
            {place.level, place.code, place.name, place.parent.empty() ? Cell{} : Cell{place.parent},
             std::int64_t{o.scenarios}, static_cast<std::int64_t>(o.ranks.size()), any ? Cell{*low} : Cell{},
             number(median(o.scores)), any ? Cell{*high} : Cell{}, any ? Cell{std::int64_t{*best}} : Cell{},
             number(median(o.ranks)), any ? Cell{std::int64_t{*worst}} : Cell{},
             any ? Cell{o.in_top / static_cast<double>(o.scenarios)} : Cell{}});
    }
    return table;
}

std::vector<std::string> parameter_keys(Database& database) {
    std::vector<std::string> keys;
    Statement ask(database,
                  "SELECT DISTINCT p.key FROM parameter p JOIN scenario s ON s.id = p.scenario WHERE "
                  "s.wanted ORDER BY p.key");
    while (ask.step()) keys.push_back(ask.text(0));
    return keys;
}

void add_first(std::vector<Cell>& row, const Scan& found, std::int64_t scenario) {
    const auto by_level = found.first.find(scenario);
    for (const auto& level : found.levels) {
        const First* first = nullptr;
        if (by_level != found.first.end())
            if (const auto at = by_level->second.find(level); at != by_level->second.end())
                first = &at->second;
        if (!first) {
            row.insert(row.end(), {Cell{}, Cell{}});
            continue;
        }
        auto best = first->best;
        std::sort(best.begin(), best.end());
        std::string codes;
        for (const auto& [rank, place] : best)
            codes += (codes.empty() ? "" : ";") + found.places.at(place).code;
        row.insert(row.end(), {Cell{first->assessed}, Cell{codes}});
    }
}

OutputTable scenarios_table(Database& database, const Scan& found) {
    OutputTable table;
    for (const char* name : {"scenario", "file", "state"}) table.columns.push_back({name, ColumnType::text});
    const auto keys = parameter_keys(database);
    for (const auto& key : keys) table.columns.push_back({key, ColumnType::text});
    for (const auto& level : found.levels) {
        table.columns.push_back({"assessed_" + level, ColumnType::integer});
        table.columns.push_back({"top20_" + level, ColumnType::text});
    }
    table.columns.push_back({"error", ColumnType::text});
    Statement ask(database, "SELECT id, name, file, state, error FROM scenario WHERE wanted ORDER BY name");
    Statement value(database, "SELECT value FROM parameter WHERE scenario = ? AND key = ?");
    while (ask.step()) {
        std::vector<Cell> row{ask.text(1), ask.text(2), ask.text(3)};
        for (const auto& key : keys) {
            value.bind(1, ask.integer(0)).bind(2, std::string_view(key));
            row.push_back(value.step() ? Cell{value.text(0)} : Cell{});
            value.reset();
        }
        add_first(row, found, ask.integer(0));
        row.push_back(ask.is_null(4) ? Cell{} : Cell{ask.text(4)});
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace

std::vector<BatchTask> failures(Ledger& ledger) {
    std::vector<BatchTask> list;
    Statement ask(ledger.database(),
                  "SELECT name, error FROM scenario WHERE wanted AND state = 'failed' ORDER BY id");
    while (ask.step()) list.push_back({ask.text(0), false, true, ask.text(1)});
    return list;
}

std::vector<std::string> write_batch_tables(Ledger& ledger, const std::filesystem::path& directory) {
    const Scan found = scan(ledger.database());
    Staging staging(directory);
    write_csv(staging.path("scenarios.csv"), scenarios_table(ledger.database(), found));
    write_csv(staging.path("localities.csv"), localities_table(found));
    staging.commit();
    return {"scenarios.csv", "localities.csv"};
}

}  // namespace djoliba
