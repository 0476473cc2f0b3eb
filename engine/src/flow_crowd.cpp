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
    shares_.new_day();
    if (std::exchange(anew_, false)) {
        shares_.find(choice_, rooms.of_places());
        takers_.resize(hops_.size());
        in_time_.resize(hops_.all_stages());
    } else
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
        leave(static_cast<int>(place), net_.routes().way[hop.route], leaving);
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
    table_.fill(block, shares_);
    const std::ptrdiff_t sums = table_.blocks() + 1;
    table_.add_sums(block, sums_.data() + block, sums);
    for (const int p : rooms.limited()) {
        const People<L>* sum = sums_.data() + p * sums + block;
        rooms.here(p) += shares_.staying(p) * (sum[1] - sum[0]);
    }
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
        shares_.find(p, next_block, choice_, rooms.of_places());
    }
}

template <std::size_t L>
void FlowCrowd<L>::end() {
    for (std::size_t p = 0; p < places_; ++p) {
        settle(p, table_.blocks());
        std::size_t h = hops_.first(p);
        for (const FlowHop& hop : hops_.from(p)) move(static_cast<int>(p), hop, std::exchange(takers_[h++], {}));
    }
    std::ranges::fill(in_time_, People<L>{});
    night_.fall(steps_, state_);
}

/// Finds who takes which hop of all who have decided at a place before a block and are not counted yet.
template <std::size_t L>
void FlowCrowd<L>::settle(std::size_t place, int next_block) {
    const int from = std::exchange(settled_[place], next_block);
    const People<L>* sums = sums_.data() + place * (table_.blocks() + 1);
    const People<L> people = from > 0 ? sums[next_block] - sums[from] : sums[next_block];
    if (next_block == from || !anybody(people)) return;
    state_.standing[place] += shares_.staying(place) * people;
    std::size_t h = hops_.first(place);
    for (const FlowHop& hop : hops_.from(place)) {
        const People<L>& share = shares_[h];
        takers_[h++] += share * people;
        People<L>* in_time = in_time_.data() + hop.stage;
        for (const FlowStage& stage : hops_.stages(hop)) {
            People<L>& going_on = *in_time++;
            if (stage.go_on_below >= next_block * FlowTable<L>::block)
                going_on += share * people;
            else if (stage.go_on_below > from * FlowTable<L>::block)
                going_on += share * (decided(place, stage.go_on_below) - sums[from]);
        }
    }
}

/// How many have decided at a place with fewer than `steps` behind them.
template <std::size_t L>
People<L> FlowCrowd<L>::decided(std::size_t place, int steps) const {
    const std::ptrdiff_t sums = table_.blocks() + 1, block = steps / FlowTable<L>::block;
    return sums_[static_cast<std::ptrdiff_t>(place) * sums + block] + table_.sum_below(place, steps);
}

/// Counts the moves of all who take a hop today.
template <std::size_t L>
void FlowCrowd<L>::move(int place, const FlowHop& hop, People<L> people) {
    const People<L>* in_time = in_time_.data() + hop.stage;
    for (const FlowStage& stage : hops_.stages(hop)) {
        if (!anybody(people)) return;
        leave(place, stage.way, people);
        if (stage.go_on_below < 0) return night_.enter(stage.route, stage.pace, people);
        day_.arrivals[stage.end] += people;
        // Who arrives with a day's way behind them stays there today.
        const People<L> going_on = fewest(people, *in_time++);
        stop(stage.end, stage.rest, people - going_on);
        people = going_on;
        place = stage.end;
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
    leave(start, way, people);
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
void FlowCrowd<L>::leave(int place, std::size_t way, const People<L>& people) {
    day_.departures[place] += people;
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
