// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <djoliba/engine/flow_graph.hpp>

namespace djoliba {

/// Every route of up to `awareness` links from each place to another, no place visited twice, closures or
/// not. A route is its first way and another route, so that what is left of a plan is a route again.
struct FlowRoutes {
    std::vector<int> first = {};  ///< by place, and one more: routes of place p are first[p] .. first[p + 1]
    std::vector<int> way = {};    ///< by route: its first way
    std::vector<int> rest = {};   ///< the route that is left after it; -1: none
    std::vector<int> end = {};    ///< the place where it ends
    std::vector<double> km = {};  ///< of the whole route

    std::size_t size() const { return way.size(); }
};

/// Links that end at a marker do not count, and no route ends there. Throws Error beyond 20 million routes.
FlowRoutes flow_routes(const FlowGraph& graph, int awareness);

}  // namespace djoliba
