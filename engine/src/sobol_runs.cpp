// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "sobol_runs.hpp"

#include <algorithm>
#include <utility>

#include "parallel.hpp"

namespace djoliba {
namespace {

void add(double* sums, double first, double second, double third) {
    sums[0] += first;
    sums[1] += second;
    sums[2] += third;
}

// Values of one row under A, B and each AB_i.
class Rows {
 public:
    Rows(const SobolShape& shape, SobolModel model)
        : shape_(shape),
          model_(std::move(model)),
          from_b_(shape.groups),
          a_(shape.outputs),
          b_(shape.outputs),
          c_(shape.outputs) {}

    void add_row(std::size_t row, const std::vector<double>& shift, SobolBlock& block) {
        run(row, 1, b_);
        run(row, 0, a_);  // after B: the runs of AB_i differ from it by one group
        for (std::size_t k = 0; k < shape_.outputs; ++k) {
            const double a = a_[k] - shift[k];
            b_[k] -= shift[k];
            add(&block[k * shape_.sums()], a, b_[k], a * a + b_[k] * b_[k]);
        }
        for (std::size_t g = 0; g < shape_.groups; ++g) {
            from_b_[g] = 1;
            model_({row, from_b_}, c_);
            from_b_[g] = 0;
            for (std::size_t k = 0; k < shape_.outputs; ++k) {
                const double step = c_[k] - a_[k];
                add(&block[k * shape_.sums() + 3 + 3 * g], step, b_[k] * step, step * step);
            }
        }
    }

    void run(std::size_t row, std::uint8_t from_b, std::vector<double>& outputs) {
        std::ranges::fill(from_b_, from_b);
        model_({row, from_b_}, outputs);
    }

 private:
    const SobolShape& shape_;
    SobolModel model_;
    std::vector<std::uint8_t> from_b_;
    std::vector<double> a_, b_, c_;
};

constexpr std::size_t most_pieces = 64;  // each with a model of its own

}  // namespace

std::vector<SobolBlock> run_all(const SobolShape& shape, const SobolModelMaker& model,
                                std::vector<double>& shift, const Job& job) {
    shift.assign(shape.outputs, 0);
    Rows(shape, model()).run(0, 0, shift);  // any value near the mean will do
    std::vector<SobolBlock> blocks(shape.blocks);
    const std::size_t pieces = std::min(shape.blocks, most_pieces);
    for_each(job, pieces, [&](std::size_t piece) {
        Rows rows(shape, model());
        const std::size_t end = (piece + 1) * shape.blocks / pieces;
        for (std::size_t b = piece * shape.blocks / pieces; b < end; ++b) {
            blocks[b].assign(shape.outputs * shape.sums(), 0);
            for (std::size_t row = shape.first_row(b); row < shape.first_row(b + 1); ++row)
                rows.add_row(row, shift, blocks[b]);
        }
    });
    return blocks;
}

}  // namespace djoliba
