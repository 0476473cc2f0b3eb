// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/random.hpp>
#include <djoliba/engine/sensitivity.hpp>

#include "parallel.hpp"

namespace djoliba {
namespace {

// Sums over some rows for one output, less a shift that keeps them small.
struct RunSums {
    double rows = 0;
    double a = 0;
    double b = 0;
    double square = 0;  // of A^2 and B^2
};

// The same for one group, with C the run of AB_i.
struct GroupSums {
    double step = 0;         // of C - A
    double product = 0;      // of B (C - A)
    double step_square = 0;  // of (C - A)^2
};

// All sums of a block of rows: [output], [output][group].
struct Block {
    std::vector<RunSums> run;
    std::vector<GroupSums> group;

    Block(std::size_t groups, std::size_t outputs) : run(outputs), group(outputs * groups) {}
};

struct Shape {
    std::size_t groups, outputs, rows, blocks;

    std::size_t first_row(std::size_t block) const { return block * rows / blocks; }
};

// Values of one row under A, B and each AB_i.
class Rows {
 public:
    Rows(const Shape& shape, SobolModel model)
        : shape_(shape),
          model_(std::move(model)),
          from_b_(shape.groups),
          a_(shape.outputs),
          b_(shape.outputs),
          c_(shape.outputs) {}

    void add(std::size_t row, const std::vector<double>& shift, Block& block) {
        run(row, 0, a_);
        run(row, 1, b_);
        for (std::size_t k = 0; k < shape_.outputs; ++k)
            add_both(block.run[k], a_[k] - shift[k], b_[k] - shift[k]);
        for (std::size_t g = 0; g < shape_.groups; ++g) {
            std::ranges::fill(from_b_, std::uint8_t{0});
            from_b_[g] = 1;
            model_({row, from_b_}, c_);
            for (std::size_t k = 0; k < shape_.outputs; ++k)
                add_step(block.group[k * shape_.groups + g], b_[k] - shift[k], c_[k] - a_[k]);
        }
    }

    void run(std::size_t row, std::uint8_t from_b, std::vector<double>& outputs) {
        std::ranges::fill(from_b_, from_b);
        model_({row, from_b_}, outputs);
    }

 private:
    static void add_both(RunSums& sums, double a, double b) {
        sums.rows += 1;
        sums.a += a;
        sums.b += b;
        sums.square += a * a + b * b;
    }
    static void add_step(GroupSums& sums, double b, double step) {
        sums.step += step;
        sums.product += b * step;
        sums.step_square += step * step;
    }

    const Shape& shape_;
    SobolModel model_;
    std::vector<std::uint8_t> from_b_;
    std::vector<double> a_, b_, c_;
};

std::vector<Block> run_all(const Shape& shape, const SobolModelMaker& model, std::vector<double>& shift,
                           const Job& job) {
    shift.assign(shape.outputs, 0);
    Rows(shape, model()).run(0, 0, shift);  // any value near the mean will do
    std::vector<Block> blocks(shape.blocks, Block(0, 0));
    // As many models as there are pieces of work, and not one for each row.
    const std::size_t pieces = std::min<std::size_t>(shape.blocks, 64);
    for_each(job, pieces, [&](std::size_t piece) {
        Rows rows(shape, model());
        const std::size_t end = (piece + 1) * shape.blocks / pieces;
        for (std::size_t b = piece * shape.blocks / pieces; b < end; ++b) {
            blocks[b] = Block(shape.groups, shape.outputs);
            for (std::size_t row = shape.first_row(b); row < shape.first_row(b + 1); ++row)
                rows.add(row, shift, blocks[b]);
        }
    });
    return blocks;
}

// How often each block is in each bootstrap draw; the first draw is the sample itself.
std::vector<std::vector<double>> bootstrap(const Shape& shape, const SensitivityOptions& options) {
    std::vector<std::vector<double>> draws(options.resamples + 1, std::vector<double>(shape.blocks, 0));
    std::ranges::fill(draws[0], 1);
    const std::uint64_t first_item = item_of("sensitivity bootstrap");
    for (std::size_t d = 1; d < draws.size(); ++d)
        for (std::size_t k = 0; k < shape.blocks; ++k)
            draws[d][static_cast<std::size_t>(uniform(options.seed, d, first_item + k) *
                                              static_cast<double>(shape.blocks))] += 1;
    return draws;
}

// V, and the numerators of both indices of every group, in one draw. Indices of several outputs together are
// quotients of the sums of these.
struct Parts {
    double variance = 0;
    std::vector<double> first, total;
};

RunSums sum_runs(const std::vector<Block>& blocks, const std::vector<double>& copies, std::size_t output) {
    RunSums sum;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const RunSums& s = blocks[b].run[output];
        sum.rows += copies[b] * s.rows;
        sum.a += copies[b] * s.a;
        sum.b += copies[b] * s.b;
        sum.square += copies[b] * s.square;
    }
    return sum;
}

GroupSums sum_groups(const std::vector<Block>& blocks, const std::vector<double>& copies,
                     std::size_t position) {
    GroupSums sum;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const GroupSums& s = blocks[b].group[position];
        sum.step += copies[b] * s.step;
        sum.product += copies[b] * s.product;
        sum.step_square += copies[b] * s.step_square;
    }
    return sum;
}

// Sums over the sample, or over a bootstrap draw of its blocks, for one output.
struct Totals {
    RunSums run;
    std::vector<GroupSums> group;
};

Totals totals(const std::vector<Block>& blocks, const std::vector<double>& copies, const Shape& shape,
              std::size_t output) {
    Totals t{sum_runs(blocks, copies, output), {}};
    t.group.reserve(shape.groups);
    for (std::size_t g = 0; g < shape.groups; ++g)
        t.group.push_back(sum_groups(blocks, copies, output * shape.groups + g));
    return t;
}

// Mean over all runs, those of every AB_i being A and a step.
double centre_of(const Totals& t) {
    double sum = t.run.a + t.run.b;
    for (const GroupSums& g : t.group) sum += t.run.a + g.step;
    return sum / (t.run.rows * static_cast<double>(t.group.size() + 2));
}

double mean_of(const Totals& t) { return (t.run.a + t.run.b) / (2 * t.run.rows); }

Parts parts_of(const Totals& t, double centre) {
    const double variance = t.run.square / (2 * t.run.rows) - mean_of(t) * mean_of(t);
    Parts parts{.variance = variance < 0 ? 0 : variance, .first = {}, .total = {}};
    for (const GroupSums& g : t.group) {
        parts.first.push_back((g.product - centre * g.step) / t.run.rows);
        parts.total.push_back(g.step_square / (2 * t.run.rows));
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

// The indices from the parts of the sample (the first) and of the draws.
std::vector<SobolPair> pairs_of(const std::vector<Parts>& draws, std::size_t groups) {
    std::vector<SobolPair> pairs;
    for (std::size_t g = 0; g < groups; ++g) {
        Interval first, total;
        for (std::size_t d = 1; d < draws.size(); ++d) {
            first.add(share(draws[d].first[g], draws[d].variance));
            total.add(share(draws[d].total[g], draws[d].variance));
        }
        pairs.push_back({first.around(share(draws[0].first[g], draws[0].variance)),
                         total.around(share(draws[0].total[g], draws[0].variance))});
    }
    return pairs;
}

using Draws = std::vector<std::vector<double>>;

OutputSensitivity output_of(const std::vector<Block>& blocks, const Draws& draws, const Shape& shape,
                            std::size_t output, double shift) {
    const Totals sample = totals(blocks, draws[0], shape, output);
    const double centre = centre_of(sample);
    std::vector<Parts> parts{parts_of(sample, centre)};
    OutputSensitivity result{mean_of(sample) + shift, parts[0].variance, {}};
    if (std::isnan(parts[0].variance)) {
        result.mean = missing_value;
        result.groups.resize(shape.groups);
        return result;
    }
    for (std::size_t d = 1; d < draws.size(); ++d)
        parts.push_back(parts_of(totals(blocks, draws[d], shape, output), centre));
    result.groups = pairs_of(parts, shape.groups);
    return result;
}

void add(Parts& sum, const Parts& parts) {
    sum.variance += parts.variance;
    for (std::size_t g = 0; g < sum.first.size(); ++g) {
        sum.first[g] += parts.first[g];
        sum.total[g] += parts.total[g];
    }
}

std::vector<SobolPair> set_of(const std::vector<Block>& blocks, const Draws& draws, const Shape& shape,
                              const std::vector<std::size_t>& set, const Job& job) {
    const std::vector<double> none(shape.groups, 0);
    std::vector<Parts> sums(draws.size(), Parts{0, none, none});
    for_each(job, draws.size(), [&](std::size_t d) {
        for (const std::size_t output : set) {
            const double centre = centre_of(totals(blocks, draws[0], shape, output));
            if (!std::isnan(centre)) add(sums[d], parts_of(totals(blocks, draws[d], shape, output), centre));
        }
    });
    return pairs_of(sums, shape.groups);
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
    const Shape shape{groups, outputs, options.base, blocks};
    std::vector<double> shift;
    const auto sums = run_all(shape, model, shift, part_of(job, 0, 0.9));
    const Draws draws = bootstrap(shape, options);
    Sensitivity result{
        .outputs = std::vector<OutputSensitivity>(outputs), .sets = {}, .runs = options.base * (groups + 2)};
    for_each(part_of(job, 0.9, 0.95), outputs,
             [&](std::size_t k) { result.outputs[k] = output_of(sums, draws, shape, k, shift[k]); });
    for (const auto& set : sets)
        result.sets.push_back(set_of(sums, draws, shape, set, part_of(job, 0.95, 1)));
    return result;
}

}  // namespace djoliba
