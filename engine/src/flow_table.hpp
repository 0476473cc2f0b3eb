// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "flow_hops.hpp"

namespace djoliba {

/// People who decide today, by place and by the steps they have behind them today: a row of steps for each
/// place. Rows are filled from few steps to many, in blocks, each place drawing on the rows from which hops
/// lead to it.
class FlowTable {
 public:
    static constexpr int block = flow_block;

    FlowTable(std::size_t places, int steps);

    int blocks() const { return blocks_; }
    double* row(std::size_t place) { return at_.data() + place * stride_ + block; }
    const double* row(std::size_t place) const { return at_.data() + place * stride_ + block; }
    /// People of a place in one block.
    double sum(std::size_t place, int number) const;

    /// Adds to a block what arrives there from all that is in the table with fewer steps.
    void fill(int number, const FlowHops& hops);

 private:
    /// A hop of less than a block: to[i] += share x from[i].
    struct Near {
        double* to;
        const double* from;
        double share;
        int below;
    };

    int blocks_;
    std::size_t stride_;  ///< a row, and before it a block that stays empty
    std::vector<double> at_;
    std::vector<Near> near_ = {};  ///< scratch
};

}  // namespace djoliba
