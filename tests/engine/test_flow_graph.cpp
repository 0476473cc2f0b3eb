// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

#include <djoliba/engine/flow_graph.hpp>

#include "flow_fixture.hpp"
#include "problems.hpp"

using namespace flow_fixture;

namespace {

/// The first problem of a graph, in words.
std::string first(const FlowGraph& graph) {
    const auto found = problems(graph);
    return found.empty() ? "none" : to_string(found.front());
}

std::string first(const FlowClosure& closure) {
    const auto found = problems(std::span(&closure, 1), square());
    return found.empty() ? "none" : to_string(found.front());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(flow_graph)

BOOST_AUTO_TEST_CASE(a_sound_graph_has_no_problem) {
    BOOST_TEST(first(square()) == "none");
    BOOST_TEST(find_place(square(), "C") == 2);
    BOOST_TEST(find_place(square(), "c") == -1);
    BOOST_TEST(way_start(square(), 7) == 3);
    BOOST_TEST(way_end(square(), 7) == 0);
}

BOOST_AUTO_TEST_CASE(a_graph_without_places_is_refused) {
    BOOST_TEST(mentions(first(FlowGraph{}), "there is no place"));
}

BOOST_AUTO_TEST_CASE(names_are_there_once) {
    FlowGraph g = square();
    g.places[3].name = "A";
    BOOST_TEST(first(g) ==
               "places[3]: 'A' is also the name of places[0]; give each place one row and a name of its own");
    g.places[3].name = "";
    BOOST_TEST(mentions(first(g), "no name"));
}

BOOST_AUTO_TEST_CASE(counts_are_finite_and_not_negative) {
    for (const double wrong : {-1.0, std::numeric_limits<double>::infinity(), std::nan("")}) {
        FlowGraph g = square();
        g.places[1].population = wrong;
        BOOST_TEST(mentions(first(g), "the population of 'B'"));
        g = square();
        g.places[1].capacity = wrong;
        BOOST_TEST(mentions(first(g), "the capacity of 'B'"));
    }
}

BOOST_AUTO_TEST_CASE(links_join_two_places_by_a_road) {
    FlowGraph g = square();
    g.links.push_back({0, 9, 10});
    BOOST_TEST(mentions(first(g), "links[5]: the link 'A' - 'place 9' ends at a place that there is not"));
    g.links.back() = {2, 2, 10};
    BOOST_TEST(mentions(first(g), "leads from a place to itself"));
    g.links.back() = {0, 2, 0};
    BOOST_TEST(mentions(first(g), "is 0 km long"));
    g.links.back() = {0, 2, std::nan("")};
    BOOST_TEST(mentions(first(g), "km long"));
    g.links.back() = {1, 0, 100};
    BOOST_TEST(mentions(first(g), "is there already, as links[0]"));
    g.links.back() = {0, 2, 10, 1.5};
    BOOST_TEST(mentions(first(g), "a share of 1.5 walk"));
}

BOOST_AUTO_TEST_CASE(closures_name_what_there_is) {
    using Kind = FlowClosure::Kind;
    BOOST_TEST(first({Kind::link, "A", "B", 3, 5}) == "none");
    BOOST_TEST(mentions(first({Kind::link, "A", "C", 3, 5}), "there is no link 'A' - 'C'"));
    BOOST_TEST(mentions(first({Kind::place, "Z", "", 3, 5}), "there is no place 'Z'"));
    BOOST_TEST(mentions(first({Kind::border, "Mali", "Niger", 3, 5}), "there is no country 'Niger'"));
    BOOST_TEST(mentions(first({Kind::camp, "D", "", 5, 5}), "closed from day 5 and open again on day 5"));
}

BOOST_AUTO_TEST_SUITE_END()
