// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include <djoliba/scenarios/where.hpp>

#include "coded_table.hpp"
#include "flow_now.hpp"

namespace djoliba {
namespace {

/// By locality; missing everywhere without a table.
std::vector<Figure> listed(Workings& w, const FlowNow& now, const std::optional<PeopleTable>& table) {
    if (!table) return std::vector<Figure>(w.places().size(), missing_figure(no_capacity));
    LayerInfo info = now.layer.info;
    info.note.clear();  // it stands with the flow
    const auto rows = read_coded(w, info, table->table, table->people);
    return column_figures(w, rows, table->people, Kind::amount);
}

std::string in_words(const CapacityChange& change) {
    return change.people ? fmt::format("localities that can host {} displaced people each", *change.people)
                         : fmt::format("localities that can host {} times as many displaced people",
                                       change.scale.value_or(1));
}

void change(Workings& w, const FlowNow& now, std::vector<Figure>& capacity) {
    for (const CapacityChange& change : w.scenario.change.capacity) {
        const auto in = units_in(change.where, w.places());
        std::int64_t changed = 0;
        for (std::size_t p = 0; p < capacity.size(); ++p) {
            if (!in[now.units[p]] || (!change.people && !capacity[p].known())) continue;
            capacity[p] = known_figure(change.people.value_or(capacity[p].value * change.scale.value_or(1)));
            ++changed;
        }
        w.result.account.changes.push_back({change.key, now.layer.info.source, in_words(change), changed});
    }
}

/// What the finest localities within one can host together; missing where one of them has no capacity.
Figure sum_within(const std::vector<Figure>& capacity, const std::vector<int>& within) {
    Figure sum = within.empty() ? missing_figure("not counted at this level") : known_figure(0);
    for (const int p : within) {
        if (!capacity[p].known()) return capacity[p];
        sum.value += capacity[p].value;
    }
    return sum;
}

template <typename Wanted>
void account_for(Workings& w, const FlowNow& now, const char* why, const Wanted& wanted) {
    Exclusion some{now.layer.info.source, "", why};
    for (const int unit : now.units) {
        if (!wanted(unit)) continue;
        ++some.rows;
        if (some.examples.size() < 5) some.examples.push_back(w.places()[unit].name);
    }
    if (some.rows > 0) w.result.account.exclusions.push_back(std::move(some));
}

void account_for_unknown(Workings& w, const FlowNow& now) {
    account_for(w, now, "localities without a capacity: they take in whoever comes",
                [&](int unit) { return !now.capacity[unit].known(); });
    account_for(
        w, now, "localities whose displaced people are not known: all of their capacity counts as free",
        [&](int unit) { return now.capacity[unit].known() && std::isnan(displaced_at(w, now, unit)); });
}

std::vector<Figure> capacities(Workings& w, const FlowNow& now, const FlowCapacity& given) {
    const auto in_table = listed(w, now, given.table);
    const HostRatios ratios{given.per_1000_residents, given.per_facility};
    std::vector<Figure> capacity;
    capacity.reserve(now.units.size());
    for (const int unit : now.units)
        capacity.push_back(in_table[unit].known()
                               ? in_table[unit]
                               : host_capacity(ratios, w.result.people[unit], now.facilities[unit]));
    change(w, now, capacity);
    return capacity;
}

}  // namespace

void find_capacities(Workings& w, FlowNow& now) {
    now.capacity.assign(w.places().size(), missing_figure(no_capacity));
    now.room.assign(now.units.size(), missing_value);
    if (!now.layer.capacity) return;
    const auto capacity = capacities(w, now, *now.layer.capacity);
    for (std::size_t i = 0; i < now.capacity.size(); ++i)
        now.capacity[i] = sum_within(capacity, now.within[i]);
    for (std::size_t p = 0; p < capacity.size(); ++p)
        if (const double there = displaced_at(w, now, now.units[p]); capacity[p].known())
            now.room[p] = places_left(capacity[p].value, std::isnan(there) ? 0 : there);
    account_for_unknown(w, now);
}

std::string hosts_in_words(const Workings& w, const FlowNow& now) {
    const std::size_t last = now.horizons().size() - 1;
    const auto came = now.flow->arrivals(last);
    const double buffer = now.flow->rules().flow.capacity.buffer;
    std::int64_t hosts = 0, full = 0, before = 0;
    for (std::size_t p = 0; p < now.units.size(); ++p) {
        if (std::isnan(now.room[p])) continue;
        ++hosts;
        full += came[p] >= buffer * now.room[p] ? 1 : 0;
        before += displaced_at(w, now, now.units[p]) >= now.capacity[now.units[p]].value ? 1 : 0;
    }
    return full == 0 ? ""
                     : fmt::format(
                           "of {} localities with a capacity to host displaced people {} are full after {} "
                           "days, {} of them before anybody flees: who would come goes elsewhere",
                           hosts, full, now.horizons()[last], before);
}

}  // namespace djoliba
