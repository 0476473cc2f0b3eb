// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/host_load.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <djoliba/engine/displacement.hpp>
#include <djoliba/engine/fixed_sum.hpp>

namespace djoliba {
namespace {

double water_m3_a_day(double people) {
    for (const NeedRate& rate : sphere_needs())
        if (rate.name == "water") return needs(people, "displaced", 1, {rate}).front().amount / 1000;
    return missing_value;
}

Figure per_facility(const Figure& displaced, int facilities) {
    if (facilities < 0) return missing_figure("no list of health facilities");
    if (facilities == 0) return missing_figure("no such facility is listed as open");
    return known_figure(displaced.value / facilities, displaced.at_least);
}

Figure capacity_used(const Figure& displaced, const Figure& capacity) {
    if (!capacity.known()) return capacity;
    if (capacity.value == 0) return missing_figure("nobody can be hosted here");
    return known_figure(100 * displaced.value / capacity.value, displaced.at_least);
}

}  // namespace

HostLoad host_load(const Figure& displaced, double residents, int facilities, const Figure& capacity) {
    if (!displaced.known()) return {displaced, displaced, displaced, displaced};
    const double people[] = {displaced.value}, hosts[] = {residents};
    HostLoad load{host_pressure(people, hosts).front(), per_facility(displaced, facilities),
                  known_figure(water_m3_a_day(displaced.value), displaced.at_least),
                  capacity_used(displaced, capacity)};
    load.per_100.at_least = load.per_100.known() && displaced.at_least;
    return load;
}

Figure host_capacity(const HostRatios& ratios, double residents, int facilities) {
    const double by_residents = ratios.per_1000_residents * residents / 1000,
                 by_facilities = facilities > 0 ? ratios.per_facility * facilities : missing_value;
    const double people = std::fmin(by_residents, by_facilities);  // the other where one is NaN
    return std::isnan(people) ? missing_figure(no_capacity) : known_figure(people);
}

double places_left(double capacity, double displaced) { return std::max(0.0, capacity - displaced); }

std::vector<std::int64_t> fullest_cells(const PlacedWeights& placed, std::size_t localities) {
    std::map<std::pair<int, std::int64_t>, FixedSum> sums;  // a cell may have several entries
    for (std::size_t i = 0; i < placed.size(); ++i)
        if (placed.locality[i] >= 0 && placed.cell[i] >= 0 && placed.weight[i] > 0)
            sums[{placed.locality[i], placed.cell[i]}].add(placed.weight[i]);
    std::vector<std::int64_t> cells(localities, -1);
    std::vector<double> most(localities, 0);
    for (const auto& [where, sum] : sums)
        if (sum.value() > most[where.first])
            most[where.first] = sum.value(), cells[where.first] = where.second;
    return cells;
}

}  // namespace djoliba
