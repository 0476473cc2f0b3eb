// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "flow_shares.hpp"

namespace djoliba {

/// People who decide today, by place and by the steps they have behind them today: a row of steps for each
/// place. Rows are filled from few steps to many, in blocks.
template <std::size_t L>
class FlowTable {
 public:
    static constexpr int block = flow_block;

    FlowTable(const FlowHops& hops, std::size_t places);

    int blocks() const { return blocks_; }
    People<L>* row(std::size_t place) { return row_number(hops_.row_of(place)); }
    const People<L>* row(std::size_t place) const { return row_number(hops_.row_of(place)); }
    /// For each place sums[1] = sums[0] + its people in a block; `sums` of the next place are `apart` further.
    void add_sums(int number, People<L>* sums, std::ptrdiff_t apart) const;
    /// People of a place with fewer than `steps`, in the block of `steps`.
    People<L> sum_below(std::size_t place, int steps) const;
    /// Nobody decides.
    void clear();

    /// Adds to a block what arrives there from all that is in the table with fewer steps. The shares must be
    /// kept up to this block.
    void fill(int number, const FlowShares<L>& shares);

 private:
    People<L>* row_number(std::ptrdiff_t number) { return at_.data() + number * stride_ + block; }
    const People<L>* row_number(std::ptrdiff_t number) const { return at_.data() + number * stride_ + block; }

    const FlowHops& hops_;
    int blocks_;
    std::ptrdiff_t stride_, rows_;
    std::vector<People<L>> at_;
};

}  // namespace djoliba
