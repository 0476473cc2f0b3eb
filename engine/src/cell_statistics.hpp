// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <vector>

#include <djoliba/engine/fixed_sum.hpp>

#include "exact_sum.hpp"

namespace djoliba {

/// What is known of a set of cells, and of two such sets put together. No sum is rounded: nothing depends on
/// the order of cells and sets.
struct CellStatistics {
    FixedSum count = {};     ///< sum of f over cells with value
    FixedSum unknown = {};   ///< sum of f over cells without
    std::int64_t cells = 0;  ///< number of cells with value
    ExactSum sum = {};       ///< sum of f v
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();
    std::vector<ExactSum> squares = {};       ///< sum of f v v; empty where not asked for
    std::vector<ExactSum> weights = {};       ///< sums of f w and of f v w over cells with value and weight
    FixedSum weight_unknown = {};             ///< sum of f over cells with value but no weight
    std::map<double, FixedSum> classes = {};  ///< sum of f by value

    /// Adds cells with values v and shares f, both of one size. NaN: without value.
    void add(std::span<const double> v, std::span<const double> f);
    void add_squares(std::span<const double> v, std::span<const double> f);
    /// Adds the weights of the cells that were added: w as split over the cells, `covered` the part of each
    /// cell that counts. NaN: unknown.
    void add_weights(std::span<const double> v, std::span<const double> f, std::span<const double> w,
                     std::span<const double> covered);
    void add_classes(std::span<const double> v, std::span<const double> f);
    void merge(const CellStatistics& other);

    /// Mean square distance from the mean; at least one cell must have a value.
    double variance() const;
};

}  // namespace djoliba
