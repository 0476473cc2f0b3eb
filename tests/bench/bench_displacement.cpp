// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// A year of displacement over an invented national graph: 800 places, 3,000 links between the nearest of
// them, one place in twenty a camp with a capacity, one in ten in conflict sooner or later, 1,000 new people
// a day.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include <djoliba/engine/displacement_flow.hpp>
#include <djoliba/engine/locality_flow.hpp>
#include <djoliba/engine/new_people.hpp>
#include <djoliba/engine/random.hpp>

namespace {

using namespace djoliba;

constexpr int places = 800, links = 3'000, days = 365;
constexpr double side_km = 1'100, road_factor = 1.3;

double draw(int what, int place) {
    return uniform(7, static_cast<std::uint64_t>(what), static_cast<std::uint64_t>(place));
}

FlowGraph national_graph() {
    FlowGraph graph;
    for (int p = 0; p < places; ++p) {
        FlowPlace place;
        place.name = "place " + std::to_string(p);
        place.population = 1'000 + 50'000 * draw(0, p);
        if (p % 20 == 0) {
            place.kind = PlaceKind::camp;
            place.capacity = 2'000 + 20'000 * draw(1, p);
        }
        graph.places.push_back(place);
    }
    std::vector<std::tuple<double, int, int>> pairs;
    for (int a = 0; a < places; ++a)
        for (int b = a + 1; b < places; ++b)
            pairs.emplace_back(side_km * std::hypot(draw(2, a) - draw(2, b), draw(3, a) - draw(3, b)), a, b);
    std::ranges::nth_element(pairs, pairs.begin() + links);
    pairs.resize(links);
    std::ranges::sort(pairs);
    for (const auto& [km, a, b] : pairs)
        graph.links.push_back({a, b, std::max(1.0, std::round(road_factor * km))});
    return graph;
}

FlowCase national_year(int awareness) {
    FlowCase c;
    c.graph = national_graph();
    c.intensity = PlaceDays(days, places);
    for (int day = 0; day < days; ++day)
        for (int p = 0; p < places; ++p)
            if (p == 1 || (draw(4, p) < 0.1 && 200 * draw(5, p) < day)) c.intensity.at(day, p) = 1;
    c.rules.route.awareness = awareness;
    c.new_people =
        new_people_from_totals(std::vector<double>(days, 1'000), c.graph, c.intensity, c.rules.spawn);
    return c;
}

void a_year_of_a_national_graph(benchmark::State& state) {
    const FlowCase c = national_year(static_cast<int>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(displacement_flow(c));
    double km = 0;
    for (const FlowLink& link : c.graph.links) km += link.km;
    state.counters["mean_km"] = km / links;
}
BENCHMARK(a_year_of_a_national_graph)->Arg(1)->Arg(2)->ArgName("awareness")->Unit(benchmark::kMillisecond);

/// Communes of a country in ten regions by longitude, one in five with conflict; every flow from them anew,
/// as after a change of the graph or of a front.
void a_change_between_localities(benchmark::State& state) {
    const FlowGraph graph = national_graph();
    std::vector<FlowLocality> localities;
    for (int p = 0; p < places; ++p) {
        FlowLocality l{.code = graph.places[p].name, .region = static_cast<int>(10 * draw(2, p))};
        l.residents = graph.places[p].population;
        if (draw(8, p) < 0.2) {
            l.intensity = draw(9, p);
            l.exposed = 0.3 * l.residents;
        }
        if (state.range(0) != 0) l.capacity = 0.05 * l.residents;
        localities.push_back(std::move(l));
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(
            LocalityFlow(localities, graph.links, LocalityFlowRules(), Job{.threads = 1}));
}
BENCHMARK(a_change_between_localities)->Arg(0)->Arg(1)->ArgName("capacities")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
