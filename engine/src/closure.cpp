// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/closure.hpp>

#include <algorithm>
#include <cmath>

namespace djoliba {
namespace {

bool fits_place(const Facility& facility, const ClosureTest& test) {
    if (!test.within_km) return true;
    const Neighbour nearest = test.events->nearest(facility.place);
    return nearest.index >= 0 && nearest.km <= *test.within_km;
}

// All but the depth.
bool fits(const Facility& facility, std::size_t at, const ClosureTest& test) {
    if (!test.named.empty() && !test.named[at]) return false;
    if (!test.inside.empty() && !test.inside[at]) return false;
    if (!test.types.empty() && std::ranges::find(test.types, facility.type) == test.types.end()) return false;
    return fits_place(facility, test);
}

}  // namespace

Closures close_facilities(std::vector<Facility>& facilities, const ClosureTest& test) {
    Closures found;
    for (std::size_t i = 0; i < facilities.size(); ++i) {
        const double depth = test.depth_over_m ? test.depth_m[i] : 0;
        if (test.depth_over_m && depth <= *test.depth_over_m + depth_slack_m) continue;
        if (!fits(facilities[i], i, test)) continue;
        const int at = static_cast<int>(i);
        if (std::isnan(depth)) {
            found.depth_not_known.push_back(at);
        } else if (facilities[i].status == FacilityStatus::not_functioning) {
            found.closed_before.push_back(at);
        } else {
            facilities[i].status = FacilityStatus::not_functioning;
            found.closed.push_back(at);
        }
    }
    return found;
}

}  // namespace djoliba
