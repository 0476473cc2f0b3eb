// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_choice.hpp"

#include <algorithm>
#include <utility>

namespace djoliba {
namespace {

/// Most powers are 1, and pow() is slow.
double power(double base, double exponent) { return exponent == 1 ? base : std::pow(base, exponent); }

}  // namespace

FlowVariant::FlowVariant(const FlowRules& rules, const FlowGraph& graph)
    : chance(rules.chance), weight(rules.weight), route(rules.route) {
    for (const FlowPlace& p : graph.places) attraction.push_back(p.attraction);
}

template <std::size_t L>
FlowChoice<L>::FlowChoice(const FlowNetwork& network, std::vector<FlowVariant> lanes)
    : net_(network), lanes_(std::move(lanes)) {
    while (lanes_.size() < L) lanes_.push_back(lanes_.front());
    const std::size_t places = net_.graph().places.size();
    state_.resize(places);
    chance_.resize(places);
    score_.resize(places);
    weight_.resize(net_.routes().size());
}

template <std::size_t L>
bool FlowChoice<L>::set_day(const FlowDrivers& drivers) {
    bool changed = false;
    for (std::size_t p = 0; p < state_.size(); ++p) {
        const bool conflict = drivers.intensity[p] > 0;
        const State now{drivers.intensity[p],
                        conflict ? conflict_decay(net_.rules().spawn, drivers.days_in_conflict[p]) : 1,
                        net_.kind(p)};
        if (now == state_[p]) continue;
        state_[p] = now;
        see(p, now);
        changed = true;
    }
    if (changed) weigh();
    return std::exchange(openings_, net_.openings()) != net_.openings() || changed;
}

template <std::size_t L>
void FlowChoice<L>::see(std::size_t place, const State& state) {
    const FlowPlace& here = net_.graph().places[place];
    const bool conflict = state.intensity > 0, camp = net_.is_camp(place);
    const double people = std::max(here.population, here.capacity.value_or(0));
    for (std::size_t l = 0; l < L; ++l) {
        const auto& [m, w, route, attraction] = lanes_[l];
        const double by_kind[] = {m.town, m.camp, m.idp_camp, m.hub, m.hub};
        const double by_state = conflict ? m.conflict : by_kind[static_cast<int>(state.kind)];
        const double of_size =
            m.population_power == 0 ? 1 : std::pow(people / m.population_base, m.population_power);
        chance_[place][l] = std::min(1.0, by_state * of_size);
        score_[place][l] = attraction[place] * (here.foreign ? w.foreign : 1) * (camp ? w.camp : 1) *
                           (conflict ? std::pow(w.conflict, state.intensity * state.decay) : 1);
    }
}

template <std::size_t L>
void FlowChoice<L>::weigh() {
    const FlowRoutes& routes = net_.routes();
    for (std::size_t r = 0; r < routes.size(); ++r)
        for (std::size_t l = 0; l < L; ++l) {
            const RouteChoice& c = lanes_[l].route;
            weight_[r][l] = power((c.weight_softening + score_[routes.end[r]][l]) /
                                      power(c.softening_km + routes.km[r], c.distance_power),
                                  c.weight_power);
        }
}

template <std::size_t L>
People<L> FlowChoice<L>::pull_of(People<L> room) const {
    for (std::size_t l = 0; l < L; ++l) room[l] = power(room[l], lanes_[l].route.weight_power);
    return room;
}

/// Makes chances of weights: all alike where all are 0.
template <std::size_t L>
void FlowChoice<L>::share_out(std::span<People<L>> weights) const {
    for (std::size_t l = 0; l < L; ++l) {
        const double prune = lanes_[l].route.prune;
        if (!(prune > 0)) continue;
        double most = 0;
        for (const auto& w : weights) most = std::max(most, w[l]);
        for (auto& w : weights) w[l] = w[l] < most / prune ? 0 : w[l];
    }
    People<L> sum{};
    for (const auto& w : weights) sum += w;
    const double alike = 1.0 / static_cast<double>(weights.size());
    for (auto& w : weights)
        for (std::size_t l = 0; l < L; ++l) w[l] = sum[l] > 0 ? w[l] / sum[l] : alike;
}

template class FlowChoice<1>;
template class FlowChoice<flow_lanes>;

}  // namespace djoliba
