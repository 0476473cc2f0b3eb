// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/check.hpp>

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>

#include "check_index.hpp"
#include "check_layers.hpp"

namespace djoliba {
namespace {

// Everything that says when its data are from, with the key of its date.
std::vector<std::pair<std::string, std::string>> dates_of(const Scenario& s) {
    std::vector<std::pair<std::string, std::string>> dates;
    for (const LayerInfo* info : layers_of(s)) dates.emplace_back(info->key + ".date", info->date);
    for (const LocalityLevel& other : s.localities.also)
        dates.emplace_back(other.info.key + ".date", other.info.date);
    if (const auto& date = s.population.raster_info.date; date != s.population.info.date)
        dates.emplace_back("layers.population.raster_source.date", date);
    for (const PublishedFigure& figure : s.reconcile)
        if (figure.beside) dates.emplace_back(figure.beside->info.key + ".date", figure.beside->info.date);
    if (s.displaced)
        for (std::size_t i = 0; i < s.displaced->earlier_rounds.size(); ++i)
            dates.emplace_back(fmt::format("layers.displaced.earlier_rounds[{}].date", i),
                               s.displaced->earlier_rounds[i].date);
    return dates;
}

void check_as_of(const Scenario& s, Complaints& out) {
    const int year = static_cast<int>(s.as_of.year());
    if (s.as_of.ok() && (year < 1980 || year > 2100))
        out.add("as_of", fmt::format("{} is not a date to plan for", to_string(s.as_of)),
                "choose a day from 1980 to 2100");
}

void check_dates(const Scenario& s, Complaints& out) {
    for (const auto& [key, date] : dates_of(s)) {
        if (date.empty()) continue;
        const auto first = first_day(date), last = last_day(date);
        if (!first || !last)
            out.add(key, fmt::format("`{}` is no date", date),
                    "write 2024, 2024-06, 2024-06-30 or 2024-06/2024-08");
        else if (*last < *first)
            out.add(key, fmt::format("{} ends before it begins", date), "");
        else if (s.as_of.ok() && *first > s.as_of)
            out.add(key, fmt::format("data of {} are later than as_of ({})", date, to_string(s.as_of)),
                    "use earlier data, or a later as_of");
    }
}

std::vector<Level> all_levels(const Scenario& s) {
    std::vector<Level> levels = s.localities.hierarchy();
    for (const LocalityLevel& other : s.localities.also) levels.push_back(other.level);
    return levels;
}

void check_level(const std::string& key, const Level& level, Complaints& out) {
    const std::vector<Level> levels = all_levels(out.scenario);
    if (!level.empty() && std::find(levels.begin(), levels.end(), level) == levels.end())
        out.add(key, fmt::format("`{}` is no level of the localities", level),
                did_you_mean(level, levels, fmt::format("levels: {}", fmt::join(levels, ", "))));
}

void check_levels(const Scenario& s, Complaints& out) {
    std::set<Level> seen;
    for (const Level& level : all_levels(s))
        if (!level.empty() && !seen.insert(level).second)
            out.add("localities", fmt::format("two levels are called `{}`", level),
                    "give each a name of its own");
    for (const auto& [key, level] : levels_named(s)) check_level(key, level, out);
}

void check_vintage(const std::string& key, const CodedTable& table, Complaints& out) {
    const std::string& ours = out.scenario.localities.vintage;
    if (!table.crosswalk.given() && !table.vintage.empty() && !ours.empty() && table.vintage != ours)
        out.add(key + ".vintage",
                fmt::format("codes of {} do not join localities of {}", table.vintage, ours),
                "codes were reused by reforms: use a table of the same frame, or name a `crosswalk` between "
                "the two");
}

void check_vintages(const Scenario& s, Complaints& out) {
    for (const auto& [key, table] : coded_tables(s)) check_vintage(key, *table, out);
}

void check_sources(const Scenario& s, Complaints& out) {
    std::set<std::string> seen;
    for (const LayerInfo* info : layers_of(s))
        if (!info->source.empty() && !seen.insert(info->source).second)
            out.add(info->key, fmt::format("another source is called `{}` already", info->source),
                    info->key.starts_with("layers.indicators") ? "give it a `key` of its own"
                                                               : "give it a `name` of its own");
}

void check_codes(const Scenario& s, Complaints& out) {
    for (const auto& [key, table] : coded_tables(s)) {
        for (const std::string& code : table->ambiguous_codes)
            if (table->stands_for.contains(code))
                out.add(key + ".ambiguous_codes", fmt::format("{} is in `stands_for` as well", code),
                        "keep one of the two");
        for (std::size_t i = 0; i < table->code_fixes.size(); ++i)
            if (!table->code_fixes[i].name.empty() && table->name.empty())
                out.add(fmt::format("{}.code_fixes[{}]", key, i),
                        "a fix by name needs the column with the names", "give `name` beside `code`");
    }
}

void check_published(const Scenario& s, Complaints& out) {
    for (std::size_t i = 0; i < s.reconcile.size(); ++i)
        if (s.reconcile[i].beside && !s.reconcile[i].ours.empty())
            out.add(fmt::format("reconcile[{}].beside", i), "one figure cannot stand beside two",
                    "give `ours` or `beside`, or write two entries");
}

void check_outputs(const Scenario& s, Complaints& out) {
    const auto asked = [&](const char* name) {
        return std::ranges::find(s.outputs, name) != s.outputs.end();
    };
    if (asked("validation") && !asked("csv"))
        out.add("outputs",
                "`validation` needs `csv`: a sheet that was filled is read back beside ranking.csv",
                "add `csv`");
}

}  // namespace

void Complaints::add(const std::string& key, std::string problem, std::string remedy) {
    constexpr std::string_view change = "change.";
    const Mark mark = changes && key.starts_with(change) ? mark_of(changes->tree, key.substr(change.size()))
                                                         : mark_of(scenario, key);
    problems.push_back({to_string(mark), key, std::move(problem), std::move(remedy)});
}

void check_frame(const std::string& key, const CodedTable& table, Complaints& out) {
    check_level(key + ".level", table.level, out);
    check_vintage(key, table, out);
}

std::vector<const LayerInfo*> layers_of(const Scenario& s) {
    std::vector<const LayerInfo*> layers{&s.localities.info, &s.population.info};
    if (s.flood) layers.push_back(&s.flood->info);
    if (s.drainage) layers.push_back(&s.drainage->info);
    if (s.drought) layers.push_back(&s.drought->info);
    for (const ConflictLayer& source : s.conflict) layers.push_back(&source.info);
    if (s.displaced) layers.push_back(&s.displaced->info);
    if (s.facilities) layers.push_back(&s.facilities->info);
    if (s.access) layers.push_back(&s.access->info);
    if (s.flow) layers.push_back(&s.flow->info);
    if (s.settlements) layers.push_back(&s.settlements->info);
    if (s.towns) layers.push_back(&s.towns->info);
    if (s.branches) layers.push_back(&s.branches->info);
    if (s.food_security) layers.push_back(&s.food_security->info);
    for (const IndicatorTableLayer& table : s.indicators) layers.push_back(&table.info);
    return layers;
}

std::vector<std::pair<std::string, const CodedTable*>> coded_tables(const Scenario& s) {
    std::vector<std::pair<std::string, const CodedTable*>> tables;
    if (s.population.table) tables.emplace_back("layers.population.table", &s.population.table->table);
    if (s.population.rake_to) tables.emplace_back("layers.population.rake_to", &s.population.rake_to->table);
    if (s.population.urban) tables.emplace_back("layers.population.urban", &s.population.urban->table);
    if (s.flood && s.flood->months) tables.emplace_back("layers.flood.months", &s.flood->months->table);
    if (s.displaced) tables.emplace_back("layers.displaced", &s.displaced->table);
    if (s.food_security) tables.emplace_back("layers.food_security", &s.food_security->table);
    if (s.flow && s.flow->capacity && s.flow->capacity->table)
        tables.emplace_back("layers.flow.capacity.table", &s.flow->capacity->table->table);
    for (const IndicatorTableLayer& layer : s.indicators) tables.emplace_back(layer.info.key, &layer.table);
    return tables;
}

std::vector<std::pair<std::string, Level>> levels_named(const Scenario& s) {
    std::vector<std::pair<std::string, Level>> levels;
    for (const auto& [key, table] : coded_tables(s)) levels.emplace_back(key + ".level", table->level);
    for (const ConflictLayer& source : s.conflict)
        levels.emplace_back(source.info.key + ".at_level", source.at_level);
    if (s.displaced)
        levels.emplace_back("layers.displaced.displaced_from_level", s.displaced->displaced_from_level);
    return levels;
}

std::vector<Problem> check_scenario(const Scenario& scenario) {
    Complaints out{scenario};
    check_as_of(scenario, out);
    check_dates(scenario, out);
    check_levels(scenario, out);
    check_vintages(scenario, out);
    check_sources(scenario, out);
    check_codes(scenario, out);
    check_published(scenario, out);
    check_outputs(scenario, out);
    check_layers(scenario, out);
    check_index(scenario, out);
    check_uncertainty(scenario, out);
    for (Problem& problem : check_changes(scenario, scenario.change))
        out.problems.push_back(std::move(problem));
    return std::move(out.problems);
}

}  // namespace djoliba
