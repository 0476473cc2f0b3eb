// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_case.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace djoliba {

void check_people(std::span<const double> people, std::size_t places, const char* key) {
    if (people.size() != places)
        throw Error(Problem{{},
                            key,
                            fmt::format("{} values for {} places", people.size(), places),
                            "give one for each place"});
    for (std::size_t p = 0; p < places; ++p)
        if (!(std::isfinite(people[p]) && people[p] >= 0))
            throw Error(
                Problem{{}, key, fmt::format("{} people at place {}", people[p], p), "give 0 or more"});
}

void check(const FlowCase& given) {
    const std::size_t places = given.graph.places.size();
    const auto require = [](bool good, const char* key, std::string problem) {
        if (!good) throw Error(Problem{{}, key, std::move(problem), "give a value for each day and place"});
    };
    require(given.intensity.days > 0, "intensity", "there is no day");
    require(given.intensity.places == places, "intensity",
            fmt::format("{} places, the graph has {}", given.intensity.places, places));
    require(given.new_people.places == places, "new_people",
            fmt::format("{} places, the graph has {}", given.new_people.places, places));
    require(given.new_people.days == given.intensity.days, "new_people",
            fmt::format("{} days, the intensities have {}", given.new_people.days, given.intensity.days));
}

std::vector<double> initial_of(const FlowCase& given) {
    return given.initial.empty() ? std::vector<double>(given.graph.places.size()) : given.initial;
}

FlowGraph graph_of(const FlowCase& given) {
    FlowGraph graph = given.graph;
    const auto initial = initial_of(given);
    check_people(initial, graph.places.size(), "initial");
    if (given.rules.capacity.less_initial) reduce_capacities(graph, initial);
    return graph;
}

void reduce_capacities(FlowGraph& graph, std::span<const double> initial) {
    for (std::size_t p = 0; p < graph.places.size(); ++p)
        if (auto& capacity = graph.places[p].capacity; capacity && *capacity >= 0)
            capacity = std::max(0.0, *capacity - initial[p]);
}

FlowRun empty_run(const FlowCase& given) {
    const std::size_t days = given.intensity.days, places = given.graph.places.size();
    const PlaceDays none(days, places);
    return {none, none, none, PlaceDays(days, given.graph.ways()), std::vector<double>(days)};
}

}  // namespace djoliba
