// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_crowd.hpp"

#include <algorithm>
#include <utility>

namespace djoliba {

template <std::size_t L>
FlowCrowd<L>::FlowCrowd(const FlowNetwork& network, const FlowHops& hops, std::vector<FlowVariant> lanes)
    : net_(network),
      hops_(hops),
      steps_(hops.steps()),
      places_(network.graph().places.size()),
      choice_(network, std::move(lanes)),
      shares_(network, hops),
      table_(hops, places_),
      night_(network.routes().size()) {
    for (auto* list : {&state_.standing, &waiting_at_, &day_.arrivals, &day_.departures})
        list->resize(places_);
    day_.set_out.resize(net_.graph().ways());
    sums_.resize(places_ * (table_.blocks() + 1));
    settled_.resize(places_);
    stale_.resize(places_);
}

template <std::size_t L>
void FlowCrowd<L>::begin(const FlowDrivers& drivers, std::span<const People<L>> new_people,
                         FlowRooms<L>& rooms) {
    anew_ = choice_.set_day(drivers) || anew_;
    const bool on_foot = net_.rules().travel.start_on_foot;
    starting_.swap(state_.not_started);
    starting_.resize(on_foot ? places_ : 0);
    state_.not_started.assign(starting_.size(), {});
    for (auto* list : {&waiting_at_, &day_.arrivals, &day_.departures, &day_.set_out})
        std::ranges::fill(*list, People<L>{});
    for (const WaitingLanes<L>& w : state_.waiting)
        waiting_at_[way_start(net_.graph(), net_.routes().way[w.route])] += w.people;
    for (std::size_t p = 0; p < places_; ++p) {
        state_.standing[p] += new_people[p];
        if (on_foot) starting_[p] = fewest(starting_[p] + new_people[p], state_.standing[p]);
    }
    for (const int p : rooms.limited()) rooms.here(p) += stock(p);
}

template <std::size_t L>
void FlowCrowd<L>::set_off(FlowRooms<L>& rooms) {
    if (std::exchange(anew_, false))
        shares_.find(choice_, rooms.of_places());
    else
        look(0, rooms);
    table_.clear();
    std::ranges::fill(settled_, 0);
    let_standing_decide(rooms);
    let_waiting_go_on(rooms);
    let_travel(rooms);
}

/// Everybody who stands at a place decides before anybody arrives.
template <std::size_t L>
void FlowCrowd<L>::let_standing_decide(FlowRooms<L>& rooms) {
    for (const int p : rooms.limited()) rooms.here(p) -= state_.standing[p];
    for (std::size_t p = 0; p < places_; ++p) {
        table_.row(p)[0] = std::exchange(state_.standing[p], {});
        if (starting_.empty()) continue;
        table_.row(p)[0] -= starting_[p];
        let_start_on_foot(p, starting_[p], rooms);
    }
}

template <std::size_t L>
void FlowCrowd<L>::let_start_on_foot(std::size_t place, const People<L>& people, FlowRooms<L>& rooms) {
    const People<L> staying = shares_.staying(place) * people;
    state_.standing[place] += staying;
    state_.not_started[place] += staying;
    rooms.here(place) += staying;
    std::size_t h = hops_.first(place);
    for (const FlowHop& hop : hops_.from(place)) {
        const People<L> leaving = shares_[h++] * people;
        if (!anybody(leaving)) continue;
        leave(net_.routes().way[hop.route], leaving);
        go(hop.route, 0, FlowPace::starting_on_foot, leaving, rooms);
    }
}

template <std::size_t L>
void FlowCrowd<L>::let_waiting_go_on(FlowRooms<L>& rooms) {
    for (const WaitingLanes<L>& w : state_.waiting) {
        const int place = way_start(net_.graph(), net_.routes().way[w.route]);
        waiting_at_[place] -= w.people;
        rooms.here(place) -= w.people;
        go_on(w.route, 0, w.people, rooms);
    }
}

template <std::size_t L>
void FlowCrowd<L>::let_travel(const FlowRooms<L>& rooms) {
    for (TravellingLanes<L>& t : state_.travelling) {
        const std::size_t way = net_.routes().way[t.route];
        t.turned = t.turned || !net_.is_open(way);
        const double walk = net_.graph().links[link_of(way)].walk_probability;
        if (t.first) {
            let_travel(t, 1, FlowPace::starting_on_foot, rooms);
            continue;
        }
        if (walk > 0) let_travel(t, walk, FlowPace::walking, rooms);
        if (walk < 1) let_travel(t, 1 - walk, FlowPace::riding, rooms);
    }
}

template <std::size_t L>
void FlowCrowd<L>::let_travel(const TravellingLanes<L>& some, double share, FlowPace pace,
                              const FlowRooms<L>& rooms) {
    const std::size_t way = net_.routes().way[some.route];
    const double left = net_.graph().links[link_of(way)].km - some.km, today = steps_.km_per_day_of(pace);
    const People<L> people = share * some.people;
    if (!(today > left)) {
        night_.travel_on({some.route, some.km + today, some.first, some.turned, people});
    } else if (some.turned) {
        const int start = way_start(net_.graph(), way);
        day_.arrivals[start] += people;
        state_.standing[start] += people;
    } else {
        land(some.route, steps_.of(left), pace, people, rooms);
    }
}

template <std::size_t L>
void FlowCrowd<L>::decide(int block, FlowRooms<L>& rooms) {
    shares_.keep(block);
    table_.fill(block, shares_);
    People<L>* sum = sums_.data() + block;
    for (std::size_t p = 0; p < places_; ++p, sum += table_.blocks() + 1)
        sum[1] = (block > 0 ? sum[0] : People<L>{}) + table_.sum(p, block);
    for (const int p : rooms.limited()) rooms.here(p) += shares_.staying(p) * table_.sum(p, block);
}

/// Finds the shares anew where someone may go to a place whose room has changed.
template <std::size_t L>
void FlowCrowd<L>::look(int next_block, const FlowRooms<L>& rooms) {
    if (rooms.changed().empty()) return;
    for (const int p : rooms.changed())
        for (const int source : hops_.sources(p)) stale_[source] = 1;
    for (const int p : hops_.watchful()) {
        if (std::exchange(stale_[p], 0) == 0) continue;
        settle(p, next_block);
        shares_.find(p, choice_, rooms.of_places());
    }
}

template <std::size_t L>
void FlowCrowd<L>::end() {
    for (std::size_t p = 0; p < places_; ++p) settle(p, table_.blocks());
    night_.fall(steps_, state_);
}

/// Counts the moves of all who have decided at a place since they were counted last, before a block.
template <std::size_t L>
void FlowCrowd<L>::settle(std::size_t place, int next_block) {
    const People<L> people = decided(place, next_block * FlowTable<L>::block, next_block);
    if (anybody(people)) {
        state_.standing[place] += shares_.staying(place) * people;
        std::size_t h = hops_.first(place);
        for (const FlowHop& hop : hops_.from(place)) {
            const People<L>& share = shares_[h++];
            if (anybody(share)) settle_hop(place, hop, share, share * people, next_block);
        }
    }
    settled_[place] = next_block;
}

/// How many who are not counted yet have decided at a place with fewer than `steps` behind them.
template <std::size_t L>
People<L> FlowCrowd<L>::decided(std::size_t place, int steps, int next_block) const {
    constexpr int block = FlowTable<L>::block;
    const int from = settled_[place], below = std::min(steps, next_block * block);
    if (below <= from * block) return {};
    const People<L>* sums = sums_.data() + place * (table_.blocks() + 1);
    People<L> people = from > 0 ? sums[below / block] - sums[from] : sums[below / block];
    // What is left of a block, from its nearer end.
    const People<L>* row = table_.row(place);
    const int whole = below / block * block;
    if (below - whole <= block / 2) {
        for (int i = whole; i < below; ++i) people += row[i];
    } else {
        people += sums[below / block + 1] - sums[below / block];
        for (int i = below; i < whole + block; ++i) people -= row[i];
    }
    return people;
}

template <std::size_t L>
void FlowCrowd<L>::settle_hop(std::size_t place, const FlowHop& hop, const People<L>& share, People<L> people,
                              int next_block) {
    const FlowRoutes& routes = net_.routes();
    int steps = 0, link = 0;
    for (int r = hop.route; r >= 0 && anybody(people); r = routes.rest[r], ++link) {
        const FlowPace pace = hop.pace(link);
        const std::size_t way = routes.way[r];
        leave(way, people);
        if (!(steps_.km_per_day_of(pace) > net_.graph().links[link_of(way)].km))
            return night_.enter(r, pace, people);
        steps += steps_.link[link_of(way)];
        const int end = way_end(net_.graph(), way);
        day_.arrivals[end] += people;
        // Who arrives with a day's way behind them stays there today.
        const People<L> go_on =
            fewest(people, share * decided(place, steps_.day_of(pace) - steps, next_block));
        stop(end, routes.rest[r], people - go_on);
        people = go_on;
    }
}

/// Goes on with a plan, unless its camp is full or the way closed: they stay today, and plan anew.
template <std::size_t L>
void FlowCrowd<L>::go_on(int route, int steps, People<L> people, const FlowRooms<L>& rooms) {
    const std::size_t way = net_.routes().way[route];
    const int start = way_start(net_.graph(), way), end = net_.routes().end[route];
    People<L> staying{};
    for (std::size_t l = 0; l < L; ++l)
        if (!net_.is_open(way) || net_.turns_away(end, rooms[end][l]))
            staying[l] = std::exchange(people[l], 0);
    stop(start, -1, staying);
    if (!anybody(people)) return;
    leave(way, people);
    const double walk = net_.graph().links[link_of(way)].walk_probability;
    if (walk > 0) go(route, steps, FlowPace::walking, walk * people, rooms);
    if (walk < 1) go(route, steps, FlowPace::riding, (1 - walk) * people, rooms);
}

template <std::size_t L>
void FlowCrowd<L>::go(int route, int steps, FlowPace pace, const People<L>& people,
                      const FlowRooms<L>& rooms) {
    const std::size_t link = link_of(net_.routes().way[route]);
    if (steps_.km_per_day_of(pace) > net_.graph().links[link].km)
        land(route, steps + steps_.link[link], pace, people, rooms);
    else
        night_.enter(route, pace, people);
}

/// Arrives at the end of the first link of a route. Who has km of today left decides again, or goes on.
template <std::size_t L>
void FlowCrowd<L>::land(int route, int steps, FlowPace pace, const People<L>& people,
                        const FlowRooms<L>& rooms) {
    const int place = way_end(net_.graph(), net_.routes().way[route]), rest = net_.routes().rest[route];
    day_.arrivals[place] += people;
    if (steps >= steps_.day_of(pace))
        stop(place, rest, people);
    else if (rest >= 0)
        go_on(rest, steps, people, rooms);
    else
        table_.row(place)[steps] += people;
}

template <std::size_t L>
void FlowCrowd<L>::leave(std::size_t way, const People<L>& people) {
    day_.departures[way_start(net_.graph(), way)] += people;
    day_.set_out[way] += people;
}

template <std::size_t L>
void FlowCrowd<L>::stop(std::size_t place, int rest, const People<L>& people) {
    if (!anybody(people)) return;
    if (rest < 0) {
        state_.standing[place] += people;
        return;
    }
    night_.wait(rest, people);
    waiting_at_[place] += people;
}

template class FlowCrowd<1>;
template class FlowCrowd<flow_lanes>;

}  // namespace djoliba
