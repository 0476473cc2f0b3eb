// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/locality_flow.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <numeric>

#include <djoliba/engine/displacement_flow.hpp>
#include <djoliba/engine/host_load.hpp>

#include "problems.hpp"

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(locality_flow)

namespace {

using Localities = std::vector<FlowLocality>;
using Links = std::vector<FlowLink>;

FlowLocality front(const char* code, int region, double exposed) {
    return {.code = code, .region = region, .residents = 2000, .intensity = 1, .exposed = exposed};
}
FlowLocality host(const char* code, int region, double attraction = 1) {
    return {.code = code, .region = region, .residents = 1000, .attraction = attraction};
}

/// No doubt: 1 % of the exposed a day, nobody leaves a host.
LocalityFlowRules certain() {
    LocalityFlowRules rules;
    rules.rate = {0.01, 0.01};
    rules.softening_km = {10, 10};
    rules.move_chance = {1e-12, 1e-12};
    rules.kinship = {1, 1};
    rules.flood_factor = {1, 1};
    rules.horizons = {1, 10};
    rules.draws = 20;
    return rules;
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Two fronts in two regions, hosts between them, all of them linked in a ring.
Localities ring() {
    return {front("A", 1, 1000), host("B", 1), host("C", 2), front("D", 2, 500), host("E", 2), host("F", 1)};
}
Links ring_links() { return {{0, 1, 20}, {1, 2, 30}, {2, 3, 40}, {3, 4, 25}, {4, 5, 60}, {0, 5, 90}}; }

}  // namespace

BOOST_AUTO_TEST_CASE(intensity_saturates_and_small_ones_are_none) {
    BOOST_TEST(conflict_intensity(0, 5, 0) == 0);
    BOOST_TEST(conflict_intensity(5, 5, 0.1) == 0.5);
    BOOST_TEST(conflict_intensity(10, 5, 0.1) == 0.75);
    BOOST_TEST(conflict_intensity(5, 5, 0.5) == 0.5);
    BOOST_TEST(conflict_intensity(5, 5, 0.51) == 0);
    BOOST_CHECK_THROW(conflict_intensity(1, 0, 0), Error);
}

BOOST_AUTO_TEST_CASE(displaced_people_attract_others) {
    BOOST_TEST(host_attraction(0, 1000, 0.5) == 1);
    BOOST_TEST(host_attraction(3000, 1000, 0.5) == 2);
    BOOST_TEST(host_attraction(3000, 1000, 0) == 1);
}

BOOST_AUTO_TEST_CASE(a_prior_has_its_geometric_mean_in_the_middle) {
    const FlowPrior prior{1, 4};
    BOOST_TEST(prior.middle() == 2);
    BOOST_TEST(prior.at(0) == 1);
    BOOST_TEST(prior.at(1) == 4);
}

BOOST_AUTO_TEST_CASE(lengths_come_from_km_or_minutes) {
    const std::vector<RouteLink> links{{0, 1, 90, 12}, {1, 2, 0, 0}};
    BOOST_TEST(flow_links(links, {})[0].km == 12);
    BOOST_TEST(flow_links(links, {})[1].km == 1);  // both centres in one cell
    BOOST_TEST(flow_links(links, {.by_time = true, .km_per_hour = 30})[0].km == 45);
}

BOOST_AUTO_TEST_CASE(the_people_of_each_band_of_depth_have_its_share) {
    const std::vector<Figure> people{known_figure(100), known_figure(40, true)};
    const std::vector<double> share{0.1, 0.5};
    const Figure displaced = displaced_by_depth(people, share);
    BOOST_TEST(displaced.value == 0.1 * 60 + 0.5 * 40);
    BOOST_TEST(displaced.at_least);
    const std::vector<Figure> unknown{known_figure(100), missing_figure("depth")};
    BOOST_TEST(displaced_by_depth(unknown, share).reason == "depth");
}

BOOST_AUTO_TEST_CASE(all_who_flee_are_at_the_only_host) {
    // Two fronts with one host between them, 10 and 5 people a day; nobody comes back.
    const LocalityFlow flow({front("A", 1, 1000), front("B", 1, 500), host("H", 1)}, {{0, 2, 20}, {1, 2, 30}},
                            certain());
    BOOST_TEST(flow.departures(0) == (std::vector<double>{10, 5, 0}), boost::test_tools::per_element());
    BOOST_TEST(flow.departures(1) == (std::vector<double>{100, 50, 0}), boost::test_tools::per_element());
    BOOST_TEST(flow.arrivals(0)[2] == 15, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.arrivals(1)[2] == 150, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.set_out()[0] == 100, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.set_out()[2] == 50, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(nearer_and_more_attractive_hosts_have_more) {
    // Weights 1/(10+10), 1/(10+30): two thirds go to the nearer one. Three times as attractive: 1/20 to 3/40.
    const Links links{{0, 1, 10}, {0, 2, 30}};
    const LocalityFlow near({front("A", 1, 1000), host("B", 1), host("C", 1)}, links, certain());
    BOOST_TEST(near.arrivals(0)[1] == 20. / 3, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(near.arrivals(0)[2] == 10. / 3, boost::test_tools::tolerance(1e-9));
    const LocalityFlow drawn({front("A", 1, 1000), host("B", 1), host("C", 1, 3)}, links, certain());
    BOOST_TEST(drawn.arrivals(0)[1] == 4, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(drawn.arrivals(0)[2] == 6, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(kin_draw_the_people_of_their_own_region_only) {
    // A (region 1) and B (region 2) have the same two hosts at the same distance: C in region 1, D in
    // region 2.
    LocalityFlowRules rules = certain();
    rules.kinship = {3, 3};
    const LocalityFlow flow({front("A", 1, 1000), front("B", 2, 200), host("C", 1), host("D", 2)},
                            {{0, 2, 20}, {0, 3, 20}, {1, 2, 20}, {1, 3, 20}}, rules);
    BOOST_TEST(flow.arrivals(0)[2] == 10 * 0.75 + 2 * 0.25, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.arrivals(0)[3] == 10 * 0.25 + 2 * 0.75, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(nobody_is_lost) {
    LocalityFlowRules rules;
    rules.horizons = {1, 30, 90};
    Localities localities = ring();
    localities[2].flooded = 70;
    localities[3].flooded = 30;
    Links links = ring_links();
    links[5].km = 900;  // three days on the way
    const LocalityFlow flow(localities, links, rules);
    for (std::size_t h = 0; h < 3; ++h) {
        const double left = sum(flow.departures(h));
        BOOST_TEST(left == rules.rate.middle() * rules.horizons[h] * 1500 + 100,
                   boost::test_tools::tolerance(1e-12));
        BOOST_TEST(flow.under_way(h) > 0);
        BOOST_TEST(sum(flow.arrivals(h)) < left);
        BOOST_TEST(sum(flow.arrivals(h)) > 0.8 * left);
    }
    const LocalityFlow all_there(localities, ring_links(), rules);
    for (std::size_t h = 0; h < 3; ++h)
        BOOST_TEST(sum(all_there.arrivals(h)) == sum(all_there.departures(h)),
                   boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(origins_add_up) {
    LocalityFlowRules rules;
    rules.draws = 10;
    Localities both = ring(), one = ring(), other = ring();
    one[3].exposed = 0;  // D is as dangerous, but nobody flees from there
    other[0].exposed = 0;
    const LocalityFlow a(one, ring_links(), rules), b(other, ring_links(), rules),
        ab(both, ring_links(), rules);
    for (std::size_t i = 0; i < both.size(); ++i)
        BOOST_TEST(a.arrivals(1)[i] + b.arrivals(1)[i] == ab.arrivals(1)[i],
                   boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(twice_as_many_exposed_are_twice_as_many_everywhere) {
    Localities twice = ring();
    for (FlowLocality& l : twice) l.exposed *= 2;
    const LocalityFlow once(ring(), ring_links(), {}), doubled(twice, ring_links(), {});
    const std::vector<int> all{0, 1, 2, 3, 4, 5};
    for (std::size_t i = 0; i < twice.size(); ++i)
        BOOST_TEST(doubled.arrivals(1)[i] == 2 * once.arrivals(1)[i], boost::test_tools::tolerance(1e-12));
    BOOST_TEST(doubled.arrivals_interval(1, all).high == 2 * once.arrivals_interval(1, all).high,
               boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(without_kinship_it_is_the_flow_itself) {
    // The last link takes no day, one day and a bit, three days, and exactly two of 360 km.
    for (const double km : {90., 400., 900., 720.}) {
        LocalityFlowRules rules = certain();
        rules.move_chance = {0.1, 0.1};
        rules.horizons = {20};
        rules.flow.chance.population_power = 0.2;
        rules.flow.route.weight_power = 2;
        Links links = ring_links();
        links[5].km = km;
        const LocalityFlow flow(ring(), links, rules);
        FlowCase whole{.intensity = {20, 6}, .new_people = {20, 6}, .rules = rules.flow};
        whole.graph.links = links;
        whole.rules.chance.town = 0.1;
        for (const FlowLocality& l : ring())
            whole.graph.places.push_back({.name = l.code, .population = l.residents});
        for (std::size_t day = 0; day < 20; ++day)
            for (const auto& [place, people] : {std::pair{0, 10.0}, std::pair{3, 5.0}}) {
                whole.intensity.at(day, place) = 1;
                whole.new_people.at(day, place) = people;
            }
        const FlowRun run = displacement_flow(whole);
        for (std::size_t i = 0; i < 6; ++i)
            BOOST_TEST(flow.arrivals(0)[i] == run.stock.at(19, i), boost::test_tools::tolerance(1e-9));
        BOOST_TEST(flow.under_way(0) + 1 == run.under_way[19] + 1, boost::test_tools::tolerance(1e-9));
        for (std::size_t way = 0; way < 2 * links.size(); ++way) {
            double people = 0;
            for (std::size_t day = 0; day < 20; ++day) people += run.set_out.at(day, way);
            BOOST_TEST(flow.set_out()[way] == people, boost::test_tools::tolerance(1e-9));
        }
    }
}

BOOST_AUTO_TEST_CASE(with_capacities_it_is_the_flow_itself) {
    LocalityFlowRules rules = certain();
    rules.move_chance = {0.1, 0.1};
    rules.horizons = {20};
    rules.flow.travel.km_step = 5;  // rooms are looked at several times a day
    Localities localities = ring();
    localities[1].capacity = 40;
    localities[4].capacity = 0;
    localities[5].capacity = 60;
    const LocalityFlow flow(localities, ring_links(), rules);
    FlowCase whole{.intensity = {20, 6}, .new_people = {20, 6}, .rules = rules.flow};
    whole.graph.links = ring_links();
    whole.rules.chance.town = 0.1;
    for (const FlowLocality& l : localities)
        whole.graph.places.push_back({.name = l.code, .population = l.residents});
    for (const int p : {1, 4, 5}) whole.graph.places[p].capacity = localities[p].capacity;
    for (std::size_t day = 0; day < 20; ++day)
        for (const auto& [place, people] : {std::pair{0, 10.0}, std::pair{3, 5.0}}) {
            whole.intensity.at(day, place) = 1;
            whole.new_people.at(day, place) = people;
        }
    const FlowRun run = displacement_flow(whole);
    for (std::size_t i = 0; i < 6; ++i)
        BOOST_TEST(flow.arrivals(0)[i] == run.stock.at(19, i), boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.arrivals(0)[4] == 0);
    BOOST_TEST(flow.arrivals(0)[1] > 30);
    BOOST_TEST(flow.arrivals(0)[1] < 40 + 15);  // at most the people of a day more
}

BOOST_AUTO_TEST_CASE(a_capacity_that_is_never_reached_changes_nothing) {
    LocalityFlowRules rules;
    rules.draws = 20;
    Localities limited = ring();
    limited[2].flooded = 70;
    const LocalityFlow free(limited, ring_links(), rules);
    limited[1].capacity = 1e6;
    const LocalityFlow flow(limited, ring_links(), rules);
    for (std::size_t h = 0; h < 2; ++h)
        for (int i = 0; i < 6; ++i) {
            const std::vector<int> here{i};
            const Range a = free.arrivals_interval(h, here), b = flow.arrivals_interval(h, here);
            BOOST_TEST(flow.arrivals(h)[i] + 1 == free.arrivals(h)[i] + 1,
                       boost::test_tools::tolerance(1e-9));
            BOOST_TEST(b.low + 1 == a.low + 1, boost::test_tools::tolerance(1e-9));
            BOOST_TEST(b.high + 1 == a.high + 1, boost::test_tools::tolerance(1e-9));
        }
    for (std::size_t way = 0; way < flow.set_out().size(); ++way)
        BOOST_TEST(flow.set_out()[way] + 1 == free.set_out()[way] + 1, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(a_full_host_sends_people_to_the_next) {
    // Two hosts at one distance share 10 people a day, until one of them has 19 of 20 people.
    Localities localities{front("A", 1, 1000), host("B", 1), host("C", 1)};
    localities[1].capacity = 20;
    LocalityFlowRules rules = certain();
    rules.horizons = {1, 4, 10};
    const LocalityFlow flow(localities, {{0, 1, 20}, {0, 2, 20}}, rules);
    BOOST_TEST(flow.arrivals(0)[1] == 5, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.arrivals(1)[1] == 20, boost::test_tools::tolerance(1e-9));  // 15 in the morning: room
    BOOST_TEST(flow.arrivals(2)[1] == 20, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.arrivals(2)[2] == 80, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.departures(2)[0] == 100, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(where_no_host_has_room_people_stay) {
    Localities localities{front("A", 1, 1000), host("B", 1)};
    localities[1].capacity = 0;
    const LocalityFlow flow(localities, {{0, 1, 20}}, certain());
    BOOST_TEST(flow.arrivals(1)[0] == 100, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.arrivals(1)[1] == 0);
}

BOOST_AUTO_TEST_CASE(people_of_other_regions_take_the_same_room) {
    // One host between two fronts of two regions; with kinship each region is a crowd of its own.
    LocalityFlowRules rules = certain();
    rules.kinship = {2, 2};
    Localities localities{front("A", 1, 1000), front("B", 2, 1000), host("H", 1)};
    localities[2].capacity = 50;
    const LocalityFlow flow(localities, {{0, 2, 20}, {1, 2, 20}}, rules);
    // 20 a day: 40 after two days leave it open, 60 after three are too many.
    BOOST_TEST(flow.arrivals(1)[2] == 60, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.arrivals(1)[0] == 70, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.arrivals(1)[1] == 70, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(capacities_give_the_same_for_any_number_of_threads) {
    Localities localities = ring();
    localities[1].capacity = 20;
    localities[5].capacity = 30;
    LocalityFlowRules rules;
    rules.draws = 20;
    const LocalityFlow one(localities, ring_links(), rules, {.threads = 1}),
        many(localities, ring_links(), rules, {.threads = 3});
    const std::vector<int> hosts{1, 2, 5};
    BOOST_TEST(one.arrivals(1) == many.arrivals(1), boost::test_tools::per_element());
    BOOST_TEST(one.arrivals_interval(1, hosts).high == many.arrivals_interval(1, hosts).high);
    BOOST_TEST(sum(one.arrivals(1)) == sum(one.departures(1)), boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(intervals_hold_the_middle_and_follow_the_rate) {
    LocalityFlowRules rules = certain();
    rules.rate = {0.001, 0.01};
    rules.draws = 400;
    const LocalityFlow flow({front("A", 1, 1000), host("H", 1)}, {{0, 1, 20}}, rules);
    const std::vector<int> there{1}, here{0};
    const Range range = flow.arrivals_interval(1, there);
    // All that is in doubt is the rate: 5 % and 95 % of a log-uniform between 10 and 100 people.
    BOOST_TEST(range.low == 10 * std::pow(10, 0.05), boost::test_tools::tolerance(0.05));
    BOOST_TEST(range.high == 10 * std::pow(10, 0.95), boost::test_tools::tolerance(0.05));
    BOOST_TEST(flow.arrivals(1)[1] == 10 * std::sqrt(10), boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.departures_interval(1, here).high == range.high, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(hosts_that_weigh_nothing_are_taken_alike) {
    LocalityFlowRules rules = certain();
    rules.flow.weight.conflict = 0;
    rules.horizons = {1};
    Localities localities{front("A", 1, 1000), front("B", 1, 0), front("C", 1, 0), host("H", 1),
                          host("I", 1)};
    // From A to B and C, both in conflict, whatever the distance; from there back to A weighs nothing either.
    const LocalityFlow flow(localities, {{0, 1, 10}, {0, 2, 30}, {1, 3, 10}, {2, 4, 10}}, rules);
    BOOST_TEST(flow.arrivals(0)[3] == 5, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.arrivals(0)[4] == 5, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(same_for_any_number_of_threads) {
    const LocalityFlow one(ring(), ring_links(), {}, {.threads = 1}),
        many(ring(), ring_links(), {}, {.threads = 3});
    BOOST_TEST(one.arrivals(1) == many.arrivals(1), boost::test_tools::per_element());
    BOOST_TEST(one.set_out() == many.set_out(), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_has_no_way_out_stays) {
    const LocalityFlow flow({front("A", 1, 1000), host("H", 1)}, {}, certain());
    BOOST_TEST(flow.arrivals(1)[0] == 100, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(flow.arrivals(1)[1] == 0);
}

BOOST_AUTO_TEST_CASE(nobody_flees_where_nobody_lives) {
    const LocalityFlow flow({front("A", 1, 0), host("H", 1)}, {{0, 1, 20}}, certain());
    BOOST_TEST(sum(flow.departures(1)) == 0);
    BOOST_TEST(sum(flow.arrivals(1)) == 0);
    const std::vector<int> all{0, 1};
    BOOST_TEST(flow.arrivals_interval(1, all).high == 0);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_is_refused_in_one_go) {
    LocalityFlowRules rules;
    rules.rate = {0.01, 0.02};  // 180 % in 90 days
    rules.kinship = {2, 1};
    rules.move_chance = {0.5, 2};
    Localities wrong{front("A", 1, 3000), host("A", 1, 0)};
    wrong[1].intensity = 2;
    wrong[1].capacity = -1;
    const auto found = problems(wrong, Links{{0, 1, -1}, {0, 5, 10}}, rules);
    const auto has = [&](const std::string& key) {
        return std::ranges::any_of(found, [&](const Problem& p) { return p.key == key; });
    };
    for (const char* key : {"rate", "kinship", "move_chance", "places[0].exposed", "places[1].attraction",
                            "places[1].intensity"})
        BOOST_TEST(has(key), key);
    BOOST_TEST(has("places[1]"));
    BOOST_TEST(found.size() >= 10);
    BOOST_CHECK_THROW(LocalityFlow(wrong, {}, rules), Error);
    rules = {};
    rules.horizons = {90, 30};
    BOOST_CHECK_THROW(LocalityFlow(ring(), ring_links(), rules), Error);
}

BOOST_AUTO_TEST_CASE(the_load_of_hosts) {
    const HostLoad load = host_load(known_figure(300, true), 2000, 3);
    BOOST_TEST(load.per_100.value == 15);
    BOOST_TEST(load.per_facility.value == 100);
    BOOST_TEST(load.water_m3.value == 4.5);  // 15 litres each
    BOOST_TEST((load.per_100.at_least && load.per_facility.at_least && load.water_m3.at_least));
    BOOST_TEST(host_load(known_figure(300), 2000, 0).per_facility.reason ==
               "no such facility is listed as open");
    BOOST_TEST(host_load(known_figure(300), 2000, -1).per_facility.reason == "no list of health facilities");
    BOOST_TEST(host_load(known_figure(300), 0, 1).per_100.reason == "no residents");
    const HostLoad unknown = host_load(missing_figure("no round"), 2000, 1);
    BOOST_TEST(unknown.water_m3.reason == "no round");
    BOOST_TEST(!unknown.per_facility.known());
}

BOOST_AUTO_TEST_CASE(most_of_a_locality_live_in_its_fullest_cell) {
    PlacedWeights placed;
    placed.cell = {5, 6, 5, -1, 7, 8};
    placed.locality = {0, 0, 0, 0, 1, -1};
    placed.weight = {2, 3, 2, 100, 0, 9};  // cell 5 has two entries; nobody in 7
    BOOST_TEST(fullest_cells(placed, 3) == (std::vector<std::int64_t>{5, -1, -1}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
