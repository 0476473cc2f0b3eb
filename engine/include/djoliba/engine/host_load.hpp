// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <djoliba/engine/access_by_locality.hpp>
#include <djoliba/engine/figure.hpp>

namespace djoliba {

/// What displaced people mean for those who host them.
struct HostLoad {
    Figure per_100 = {};        ///< displaced people per 100 residents
    Figure per_facility = {};   ///< displaced people for each open health facility
    Figure water_m3 = {};       ///< a day, at sphere_needs() of water
    Figure capacity_used = {};  ///< displaced people in % of those who can be hosted; above 100: too many
};

inline constexpr const char* no_capacity = "no capacity is given";

/// Missing, with the reason, where displaced people, residents or the capacity are not known, where there are
/// no residents or nobody can be hosted, and where no facility is listed as open: nobody can tell what that
/// means. `facilities` below 0: there is no list.
HostLoad host_load(const Figure& displaced, double residents, int facilities,
                   const Figure& capacity = missing_figure(no_capacity));

/// Displaced people whom those who are there can bear; NaN: not told.
struct HostRatios {
    double per_1000_residents = missing_value;
    double per_facility = missing_value;
};

/// Displaced people that a locality can host at most, those there already among them: what its residents and
/// its open health facilities can bear, the smaller where both tell. Missing where neither does: residents
/// that are not known, and facilities where none is listed, which does not say that none is there.
Figure host_capacity(const HostRatios& ratios, double residents, int facilities);

/// How many more can come; 0 where there are too many already.
double places_left(double capacity, double displaced);

/// The cell that holds most of the weight of each locality, the first of several; -1 where it has none.
std::vector<std::int64_t> fullest_cells(const PlacedWeights& placed, std::size_t localities);

}  // namespace djoliba
