// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "flow_network.hpp"

namespace djoliba {

/// Steps that are worked on together.
inline constexpr int flow_block = 16;

/// How people go along a link. Who starts on foot walks the first link of their flight.
enum class FlowPace : unsigned char { starting_on_foot, walking, riding };
inline constexpr std::array all_paces{FlowPace::starting_on_foot, FlowPace::walking, FlowPace::riding};

/// Lengths and speeds in the steps in which the km of a day are counted.
struct FlowSteps {
    std::vector<int> link = {};   ///< of each link, at least 1
    std::array<int, 3> day = {};  ///< by pace: with fewer steps behind them today people decide again
    std::array<double, 3> km_per_day = {};  ///< by pace
    double km = 1;                          ///< of a step

    explicit FlowSteps(const FlowNetwork& network);
    int of(double length_km) const;
    int day_of(FlowPace pace) const { return day[static_cast<std::size_t>(pace)]; }
    double km_per_day_of(FlowPace pace) const { return km_per_day[static_cast<std::size_t>(pace)]; }
};

/// An open route, taken at certain paces.
struct FlowHop {
    int route = -1;
    int end = -1;
    unsigned walks = 0;    ///< bit m: people walk along link m of the route
    double of_route = 1;   ///< share of those on the route who go at these paces
    int steps = 0;         ///< of the whole route
    int arrive_below = 0;  ///< people decide again at its end where they arrive with fewer steps; 0: never
    int stage = 0;         ///< its first among FlowHops::stages()
    int stages = 0;

    FlowPace pace(int link) const { return (walks >> link & 1U) != 0 ? FlowPace::walking : FlowPace::riding; }
};

/// A link of a hop that people may set out on today.
struct FlowStage {
    int way = -1;
    int end = -1;    ///< of the link
    int route = -1;  ///< what is left of the route, with the link
    int rest = -1;   ///< and without it
    FlowPace pace = FlowPace::riding;
    /// Who decided with fewer steps behind them goes on from its end today; the others stay there. 0: nobody
    /// does. Negative: the link takes longer than a day.
    int go_on_below = 0;
};

// Hops whose people may decide again are moves in the table of those who decide, which has a row for each
// place.

/// A move that is given to the row where it ends.
struct FlowGift {
    int from = -1, to = -1;  ///< rows
    int steps = 0;
    int below = 0;  ///< arrive_below of the hop
    int hop = -1;
};

/// A move that is drawn from the row where it starts.
struct FlowDraw {
    int start = 0;  ///< where in the table the row begins that it leads from, less its steps
    int steps = 0;
    int below = 0;  ///< arrive_below of the hop
    int from = -1;  ///< place
};

/// By the row where they end, then by number of steps.
struct FlowDraws {
    std::vector<FlowDraw> moves = {};
    std::vector<int> hop = {};            ///< of each
    std::vector<std::size_t> first = {};  ///< by row, and one more
    int least_below = 0;                  ///< of all moves
};

/// The hops from each place.
class FlowHops {
 public:
    explicit FlowHops(const FlowNetwork& network);

    /// After set_day() of the network.
    void new_day();
    const FlowSteps& steps() const { return steps_; }
    /// Blocks of a day.
    int blocks() const { return (steps_.day_of(FlowPace::riding) + flow_block - 1) / flow_block; }
    std::size_t size() const { return hops_.size(); }
    std::span<const FlowHop> from(std::size_t place) const {
        return std::span(hops_).subspan(first_[place], first_[place + 1] - first_[place]);
    }
    /// Index of the first of from(place) among all hops.
    std::size_t first(std::size_t place) const { return first_[place]; }
    /// The links of a hop, in order, up to the first that takes longer than a day.
    std::span<const FlowStage> stages(const FlowHop& hop) const {
        return std::span(stages_).subspan(static_cast<std::size_t>(hop.stage),
                                          static_cast<std::size_t>(hop.stages));
    }
    /// Of all hops.
    std::size_t all_stages() const { return stages_.size(); }
    /// Places from which an open route ends at the place.
    std::span<const int> sources(std::size_t place) const { return sources_[place]; }
    /// Places from which an open route ends at one that has a capacity: only their shares change within a
    /// day.
    std::span<const int> watchful() const { return watchful_; }

    /// Numbers of a row before its first block: those of a block that stays empty, where moves are drawn.
    std::ptrdiff_t lead() const { return blocks() > 1 ? flow_block : 0; }
    /// Numbers from a row of the table to the next: its blocks, and a line of the cache, so that rows do not
    /// compete for the same places of it.
    std::ptrdiff_t stride() const { return lead() + blocks() * flow_block + 8; }
    /// The row of a place in the table: neighbours are near each other, so that the cache holds them.
    int row_of(std::size_t place) const { return row_[place]; }

    // How moves get into the table. Those of a block or more are drawn from the rows where they start, when
    // the block in which they end is begun; shorter ones are given to the rows where they end, as soon as
    // possible.
    static constexpr int sizes = 4;
    /// Moves of 2^i to 2^(i+1) - 1 steps, by the row they start from: given 2^i steps at a time.
    std::span<const FlowGift> given(int i) const { return given_[i]; }
    const FlowDraws& drawn() const { return drawn_; }
    /// Index in drawn() of the move of a hop; -1: none.
    int drawn_move(std::size_t hop) const { return drawn_move_[hop]; }

 private:
    void build();
    void add_hops(int route);
    void add_moves();
    void sort_draws(const std::vector<std::vector<int>>& hops_by_row);
    FlowHop hop_of(int route, unsigned walks);

    const FlowNetwork& net_;
    FlowSteps steps_;
    int openings_ = -1;
    std::vector<FlowHop> hops_;
    std::vector<FlowStage> stages_;
    std::vector<int> first_, watchful_;
    std::vector<int> row_, place_of_row_;
    std::array<std::vector<FlowGift>, sizes> given_;
    FlowDraws drawn_;
    std::vector<int> drawn_move_;
    std::vector<std::vector<int>> sources_;
};

}  // namespace djoliba
