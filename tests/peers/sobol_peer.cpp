// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Sobol indices for test_salib.py, as JSON on standard output.
//   peer_sobol ishigami N SEED   indices, and the outputs of all runs in the order of SALib: A, AB_1 ..., B
//   peer_sobol index N SEED      indices of score and rank of a small index
#include <cmath>
#include <cstdio>
#include <cstring>
#include <numbers>
#include <string>

#include <fmt/format.h>

#include <djoliba/engine/index_sensitivity.hpp>

using namespace djoliba;

namespace {

double ishigami(std::span<const double> u) {
    const auto x = [&](std::size_t i) { return (2 * u[i] - 1) * std::numbers::pi; };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

std::string json_of(const SobolIndex& i) { return fmt::format("[{}, {}, {}]", i.value, i.low, i.high); }

std::string json_of(const OutputSensitivity& output) {
    std::string first, total;
    for (const SobolPair& g : output.groups) {
        first += (first.empty() ? "" : ", ") + json_of(g.first);
        total += (total.empty() ? "" : ", ") + json_of(g.total);
    }
    return fmt::format(R"({{"mean": {}, "variance": {}, "S1": [{}], "ST": [{}]}})", output.mean,
                       output.variance, first, total);
}

std::string json_of(const std::vector<OutputSensitivity>& outputs) {
    std::string list;
    for (const auto& output : outputs) list += (list.empty() ? "" : ", ") + json_of(output);
    return "[" + list + "]";
}

std::vector<double> runs_in_order(std::size_t base, std::uint64_t seed) {
    std::vector<double> runs;
    for (const auto& point : sobol_points(base, 6, seed)) {
        std::vector<double> x(point.begin(), point.begin() + 3);
        runs.push_back(ishigami(x));
        for (std::size_t i = 0; i < 3; ++i) {
            x[i] = point[3 + i];
            runs.push_back(ishigami(x));
            x[i] = point[i];
        }
        runs.push_back(ishigami(std::span(point).subspan(3)));
    }
    return runs;
}

void print_ishigami(const SensitivityOptions& options) {
    const auto s = sobol_indices(
        {0, 1, 2}, 1, [](std::span<const double> u, std::span<double> out) { out[0] = ishigami(u); },
        options);
    fmt::print("{{\"outputs\": {}, \"runs\": [{}]}}\n", json_of(s.outputs),
               fmt::join(runs_in_order(options.base, options.seed), ", "));
}

IndexNode leaf(const std::string& name, double weight) {
    IndexNode made;
    made.indicator = name;
    made.weight = weight;
    return made;
}

// Geometric mean of three indicators with weights 1, 2 and 3 that are in doubt by half of themselves. The
// error of an indicator is one for all four localities. The same as in test_salib.py.
void print_index(const SensitivityOptions& options) {
    const std::vector<std::vector<double>> values = {{3, 5, 6, 4}, {4, 6, 3, 5}, {6, 3, 5, 4.5}};
    const std::vector<double> error = {1.5, 1, 0.5};
    Localities places{.hierarchy = {"commune"}};
    IndicatorTable table;
    Doubts doubts{.weights = {.size = 0.5}};
    IndexTree tree{"small", "Small", {}};
    tree.root.name = "risk";
    tree.root.mean = Mean::geometric;
    for (std::size_t i = 0; i < 4; ++i) places.items.push_back({"C" + std::to_string(i), "", "commune", -1});
    for (std::size_t k = 0; k < 3; ++k) {
        Indicator indicator;
        indicator.name = "x" + std::to_string(k);
        indicator.level = "commune";
        indicator.clear(4, "");
        for (std::size_t i = 0; i < 4; ++i) indicator.set(i, values[k][i]);
        doubts.indicators.push_back(
            {.indicator = indicator.name,
             .spread = {.kind = SpreadKind::uniform, .low = -error[k], .high = error[k]},
             .shared = "country"});
        tree.root.parts.push_back(leaf(indicator.name, static_cast<double>(k + 1)));
        table.add(std::move(indicator));
    }
    const auto result = combine(table, places, tree, {.minimum_coverage = 0});
    const auto s =
        index_sensitivity(result, table, places, {}, doubts, {.normalisations = {}, .means = {}}, options);
    fmt::print("{{\"score\": {}, \"rank\": {}}}\n", json_of(s.score), json_of(s.rank));
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) return 2;
    const SensitivityOptions options{
        .base = std::stoul(words[2]), .resamples = 400, .seed = std::stoul(words[3])};
    if (std::strcmp(words[1], "ishigami") == 0)
        print_ishigami(options);
    else
        print_index(options);
    return 0;
}
