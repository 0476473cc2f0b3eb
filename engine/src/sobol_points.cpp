// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>
#include <boost/random/sobol.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/random.hpp>
#include <djoliba/engine/sensitivity.hpp>

namespace djoliba {
namespace {

constexpr std::size_t most_dimensions = 3667;  // of the table of Joe and Kuo in Boost.Random

std::size_t groups_in(const std::vector<std::size_t>& group_of) {
    return group_of.empty() ? 0 : *std::ranges::max_element(group_of) + 1;
}

}  // namespace

std::vector<std::vector<double>> sobol_points(std::size_t rows, std::size_t dimensions, std::uint64_t seed) {
    if (dimensions == 0 || dimensions > most_dimensions)
        throw Error({"", "dimensions",
                     fmt::format("{} dimensions, and 1 to {} are possible", dimensions, most_dimensions),
                     "put inputs into fewer groups"});
    boost::random::sobol_engine<std::uint_least64_t, 64U> sequence(dimensions);
    const std::uint64_t item = item_of("sobol shift");
    std::vector<std::vector<double>> points(rows, std::vector<double>(dimensions));
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t k = 0; k < dimensions; ++k) {
            const std::uint64_t plain = row == 0 ? 0 : sequence();  // Boost leaves the origin out
            const std::uint64_t bits = plain ^ random_bits(seed, 0, item + k);
            points[row][k] = (static_cast<double>(bits >> 12U) + 0.5) * 0x1p-52;
        }
    return points;
}

Sensitivity sobol_indices(const std::vector<std::size_t>& group_of, std::size_t outputs,
                          const UniformModel& model, const SensitivityOptions& options, const Job& job) {
    const std::size_t inputs = group_of.size();
    const auto points = sobol_points(options.base, std::max<std::size_t>(2 * inputs, 1), options.seed);
    const SobolModelMaker maker = [&]() -> SobolModel {
        return
            [&, taken = std::vector<double>(inputs)](const SobolRun& run, std::span<double> values) mutable {
                for (std::size_t k = 0; k < inputs; ++k)
                    taken[k] = points[run.row][run.from_b[group_of[k]] != 0 ? inputs + k : k];
                model(taken, values);
            };
    };
    return sobol_indices(groups_in(group_of), outputs, maker, options, {}, job);
}

}  // namespace djoliba
