// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/displacement_flow.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "flow_case.hpp"
#include "flow_day.hpp"
#include "flow_network.hpp"

namespace djoliba {

struct DisplacementFlow::Work {
    FlowNetwork network;
    FlowDayWork day;

    Work(FlowGraph graph, std::vector<FlowClosure> closures, const FlowRules& rules)
        : network(std::move(graph), std::move(closures), rules), day(network) {}
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
    return work_->day.run(state, drivers.new_people);
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
