// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "flow_shares.hpp"
#include "four.hpp"

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
    /// For each place sums[1] = sums[0] + its people in a block; `sums` of the next place are `apart`
    /// further.
    void add_sums(int number, People<L>* sums, std::ptrdiff_t apart) const;
    /// People of a place with fewer than `steps`, in the block of `steps`.
    [[gnu::always_inline]] People<L> sum_below(std::size_t place, int steps) const;
    /// Nobody decides.
    void clear();

    /// Adds to a block what arrives there from all that is in the table with fewer steps. The shares must be
    /// kept up to this block.
    void fill(int number, const FlowShares<L>& shares);

 private:
    People<L>* row_number(std::ptrdiff_t number) { return at_.data() + number * stride_ + hops_.lead(); }
    const People<L>* row_number(std::ptrdiff_t number) const {
        return at_.data() + number * stride_ + hops_.lead();
    }

    const FlowHops& hops_;
    int blocks_;
    std::ptrdiff_t stride_, rows_;
    std::vector<People<L>> at_;
};

/// To count some of the numbers of a block, from the first on.
inline constexpr auto ones_then_zeros = [] {
    std::array<double, 2UL * flow_block> counted{};
    for (std::size_t i = 0; i < flow_block; ++i) counted[i] = 1;
    return counted;
}();

template <std::size_t L>
inline People<L> FlowTable<L>::sum_below(std::size_t place, int steps) const {
    const int below = steps % block;
    const People<L>* people = row(place) + (steps - below);
    People<L> sum{};
    if constexpr (L == 1) {
        const double *row = people->at.data(), *counted = ones_then_zeros.data() + block - below;
        Four all{};
        for (int i = 0; i < block; i += 4) {
            Four some, which;
            load(some, row + i);
            load(which, counted + i);
            all += some * which;
        }
        sum[0] = sum_of(all);
    } else {
        for (int i = 0; i < below; ++i) sum += people[i];
    }
    return sum;
}

}  // namespace djoliba
