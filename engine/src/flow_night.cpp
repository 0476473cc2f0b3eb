// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_night.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace djoliba {

template <std::size_t L>
void FlowNight<L>::wait(int route, const People<L>& people) {
    if (!anybody(waiting_[route])) waits_.push_back(route);
    waiting_[route] += people;
}

template <std::size_t L>
void FlowNight<L>::enter(int route, FlowPace pace, const People<L>& people) {
    if (std::ranges::none_of(entered_, [&](const auto& entered) { return anybody(entered[route]); }))
        enters_.push_back(route);
    entered_[static_cast<std::size_t>(pace)][route] += people;
}

template <std::size_t L>
void FlowNight<L>::turn_back(int route, FlowPace pace, const People<L>& people) {
    People<L>& entered = entered_[static_cast<std::size_t>(pace)][route];
    entered = less(entered, people);
}

template <std::size_t L>
void FlowNight<L>::fall(const FlowSteps& steps, FlowLaneState<L>& state) {
    state.waiting.clear();
    std::ranges::sort(waits_);
    for (const int route : waits_) state.waiting.push_back({route, std::exchange(waiting_[route], {})});
    waits_.clear();
    for (const int route : enters_)
        for (const FlowPace pace : all_paces)
            if (const auto people = std::exchange(entered_[static_cast<std::size_t>(pace)][route], {});
                anybody(people))
                under_way_.push_back(
                    {route, steps.km_per_day_of(pace), pace == FlowPace::starting_on_foot, false, people});
    enters_.clear();
    const auto key = [](const TravellingLanes<L>& t) { return std::tie(t.route, t.km, t.first, t.turned); };
    std::ranges::sort(under_way_, [&](const auto& a, const auto& b) {
        return std::tuple_cat(key(a), std::tie(a.people)) < std::tuple_cat(key(b), std::tie(b.people));
    });
    state.travelling.clear();
    for (const TravellingLanes<L>& t : under_way_)
        if (state.travelling.empty() || key(state.travelling.back()) != key(t))
            state.travelling.push_back(t);
        else
            state.travelling.back().people += t.people;
    under_way_.clear();
}

template class FlowNight<1>;
template class FlowNight<flow_lanes>;

}  // namespace djoliba
