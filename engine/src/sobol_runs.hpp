// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/sensitivity.hpp>

namespace djoliba {

struct SobolShape {
    std::size_t groups, outputs, rows, blocks;

    std::size_t first_row(std::size_t block) const { return block * rows / blocks; }
    std::size_t sums() const { return 3 + 3 * groups; }  ///< of one output, in a block
};

/// Sums over a block of rows, sums() for each output: A, B, and A^2 + B^2, less a shift that keeps them
/// small; then for each group, C being the run of AB_i: C - A, B (C - A), (C - A)^2.
using SobolBlock = std::vector<double>;

/// Makes all runs. `shift`: what was taken off each output.
std::vector<SobolBlock> run_all(const SobolShape& shape, const SobolModelMaker& model,
                                std::vector<double>& shift, const Job& job);

}  // namespace djoliba
