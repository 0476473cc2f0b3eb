// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/new_people.hpp>

#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "flow_case.hpp"

namespace djoliba {
namespace {

/// Residents that are left to flee from each place.
class Residents {
 public:
    Residents(const FlowGraph& graph, const SpawnRules& rules)
        : graph_(&graph), taken_(rules.take_from_population) {
        for (const FlowPlace& p : graph.places) left_.push_back(p.population);
    }
    double of(std::size_t place) const { return left_[place]; }
    void flee(std::size_t place, double people, std::size_t day) {
        if (!taken_) return;
        if (people > left_[place])
            throw Error(Problem{{},
                                "take_from_population",
                                fmt::format("day {}: {} people flee from '{}', where {} are left", day,
                                            people, graph_->places[place].name, left_[place]),
                                "give the population of every place in conflict, or let fewer people flee"});
        left_[place] -= people;
    }

 private:
    const FlowGraph* graph_;
    bool taken_;
    std::vector<double> left_ = {};
};

void check(const FlowGraph& graph, const PlaceDays& intensity) {
    if (intensity.places != graph.places.size())
        throw Error(Problem{{},
                            "intensity",
                            fmt::format("{} places, the graph has {}", intensity.places, graph.places.size()),
                            "give a value for each day and place"});
    for (std::size_t day = 0; day < intensity.days; ++day)
        check_people(intensity.on(day), intensity.places, "intensity");
}

using PeopleOfPlace = std::function<double(double residents, double intensity)>;

PlaceDays new_people(const FlowGraph& graph, const PlaceDays& intensity, const SpawnRules& rules,
                     const PeopleOfPlace& people_of) {
    check(graph, intensity);
    Residents residents(graph, rules);
    PlaceDays people(intensity.days, intensity.places);
    for (std::size_t day = 0; day < intensity.days; ++day)
        for (std::size_t p = 0; p < intensity.places; ++p) {
            if (!(intensity.at(day, p) > 0)) continue;
            people.at(day, p) = std::trunc(people_of(residents.of(p), intensity.at(day, p)));
            residents.flee(p, people.at(day, p), day);
        }
    return people;
}

}  // namespace

std::vector<double> daily_increments(std::span<const double> observed, bool insert_day0) {
    std::vector<double> people(observed.size());
    double debt = 0;
    for (std::size_t day = 0; day < observed.size(); ++day) {
        double more = observed[day] - (day > 0 ? observed[day - 1] : 0) - debt;
        if (day == 0 && insert_day0) more = 0;
        debt = std::max(0.0, -more);
        people[day] = std::max(0.0, more);
    }
    return people;
}

PlaceDays new_people_from_totals(std::span<const double> totals, const FlowGraph& graph,
                                 const PlaceDays& intensity, const SpawnRules& rules) {
    check(graph, intensity);
    check_people(totals, intensity.days, "totals");
    const auto since = days_in_conflict(intensity);
    Residents residents(graph, rules);
    PlaceDays people(intensity.days, intensity.places);
    std::vector<double> weight(intensity.places);
    for (std::size_t day = 0; day < intensity.days; ++day) {
        double sum = 0;
        for (std::size_t p = 0; p < weight.size(); ++p) {
            const double in_conflict = intensity.at(day, p);
            const int days = since[day * intensity.places + p];
            weight[p] = in_conflict > 0 ? residents.of(p) * in_conflict * conflict_decay(rules, days) : 0;
            sum += weight[p];
        }
        if (totals[day] == 0) continue;
        if (!(sum > 0))
            throw Error(
                Problem{{},
                        "conflict",
                        fmt::format("day {}: {} people flee, and no place with residents is in conflict", day,
                                    totals[day]),
                        "give conflicts from that day on, with the population of the places"});
        for (std::size_t p = 0; p < weight.size(); ++p) {
            people.at(day, p) = totals[day] * (weight[p] / sum);
            residents.flee(p, people.at(day, p), day);
        }
    }
    return people;
}

PlaceDays new_people_constant(const FlowGraph& graph, const PlaceDays& intensity, const SpawnRules& rules) {
    return new_people(graph, intensity, rules,
                      [&](double, double conflict) { return rules.constant_per_day * conflict; });
}

PlaceDays new_people_by_population(const FlowGraph& graph, const PlaceDays& intensity,
                                   const SpawnRules& rules) {
    return new_people(graph, intensity, rules, [&](double residents, double conflict) {
        return rules.ratio_per_day * residents * conflict;
    });
}

}  // namespace djoliba
