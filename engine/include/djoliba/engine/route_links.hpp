// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/travel_time.hpp>

namespace djoliba {

/// The quickest way between two centres whose catchments touch.
struct RouteLink {
    std::int32_t from = 0;  ///< numbers of the starts, from < to
    std::int32_t to = 0;
    double minutes = 0;  ///< least time through the cells of the two alone; 0 where both stand in one cell
    double km = 0;       ///< length of that way
    friend bool operator==(const RouteLink&, const RouteLink&) = default;
};

/// A route graph over the centres that `times` were solved to, ascending by from and to: neighbours are those
/// whose catchments touch, and what roads make quick is quick in it. The graph keeps the quickest way from
/// each centre to its nearest other one, and a shortest spanning tree (Mehlhorn 1988,
/// doi:10.1016/0020-0190(88)90066-X); ways through the land of a third centre are ways over that centre, so
/// other paths in the graph can be longer than the quickest way. Of centres in one cell the smallest number
/// has the catchment; the others are linked to it alone. Times run towards the nearer centre on both halves
/// of a link: with slopes, up and down are mixed. A centre that no way leaves has no link. Same result for
/// any Job.
std::vector<RouteLink> route_links(const TravelTimes& times, const Job& job = {});

}  // namespace djoliba
