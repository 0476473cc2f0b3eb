// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/displacement_flow.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "flow_case.hpp"
#include "flow_days.hpp"

namespace djoliba {

namespace {

std::vector<People<1>> lane_of(std::span<const double> people) {
    std::vector<People<1>> lane;
    lane.reserve(people.size());
    for (const double p : people) lane.push_back({{p}});
    return lane;
}

std::vector<double> people_of(std::span<const People<1>> lane) {
    std::vector<double> people;
    people.reserve(lane.size());
    for (const People<1>& p : lane) people.push_back(p[0]);
    return people;
}

FlowLaneState<1> lane_of(const FlowState& state) {
    FlowLaneState<1> lane{lane_of(state.standing), lane_of(state.not_started)};
    for (const WaitingPeople& w : state.waiting) lane.waiting.push_back({w.route, {{w.people}}});
    for (const TravellingPeople& t : state.travelling)
        lane.travelling.push_back({t.route, t.km, t.first, t.turned, {{t.people}}});
    return lane;
}

FlowState state_of(const FlowLaneState<1>& lane, int day) {
    FlowState state{day, people_of(lane.standing), people_of(lane.not_started)};
    for (const auto& w : lane.waiting) state.waiting.push_back({w.route, w.people[0]});
    for (const auto& t : lane.travelling)
        state.travelling.push_back({t.route, t.km, t.first, t.turned, t.people[0]});
    return state;
}

}  // namespace

struct DisplacementFlow::Work {
    FlowNetwork network;
    FlowHops hops;
    FlowDays<1> days;

    Work(FlowGraph graph, std::vector<FlowClosure> closures, const FlowRules& rules)
        : network(std::move(graph), std::move(closures), rules),
          hops(network),
          days(network, hops, {{FlowVariant(rules, network.graph())}}) {}
};

DisplacementFlow::DisplacementFlow(FlowGraph graph, std::vector<FlowClosure> closures,
                                   const FlowRules& rules) {
    if (rules.travel.avoid_short_stints)
        throw Error(Problem{{},
                            "avoid_short_stints",
                            "depends on the way of each person, which the expected flow does not know",
                            "run agents, or leave it false"});
    work_ = std::make_unique<Work>(std::move(graph), std::move(closures), rules);
}
DisplacementFlow::~DisplacementFlow() = default;
DisplacementFlow::DisplacementFlow(DisplacementFlow&&) noexcept = default;
DisplacementFlow& DisplacementFlow::operator=(DisplacementFlow&&) noexcept = default;

const FlowGraph& DisplacementFlow::graph() const { return work_->network.graph(); }

std::size_t DisplacementFlow::way_of(int route) const { return work_->network.routes().way[route]; }

FlowState DisplacementFlow::start(std::span<const double> standing) const {
    check_people(standing, graph().places.size(), "initial");
    FlowState state;
    state.standing.assign(standing.begin(), standing.end());
    if (work_->network.rules().travel.start_on_foot) state.not_started = state.standing;
    return state;
}

FlowDay DisplacementFlow::step(FlowState& state, const FlowDrivers& drivers) {
    work_->network.set_day(state.day, drivers);
    check_people(state.standing, graph().places.size(), "standing");
    work_->hops.new_day();
    FlowCrowd<1>& all = work_->days.crowds().front();
    all.state() = lane_of(state);
    const std::vector<std::vector<People<1>>> new_people{lane_of(drivers.new_people)};
    work_->days.run(drivers, new_people);
    state = state_of(all.state(), state.day + 1);
    FlowDay day{stock(state), people_of(all.day().arrivals), people_of(all.day().departures),
                people_of(all.day().set_out)};
    for (const TravellingPeople& t : state.travelling) day.under_way += t.people;
    return day;
}

std::vector<double> DisplacementFlow::stock(const FlowState& state) const {
    std::vector<double> stock = state.standing;
    for (const WaitingPeople& w : state.waiting) stock[way_start(graph(), way_of(w.route))] += w.people;
    return stock;
}

FlowRun displacement_flow(const FlowCase& given, const Job& job) {
    check(given);
    DisplacementFlow flow(graph_of(given), given.closures, given.rules);
    FlowState state = flow.start(initial_of(given));
    const auto since = days_in_conflict(given.intensity);
    const std::size_t days = given.intensity.days, places = given.intensity.places;
    FlowRun run = empty_run(given);
    for (std::size_t day = 0; day < days; ++day) {
        if (job.cancelled && job.cancelled()) throw Cancelled();
        const std::span today(since.data() + day * places, places);
        const FlowDay what = flow.step(state, {given.intensity.on(day), today, given.new_people.on(day)});
        std::ranges::copy(what.stock, run.stock.on(day).begin());
        std::ranges::copy(what.arrivals, run.arrivals.on(day).begin());
        std::ranges::copy(what.departures, run.departures.on(day).begin());
        std::ranges::copy(what.set_out, run.set_out.on(day).begin());
        run.under_way[day] = what.under_way;
        if (job.progress) job.progress(static_cast<double>(day + 1) / static_cast<double>(days));
    }
    return run;
}

}  // namespace djoliba
