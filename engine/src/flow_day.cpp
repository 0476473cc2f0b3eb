// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_day.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace djoliba {

FlowDayWork::FlowDayWork(const FlowNetwork& network)
    : net_(network),
      places_(network.graph().places.size()),
      steps_(network),
      hops_(network, steps_),
      table_(places_, steps_.day_of(FlowPace::riding)) {
    for (std::size_t p = 0; p < places_; ++p)
        if (net_.has_capacity(p)) with_capacity_.push_back(p);
    here_.resize(places_);
    room_.assign(places_, 1);
    room_changed_.resize(places_);
    block_sums_.resize(table_.blocks() + 1);
    waiting_.assign(net_.routes().size(), 0);
    for (auto& entered : entered_) entered.assign(net_.routes().size(), 0);
}

FlowDay FlowDayWork::run(FlowState& state, std::span<const double> new_people) {
    begin(state, new_people);
    let_standing_decide();
    let_waiting_go_on(state.waiting);
    let_travel(state.travelling);
    fill_table();
    return finish(state);
}

void FlowDayWork::begin(const FlowState& state, std::span<const double> new_people) {
    standing_ = state.standing;
    not_started_ = state.not_started;
    const bool on_foot = net_.rules().travel.start_on_foot;
    not_started_.resize(on_foot ? places_ : 0, 0.0);
    waiting_at_.assign(places_, 0);
    for (const WaitingPeople& w : state.waiting)
        waiting_at_[way_start(net_.graph(), net_.routes().way[w.route])] += w.people;
    for (std::size_t p = 0; p < places_; ++p) {
        standing_[p] += new_people[p];
        if (on_foot) not_started_[p] = std::min(not_started_[p] + new_people[p], standing_[p]);
        here_[p] = standing_[p] + waiting_at_[p];
    }
    for (auto* list : {&day_.arrivals, &day_.departures}) list->assign(places_, 0);
    day_.set_out.assign(net_.graph().ways(), 0);
    see_rooms();
    const bool anew = hops_.new_day();
    for (std::size_t p = 0; anew && p < places_; ++p) hops_.find_shares(p, room_);
    if (!anew) settle_who_see_rooms(0);
}

/// Everybody who stands at a place decides before anybody arrives.
void FlowDayWork::let_standing_decide() {
    const std::vector<double> starting = not_started_;
    std::ranges::fill(not_started_, 0);
    for (std::size_t p = 0; p < places_; ++p) {
        here_[p] -= standing_[p];
        table_.row(p)[0] = std::exchange(standing_[p], 0);
        if (starting.empty()) continue;
        table_.row(p)[0] -= starting[p];
        let_start_on_foot(p, starting[p]);
    }
}

void FlowDayWork::let_start_on_foot(std::size_t place, double people) {
    standing_[place] += hops_.staying(place) * people;
    not_started_[place] += hops_.staying(place) * people;
    here_[place] += hops_.staying(place) * people;
    const auto hops = hops_.from(place);
    for (std::size_t i = 0; i < hops.size(); ++i) {
        const double leaving = hops_.shares()[hops_.first(place) + i] * people;
        if (!(leaving > 0)) continue;
        leave(net_.routes().way[hops[i].route], leaving);
        go(hops[i].route, 0, FlowPace::starting_on_foot, leaving);
    }
}

void FlowDayWork::let_waiting_go_on(const std::vector<WaitingPeople>& waiting) {
    for (const WaitingPeople& w : waiting) {
        const int place = way_start(net_.graph(), net_.routes().way[w.route]);
        waiting_at_[place] -= w.people;
        here_[place] -= w.people;
        go_on(w.route, 0, w.people);
    }
}

void FlowDayWork::let_travel(std::vector<TravellingPeople>& travelling) {
    for (TravellingPeople& t : travelling) {
        const std::size_t way = net_.routes().way[t.route];
        t.turned = t.turned || !net_.is_open(way);
        const double walk = net_.graph().links[link_of(way)].walk_probability;
        if (t.first) {
            let_travel(t, 1, FlowPace::starting_on_foot);
            continue;
        }
        if (walk > 0) let_travel(t, walk, FlowPace::walking);
        if (walk < 1) let_travel(t, 1 - walk, FlowPace::riding);
    }
}

void FlowDayWork::let_travel(const TravellingPeople& t, double share, FlowPace pace) {
    const std::size_t way = net_.routes().way[t.route];
    const double left = net_.graph().links[link_of(way)].km - t.km, today = steps_.km_per_day_of(pace);
    const double people = share * t.people;
    if (!(today > left)) {
        under_way_.push_back({t.route, t.km + today, t.first, t.turned, people});
    } else if (t.turned) {
        const int start = way_start(net_.graph(), way);
        day_.arrivals[start] += people;
        standing_[start] += people;
    } else {
        land(t.route, steps_.of(left), pace, people);
    }
}

/// The first block holds those who have stood at their place, so rooms are those of the morning.
void FlowDayWork::fill_table() {
    for (int block = 0; block < table_.blocks(); ++block) {
        table_.fill(block, hops_);
        for (const std::size_t p : with_capacity_) here_[p] += hops_.staying(p) * table_.sum(p, block);
        see_rooms();
        settle_who_see_rooms((block + 1) * FlowTable::block);
    }
    for (std::size_t p = 0; p < places_; ++p) settle(p, table_.blocks() * FlowTable::block);
}

void FlowDayWork::see_rooms() {
    for (const std::size_t p : with_capacity_) {
        const double room = net_.room(p, here_[p]);
        room_changed_[p] = room != room_[p] ? 1 : 0;
        room_[p] = room;
    }
}

/// Places from which people may go to a place whose room has changed.
void FlowDayWork::settle_who_see_rooms(int below) {
    std::vector<int> who;
    for (const std::size_t p : with_capacity_)
        if (room_changed_[p] != 0) who.insert(who.end(), hops_.sources(p).begin(), hops_.sources(p).end());
    std::ranges::sort(who);
    const auto twice = std::ranges::unique(who);
    who.erase(twice.begin(), twice.end());
    for (const int p : who) {
        settle(p, below);
        hops_.find_shares(p, room_);
    }
}

/// Counts the moves of all who have decided at a place with fewer than `below` steps behind them, adds them
/// to the table where they arrive later, and takes them out of it.
void FlowDayWork::settle(std::size_t place, int below) {
    const int blocks = below / FlowTable::block;
    block_sums_[0] = 0;
    for (int b = 0; b < blocks; ++b) block_sums_[b + 1] = block_sums_[b] + table_.sum(place, b);
    if (!(block_sums_[blocks] > 0)) return;
    standing_[place] += hops_.staying(place) * block_sums_[blocks];
    const auto hops = hops_.from(place);
    for (std::size_t i = 0; i < hops.size(); ++i)
        if (const double share = hops_.shares()[hops_.first(place) + i]; share > 0)
            settle_hop(place, hops[i], share, below);
    std::fill_n(table_.row(place), below, 0.0);
}

/// How many have decided at the place that is settled with fewer than `steps` behind them.
double FlowDayWork::decided(std::size_t place, int steps, int below) const {
    const int up_to = std::clamp(steps, 0, below), block = up_to / FlowTable::block;
    const double* row = table_.row(place);
    double people = block_sums_[block];
    for (int i = block * FlowTable::block; i < up_to; ++i) people += row[i];
    return people;
}

void FlowDayWork::settle_hop(std::size_t place, const FlowHop& hop, double share, int below) {
    const FlowRoutes& routes = net_.routes();
    double people = share * block_sums_[below / FlowTable::block];
    int steps = 0, link = 0;
    for (int r = hop.route; r >= 0 && people > 0; r = routes.rest[r], ++link) {
        const FlowPace pace = hop.pace(link);
        const std::size_t way = routes.way[r];
        leave(way, people);
        if (!(steps_.km_per_day_of(pace) > net_.graph().links[link_of(way)].km))
            return enter(r, pace, people);
        steps += steps_.link[link_of(way)];
        const int end = way_end(net_.graph(), way);
        day_.arrivals[end] += people;
        // Who arrives with a day's way behind them stays there today.
        const double go_on = std::min(people, share * decided(place, steps_.day_of(pace) - steps, below));
        stop(end, routes.rest[r], people - go_on);
        people = go_on;
    }
    const double* from = table_.row(place);
    double* to = table_.row(hop.end) + hop.steps;
    for (int i = std::max(0, below - hop.steps); i < std::min(below, hop.arrive_below - hop.steps); ++i)
        to[i] += share * from[i];
}

/// Goes on with a plan, unless its camp is full or the way closed: they stay today, and plan anew.
void FlowDayWork::go_on(int route, int steps, double people) {
    const std::size_t way = net_.routes().way[route];
    const int end = net_.routes().end[route];
    if (!net_.is_open(way) || net_.turns_away(end, room_[end]))
        return stop(way_start(net_.graph(), way), -1, people);
    leave(way, people);
    const double walk = net_.graph().links[link_of(way)].walk_probability;
    if (walk > 0) go(route, steps, FlowPace::walking, walk * people);
    if (walk < 1) go(route, steps, FlowPace::riding, (1 - walk) * people);
}

void FlowDayWork::go(int route, int steps, FlowPace pace, double people) {
    const std::size_t link = link_of(net_.routes().way[route]);
    if (steps_.km_per_day_of(pace) > net_.graph().links[link].km)
        land(route, steps + steps_.link[link], pace, people);
    else
        enter(route, pace, people);
}

/// Arrives at the end of the first link of a route. Who has km of today left decides again, or goes on.
void FlowDayWork::land(int route, int steps, FlowPace pace, double people) {
    const int place = way_end(net_.graph(), net_.routes().way[route]), rest = net_.routes().rest[route];
    day_.arrivals[place] += people;
    if (steps >= steps_.day_of(pace))
        stop(place, rest, people);
    else if (rest >= 0)
        go_on(rest, steps, people);
    else
        table_.row(place)[steps] += people;
}

void FlowDayWork::leave(std::size_t way, double people) {
    day_.departures[way_start(net_.graph(), way)] += people;
    day_.set_out[way] += people;
}

void FlowDayWork::stop(std::size_t place, int rest, double people) {
    if (!(people > 0)) return;
    if (rest < 0) {
        standing_[place] += people;
        return;
    }
    if (waiting_[rest] == 0) waits_.push_back(rest);
    waiting_[rest] += people;
    waiting_at_[place] += people;
}

void FlowDayWork::enter(int route, FlowPace pace, double people) {
    const auto entered = [&](FlowPace p) -> double& { return entered_[static_cast<std::size_t>(p)][route]; };
    if (std::ranges::all_of(all_paces, [&](FlowPace p) { return entered(p) == 0; })) enters_.push_back(route);
    entered(pace) += people;
}

FlowDay FlowDayWork::finish(FlowState& state) {
    day_.stock = standing_;
    for (std::size_t p = 0; p < places_; ++p) day_.stock[p] += waiting_at_[p];
    state.standing = standing_;
    state.not_started = not_started_;
    state.waiting.clear();
    std::ranges::sort(waits_);
    for (const int route : waits_) state.waiting.push_back({route, std::exchange(waiting_[route], 0)});
    waits_.clear();
    keep_travelling(state);
    day_.under_way = 0;
    for (const TravellingPeople& t : state.travelling) day_.under_way += t.people;
    ++state.day;
    return day_;
}

void FlowDayWork::keep_travelling(FlowState& state) {
    for (const int route : enters_)
        for (const FlowPace pace : all_paces)
            if (const double people = std::exchange(entered_[static_cast<std::size_t>(pace)][route], 0);
                people > 0)
                under_way_.push_back(
                    {route, steps_.km_per_day_of(pace), pace == FlowPace::starting_on_foot, false, people});
    enters_.clear();
    const auto key = [](const TravellingPeople& t) { return std::tie(t.route, t.km, t.first, t.turned); };
    std::ranges::sort(under_way_, [&](const auto& a, const auto& b) {
        return std::tuple_cat(key(a), std::tie(a.people)) < std::tuple_cat(key(b), std::tie(b.people));
    });
    state.travelling.clear();
    for (const TravellingPeople& t : under_way_)
        if (state.travelling.empty() || key(state.travelling.back()) != key(t))
            state.travelling.push_back(t);
        else
            state.travelling.back().people += t.people;
    under_way_.clear();
}

}  // namespace djoliba
