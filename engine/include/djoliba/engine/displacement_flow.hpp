// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include <djoliba/engine/conflict_days.hpp>
#include <djoliba/engine/flow_graph.hpp>
#include <djoliba/engine/flow_rules.hpp>
#include <djoliba/engine/job.hpp>

namespace djoliba {

/// People under way on a link who left its start on the same day. Expected numbers.
struct TravellingPeople {
    int route = -1;       ///< index of the planned route; the link is its first
    double km = 0;        ///< covered so far
    bool first = false;   ///< on the first link of their flight (only with start_on_foot)
    bool turned = false;  ///< the link has closed meanwhile: they will be back at its start
    double people = 0;
};

/// People who wait at a place with a planned route unfinished.
struct WaitingPeople {
    int route = -1;  ///< index of what is left of it; it starts at the place
    double people = 0;
};

/// Where everybody is at the end of a day, for the DisplacementFlow that made it or another of the same graph
/// and awareness. A forecast may overwrite `standing` with what is observed.
struct FlowState {
    int day = 0;                        ///< the day that comes next
    std::vector<double> standing = {};  ///< by place, free to decide
    std::vector<double> not_started =
        {};  ///< of them, who have not finished a first link; empty: not tracked
    std::vector<WaitingPeople> waiting = {};
    std::vector<TravellingPeople> travelling = {};
};

/// What drives one day, one value for each place.
struct FlowDrivers {
    std::span<const double> intensity;      ///< of conflict; 0: none
    std::span<const int> days_in_conflict;  ///< as of days_in_conflict()
    std::span<const double> new_people;     ///< who begin to flee there
};

/// What happened on one day. People who pass through a place within the day arrive there and depart again:
/// stock today = stock yesterday + new + arrivals - departures, for each place.
struct FlowDay {
    std::vector<double> stock = {};       ///< by place, at the end of the day
    std::vector<double> arrivals = {};    ///< by place; people sent back arrive where they came from
    std::vector<double> departures = {};  ///< by place
    std::vector<double> set_out = {};     ///< by way
    double under_way = 0;                 ///< people on links at the end of the day
};

/// The expected daily flow of displaced people over a graph of places: the process of Flee with people as
/// expected numbers, so that one run gives the mean of infinitely many agents. docs/methods.md has the
/// formulas. Exact where no capacity binds and lengths are whole steps of travel.km_step; where a capacity
/// binds, people respond to the expected number present.
class DisplacementFlow {
 public:
    /// Throws Error with everything wrong with the graph, closures or rules, and for avoid_short_stints.
    DisplacementFlow(FlowGraph graph, std::vector<FlowClosure> closures, const FlowRules& rules);
    ~DisplacementFlow();
    DisplacementFlow(DisplacementFlow&&) noexcept;
    DisplacementFlow& operator=(DisplacementFlow&&) noexcept;

    const FlowGraph& graph() const;
    /// Nobody is under way; `standing` by place. Day 0 comes next.
    FlowState start(std::span<const double> standing) const;
    /// One day. Uses scratch space: one thread at a time. Throws Error for drivers that are not one finite,
    /// non-negative value for each place.
    FlowDay step(FlowState& state, const FlowDrivers& drivers);
    /// People at each place: standing and waiting.
    std::vector<double> stock(const FlowState& state) const;
    /// The first way of a route.
    std::size_t way_of(int route) const;

 private:
    struct Work;
    std::unique_ptr<Work> work_;
};

/// One case from its first day to its last.
struct FlowCase {
    FlowGraph graph = {};
    std::vector<FlowClosure> closures = {};
    PlaceDays intensity = {};          ///< of conflict; its days are those of the run
    PlaceDays new_people = {};         ///< who begin to flee
    std::vector<double> initial = {};  ///< people at each place before day 0; empty: nobody
    FlowRules rules = {};
};

/// Every day of a run.
struct FlowRun {
    PlaceDays stock, arrivals, departures;
    PlaceDays set_out;                   ///< [day][way]
    std::vector<double> under_way = {};  ///< by day
};

/// Runs DisplacementFlow over all days. Capacities are reduced by `initial` where the rules say so.
FlowRun displacement_flow(const FlowCase& given, const Job& job = {});

/// Capacities less the people of day 0, never below 0.
void reduce_capacities(FlowGraph& graph, std::span<const double> initial);

}  // namespace djoliba
