// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// cover() and expose() on a square of 3000 x 3000 cells in memory with 702 shapes of about 1,000 corners
// each, as many shapes and corners as the communes of Mali have. The argument is the number of threads.
#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include <djoliba/engine/coverage.hpp>
#include <djoliba/engine/exposure.hpp>

namespace {

using namespace djoliba;

constexpr std::int64_t side = 3000;
constexpr int across = 27, down = 26;
const Grid cells{0, 3, 1e-3, 1e-3, side, side};

/// Points of a winding border between two corners, the same from both sides.
std::vector<Point> winding(Point a, Point b) {
    std::vector<Point> points;
    for (int i = 0; i < 250; ++i) {
        const double t = i / 250.0;
        const double off = 0.012 * std::sin(t * 40) * std::sin(t * 3.14159265358979);
        points.push_back(
            {a.x + t * (b.x - a.x) + off * (b.y > a.y), a.y + t * (b.y - a.y) + off * (b.x > a.x)});
    }
    return points;
}

std::vector<MultiPolygon> shapes() {
    std::vector<MultiPolygon> list;
    for (int j = 0; j < down; ++j) {
        for (int i = 0; i < across; ++i) {
            const auto at = [&](int di, int dj) {
                return Point{0.01 + 2.98 * (i + di) / across, 0.01 + 2.98 * (j + dj) / down};
            };
            Ring ring = winding(at(0, 0), at(1, 0));
            const auto east = winding(at(1, 0), at(1, 1));
            auto north = winding(at(0, 1), at(1, 1)), west = winding(at(0, 0), at(0, 1));
            north.push_back(at(1, 1));
            west.push_back(at(0, 1));
            ring.insert(ring.end(), east.begin(), east.end());
            ring.insert(ring.end(), north.rbegin(), north.rend() - 1);
            ring.insert(ring.end(), west.rbegin(), west.rend());
            list.push_back({{ring}});
        }
    }
    return list;
}

std::unique_ptr<RasterSource> smooth(double scale, double wave, double least) {
    std::vector<double> values;
    values.reserve(side * side);
    for (std::int64_t r = 0; r < side; ++r)
        for (std::int64_t c = 0; c < side; ++c)
            values.push_back(
                static_cast<float>(std::max(least, scale * std::sin(static_cast<double>(r) * wave) *
                                                       std::cos(static_cast<double>(c) * wave))));
    return memory_raster(cells, "EPSG:4326", std::move(values));
}

AnalysisGrid grid() { return analysis_grid(std::vector<Grid>{cells}, {0, 0, 3, 3}); }

void cover_shapes(benchmark::State& state) {
    const auto list = shapes();
    const auto g = grid();
    std::size_t bytes = 0;
    for (auto _ : state) {
        const auto c = cover(list, g, {.threads = static_cast<int>(state.range(0))});
        bytes = c.cell_fraction.size();
        benchmark::DoNotOptimize(c);
    }
    state.counters["border_cells"] = static_cast<double>(bytes);
}
BENCHMARK(cover_shapes)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Arguments: threads, hazards.
void expose_people(benchmark::State& state) {
    const auto list = shapes();
    const auto coverage = coverage_of(list, grid());
    const auto people = smooth(20, 0.01, 0.001);
    std::vector<std::unique_ptr<RasterSource>> maps;
    std::vector<HazardLayer> hazards;
    for (int h = 0; h < state.range(1); ++h) {
        maps.push_back(smooth(3, 0.02 + 0.003 * h, 0));
        hazards.push_back({"flood", maps.back().get(), {0.3, 0.5, 1, 2}});
    }
    const Job job{.threads = static_cast<int>(state.range(0))};
    for (auto _ : state) benchmark::DoNotOptimize(expose(*coverage, {people.get()}, hazards, job));
    state.counters["cells/s"] =
        benchmark::Counter(static_cast<double>(side * side), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(expose_people)
    ->Args({1, 0})
    ->Args({1, 1})
    ->Args({1, 4})
    ->Args({2, 1})
    ->Args({2, 4})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void bytes_of_coverage(benchmark::State& state) {
    const auto coverage = cover(shapes(), grid());
    for (auto _ : state) benchmark::DoNotOptimize(from_bytes(to_bytes(coverage)));
}
BENCHMARK(bytes_of_coverage)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
