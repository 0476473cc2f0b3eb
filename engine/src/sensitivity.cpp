// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/random.hpp>
#include <djoliba/engine/sensitivity.hpp>

#include "parallel.hpp"
#include "sobol_runs.hpp"

namespace djoliba {
namespace {

// How often each block is in each bootstrap draw; the first draw is the sample itself.
using Draws = std::vector<std::vector<double>>;

Draws bootstrap(const SobolShape& shape, const SensitivityOptions& options) {
    Draws draws(options.resamples + 1, std::vector<double>(shape.blocks, 0));
    std::ranges::fill(draws[0], 1);
    const std::uint64_t first_item = item_of("sensitivity bootstrap");
    for (std::size_t d = 1; d < draws.size(); ++d)
        for (std::size_t k = 0; k < shape.blocks; ++k)
            draws[d][static_cast<std::size_t>(uniform(options.seed, d, first_item + k) *
                                              static_cast<double>(shape.blocks))] += 1;
    return draws;
}

// Sums over the sample, or over a bootstrap draw of its blocks, for one output.
struct Totals {
    double rows = 0;
    std::vector<double> sum = {};

    double mean() const { return (sum[0] + sum[1]) / (2 * rows); }
    // Over all runs, those of every AB_i being A and a step.
    double mean_of_runs() const {
        const std::size_t groups = (sum.size() - 3) / 3;
        double all = sum[0] + sum[1];
        for (std::size_t g = 0; g < groups; ++g) all += sum[0] + sum[3 + 3 * g];
        return all / (rows * static_cast<double>(groups + 2));
    }
};

void total(const std::vector<SobolBlock>& blocks, const std::vector<double>& copies, const SobolShape& shape,
           std::size_t output, Totals& t) {
    t.rows = 0;
    t.sum.assign(shape.sums(), 0);
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        if (copies[b] == 0) continue;
        t.rows += copies[b] * static_cast<double>(shape.first_row(b + 1) - shape.first_row(b));
        const double* sums = &blocks[b][output * shape.sums()];
        for (std::size_t k = 0; k < t.sum.size(); ++k) t.sum[k] += copies[b] * sums[k];
    }
}

// V and, for each group, the numerators of both indices, of one output or summed over several: [draw][part].
// The indices of several outputs together are quotients of these sums.
struct Parts {
    std::size_t width = 0;  // of a draw
    std::vector<double> value = {};

    std::size_t groups() const { return (width - 1) / 2; }
};

void fill(const Totals& t, double centre, std::span<double> parts) {
    const double variance = t.sum[2] / (2 * t.rows) - t.mean() * t.mean();
    parts[0] = variance < 0 ? 0 : variance;
    for (std::size_t g = 0; 2 * g + 1 < parts.size(); ++g) {
        const double* of = &t.sum[3 + 3 * g];
        parts[1 + 2 * g] = (of[1] - centre * of[0]) / t.rows;
        parts[2 + 2 * g] = of[2] / (2 * t.rows);
    }
}

// Empty where the output is missing in some run.
Parts parts_of(const std::vector<SobolBlock>& blocks, const Draws& draws, const SobolShape& shape,
               std::size_t output, double& mean) {
    Totals t;
    total(blocks, draws[0], shape, output, t);
    const double centre = t.mean_of_runs();
    mean = std::isnan(centre) ? missing_value : t.mean();
    Parts parts{.width = 1 + 2 * shape.groups};
    if (std::isnan(centre)) return parts;
    parts.value.resize(draws.size() * parts.width);
    for (std::size_t d = 0; d < draws.size(); ++d) {
        total(blocks, draws[d], shape, output, t);
        fill(t, centre, std::span(parts.value).subspan(d * parts.width, parts.width));
    }
    return parts;
}

// Deviation of the draws about their mean, to either side of the estimate.
class Interval {
 public:
    void add(double draw) {
        if (std::isnan(draw)) return;
        ++count_;
        const double before = draw - mean_;
        mean_ += before / count_;
        square_ += before * (draw - mean_);
    }
    SobolIndex around(double value) const {
        if (std::isnan(value) || count_ < 2) return {value};
        const double half = 1.959963984540054 * std::sqrt(square_ / (count_ - 1));
        return {value, value - half, value + half};
    }

 private:
    double count_ = 0, mean_ = 0, square_ = 0;
};

double share(double part, double variance) { return variance > 0 ? part / variance : missing_value; }

SobolIndex index_of(const Parts& parts, std::size_t part) {
    Interval interval;
    const auto& v = parts.value;
    for (std::size_t at = parts.width; at < v.size(); at += parts.width)
        interval.add(share(v[at + part], v[at]));
    return interval.around(share(v[part], v[0]));
}

std::vector<SobolPair> pairs_of(const Parts& parts) {
    std::vector<SobolPair> pairs(parts.groups());
    if (parts.value.empty()) return pairs;
    for (std::size_t g = 0; g < pairs.size(); ++g)
        pairs[g] = {index_of(parts, 1 + 2 * g), index_of(parts, 2 + 2 * g)};
    return pairs;
}

Parts sum_of(const std::vector<Parts>& parts, const std::vector<std::size_t>& set, std::size_t draws) {
    Parts sum{.width = parts.front().width};
    sum.value.assign(draws * sum.width, 0);
    for (const std::size_t output : set)
        for (std::size_t k = 0; k < parts[output].value.size(); ++k) sum.value[k] += parts[output].value[k];
    return sum;
}

void check(std::size_t groups, std::size_t outputs, const SensitivityOptions& options) {
    std::vector<Problem> problems;
    const auto at_least = [&](const char* key, std::size_t value, std::size_t least) {
        if (value < least) problems.push_back({"", key, fmt::format("{} is below {}", value, least), ""});
    };
    at_least("base", options.base, 2);
    at_least("resamples", options.resamples, 2);
    at_least("groups", groups, 1);
    at_least("outputs", outputs, 1);
    if (!problems.empty()) throw Error(std::move(problems));
}

}  // namespace

Sensitivity sobol_indices(std::size_t groups, std::size_t outputs, const SobolModelMaker& model,
                          const SensitivityOptions& options,
                          const std::vector<std::vector<std::size_t>>& sets, const Job& job) {
    check(groups, outputs, options);
    const std::size_t blocks = options.blocks == 0 ? options.base : std::min(options.blocks, options.base);
    const SobolShape shape{groups, outputs, options.base, blocks};
    std::vector<double> shift;
    const auto sums = run_all(shape, model, shift, part_of(job, 0, 0.9));
    const Draws draws = bootstrap(shape, options);
    Sensitivity result{
        .outputs = std::vector<OutputSensitivity>(outputs), .sets = {}, .runs = options.base * (groups + 2)};
    std::vector<Parts> parts(outputs);
    for_each(part_of(job, 0.9, 1), outputs, [&](std::size_t k) {
        OutputSensitivity& output = result.outputs[k];
        parts[k] = parts_of(sums, draws, shape, k, output.mean);
        output.groups = pairs_of(parts[k]);
        if (parts[k].value.empty()) return;
        output.mean += shift[k];
        output.variance = parts[k].value[0];
    });
    for (const auto& set : sets) result.sets.push_back(pairs_of(sum_of(parts, set, draws.size())));
    return result;
}

}  // namespace djoliba
