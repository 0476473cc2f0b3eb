// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_passers.hpp"

namespace djoliba {

template <std::size_t L>
void FlowPassers<L>::turn_away(int place, const People<L>& share, std::vector<People<L>>& standing,
                               FlowLaneDay<L>& day, FlowNight<L>& night) const {
    const FlowRoutes& routes = net_.routes();
    for (const FlowPassing<L>& p : passing_) {
        if (routes.end[p.route] != place) continue;
        People<L> back = share * p.people;
        if (p.under_way < 0) {
            back = fewest(back, standing[place]);  // some have left again
            standing[place] -= back;
        } else {
            night.turn_back(p.under_way, p.pace, back);
        }
        standing[way_start(net_.graph(), routes.way[p.route])] += back;
        for (int r = p.route; r >= 0; r = routes.rest[r]) {
            const std::size_t way = routes.way[r];
            const int start = way_start(net_.graph(), way), end = way_end(net_.graph(), way);
            day.set_out[way] = less(day.set_out[way], back);
            day.departures[start] = less(day.departures[start], back);
            if (r == p.under_way) break;
            day.arrivals[end] = less(day.arrivals[end], back);
        }
    }
}

template class FlowPassers<1>;
template class FlowPassers<flow_lanes>;

}  // namespace djoliba
