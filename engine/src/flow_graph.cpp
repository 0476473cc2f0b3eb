// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/flow_graph.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

namespace djoliba {
namespace {

using Kind = FlowClosure::Kind;

class Finder {
 public:
    Finder(const char* list, std::vector<Problem>& found) : list_(list), found_(&found) {}
    void row(std::size_t i) { row_ = i; }
    void require(bool good, std::string problem, std::string remedy) {
        if (!good)
            found_->push_back(
                {{}, fmt::format("{}[{}]", list_, row_), std::move(problem), std::move(remedy)});
    }

 private:
    const char* list_;
    std::size_t row_ = 0;
    std::vector<Problem>* found_;
};

bool is_count(double people) { return std::isfinite(people) && people >= 0; }

void check_places(const FlowGraph& graph, std::vector<Problem>& found) {
    Finder finder("places", found);
    std::map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < graph.places.size(); ++i) {
        const FlowPlace& p = graph.places[i];
        finder.row(i);
        finder.require(!p.name.empty(), "the place has no name", "name it");
        const auto [first, fresh] = seen.emplace(p.name, i);
        finder.require(fresh, fmt::format("'{}' is also the name of places[{}]", p.name, first->second),
                       "give each place one row and a name of its own");
        finder.require(is_count(p.population),
                       fmt::format("the population of '{}' is {}", p.name, p.population), "give 0 or more");
        finder.require(!p.capacity || is_count(*p.capacity),
                       fmt::format("the capacity of '{}' is {}", p.name, p.capacity.value_or(0)),
                       "give 0 or more, or nothing where there is no limit");
    }
}

void check_links(const FlowGraph& graph, std::vector<Problem>& found) {
    Finder finder("links", found);
    const auto is_place = [&](int p) { return p >= 0 && p < std::ssize(graph.places); };
    const auto name = [&](int p) {
        return is_place(p) ? graph.places[static_cast<std::size_t>(p)].name : fmt::format("place {}", p);
    };
    std::map<std::pair<int, int>, std::size_t> seen;
    for (std::size_t i = 0; i < graph.links.size(); ++i) {
        const FlowLink& l = graph.links[i];
        finder.row(i);
        const std::string called = fmt::format("'{}' - '{}'", name(l.from), name(l.to));
        finder.require(is_place(l.from) && is_place(l.to),
                       fmt::format("the link {} ends at a place that there is not", called),
                       "add the place, or leave the link out");
        finder.require(l.from != l.to, fmt::format("the link {} leads from a place to itself", called),
                       "leave it out");
        finder.require(std::isfinite(l.km) && l.km > 0,
                       fmt::format("the link {} is {} km long", called, l.km), "give a length above 0");
        finder.require(l.walk_probability >= 0 && l.walk_probability <= 1,
                       fmt::format("on the link {} a share of {} walk", called, l.walk_probability),
                       "give 0 to 1");
        const auto [first, fresh] = seen.emplace(std::minmax(l.from, l.to), i);
        finder.require(fresh,
                       fmt::format("the link {} is there already, as links[{}]", called, first->second),
                       "keep one of the two: a link is open in both directions");
    }
}

void check_names(const FlowClosure& c, const FlowGraph& graph, const std::set<std::string>& countries,
                 Finder& finder) {
    const bool border = c.kind == Kind::border;
    const auto require = [&](const std::string& name) {
        finder.require(border ? countries.contains(name) : find_place(graph, name) >= 0,
                       fmt::format("there is no {} '{}'", border ? "country" : "place", name),
                       "write the name as it is in the places, or leave the closure out");
    };
    require(c.first_name);
    if (border || c.kind == Kind::link) require(c.second_name);
}

bool joins(const FlowLink& link, const FlowGraph& graph, const FlowClosure& closure) {
    const auto& a = graph.places[static_cast<std::size_t>(link.from)].name;
    const auto& b = graph.places[static_cast<std::size_t>(link.to)].name;
    return (a == closure.first_name && b == closure.second_name) ||
           (b == closure.first_name && a == closure.second_name);
}

}  // namespace

const char* place_kind_name(PlaceKind kind) {
    switch (kind) {
        case PlaceKind::town:
            return "town";
        case PlaceKind::camp:
            return "camp";
        case PlaceKind::idp_camp:
            return "idpcamp";
        case PlaceKind::forwarding_hub:
            return "forwarding_hub";
        case PlaceKind::marker:
            break;
    }
    return "marker";
}

int find_place(const FlowGraph& graph, const std::string& name) {
    const auto found = std::ranges::find(graph.places, name, &FlowPlace::name);
    return found == graph.places.end() ? -1 : static_cast<int>(found - graph.places.begin());
}

std::vector<Problem> problems(const FlowGraph& graph) {
    std::vector<Problem> found;
    if (graph.places.empty()) found.push_back({{}, "places", "there is no place", "add places"});
    check_places(graph, found);
    check_links(graph, found);
    return found;
}

std::vector<Problem> problems(std::span<const FlowClosure> closures, const FlowGraph& graph) {
    std::vector<Problem> found;
    Finder finder("closures", found);
    std::set<std::string> countries;
    for (const FlowPlace& p : graph.places)
        if (!p.country.empty()) countries.insert(p.country);
    for (std::size_t i = 0; i < closures.size(); ++i) {
        const FlowClosure& c = closures[i];
        finder.row(i);
        check_names(c, graph, countries, finder);
        finder.require(c.open_again > c.first,
                       fmt::format("closed from day {} and open again on day {}", c.first, c.open_again),
                       "give the first day closed, then a later day on which it is open again");
        if (c.kind == Kind::link)
            finder.require(
                std::ranges::any_of(graph.links, [&](const FlowLink& l) { return joins(l, graph, c); }),
                fmt::format("there is no link '{}' - '{}'", c.first_name, c.second_name),
                "name two places that a link joins");
    }
    return found;
}

}  // namespace djoliba
