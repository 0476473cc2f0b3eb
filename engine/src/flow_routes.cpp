// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flow_routes.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr std::size_t most_routes = 20'000'000;

/// Grows routes backwards: each way in front of a shorter route makes a longer one.
class RouteGrower {
 public:
    RouteGrower(const FlowGraph& graph, int awareness) : graph_(graph), awareness_(awareness) {
        into_.resize(graph.places.size());
        for (std::size_t w = 0; w < graph.ways(); ++w) into_[place(way_end(graph, w))].push_back(w);
    }

    /// In the order of growth.
    const FlowRoutes& grow() {
        for (std::size_t w = 0; w < graph_.ways(); ++w)
            if (!is_marker(way_end(graph_, w))) add(w, -1, 1);
        for (std::size_t r = 0; r < routes_.size(); ++r) lengthen(static_cast<int>(r));
        return routes_;
    }

 private:
    static std::size_t place(int p) { return static_cast<std::size_t>(p); }
    bool is_marker(int p) const { return graph_.places[place(p)].kind == PlaceKind::marker; }
    std::size_t way(int route) const { return static_cast<std::size_t>(routes_.way[place(route)]); }

    bool visits(int route, int p) const {
        if (way_start(graph_, way(route)) == p) return true;
        for (int r = route; r >= 0; r = routes_.rest[place(r)])
            if (way_end(graph_, way(r)) == p) return true;
        return false;
    }

    void lengthen(int route) {
        const int start = way_start(graph_, way(route));
        const int links = links_[place(route)] + (is_marker(start) ? 0 : 1);
        if (links > awareness_) return;
        for (const std::size_t w : into_[place(start)])
            if (!visits(route, way_start(graph_, w))) add(w, route, links);
    }

    void add(std::size_t w, int rest, int links) {
        if (routes_.size() == most_routes)
            throw Error(
                Problem{{},
                        "awareness",
                        fmt::format("there are more than {} routes of {} links", most_routes, awareness_),
                        "look fewer links ahead, or take fewer links"});
        routes_.way.push_back(static_cast<int>(w));
        routes_.rest.push_back(rest);
        routes_.end.push_back(rest < 0 ? way_end(graph_, w) : routes_.end[place(rest)]);
        routes_.km.push_back(graph_.links[link_of(w)].km + (rest < 0 ? 0 : routes_.km[place(rest)]));
        links_.push_back(links);
    }

    const FlowGraph& graph_;
    int awareness_;
    FlowRoutes routes_;
    std::vector<int> links_;  ///< by route, without those that end at a marker
    std::vector<std::vector<std::size_t>> into_;
};

}  // namespace

FlowRoutes flow_routes(const FlowGraph& graph, int awareness) {
    RouteGrower grower(graph, awareness);
    const FlowRoutes& grown = grower.grow();
    const auto start = [&](std::size_t r) {
        return way_start(graph, static_cast<std::size_t>(grown.way[r]));
    };
    FlowRoutes sorted;
    sorted.first.assign(graph.places.size() + 1, 0);
    for (std::size_t r = 0; r < grown.size(); ++r) ++sorted.first[static_cast<std::size_t>(start(r)) + 1];
    std::partial_sum(sorted.first.begin(), sorted.first.end(), sorted.first.begin());
    std::vector<int> next(sorted.first), now(grown.size());
    for (std::size_t r = 0; r < grown.size(); ++r) now[r] = next[static_cast<std::size_t>(start(r))]++;
    for (auto* list : {&sorted.way, &sorted.rest, &sorted.end}) list->resize(grown.size());
    sorted.km.resize(grown.size());
    for (std::size_t r = 0; r < grown.size(); ++r) {
        const auto to = static_cast<std::size_t>(now[r]);
        sorted.way[to] = grown.way[r];
        sorted.rest[to] = grown.rest[r] < 0 ? -1 : now[static_cast<std::size_t>(grown.rest[r])];
        sorted.end[to] = grown.end[r];
        sorted.km[to] = grown.km[r];
    }
    return sorted;
}

}  // namespace djoliba
