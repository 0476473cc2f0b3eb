// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_tables.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include <djoliba/layers/output_table.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_csv.hpp>

namespace djoliba {
namespace {

constexpr int top = 20;

struct Place {
    std::string frame = {}, level = {}, code = {}, name = {}, parent = {};
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
    std::vector<std::int64_t> order = {};  ///< of places: by frame, then as in its boundaries
    std::map<std::int64_t, std::uint64_t> scores =
        {};  ///< by scenario: a number that tells its scores from others
    std::map<std::int64_t, Over> over = {};
    std::map<std::int64_t, std::map<std::string, First>> first = {};  ///< by scenario and level
    std::vector<std::string> levels = {};  ///< fine to coarse as the ledger has them
};

/// FNV-1a over the bits of a score; missing is one number.
void add_to(std::uint64_t& hash, double score) {
    const std::uint64_t bits = std::isnan(score) ? 1 : std::bit_cast<std::uint64_t>(score);
    for (int byte = 0; byte < 8; ++byte) hash = (hash ^ (bits >> (8 * byte) & 0xff)) * 1099511628211U;
}

Scan scan(Database& database) {
    Scan found;
    Statement places(database,
                     "SELECT id, frame, level, code, name, parent_code FROM locality ORDER BY frame, id");
    while (places.step()) {
        const std::string level = places.text(2);
        found.order.push_back(places.integer(0));
        found.places[found.order.back()] = {places.text(1), level, places.text(3), places.text(4),
                                            places.text(5)};
        if (std::find(found.levels.begin(), found.levels.end(), level) == found.levels.end())
            found.levels.push_back(level);
    }
    Statement rows(
        database,
        "SELECT x.scenario, x.locality, x.score, x.rank FROM score x JOIN scenario s ON s.id = x.scenario "
        "WHERE s.wanted AND s.state = 'done' ORDER BY x.scenario, x.locality");
    while (rows.step()) {
        const std::int64_t scenario = rows.integer(0), place = rows.integer(1);
        add_to(found.scores[scenario], rows.real(2));
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
    for (const char* name : {"frame", "level", "code", "name", "parent_code"})
        table.columns.push_back({name, ColumnType::text});
    for (const char* name : {"scenarios", "assessed"}) table.columns.push_back({name, ColumnType::integer});
    for (const char* name : {"score_lowest", "score_median", "score_highest", "rank_best", "rank_median",
                             "rank_worst", "share_in_top20"})
        table.columns.push_back({name, ColumnType::real});
    for (const std::int64_t id : found.order) {
        const Place& place = found.places.at(id);
        const auto at = found.over.find(id);
        if (at == found.over.end()) continue;
        const Over& o = at->second;
        const bool any = !o.ranks.empty();
        const auto [low, high] = std::minmax_element(o.scores.begin(), o.scores.end());
        const auto [best, worst] = std::minmax_element(o.ranks.begin(), o.ranks.end());
        table.rows.push_back({place.frame, place.level, place.code, place.name,
                              place.parent.empty() ? Cell{} : Cell{place.parent}, std::int64_t{o.scenarios},
                              static_cast<std::int64_t>(o.ranks.size()), any ? Cell{*low} : Cell{},
                              number(median(o.scores)), any ? Cell{*high} : Cell{},
                              any ? Cell{std::int64_t{*best}} : Cell{}, number(median(o.ranks)),
                              any ? Cell{std::int64_t{*worst}} : Cell{},
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

std::set<std::string> scored_names(Ledger& ledger) {
    std::set<std::string> names;
    Statement ask(ledger.database(), "SELECT name FROM scenario WHERE wanted AND state = 'done'");
    while (ask.step()) names.insert(ask.text(0));
    return names;
}

namespace {

/// The parameters of each scenario that is done, with the file it is from under the empty key.
std::map<std::int64_t, std::map<std::string, std::string>> parameters_of(Database& database) {
    std::map<std::int64_t, std::map<std::string, std::string>> all;
    Statement ask(database,
                  "SELECT s.id, s.file, p.key, p.value FROM scenario s JOIN parameter p ON p.scenario = s.id "
                  "WHERE s.wanted AND s.state = 'done'");
    while (ask.step()) {
        auto& of = all[ask.integer(0)];
        of[""] = ask.text(1);
        of[ask.text(2)] = ask.text(3);
    }
    return all;
}

/// Keys of sweeps of which no value changes any score while all else is alike.
std::vector<std::string> idle_keys(Database& database, const Scan& found) {
    const auto parameters = parameters_of(database);
    std::vector<std::string> idle;
    for (const auto& key : parameter_keys(database)) {
        std::map<std::map<std::string, std::string>, std::set<std::uint64_t>> outcomes;
        bool compared = false, acts = false;
        for (const auto& [scenario, own] : parameters) {
            auto rest = own;
            if (rest.erase(key) == 0) continue;
            auto& seen = outcomes[std::move(rest)];
            compared = compared || !seen.empty();
            seen.insert(found.scores.at(scenario));
            acts = acts || seen.size() > 1;
        }
        if (compared && !acts) idle.push_back(key);
    }
    return idle;
}

}  // namespace

BatchTables write_batch_tables(Ledger& ledger, const std::filesystem::path& directory) {
    const Scan found = scan(ledger.database());
    Staging staging(directory);
    write_csv(staging.path("scenarios.csv"), scenarios_table(ledger.database(), found));
    write_csv(staging.path("localities.csv"), localities_table(found));
    staging.commit();
    BatchTables tables{.files = {"scenarios.csv", "localities.csv"}};
    for (const auto& key : idle_keys(ledger.database(), found))
        tables.warnings.push_back(
            fmt::format("{}: no value changes any score; what it acts on has no weight in the index, or "
                        "nothing to act on",
                        key));
    return tables;
}

}  // namespace djoliba
