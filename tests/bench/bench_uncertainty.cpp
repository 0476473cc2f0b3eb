// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Scores and ranks of 700 communes in 55 cercles and 10 regions, once and over draws: 20 indicators in 8
// components and 3 dimensions, all means inverted geometric.
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include <djoliba/engine/list_change.hpp>
#include <djoliba/engine/random.hpp>
#include <djoliba/engine/scorer.hpp>
#include <djoliba/engine/uncertainty.hpp>

namespace {

using namespace djoliba;

constexpr int communes = 700, cercles = 55, regions = 10, indicators = 20;

Localities country() {
    Localities made{.hierarchy = {"region", "cercle", "commune"}};
    for (int i = 0; i < regions; ++i)
        made.items.push_back({"ML" + std::to_string(10 + i), "Region", "region"});
    for (int i = 0; i < cercles; ++i)
        made.items.push_back({"ML" + std::to_string(1000 + i), "Cercle", "cercle", i * regions / cercles});
    for (int i = 0; i < communes; ++i)
        made.items.push_back(
            {"ML" + std::to_string(100000 + i), "Commune", "commune", regions + i * cercles / communes});
    return made;
}

std::vector<double> residents() {
    std::vector<double> people(regions + cercles + communes, 0);
    for (int i = 0; i < communes; ++i) people[regions + cercles + i] = 5000 + 37 * i;
    return people;
}

IndexTree tree() {
    const auto mean_of = [](std::string name, std::vector<IndexNode> parts) {
        return IndexNode{
            .name = std::move(name), .parts = std::move(parts), .mean = Mean::inverted_geometric};
    };
    std::vector<IndexNode> dimensions;
    int made = 0, component = 0;
    for (const int components : {3, 3, 2}) {
        std::vector<IndexNode> parts;
        for (int c = 0; c < components; ++c, ++component) {
            std::vector<IndexNode> leaves;
            for (const int end = indicators * (component + 1) / 8; made < end; ++made)
                leaves.push_back({.indicator = "i" + std::to_string(made), .low = 0, .high = 10});
            parts.push_back(mean_of("component" + std::to_string(component), std::move(leaves)));
        }
        dimensions.push_back(mean_of("dimension" + std::to_string(dimensions.size()), std::move(parts)));
    }
    return {"bench", "Bench", mean_of("risk", std::move(dimensions))};
}

/// Scaling, scores, three levels and their ranks, without draws.
void score_and_rank(benchmark::State& state) {
    const Localities localities = country();
    const Scorer scorer(plan(tree()), localities, residents());
    auto space = scorer.space();
    std::vector<double> values(communes), scores(localities.size());
    std::vector<int> ranks(localities.size());
    for (int i = 0; i < communes; ++i) values[i] = 10 * uniform(1, 0, i);
    for (auto _ : state) {
        for (const int leaf : scorer.plan().leaves) scorer.scale_leaf(space, leaf, values);
        scorer.evaluate(space);
        scorer.roll_up(space, 0, scores);
        scorer.rank(space, scores, ranks);
        benchmark::DoNotOptimize(ranks.data());
    }
}
BENCHMARK(score_and_rank)->Unit(benchmark::kMicrosecond);

void score_only(benchmark::State& state) {
    const Localities localities = country();
    const Scorer scorer(plan(tree()), localities, residents());
    auto space = scorer.space();
    std::vector<double> values(communes);
    for (int i = 0; i < communes; ++i) values[i] = 10 * uniform(1, 0, i);
    for (const int leaf : scorer.plan().leaves) scorer.scale_leaf(space, leaf, values);
    for (auto _ : state) {
        scorer.evaluate(space);
        benchmark::DoNotOptimize(space.score.data());
    }
}
BENCHMARK(score_only)->Unit(benchmark::kMicrosecond);

/// Standard normal draws of all 14,000 figures, for one of two draws.
void normals(benchmark::State& state) {
    std::vector<std::uint64_t> items;
    for (int i = 0; i < communes * indicators; ++i) items.push_back(item_of(std::to_string(i)));
    std::vector<double> even(items.size()), odd(items.size()), z(items.size());
    std::uint64_t pair = 0;
    for (auto _ : state) {
        uniform_pair(42, pair++, items, even, odd);
        normal_quantiles(even, z);
        normal_quantiles(odd, z);
        benchmark::DoNotOptimize(z.data());
    }
}
BENCHMARK(normals)->Unit(benchmark::kMicrosecond);

/// Each indicator with an error of its own in each commune, half of them lognormal, and weights in doubt.
Doubts doubts() {
    Doubts made{.weights = {.size = 0.25}};
    for (int k = 0; k < indicators; ++k)
        made.indicators.push_back({.indicator = "i" + std::to_string(k),
                                   .spread = {.kind = k % 2 == 0 ? SpreadKind::normal : SpreadKind::lognormal,
                                              .size = k % 2 == 0 ? 1 : 0.2}});
    return made;
}

IndicatorTable figures() {
    IndicatorTable table;
    for (int k = 0; k < indicators; ++k) {
        Indicator made;
        made.name = "i" + std::to_string(k);
        made.level = "commune";
        made.clear(regions + cercles + communes, "not given at this level");
        for (int i = 0; i < communes; ++i) made.set(regions + cercles + i, 10 * uniform(k, 0, i));
        table.add(std::move(made));
    }
    return table;
}

/// Arguments: draws, draws by source, threads.
void draw(benchmark::State& state) {
    const Localities localities = country();
    const auto table = figures();
    const auto people = residents();
    const auto result = combine(table, localities, tree(), {.people = people});
    const DrawOptions options{.draws = static_cast<int>(state.range(0)),
                              .draws_by_source = static_cast<int>(state.range(1))};
    for (auto _ : state)
        benchmark::DoNotOptimize(draw_ranks(result, table, localities, people, doubts(), options,
                                            {.threads = static_cast<int>(state.range(2))}));
}
BENCHMARK(draw)
    ->Args({10000, 0, 1})
    ->Args({10000, 500, 1})
    ->Args({10000, 500, 2})
    ->Args({1000, 500, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// What would move one commune into the first twenty.
void one_change(benchmark::State& state) {
    const Localities localities = country();
    const auto table = figures();
    const auto people = residents();
    const auto result = combine(table, localities, tree(), {.people = people});
    for (auto _ : state)
        benchmark::DoNotOptimize(what_moves(result, table, localities, people, regions + cercles + 100, 20));
}
BENCHMARK(one_change)->Unit(benchmark::kMillisecond);

/// Arguments: draws, draws by source, threads.
void value_of_all(benchmark::State& state) {
    const Localities localities = country();
    const auto table = figures();
    const auto people = residents();
    const auto result = combine(table, localities, tree(), {.people = people});
    const DrawOptions options{.draws = static_cast<int>(state.range(0)),
                              .draws_by_source = static_cast<int>(state.range(1))};
    for (auto _ : state)
        benchmark::DoNotOptimize(value_of_information(result, table, localities, people, doubts(), "commune",
                                                      options,
                                                      {.threads = static_cast<int>(state.range(2))}));
}
BENCHMARK(value_of_all)
    ->Args({1000, 500, 2})
    ->Args({10000, 500, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
