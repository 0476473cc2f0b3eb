// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <map>
#include <span>

namespace djoliba {

/// What is known of a set of cells, and of two such sets put together.
struct CellStatistics {
    double count = 0;    ///< sum of f over cells with value
    double unknown = 0;  ///< sum of f over cells without
    double sum = 0;
    double mean = 0;
    double squares = 0;  ///< sum of f (v - mean)^2
    double least = std::numeric_limits<double>::infinity();
    double most = -std::numeric_limits<double>::infinity();
    double weight = 0;                      ///< sum of f w over cells with value and weight
    double weighted = 0;                    ///< sum of f v w over them
    double weight_unknown = 0;              ///< sum of f over cells with value but no weight
    std::map<double, double> classes = {};  ///< sum of f by value

    /// Adds cells with values v and shares f, both of one size. NaN: without value. `squares` only where
    /// asked for.
    void add(std::span<const double> v, std::span<const double> f, bool with_squares);
    /// Adds the weights of the cells that were added: w as split over the cells, `covered` the part of each
    /// cell that counts. NaN: unknown.
    void add_weights(std::span<const double> v, std::span<const double> f, std::span<const double> w,
                     std::span<const double> covered);
    void add_classes(std::span<const double> v, std::span<const double> f);
    void merge(const CellStatistics& other);
};

}  // namespace djoliba
