// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_crowd.hpp"

#include <algorithm>
#include <utility>

#include "lanes.hpp"

namespace djoliba {

template <std::size_t L>
FlowCrowd<L>::FlowCrowd(const FlowNetwork& network, const FlowHops& hops, std::vector<FlowVariant> variants,
                        FlowDesk<L>& desk)
    : net_(network),
      hops_(hops),
      steps_(hops.steps()),
      places_(network.graph().places.size()),
      desk_(desk),
      choice_(network, std::move(variants)),
      night_(network.routes().size()),
      passers_(network) {
    for (auto* list : {&state_.standing, &waiting_at_, &day_.arrivals, &day_.departures})
        list->resize(places_);
    day_.set_out.resize(net_.graph().ways());
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
    desk_.shares.new_day();
    const bool others = std::exchange(desk_.of, this) != this;
    if (std::exchange(anew_, false) || others) {
        desk_.shares.find(choice_, rooms.of_places());
        desk_.takers.resize(hops_.size());
        desk_.in_time.resize(hops_.all_stages());
    } else
        look(0, rooms);
    desk_.table.clear();
    passers_.clear();
    std::ranges::fill(desk_.settled, 0);
    let_standing_decide(rooms);
    let_waiting_go_on(rooms);
    let_travel(rooms);
}

/// Everybody who stands at a place decides before anybody arrives.
template <std::size_t L>
void FlowCrowd<L>::let_standing_decide(FlowRooms<L>& rooms) {
    for (const int p : rooms.limited()) rooms.here(p) -= state_.standing[p];
    for (std::size_t p = 0; p < places_; ++p) {
        desk_.table.row(p)[0] = std::exchange(state_.standing[p], {});
        if (starting_.empty()) continue;
        desk_.table.row(p)[0] -= starting_[p];
        let_start_on_foot(p, starting_[p], rooms);
    }
}

template <std::size_t L>
void FlowCrowd<L>::let_start_on_foot(std::size_t place, const People<L>& people, FlowRooms<L>& rooms) {
    const People<L> staying = desk_.shares.staying(place) * people;
    state_.standing[place] += staying;
    state_.not_started[place] += staying;
    rooms.here(place) += staying;
    std::size_t h = hops_.first(place);
    for (const FlowHop& hop : hops_.from(place)) {
        const People<L> leaving = desk_.shares[h++] * people;
        if (!anybody(leaving)) continue;
        leave(static_cast<int>(place), net_.routes().way[hop.route], leaving);
        go(hop.route, 0, -1, FlowPace::starting_on_foot, leaving, rooms);
    }
}

template <std::size_t L>
void FlowCrowd<L>::let_waiting_go_on(FlowRooms<L>& rooms) {
    for (const WaitingLanes<L>& w : state_.waiting) {
        const int place = way_start(net_.graph(), net_.routes().way[w.route]);
        waiting_at_[place] -= w.people;
        rooms.here(place) -= w.people;
        go_on(w.route, 0, -1, w.people, rooms);
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
        land(some.route, steps_.of(left), -1, pace, people, rooms);
    }
}

template <std::size_t L>
void FlowCrowd<L>::decide(int block, FlowRooms<L>& rooms) {
    desk_.table.fill(block, desk_.shares);
    const std::ptrdiff_t sums = desk_.table.blocks() + 1;
    desk_.table.add_sums(block, desk_.sums.data() + block, sums);
    for (const int p : rooms.limited()) {
        const People<L>* sum = desk_.sums.data() + p * sums + block;
        rooms.here(p) += desk_.shares.staying(p) * (sum[1] - sum[0]);
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
        desk_.shares.find(p, next_block, choice_, rooms.of_places());
    }
}

template <std::size_t L>
void FlowCrowd<L>::end() {
    djoliba::move_all(*this);
    std::ranges::fill(desk_.in_time, People<L>{});
}

template <std::size_t L>
[[gnu::always_inline]] inline void FlowCrowd<L>::move_all() {
    for (std::size_t p = 0; p < places_; ++p) {
        settle(p, desk_.table.blocks());
        std::size_t h = hops_.first(p);
        for (const FlowHop& hop : hops_.from(p))
            move(static_cast<int>(p), hop, std::exchange(desk_.takers[h++], {}));
    }
}

/// Finds who takes which hop of all who have decided at a place before a block and are not counted yet.
template <std::size_t L>
[[gnu::always_inline]] inline void FlowCrowd<L>::settle(std::size_t place, int next_block) {
    const int from = std::exchange(desk_.settled[place], next_block);
    const People<L>* sums = desk_.sums.data() + place * (desk_.table.blocks() + 1);
    const People<L> people = from > 0 ? sums[next_block] - sums[from] : sums[next_block];
    if (next_block == from || !anybody(people)) return;
    state_.standing[place] += desk_.shares.staying(place) * people;
    std::size_t h = hops_.first(place);
    for (const FlowHop& hop : hops_.from(place)) {
        const People<L>& share = desk_.shares[h];
        desk_.takers[h++] += share * people;
        People<L>* in_time = desk_.in_time.data() + hop.stage;
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
[[gnu::always_inline]] inline People<L> FlowCrowd<L>::decided(std::size_t place, int steps) const {
    const std::ptrdiff_t sums = desk_.table.blocks() + 1, block = steps / FlowTable<L>::block;
    return desk_.sums[static_cast<std::ptrdiff_t>(place) * sums + block] +
           desk_.table.sum_below(place, steps);
}

/// Counts the moves of all who take a hop today.
template <std::size_t L>
[[gnu::always_inline]] inline void FlowCrowd<L>::move(int place, const FlowHop& hop, People<L> people) {
    const People<L>* in_time = desk_.in_time.data() + hop.stage;
    int passed = -1;
    for (const FlowStage& stage : hops_.stages(hop)) {
        if (!anybody(people)) return;
        leave(place, stage.way, people);
        if (stage.go_on_below < 0) return enter(stage.route, passed, stage.pace, people);
        day_.arrivals[stage.end] += people;
        if (stage.rest < 0) passers_.add({.route = passed, .people = people});
        if (passed < 0) passed = stage.rest;
        // Who arrives with a day's way behind them stays there today.
        const People<L> going_on = fewest(people, *in_time++);
        stop(stage.end, stage.rest, people - going_on);
        people = going_on;
        place = stage.end;
    }
}

/// Goes on with a plan, unless its camp is full or the way closed: they stay today, and plan anew.
template <std::size_t L>
void FlowCrowd<L>::go_on(int route, int steps, int passed, People<L> people, const FlowRooms<L>& rooms) {
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
    if (walk > 0) go(route, steps, passed, FlowPace::walking, walk * people, rooms);
    if (walk < 1) go(route, steps, passed, FlowPace::riding, (1 - walk) * people, rooms);
}

template <std::size_t L>
void FlowCrowd<L>::go(int route, int steps, int passed, FlowPace pace, const People<L>& people,
                      const FlowRooms<L>& rooms) {
    const std::size_t link = link_of(net_.routes().way[route]);
    if (steps_.km_per_day_of(pace) > net_.graph().links[link].km)
        land(route, steps + steps_.link[link], passed, pace, people, rooms);
    else
        enter(route, passed, pace, people);
}

/// Arrives at the end of the first link of a route. Who has km of today left decides again, or goes on.
template <std::size_t L>
void FlowCrowd<L>::land(int route, int steps, int passed, FlowPace pace, const People<L>& people,
                        const FlowRooms<L>& rooms) {
    const int place = way_end(net_.graph(), net_.routes().way[route]), rest = net_.routes().rest[route];
    day_.arrivals[place] += people;
    if (rest < 0) passers_.add({.route = passed, .people = people});
    if (steps >= steps_.day_of(pace))
        stop(place, rest, people);
    else if (rest >= 0)
        go_on(rest, steps, passed < 0 ? rest : passed, people, rooms);
    else
        desk_.table.row(place)[steps] += people;
}

template <std::size_t L>
void FlowCrowd<L>::enter(int route, int passed, FlowPace pace, const People<L>& people) {
    night_.enter(route, pace, people);
    passers_.add({passed, route, pace, people});
}

template <std::size_t L>
[[gnu::always_inline]] inline void FlowCrowd<L>::leave(int place, std::size_t way, const People<L>& people) {
    day_.departures[place] += people;
    day_.set_out[way] += people;
}

template <std::size_t L>
[[gnu::always_inline]] inline void FlowCrowd<L>::stop(std::size_t place, int rest, const People<L>& people) {
    if (rest < 0) {
        state_.standing[place] += people;
        return;
    }
    if (!anybody(people)) return;
    night_.wait(rest, people);
    waiting_at_[place] += people;
}

DJOLIBA_WIDE void move_all(FlowCrowd<1>& crowd) { crowd.move_all(); }
DJOLIBA_WIDE void move_all(FlowCrowd<flow_lanes>& crowd) { crowd.move_all(); }

template class FlowCrowd<1>;
template class FlowCrowd<flow_lanes>;

}  // namespace djoliba
