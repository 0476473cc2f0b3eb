// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_table.hpp"

#include <array>
#include <cstring>

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

// Sums that must stay in registers, which GCC does not do with an array.
using Half = double __attribute__((vector_size(block / 2 * sizeof(double))));

DJOLIBA_WIDE void draw(const Draw& d, double* to) {
    Half low{}, high{};
    for (const FlowHops::Arrival& a : d.arrivals) {
        if (a.steps >= d.from + block) break;
        const double share = d.shares[a.hop];
        const double* row = d.rows + static_cast<std::size_t>(a.from) * d.stride + (d.from - a.steps);
        if (d.from + block > a.below) {
            for (int i = 0; i < a.below - d.from; ++i) to[i] += share * row[i];
            continue;
        }
        Half people_low, people_high;
        std::memcpy(&people_low, row, sizeof(Half));
        std::memcpy(&people_high, row + block / 2, sizeof(Half));
        low += share * people_low;
        high += share * people_high;
    }
    for (int i = 0; i < block / 2; ++i) {
        to[i] += low[i];
        to[i + block / 2] += high[i];
    }
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
        const std::size_t near = hops.near(p);
        for (const FlowHops::Arrival& a : arrivals.first(near))
            if (const double share = hops.shares()[a.hop]; share > 0)
                near_.push_back({row(p), row(a.from) - a.steps, share, a.below});
        draw({arrivals.subspan(near), hops.shares().data(), row(0), stride_, from}, row(p) + from);
    }
    // Hops of less than a block lead from this block to itself as well, so they are taken step by step.
    for (int step = from; step < from + block; ++step)
        for (const Near& n : near_)
            if (step < n.below) n.to[step] += n.share * n.from[step];
}

}  // namespace djoliba
