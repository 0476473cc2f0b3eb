// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/conflict_change.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/engine/geodesic.hpp>

using namespace djoliba;
using boost::test_tools::tolerance;

namespace {

enum Unit : int { region, west, east, west_a, west_b, east_a, district };

Localities seven_units() {
    Localities l;
    l.hierarchy = {"region", "cercle", "commune"};
    l.items = {{"ML05", "Mopti", "region", -1, {}},    {"ML0501", "West", "cercle", 0, {}},
               {"ML0502", "East", "cercle", 0, {}},    {"ML050101", "A", "commune", 1, {}},
               {"ML050102", "B", "commune", 1, {}},    {"ML050201", "A", "commune", 2, {}},
               {"HD1", "D", "health_district", -1, {}}};
    return l;
}

ConflictEvent event(const char* date, std::vector<int> units,
                    EventPrecision precision = EventPrecision::point, Point place = {}) {
    ConflictEvent e;
    e.date = parse_date(date);
    e.fatalities = 2;
    e.units = std::move(units);
    e.precision = precision;
    e.place = place;
    return e;
}

const EventClaim sample{};
EventClaim complete() { return {true, parse_date("2018-01-01"), parse_date("2024-06-30"), {}}; }

ConflictWindow window() {
    ConflictWindow w;
    w.as_of = *parse_date("2024-06-30");
    w.half_life_days = 30;
    return w;
}

std::vector<bool> only(std::initializer_list<int> units) {
    std::vector<bool> chosen(7, false);
    for (const int unit : units) chosen[unit] = true;
    return chosen;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(conflict_change)

BOOST_AUTO_TEST_CASE(scaled_events_count_so_many_times_in_every_figure_of_the_window) {
    std::vector<ConflictEvent> events{event("2024-06-30", {west_a}), event("2024-05-31", {west_b}),
                                      event("2023-01-01", {west_a})};
    const auto before = conflict_figures(events, seven_units(), complete(), window());
    const auto choice = events_in(events, window(), seven_units(), only({west_a}), {});
    BOOST_TEST(choice.events == 1);
    scale_events(events, choice.chosen, 1.5);
    const auto f = conflict_figures(events, seven_units(), complete(), window());
    BOOST_TEST(f.events[west_a].value == 1.5);
    BOOST_TEST(f.events[west_b].value == 1);
    BOOST_TEST(f.events[west].value == 2.5);
    BOOST_TEST(f.events[east_a].value == 0);  // none comes where there was none
    BOOST_TEST(f.deaths[west_a].value == 3);
    BOOST_TEST(f.deaths[west].value == 5);
    BOOST_TEST(f.decayed[west].value == 1.5 + 0.5);
    BOOST_TEST(!f.events[west_a].at_least);
    BOOST_TEST(f.recurrence[west_a].value == before.recurrence[west_a].value);
}

BOOST_AUTO_TEST_CASE(the_trend_scales_the_window_and_not_the_one_before) {
    std::vector<ConflictEvent> events;
    for (int i = 0; i < 3; ++i) events.push_back(event("2024-06-30", {west_a}));
    for (int i = 0; i < 2; ++i) events.push_back(event("2023-01-01", {west_a}));
    scale_events(events, events_in_window(events, window()).chosen, 2);
    const auto f = conflict_figures(events, seven_units(), complete(), window());
    BOOST_TEST(f.trend[west_a].value == 6.5 / 2.5);
    events.pop_back();  // four events are too few, however often they count
    scale_events(events, events_in_window(events, window()).chosen, 5);
    BOOST_TEST(!conflict_figures(events, seven_units(), complete(), window()).trend[west_a].known());
}

BOOST_AUTO_TEST_CASE(events_that_count_0_times_are_as_if_they_were_not_there) {
    std::vector<ConflictEvent> events{event("2024-06-30", {west_a}), event("2024-06-01", {west_b})};
    scale_events(events, {true, false}, 0);
    const auto known = conflict_figures(events, seven_units(), complete(), window());
    BOOST_TEST(known.events[west_a].value == 0);
    BOOST_TEST(known.deaths[west_a].value == 0);
    BOOST_TEST(known.counts.read == 1);
    const auto unknown = conflict_figures(events, seven_units(), sample, window());
    BOOST_TEST(!unknown.events[west_a].known());  // a sample never says 0
    BOOST_TEST(unknown.events[west_b].value == 1);
    BOOST_TEST(footprints(events, window(), 5).size() == 1);
    BOOST_CHECK_THROW(scale_events(events, {true, true}, -1), Error);
    BOOST_CHECK_THROW(scale_events(events, {true, true}, std::nan("")), Error);
    events[1].scale = -1;
    BOOST_CHECK_THROW(conflict_figures(events, seven_units(), sample, window()), Error);
}

BOOST_AUTO_TEST_CASE(an_event_that_stands_for_several_counts_as_often_and_is_known_in_a_sample) {
    ConflictEvent several = event("2024-06-30", {east_a});
    several.alike = 4;
    const auto f =
        conflict_figures({several, event("2024-06-30", {west_a})}, seven_units(), sample, window());
    BOOST_TEST(f.events[east_a].value == 4);
    BOOST_TEST(f.deaths[east_a].value == 8);
    BOOST_TEST(f.events[east_a].at_least);
    BOOST_TEST(f.events[region].value == 5);
    BOOST_TEST(!f.events[west_b].known());
}

BOOST_AUTO_TEST_CASE(a_place_is_chosen_by_the_finest_unit_that_the_event_counts_for) {
    const std::vector<ConflictEvent> events{event("2024-06-30", {west_a, district}),
                                            event("2024-06-30", {west_a}, EventPrecision::cercle),
                                            event("2024-06-30", {west_b}, EventPrecision::region),
                                            event("2024-06-30", {west_a}, EventPrecision::country),
                                            event("2023-01-01", {west_a}),
                                            event("2024-06-30", {})};
    const auto in = [&](std::initializer_list<int> units) {
        return events_in(events, window(), seven_units(), only(units), {});
    };
    const auto commune = in({west_a});
    BOOST_TEST((commune.chosen == std::vector<bool>{true, false, false, false, false, false}));
    BOOST_TEST(commune.events == 1);
    BOOST_TEST(commune.too_coarse == 2);  // of the cercle, and of the country
    const auto cercle = in({west, west_a, west_b});
    BOOST_TEST((cercle.chosen == std::vector<bool>{true, true, false, false, false, false}));
    BOOST_TEST(cercle.too_coarse == 2);
    BOOST_TEST(in({region, west, east, west_a, west_b, east_a}).events == 3);
    BOOST_TEST(in({district}).events == 0);
    auto twice = events;
    for (auto& e : twice) e.id = "same";
    BOOST_TEST(events_in(twice, window(), seven_units(), only({west_a}), {}).too_coarse == 1);
    BOOST_TEST(events_in_window(twice, window()).events == 1);
    const auto all = events_in_window(events, window());
    BOOST_TEST((all.chosen == std::vector<bool>{true, true, true, true, false, true}));
    BOOST_TEST(all.events == 5);
}

BOOST_AUTO_TEST_CASE(an_area_holds_events_whose_place_is_known_to_25_km) {
    const MultiPolygon area{{{{-4, 14}, {-3, 14}, {-3, 15}, {-4, 15}, {-4, 14}}}};
    const std::vector<ConflictEvent> events{
        event("2024-06-30", {west_a}, EventPrecision::point, {-3.5, 14.5}),
        event("2024-06-30", {}, EventPrecision::within_25_km, {-3.5, 14.5}),
        event("2024-06-30", {west_a}, EventPrecision::cercle, {-3.5, 14.5}),
        event("2024-06-30", {west_a}, EventPrecision::point, {-2.5, 14.5})};
    const auto choice = events_in(events, window(), seven_units(), only({}), area);
    BOOST_TEST((choice.chosen == std::vector<bool>{true, true, false, false}));
    BOOST_TEST(choice.too_coarse == 1);
    BOOST_TEST(events_in(events, window(), seven_units(), only({west_a}), area).events == 3);
}

BOOST_AUTO_TEST_CASE(moved_events_lie_as_far_east_and_north_as_asked) {
    std::vector<ConflictEvent> events{event("2024-06-30", {west_a}, EventPrecision::commune, {-4, 14}),
                                      event("2024-06-30", {west_b}, EventPrecision::point, {-4, 14})};
    move_events(events, {true, false}, 0, 100);
    BOOST_TEST(events[0].place.x == -4, tolerance(1e-12));
    BOOST_TEST(geodesic_km({-4, 14}, events[0].place) == 100, tolerance(1e-12));
    BOOST_TEST(events[0].place.y > 14.9);
    BOOST_TEST(events[0].units.empty());
    BOOST_TEST((events[0].precision == EventPrecision::commune));
    BOOST_TEST((events[1].place == Point{-4, 14}));
    BOOST_TEST(events[1].units.size() == 1);
}

BOOST_AUTO_TEST_CASE(a_move_follows_the_ellipsoid) {
    // A quarter of the meridian is 10,001.965729 km; of the equator 10,018.754171 km.
    BOOST_TEST(geodesic_move({0, 0}, 0, 10001.965729).y == 90, tolerance(1e-9));
    BOOST_TEST(geodesic_move({0, 0}, 10018.754171, 0).x == 90, tolerance(1e-9));
    BOOST_TEST(geodesic_move({179, 0}, 10018.754171, 0).x == -91, tolerance(1e-9));
    const Point there = geodesic_move({-4, 14}, -30, -40);
    BOOST_TEST(geodesic_km({-4, 14}, there) == 50, tolerance(1e-12));
    BOOST_TEST((there.x < -4 && there.y < 14));
    BOOST_TEST((geodesic_move({-4, 14}, 0, 0) == Point{-4, 14}));
    BOOST_CHECK_THROW(geodesic_move({-4, 140}, 1, 1), Error);
}

BOOST_AUTO_TEST_SUITE_END()
