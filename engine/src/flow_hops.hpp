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

    FlowPace pace(int link) const { return (walks >> link & 1U) != 0 ? FlowPace::walking : FlowPace::riding; }
};

/// The hops from each place, with their shares.
class FlowHops {
 public:
    FlowHops(const FlowNetwork& network, const FlowSteps& steps);

    /// After set_day() of the network. True where routes or what is known of them have changed: then all
    /// shares have to be found anew.
    bool new_day();
    /// Finds the shares of a place.
    void find_shares(std::size_t place, std::span<const double> room);
    std::span<const FlowHop> from(std::size_t place) const {
        return std::span(hops_).subspan(first_[place], first_[place + 1] - first_[place]);
    }
    /// Index of the first of from(place) in shares().
    std::size_t first(std::size_t place) const { return first_[place]; }
    /// Share of those who decide at its place who take a hop, by hop.
    std::span<const double> shares() const { return shares_; }
    /// Share of those who decide at a place who stay: they do not leave, or are turned away.
    double staying(std::size_t place) const { return staying_[place]; }

    /// A hop whose people may decide again, seen from where it ends.
    struct Arrival {
        int from = -1;  ///< place
        int steps = 0;
        int below = 0;  ///< arrive_below
        int hop = -1;   ///< index in shares()
    };
    /// By number of steps.
    std::span<const Arrival> to(std::size_t place) const {
        return std::span(arrivals_).subspan(first_arrival_[place],
                                            first_arrival_[place + 1] - first_arrival_[place]);
    }
    /// How many of to(place) take fewer steps than a block.
    std::size_t near(std::size_t place) const { return near_[place]; }
    /// Places from which an open route ends at the place.
    std::span<const int> sources(std::size_t place) const { return sources_[place]; }

 private:
    void build();
    void add_hops(int route);
    FlowHop hop_of(int route, unsigned walks) const;

    const FlowNetwork& net_;
    const FlowSteps& steps_;
    int openings_ = -1, revision_ = -1;
    std::vector<FlowHop> hops_;
    std::vector<int> first_, first_arrival_;
    std::vector<Arrival> arrivals_;
    std::vector<int> near_;
    std::vector<std::vector<int>> sources_;
    std::vector<double> shares_, staying_, chances_;
};

}  // namespace djoliba
