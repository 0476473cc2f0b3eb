// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "population_change.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/growth.hpp>
#include <djoliba/scenarios/where.hpp>

#include "change_at.hpp"
#include "workings.hpp"

namespace djoliba {
namespace {

const Level& level_of(const Scenario& s, const Localities& places) {
    return s.population.table ? s.population.table->table.level : places.finest();
}

/// Units that a change names must be those that the population is given for, or hold them.
void check_level(const Scenario& s, const Changes& changes, const PopulationChange& change,
                 const Localities& places, const std::vector<bool>& in) {
    const Level& level = level_of(s, places);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!in[i] || places.depth(places[i].level) <= places.depth(level)) continue;
        const int above = places.ancestor(static_cast<int>(i), level);
        if (above >= 0 && in[above]) continue;
        change_at(changes, change.key + ".where", [&] {
            throw Error(Problem{{},
                                {},
                                fmt::format("{} ({}) cannot grow alone: the population is given by {}",
                                            places[i].name, places[i].code, level),
                                fmt::format("name units of the level {} or above", level)});
        });
    }
}

/// Percent a year by region, NaN where nobody says.
std::vector<double> rates_of(const Changes& changes, const PopulationChange& change,
                             const Localities& places) {
    std::vector<double> rates(places.size(), change.percent_a_year.value_or(missing_value));
    for (const auto& [text, percent] : change.by_region) {
        const std::string key = change.key + ".by_region." + text;
        rates[region_of(text, key, change_mark(changes, key), places)] = percent;
    }
    return rates;
}

void need_rates(const Changes& changes, const PopulationChange& change, const Localities& places,
                const std::vector<std::string>& without) {
    if (without.empty()) return;
    change_at(changes, change.key + ".by_region", [&] {
        throw Error(Problem{{},
                            {},
                            fmt::format("no rate for {}", fmt::join(without, ", ")),
                            fmt::format("give one for each {}, or `percent_a_year` for all others",
                                        places.hierarchy.front())});
    });
}

int from_year(const Changes& changes, const PopulationChange& change, int stands_at) {
    const int from = change.from_year.value_or(stands_at);
    if (from == 0)
        change_at(changes, change.key, [] {
            throw Error(Problem{{},
                                {},
                                "the year that the population is of is not known",
                                "give `from_year`, or `layers.population.date`"});
        });
    if (change.to_year < from)
        change_at(changes, change.key + ".to_year", [&] {
            throw Error(Problem{
                {},
                {},
                fmt::format("{} is before {}, the year that the population is of", change.to_year, from),
                "write a later year"});
        });
    return from;
}

void apply(const Scenario& s, const Changes& changes, const PopulationChange& change,
           const Localities& places, Growth& growth) {
    const auto in = units_in(change.where, places);
    check_level(s, changes, change, places, in);
    const auto rates = rates_of(changes, change, places);
    std::vector<std::string> without;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const int region = places.ancestor(static_cast<int>(i), places.hierarchy.front());
        if (!in[i] || region < 0) continue;
        if (std::isnan(rates[region])) {
            if (std::ranges::find(without, places[region].name) == without.end())
                without.push_back(places[region].name);
            continue;
        }
        const int from = from_year(changes, change, growth.year[i]);
        growth.factor[i] *= growth_factor(rates[region], change.to_year - from);
        growth.year[i] = change.to_year;
    }
    need_rates(changes, change, places, without);
}

/// "2030", or "2020/2030" where only a part of the units is of that year.
std::string date_of(const Growth& growth, const Localities& places, const Level& level,
                    const std::string& data_date) {
    int first = 9999, last = 0;
    for (const int i : places.of_level(level)) {
        if (growth.year[i] != 0) first = std::min(first, growth.year[i]);
        last = std::max(last, growth.year[i]);
    }
    if (last == 0) return data_date;
    return first == last ? std::to_string(last) : fmt::format("{}/{}", first, last);
}

void account_for(Workings& w, const Growth& growth, const Level& level, const std::string& date) {
    ChangeMade made{w.scenario.change.population.front().key, w.scenario.population.info.source,
                    fmt::format("{}s of which the residents grow; figures are of {}", level, date)};
    for (const int i : w.places().of_level(level)) {
        if (growth.factor[i] == 1) continue;
        ++made.number;
        if (made.examples.size() < 5) made.examples.push_back(w.places()[i].name);
    }
    w.result.account.changes.push_back(std::move(made));
}

void grow_indicator(Workings& w, const std::string& name, const Growth& growth, const std::string& date) {
    Indicator* indicator = w.result.indicators.find(name);
    if (indicator == nullptr) return;
    w.before_change[name] = total_of(w, name);
    grow(*indicator, w.places(), growth.factor, w.result.people);
    indicator->label_en += changed_en, indicator->label_fr += changed_fr;
    indicator->date = date;
}

}  // namespace

Growth growth_of(const Scenario& s, const Changes& changes, const Localities& places) {
    const auto day = last_day(s.population.info.date);
    Growth growth{std::vector<double>(places.size(), 1.0),
                  std::vector<int>(places.size(), day ? static_cast<int>(day->year()) : 0)};
    for (const PopulationChange& change : changes.population) apply(s, changes, change, places, growth);
    return growth;
}

void grow_population(Workings& w) {
    const Scenario& s = w.scenario;
    if (s.change.population.empty()) return;
    const Growth growth = growth_of(s, s.change, w.places());
    const Level& level = level_of(s, w.places());
    const std::string date = date_of(growth, w.places(), level, s.population.info.date);
    const std::vector<double> before = w.result.people;
    grow_indicator(w, "population", growth, date);
    w.result.people = w.result.indicators.find("population")->value;
    for (const auto& [group, columns] : s.population.groups)
        grow_indicator(w, "people_" + group, growth, date);
    for (std::size_t shape = 0; shape < w.raster_factor.size(); ++shape) {
        const int unit = w.unit_of_shape(shape);
        if (before[unit] > 0) w.raster_factor[shape] *= w.result.people[unit] / before[unit];
    }
    account_for(w, growth, level, date);
}

}  // namespace djoliba
