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
    Figure per_100 = {};       ///< displaced people per 100 residents
    Figure per_facility = {};  ///< displaced people for each open health facility
    Figure water_m3 = {};      ///< a day, at sphere_needs() of water
};

/// Missing, with the reason, where displaced people or residents are not known, where there are no residents,
/// and where no facility is listed as open: nobody can tell what that means. `facilities` below 0: there is
/// no list.
HostLoad host_load(const Figure& displaced, double residents, int facilities);

/// The cell that holds most of the weight of each locality, the first of several; -1 where it has none.
std::vector<std::int64_t> fullest_cells(const PlacedWeights& placed, std::size_t localities);

}  // namespace djoliba
