// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_table.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "four.hpp"
#include "lanes.hpp"

namespace djoliba {
namespace {

constexpr int block = flow_block;

using FourTruths = long long __attribute__((vector_size(4 * sizeof(long long))));

/// sum += share x the four numbers of a row that begin with its number i.
template <std::size_t L>
[[gnu::always_inline]] inline void add_product(Four& sum, const double* row, std::size_t i,
                                               const People<L>& share) {
    Four people;
    std::memcpy(&people, row + i, sizeof people);
    if constexpr (L == 1) {
        sum += share[0] * people;
    } else {
        Four shares;
        std::memcpy(&shares, share.at.data() + i % L, sizeof shares);
        sum += shares * people;
    }
}

/// The same with two shares: one for the numbers before `until`, one for the others.
template <std::size_t L>
[[gnu::always_inline]] inline void add_product(Four& sum, const double* row, std::size_t i,
                                               const People<L>& before, const People<L>& after,
                                               std::size_t until) {
    const auto number = static_cast<long long>(i), first = static_cast<long long>(until);
    const FourTruths early = FourTruths{number, number + 1, number + 2, number + 3} < first;
    Four people;
    std::memcpy(&people, row + i, sizeof people);
    if constexpr (L == 1) {
        sum += (early ? Four{} + before[0] : Four{} + after[0]) * people;
    } else {
        Four one, other;
        std::memcpy(&one, before.at.data() + i % L, sizeof one);
        std::memcpy(&other, after.at.data() + i % L, sizeof other);
        sum += (early ? one : other) * people;
    }
}

inline void add(const Four& more, double* to) {
    Four sum;
    std::memcpy(&sum, to, sizeof sum);
    sum += more;
    std::memcpy(to, &sum, sizeof sum);
}

/// The block that begins with `from` steps, and moves that lead into it.
template <std::size_t L>
struct Draw {
    const FlowDraws& draws;
    const FlowShares<L>& shares;
    People<L>* rows;  ///< of row 0
    std::ptrdiff_t stride;
    int from;
    int until;  ///< end of the block, or of the day

    /// Where people of the first number of the block come from.
    const People<L>* start(const FlowDraw& move) const { return rows + from + move.start; }
    /// The block in which they have decided: so many of them; the others in the next.
    int decided_in(const FlowDraw& move) const { return (from - move.steps + block) / block - 1; }
    std::size_t of_first(const FlowDraw& move) const {
        return static_cast<std::size_t>(block - (from - move.steps + block) % block);
    }
    const People<L>& share(std::size_t m, int decided) const {
        return decided < shares.since()[draws.moves[m].from] ? shares.before(m, decided)
                                                             : shares.of_drawn()[m];
    }
};

/// Sums of sixteen numbers.
struct Sixteen {
    Four a{}, b{}, c{}, d{};

    template <typename... Share>
    [[gnu::always_inline]] void add_products(const double* row, std::size_t first, const Share&... share) {
        add_product(a, row, first, share...);
        add_product(b, row, first + 4, share...);
        add_product(c, row, first + 8, share...);
        add_product(d, row, first + 12, share...);
    }
    [[gnu::always_inline]] void add_to(double* to) const {
        add(a, to);
        add(b, to + 4);
        add(c, to + 8);
        add(d, to + 12);
    }
};

/// to[i] += sum over moves of share x start[i], for sixteen numbers of the block from number `first` on.
template <std::size_t L>
[[gnu::always_inline]] inline void draw_some(const Draw<L> d, std::size_t row, std::size_t first) {
    const FlowDraw* moves = d.draws.moves.data();
    const People<L>* now = d.shares.of_drawn();
    const int* since = d.shares.since();
    const int end = d.from + block, until = d.until;
    const std::size_t last = d.draws.first[row + 1];
    Sixteen sum;
    for (std::size_t m = d.draws.first[row]; m < last && moves[m].steps < end; ++m) {
        if (moves[m].below < until) continue;
        const double* start = d.start(moves[m])->at.data();
        if (since[moves[m].from] == 0)
            sum.add_products(start, first, now[m]);
        else if (const int decided = d.decided_in(moves[m]); true)
            sum.add_products(start, first, d.share(m, decided), d.share(m, decided + 1),
                             d.of_first(moves[m]) * L);
    }
    sum.add_to(d.rows[static_cast<std::ptrdiff_t>(row) * d.stride + d.from].at.data() + first);
}

/// The same for moves on foot, with a shorter way behind them when the day is over.
template <std::size_t L>
void draw_walkers(const Draw<L>& d, std::size_t row) {
    People<L>* to = d.rows + static_cast<std::ptrdiff_t>(row) * d.stride + d.from;
    for (std::size_t m = d.draws.first[row]; m < d.draws.first[row + 1]; ++m) {
        const FlowDraw& move = d.draws.moves[m];
        if (move.steps >= d.from + block) break;
        if (move.below >= d.until) continue;
        const int decided = d.decided_in(move);
        for (int i = 0; i < move.below - d.from; ++i)
            to[i] += d.share(m, static_cast<std::size_t>(i) < d.of_first(move) ? decided : decided + 1) *
                     d.start(move)[i];
    }
}

template <std::size_t L>
[[gnu::always_inline]] inline void draw_block(const Draw<L> d) {
    for (std::size_t row = 0; row + 1 < d.draws.first.size(); ++row) {
        if (d.draws.first[row] == d.draws.first[row + 1]) continue;
        for (std::size_t first = 0; first < block * L; first += block) draw_some(d, row, first);
        if (d.draws.least_below < d.until) draw_walkers(d, row);
    }
}

DJOLIBA_WIDE void draw(const Draw<1>& d) { draw_block(d); }
DJOLIBA_WIDE void draw(const Draw<flow_lanes>& d) { draw_block(d); }

/// Adds share x who decide at the start of moves with from .. from + n - 1 steps to where they decide next.
template <std::size_t L>
struct Give {
    std::span<const FlowGift> moves;
    const People<L>* shares;  ///< by hop
    People<L>* rows;          ///< of place 0
    std::ptrdiff_t stride;
    int from, n;
};

template <int n, std::size_t L>
[[gnu::always_inline]] inline void give_all(const People<L>* from, const People<L>& share, People<L>* to) {
    if constexpr (n * L < 4) {
        for (int i = 0; i < n; ++i) to[i] += share * from[i];
    } else {
        for (std::size_t i = 0; i < n * L; i += 4) {
            Four people{};
            add_product(people, from->at.data(), i, share);
            add(people, to->at.data() + i);
        }
    }
}

template <int n, std::size_t L>
[[gnu::always_inline]] inline void give_steps(const Give<L>& g) {
    for (const FlowGift& move : g.moves) {
        const People<L>* from = g.rows + move.from * g.stride + g.from;
        People<L>* to = g.rows + move.to * g.stride + g.from + move.steps;
        const int in_time = move.below - move.steps - g.from;
        if (in_time >= n)
            give_all<n>(from, g.shares[move.hop], to);
        else
            for (int i = 0; i < in_time; ++i) to[i] += g.shares[move.hop] * from[i];
    }
}

template <std::size_t L>
[[gnu::always_inline]] inline void give_block(const Give<L>& g) {
    switch (g.n) {
        case 1:
            return give_steps<1>(g);
        case 2:
            return give_steps<2>(g);
        case 4:
            return give_steps<4>(g);
        default:
            return give_steps<8>(g);
    }
}

DJOLIBA_WIDE void give(const Give<1>& g) { give_block(g); }
DJOLIBA_WIDE void give(const Give<flow_lanes>& g) { give_block(g); }

/// Sums of a block by place, added to those of the blocks before.
template <std::size_t L>
struct Sums {
    const FlowHops& hops;
    const People<L>* rows;  ///< of row 0, from the block on
    std::ptrdiff_t stride, places;
    People<L>* sums;
    std::ptrdiff_t apart;
};

[[gnu::always_inline]] inline People<1> block_sum(const People<1>* people) {
    const double* row = people->at.data();
    Four a, b, c, d;
    load(a, row);
    load(b, row + 4);
    load(c, row + 8);
    load(d, row + 12);
    return {{sum_of((a + b) + (c + d))}};
}

[[gnu::always_inline]] inline People<flow_lanes> block_sum(const People<flow_lanes>* people) {
    People<flow_lanes> sum{};
    for (int i = 0; i < block; ++i) sum += people[i];
    return sum;
}

template <std::size_t L>
[[gnu::always_inline]] inline void add_all_sums(const Sums<L>& s) {
    for (std::ptrdiff_t p = 0; p < s.places; ++p) {
        People<L>* sums = s.sums + p * s.apart;
        sums[1] = sums[0] + block_sum(s.rows + s.hops.row_of(static_cast<std::size_t>(p)) * s.stride);
    }
}

DJOLIBA_WIDE void add_sums(const Sums<1>& s) { add_all_sums(s); }
DJOLIBA_WIDE void add_sums(const Sums<flow_lanes>& s) { add_all_sums(s); }

}  // namespace

template <std::size_t L>
FlowTable<L>::FlowTable(const FlowHops& hops, std::size_t places)
    : hops_(hops),
      blocks_(hops.blocks()),
      stride_(hops.stride()),
      rows_(static_cast<std::ptrdiff_t>(places)),
      at_(places * static_cast<std::size_t>(stride_)) {}

template <std::size_t L>
void FlowTable<L>::add_sums(int number, People<L>* sums, std::ptrdiff_t apart) const {
    djoliba::add_sums(Sums<L>{hops_, row_number(0) + number * block, stride_, rows_, sums, apart});
}

template <std::size_t L>
void FlowTable<L>::clear() {
    std::ranges::fill(at_, People<L>{});
}

/// After every 2^i steps the last 2^i of them are given on by the moves that are less than twice as long:
/// they lead beyond these steps, and none was needed before.
template <std::size_t L>
void FlowTable<L>::fill(int number, const FlowShares<L>& shares) {
    const int first = number * block, until = std::min(first + block, hops_.steps().day_of(FlowPace::riding));
    draw(Draw<L>{hops_.drawn(), shares, row_number(0), stride_, first, until});
    // Who arrives with a day's way behind them does not decide again.
    for (std::ptrdiff_t row = 0; row < rows_; ++row)
        std::fill(row_number(row) + until, row_number(row) + first + block, People<L>{});
    for (int done = 1; done <= block; ++done)
        for (int i = 0; i < FlowHops::sizes && done % (1 << i) == 0; ++i) {
            const int n = 1 << i, from = number * block + done - n;
            give(Give<L>{hops_.given(i), shares.of_hops().data(), row_number(0), stride_, from, n});
        }
}

template class FlowTable<1>;
template class FlowTable<flow_lanes>;

}  // namespace djoliba
