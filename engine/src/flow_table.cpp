// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_table.hpp"

#include <array>

#include "lanes.hpp"

namespace djoliba {
namespace {

constexpr int block = FlowTable::block;
constexpr int line = 8;  ///< of the cache: one more a row, so that rows do not compete for the same places

/// to[i] += sum over arrivals of share x row[from + i - steps], for arrivals of a block or more.
struct Draw {
    std::span<const FlowHops::Arrival> arrivals;
    const double* shares;  ///< by hop
    const double* rows;    ///< of place 0
    std::size_t stride;
    int from;
};

DJOLIBA_WIDE void draw(const Draw& d, double* to) {
    std::array<double, block> sum;
    std::copy_n(to, block, sum.begin());
    for (const FlowHops::Arrival& a : d.arrivals) {
        if (a.steps >= d.from + block) break;
        const double share = d.shares[a.hop];
        const double* row = d.rows + static_cast<std::size_t>(a.from) * d.stride + (d.from - a.steps);
        if (d.from + block <= a.below)
            for (int i = 0; i < block; ++i) sum[i] += share * row[i];
        else
            for (int i = 0; i < a.below - d.from; ++i) sum[i] += share * row[i];
    }
    std::copy_n(sum.begin(), block, to);
}

}  // namespace

FlowTable::FlowTable(std::size_t places, int steps)
    : blocks_((steps + block - 1) / block),
      stride_((static_cast<std::size_t>(blocks_) + 1) * block + line),
      at_(places * stride_) {}

double FlowTable::sum(std::size_t place, int number) const {
    const double* people = row(place) + number * block;
    std::array<double, block / 2> lane;
    for (int i = 0; i < block / 2; ++i) lane[i] = people[i] + people[i + block / 2];
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

void FlowTable::fill(int number, const FlowHops& hops) {
    const int from = number * block;
    const std::size_t places = at_.size() / stride_;
    near_.clear();
    for (std::size_t p = 0; p < places; ++p) {
        const auto arrivals = hops.to(p);
        if (hops.near(p) > 0) near_.push_back(p);
        draw({arrivals.subspan(hops.near(p)), hops.shares().data(), row(0), stride_, from}, row(p) + from);
    }
    fill_from_near(from, hops);
}

/// Hops of less than a block lead from the block at work to itself, so they are taken step by step.
void FlowTable::fill_from_near(int from, const FlowHops& hops) {
    for (int step = from; step < from + block; ++step)
        for (const std::size_t p : near_)
            for (const FlowHops::Arrival& a : hops.to(p).first(hops.near(p)))
                if (step < a.below) row(p)[step] += hops.shares()[a.hop] * row(a.from)[step - a.steps];
}

}  // namespace djoliba
