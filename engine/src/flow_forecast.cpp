// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/flow_forecast.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <djoliba/engine/displacement_flow.hpp>
#include <djoliba/engine/new_people.hpp>

namespace djoliba {
namespace {

constexpr int rate_window_days = 30;
constexpr int fit_window_days = 60;

/// What all runs from one view share.
struct FlowPast {
    const FlowRecord* record;
    int origin;
    std::vector<KnownStock> stocks;
    std::vector<int> place;     ///< by camp; -1: not in the graph
    PlaceDays intensity;        ///< to the last day ahead: after what is known, as on the last known day
    std::vector<int> since;     ///< days in conflict
    std::vector<double> newly;  ///< people who begin to flee, by day; 0 after the origin
};

PlaceDays held(const PlaceDays& known, std::size_t days) {
    PlaceDays intensity(days, known.places);
    for (std::size_t day = 0; day < days; ++day)
        std::ranges::copy(known.on(std::min(day, known.days - 1)), intensity.on(day).begin());
    return intensity;
}

bool can_flee(const FlowGraph& graph, std::span<const double> intensity) {
    for (std::size_t p = 0; p < graph.places.size(); ++p)
        if (intensity[p] > 0 && graph.places[p].population > 0) return true;
    return false;
}

/// People who flee on days on which nobody can wait for the next day on which somebody can.
void wait_for_conflict(std::vector<double>& newly, const FlowGraph& graph, const PlaceDays& intensity) {
    double waiting = 0;
    for (std::size_t day = 0; day < newly.size(); ++day) {
        waiting += newly[day];
        newly[day] = 0;
        if (can_flee(graph, intensity.on(day))) std::swap(newly[day], waiting);
    }
}

FlowPast past_of(const AsOfView& view, int leads) {
    const FlowRecord& record = *view.flow();
    const auto days = static_cast<std::size_t>(view.origin()) + 1;
    FlowPast past{&record, view.origin(), known_stocks(view), {}, held(record.intensity, days + leads), {},
                  {}};
    for (const CampRecord& camp : view.camps()) past.place.push_back(find_place(record.graph, camp.name));
    past.since = days_in_conflict(past.intensity);
    std::vector<double> totals;
    for (int day = 0; day <= view.origin(); ++day) totals.push_back(total_on(past.stocks, day));
    past.newly = daily_increments(totals, true);
    past.newly.resize(days + static_cast<std::size_t>(leads), 0);
    wait_for_conflict(past.newly, record.graph, past.intensity);
    std::fill(past.newly.begin() + static_cast<std::ptrdiff_t>(days), past.newly.end(), 0);
    return past;
}

FlowDay step(DisplacementFlow& flow, FlowState& state, const FlowPast& past, const PlaceDays& new_people) {
    const auto day = static_cast<std::size_t>(state.day);
    const std::span since = std::span(past.since).subspan(day * past.intensity.places, past.intensity.places);
    return flow.step(state, {past.intensity.on(day), since, new_people.on(day)});
}

/// A run to the origin.
struct Hindcast {
    FlowFit fit;
    DisplacementFlow flow;
    FlowState state;
};

double difference_of(const FlowPast& past, const PlaceDays& stock) {
    double apart = 0, reported = 0;
    for (std::size_t c = 0; c < past.stocks.size(); ++c) {
        if (past.place[c] < 0) continue;
        const int last = past.stocks[c].reports.back().day;
        const int from = std::max(0, std::min(last, past.origin - fit_window_days));
        for (const StockReport& r : past.stocks[c].reports) {
            if (r.day < from) continue;
            apart += std::abs(stock.at(static_cast<std::size_t>(r.day), past.place[c]) - r.people);
            reported += r.people;
        }
    }
    return reported > 0 ? apart / reported : 0;
}

/// The graph from which new people come.
FlowGraph graph_of(const FlowPast& past, bool equal_origins) {
    FlowGraph graph = past.record->graph;
    if (equal_origins)
        for (FlowPlace& place : graph.places) place.population = place.population > 0 ? 1 : 0;
    return graph;
}

Hindcast hindcast(const FlowPast& past, const FlowCandidate& candidate) {
    const FlowRules& rules = candidate.rules;
    DisplacementFlow flow(graph_of(past, candidate.equal_origins), past.record->closures, rules);
    const std::size_t places = past.intensity.places;
    std::vector<double> standing(places, 0);
    for (std::size_t c = 0; c < past.stocks.size(); ++c)
        if (past.place[c] >= 0) standing[past.place[c]] = stock_on(past.stocks[c].reports, 0);
    FlowState state = flow.start(standing);
    const PlaceDays people = new_people_from_totals(past.newly, flow.graph(), past.intensity, rules.spawn);
    PlaceDays stock(static_cast<std::size_t>(past.origin) + 1, places);
    for (std::size_t day = 0; day < stock.days; ++day)
        std::ranges::copy(step(flow, state, past, people).stock, stock.on(day).begin());
    return {{candidate, difference_of(past, stock)}, std::move(flow), std::move(state)};
}

Hindcast best_hindcast(const FlowPast& past) {
    const auto candidates = flow_candidates();
    Hindcast best = hindcast(past, candidates.front());
    for (std::size_t i = 1; i < candidates.size(); ++i) {
        Hindcast other = hindcast(past, candidates[i]);
        if (other.fit.difference < best.fit.difference) best = std::move(other);
    }
    return best;
}

/// Camps hold what was reported last.
void overwrite(FlowState& state, const FlowPast& past, const DisplacementFlow& flow) {
    const auto modelled = flow.stock(state);
    for (std::size_t c = 0; c < past.stocks.size(); ++c) {
        const int p = past.place[c];
        if (p < 0) continue;
        const double waiting = modelled[p] - state.standing[p];
        state.standing[p] = std::max(0.0, past.stocks[c].last - waiting);
    }
}

/// People who begin to flee each day after the origin, [day][place].
PlaceDays expected_people(const FlowPast& past, const Hindcast& run, const FlowOutlook& outlook) {
    double rate = 0;
    for (const KnownStock& s : past.stocks)
        rate +=
            std::max(0.0, rate_before_last(s, rate_window_days)) * std::exp2(-s.age / outlook.half_life_days);
    std::vector<double> newly(past.newly.size(), 0);
    const auto first = static_cast<std::size_t>(past.origin) + 1;
    for (std::size_t day = first; day < newly.size(); ++day)
        if (can_flee(run.flow.graph(), past.intensity.on(day)))
            newly[day] = rate * std::exp2(-static_cast<double>(day - first + 1) / outlook.half_life_days);
    return new_people_from_totals(newly, run.flow.graph(), past.intensity, run.fit.candidate.rules.spawn);
}

/// Change of each camp since the origin; 0 where the graph lacks it.
std::vector<double> gains_of(const FlowPast& past, const std::vector<double>& stock) {
    std::vector<double> gains(past.stocks.size(), 0);
    for (std::size_t c = 0; c < gains.size(); ++c)
        if (past.place[c] >= 0) gains[c] = stock[past.place[c]] - past.stocks[c].last;
    return gains;
}

StockPaths forward(const AsOfView& view, const FlowPast& past, Hindcast& run, int leads,
                   const FlowOutlook& outlook) {
    FlowState state = run.state;
    overwrite(state, past, run.flow);
    const PlaceDays people = expected_people(past, run, outlook);
    const auto shares = increment_shares(past.stocks);
    const bool any = std::ranges::any_of(shares, [](double q) { return q > 0; });
    const double modelled = any ? outlook.modelled_split : 1;
    StockPaths paths;
    for (std::size_t c = 0; c < past.stocks.size(); ++c)
        paths.push_back({view.camps()[c].name, past.stocks[c].age, {}});
    for (int lead = 1; lead <= leads; ++lead) {
        const auto gains = gains_of(past, step(run.flow, state, past, people).stock);
        double total = 0;
        for (const double g : gains) total += g;
        for (std::size_t c = 0; c < paths.size(); ++c) {
            const double split = modelled * gains[c] + (1 - modelled) * shares[c] * total;
            const double gain = past.place[c] < 0 ? 0 : split;
            paths[c].people.push_back(std::max(0.0, past.stocks[c].last + gain));
        }
    }
    return paths;
}

}  // namespace

std::vector<FlowCandidate> flow_candidates() {
    std::vector<FlowCandidate> list;
    for (const bool equal : {false, true})
        for (const double weight : {1.0, 2.0, 5.0})
            for (const double chance : {0.001, 0.0}) {
                FlowCandidate candidate{{}, equal};
                candidate.rules.weight.camp = weight;
                candidate.rules.chance.camp = chance;
                list.push_back(candidate);
            }
    return list;
}

FlowFit fit_flow(const AsOfView& view) { return best_hindcast(past_of(view, 0)).fit; }

std::vector<StockPaths> flow_forecasts(const AsOfView& view, int leads,
                                       std::span<const FlowOutlook> outlooks) {
    if (view.flow() == nullptr) return std::vector(outlooks.size(), flat_forecast(view, leads));
    const FlowPast past = past_of(view, leads);
    Hindcast best = best_hindcast(past);
    std::vector<StockPaths> list;
    for (const FlowOutlook& outlook : outlooks) list.push_back(forward(view, past, best, leads, outlook));
    return list;
}

}  // namespace djoliba
