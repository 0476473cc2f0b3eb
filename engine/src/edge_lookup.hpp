// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace djoliba {

/// Finds how many of a list of ascending edges a value reaches, in a time that does not grow with the list
/// where edges are spread evenly: a table over equal steps tells where to begin.
class EdgeLookup {
 public:
    EdgeLookup() = default;
    explicit EdgeLookup(std::vector<double> ascending) : edges_(std::move(ascending)) {
        if (edges_.size() < 8) return;
        first_ = edges_.front();
        per_step_ = steps_per_edge * static_cast<double>(edges_.size()) / (edges_.back() - first_);
        if (!(per_step_ > 0) || !std::isfinite(per_step_)) return;
        begin_.resize(static_cast<std::size_t>(step_of(edges_.back())) + 1);
        // Rounding keeps the order of values: edges in earlier steps are less than any value in this one.
        std::size_t edge = 0;
        for (std::size_t step = 0; step < begin_.size(); ++step) {
            const std::size_t before = edge;
            while (edge < edges_.size() && step_of(edges_[edge]) < static_cast<std::int64_t>(step)) ++edge;
            begin_[step] = static_cast<std::uint32_t>(edge);
            one_by_one_ = one_by_one_ && edge - before <= 1;
        }
        one_by_one_ = one_by_one_ && edges_.size() - edge <= 2;  // one besides the last edge
    }
    bool is_long() const { return !begin_.empty(); }
    const std::vector<double>& edges() const { return edges_; }
    /// Number of edges at or below the value, which must not be NaN.
    std::size_t reached(double value) const {
        if (begin_.empty())
            return static_cast<std::size_t>(std::upper_bound(edges_.begin(), edges_.end(), value) -
                                            edges_.begin());
        if (value < first_) return 0;
        if (value >= edges_.back()) return edges_.size();
        std::size_t edge = begin_[static_cast<std::size_t>(step_of(value))];
        if (one_by_one_)
            return edge + static_cast<std::size_t>(edges_[edge] <= value);  // no branch to mispredict
        while (edges_[edge] <= value) ++edge;  // ends at the last edge, which is above the value
        return edge;
    }

 private:
    static constexpr double steps_per_edge = 2;
    std::int64_t step_of(double value) const {
        return static_cast<std::int64_t>((value - first_) * per_step_);
    }

    std::vector<double> edges_ = {};
    std::vector<std::uint32_t> begin_ = {};  ///< by step; empty for short lists
    double first_ = 0;
    double per_step_ = 0;
    bool one_by_one_ = true;  ///< no step holds two edges
};

}  // namespace djoliba
