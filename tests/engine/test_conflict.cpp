// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/conflict.hpp>
#include <djoliba/engine/error.hpp>

using namespace djoliba;
using boost::test_tools::tolerance;

namespace {

// Region 0; cercles 1 and 2; communes 3 and 4 in cercle 1, commune 5 in cercle 2; health district 6.
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

Date on(const char* text) { return *parse_date(text); }

ConflictEvent event(const char* date, std::vector<int> units, double deaths = 1) {
    ConflictEvent e;
    if (*date) e.date = on(date);
    e.fatalities = deaths;
    e.units = std::move(units);
    return e;
}

ConflictEvent with(ConflictEvent e, EventPrecision p, double km = 0) {
    e.precision = p;
    e.precision_km = km;
    return e;
}

ConflictEvent in_year(int year, std::vector<int> units) {
    ConflictEvent e = event("", std::move(units));
    e.year = year;
    return e;
}

const EventClaim sample{};
EventClaim complete(const char* from = "2018-01-01", const char* to = "2024-06-30") {
    return {true, on(from), on(to), {}};
}

// The 365 days from 2023-07-02 to 2024-06-30.
ConflictWindow window() {
    ConflictWindow w;
    w.as_of = on("2024-06-30");
    return w;
}

ConflictFigures figures(const std::vector<ConflictEvent>& events, const EventClaim& claim,
                        const ConflictWindow& w = window()) {
    return conflict_figures(events, seven_units(), claim, w);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(conflict)

BOOST_AUTO_TEST_CASE(a_sample_never_yields_zero) {
    const auto f = figures({event("2024-01-01", {west_a})}, sample);
    BOOST_TEST(f.events[west_a].value == 1);
    BOOST_TEST(f.events[west_a].at_least);
    for (const int u : {west_b, east, east_a, district}) {
        BOOST_TEST(!f.events[static_cast<std::size_t>(u)].known());
        BOOST_TEST(f.events[static_cast<std::size_t>(u)].reason.starts_with("a sample"));
        BOOST_TEST(!f.deaths[static_cast<std::size_t>(u)].known());
        BOOST_TEST(!f.recurrence[static_cast<std::size_t>(u)].known());
    }
    for (const auto& t : f.trend) BOOST_TEST(!t.known());
}

BOOST_AUTO_TEST_CASE(no_record_at_all_is_zero_only_where_everything_is_covered) {
    for (const auto& e : figures({}, complete()).events) BOOST_TEST(e.value == 0);
    for (const auto& e : figures({}, sample).events) BOOST_TEST(!e.known());
    EventClaim no_period = complete();
    no_period.to.reset();
    BOOST_TEST(figures({}, no_period).events[0].reason == "the source declares no period");
}

BOOST_AUTO_TEST_CASE(zero_needs_the_whole_window_and_the_area) {
    BOOST_TEST(figures({}, complete("2023-07-02", "2024-06-30")).events[west].value == 0);
    BOOST_TEST(!figures({}, complete("2023-07-03", "2024-06-30")).events[west].known());
    BOOST_TEST(figures({}, complete("2018-01-01", "2024-06-29")).events[west].reason ==
               "the source covers 2018-01-01 to 2024-06-29, not all of 2023-07-02 to 2024-06-30");
    EventClaim part = complete();
    part.area.assign(7, true);
    part.area[east] = part.area[east_a] = false;
    const auto f = figures({event("2024-01-01", {east_a})}, part);
    BOOST_TEST(f.events[west_a].value == 0);
    BOOST_TEST(f.events[east_a].value == 1);
    BOOST_TEST(f.events[east_a].at_least);
    BOOST_TEST(!figures({}, part).events[east].known());
}

BOOST_AUTO_TEST_CASE(the_window_holds_its_days_and_no_other) {
    const auto f = figures({event("2024-06-30", {west_a}), event("2023-07-02", {west_a}),
                            event("2023-07-01", {west_a}), event("2024-07-01", {west_a})},
                           complete());
    BOOST_TEST(f.events[west_a].value == 2);
    BOOST_TEST(!f.events[west_a].at_least);
    BOOST_TEST(f.counts.later_than_as_of == 1);
    BOOST_TEST(f.counts.in_window == 2);
    BOOST_TEST(f.counts.read == 4);
}

BOOST_AUTO_TEST_CASE(events_add_up_from_communes_to_regions_and_in_other_partitions) {
    const auto f = figures({event("2024-01-01", {west_a, district}, 3), event("2024-01-02", {west_b}, 4),
                            event("2024-01-03", {east_a}, 5)},
                           complete());
    BOOST_TEST(f.events[west].value == 2);
    BOOST_TEST(f.deaths[west].value == 7);
    BOOST_TEST(f.events[region].value == 3);
    BOOST_TEST(f.deaths[region].value == 12);
    BOOST_TEST(f.events[district].value == 1);
    BOOST_TEST(f.deaths[district].value == 3);
}

BOOST_AUTO_TEST_CASE(a_record_counts_for_no_unit_finer_than_its_precision) {
    const auto f = figures({with(event("2024-01-01", {west_a}), EventPrecision::cercle)}, complete());
    BOOST_TEST(f.events[west].value == 1);
    BOOST_TEST(f.events[region].value == 1);
    BOOST_TEST(!f.events[west_a].known());
    BOOST_TEST(f.events[west_a].reason == "records known only for a unit above: 1");
    BOOST_TEST(!f.events[west_b].known());
    BOOST_TEST(f.coarser[west_b] == 1);
    BOOST_TEST(f.coarser[west] == 0);
    BOOST_TEST(f.events[east_a].value == 0);
    BOOST_TEST(f.counts.coarser_than_finest == 1);
}

BOOST_AUTO_TEST_CASE(what_hides_above_makes_a_count_a_lower_bound_and_zero_can_be_insisted_on) {
    const std::vector<ConflictEvent> events = {with(event("2024-01-01", {west_a}), EventPrecision::region),
                                               event("2024-01-01", {west_a})};
    const auto f = figures(events, complete());
    BOOST_TEST(f.events[west_a].value == 1);
    BOOST_TEST(f.events[west_a].at_least);
    BOOST_TEST(!f.events[east].known());
    BOOST_TEST(!f.events[region].at_least);
    ConflictWindow w = window();
    w.coarser_hides_zero = false;
    const auto insisted = figures(events, complete(), w);
    BOOST_TEST(insisted.events[east].value == 0);
    BOOST_TEST(insisted.events[east].at_least);
}

BOOST_AUTO_TEST_CASE(a_record_of_the_country_counts_for_no_unit_and_is_counted) {
    const auto f = figures({with(event("2024-01-01", {west_a}, 9), EventPrecision::country),
                            with(event("2010-01-01", {west_a}, 9), EventPrecision::country)},
                           complete());
    BOOST_TEST(f.events[region].value == 0);
    BOOST_TEST(f.counts.country_only == 1);
    BOOST_TEST(f.counts.deaths_country_only == 9);
}

BOOST_AUTO_TEST_CASE(other_partitions_take_points_only) {
    const auto f =
        figures({with(event("2024-01-01", {west_a, district}), EventPrecision::within_25_km)}, complete());
    BOOST_TEST(f.events[west].value == 1);
    BOOST_TEST(!f.events[district].known());
    BOOST_TEST(f.coarser[district] == 1);
}

BOOST_AUTO_TEST_CASE(where_no_level_can_place_a_record_it_may_be_anywhere) {
    Localities two;
    two.hierarchy = {"commune"};
    two.items = {{"A", "A", "commune", -1, {}}, {"B", "B", "commune", -1, {}}};
    const auto f =
        conflict_figures({with(event("2024-01-01", {0}), EventPrecision::cercle)}, two, complete(), window());
    BOOST_TEST(!f.events[0].known());
    BOOST_TEST(!f.events[1].known());
    BOOST_TEST(f.counts.country_only == 1);
}

BOOST_AUTO_TEST_CASE(precision_in_km_becomes_a_level) {
    BOOST_TEST((precision_of_km(0) == EventPrecision::point));
    BOOST_TEST((precision_of_km(24.9) == EventPrecision::commune));
    BOOST_TEST((precision_of_km(25) == EventPrecision::within_25_km));
    BOOST_TEST((precision_of_km(90) == EventPrecision::cercle));
    BOOST_TEST((precision_of_km(200) == EventPrecision::region));
    BOOST_TEST((precision_of_km(1000) == EventPrecision::country));
    BOOST_TEST((precision_of_km(missing_value) == EventPrecision::country));
    BOOST_TEST(!can_place(EventPrecision::within_25_km, "commune"));
    BOOST_TEST(can_place(EventPrecision::within_25_km, "cercle"));
}

BOOST_AUTO_TEST_CASE(the_same_id_counts_once_and_an_empty_id_is_nobodys) {
    ConflictEvent a = event("2024-01-01", {west_a});
    ConflictEvent b = event("2024-01-02", {west_a});
    a.id = b.id = "ML1";
    const auto f =
        figures({a, b, a, event("2024-01-01", {west_a}), event("2024-01-01", {west_a})}, complete());
    BOOST_TEST(f.events[west_a].value == 3);
    BOOST_TEST(f.counts.duplicates == 2);
}

BOOST_AUTO_TEST_CASE(what_became_of_records_is_counted_for_the_file_they_are_from) {
    ConflictEvent first = event("2024-01-01", {west_a}), again = first;
    first.id = again.id = "ML1";
    again.file = 2;
    ConflictEvent undated = event("", {west_a});
    undated.file = 2;
    const auto f = figures({first, again, undated}, complete());
    BOOST_REQUIRE_EQUAL(f.per_file.size(), 3U);
    BOOST_TEST(f.per_file[0].in_window == 1);
    BOOST_TEST(f.per_file[0].duplicates == 0);
    BOOST_TEST(f.per_file[1].read == 0);
    BOOST_TEST(f.per_file[2].duplicates == 1);
    BOOST_TEST(f.per_file[2].undated == 1);
    BOOST_TEST(f.counts.read == 3);
    BOOST_TEST(f.counts.duplicates == 1);
}

BOOST_AUTO_TEST_CASE(records_without_a_time_or_a_place_are_counted_and_not_used) {
    const auto f = figures({event("", {west_a}), event("2024-01-01", {})}, complete());
    BOOST_TEST(f.counts.undated == 1);
    BOOST_TEST(f.counts.outside == 1);
    BOOST_TEST(f.counts.in_window == 0);
    BOOST_TEST(f.events[west_a].value == 0);
}

BOOST_AUTO_TEST_CASE(deaths_are_missing_where_no_record_tells_and_a_bound_where_one_does_not) {
    const auto f = figures({event("2024-01-01", {west_a}, missing_value),
                            event("2024-01-01", {west_b}, missing_value), event("2024-01-01", {west_b}, 6)},
                           complete());
    BOOST_TEST(f.deaths[west_a].reason == "no record says how many died");
    BOOST_TEST(f.deaths[west_b].value == 6);
    BOOST_TEST(f.deaths[west_b].at_least);
    BOOST_TEST(f.deaths[east_a].value == 0);
    BOOST_CHECK_THROW(figures({event("2024-01-01", {west_a}, -1)}, complete()), Error);
}

// By hand: ages 0, 180 and 364 days with a half life of 180: 1 + 1/2 + 2^(-364/180) = 1.74618.
BOOST_AUTO_TEST_CASE(decayed_counts_by_hand) {
    ConflictWindow w = window();
    w.half_life_days = 180;
    const auto f = figures({event("2024-06-30", {west_a}), event("2024-01-02", {west_a}),
                            event("2023-07-02", {west_a}), event("2023-07-01", {west_a})},
                           complete(), w);
    BOOST_TEST(f.decayed[west_a].value == 1.5 + std::exp2(-364.0 / 180), tolerance(1e-14));
    BOOST_TEST(f.decayed[east_a].value == 0);
    BOOST_TEST(figures({}, complete()).decayed.empty());
}

BOOST_AUTO_TEST_CASE(an_older_event_never_weighs_more) {
    ConflictWindow w = window();
    w.half_life_days = 90;
    double last = 2;
    for (int age = 0; age < 365; ++age) {
        ConflictEvent e = event("2024-06-30", {west_a});
        e.date = Date{std::chrono::sys_days{w.as_of} - std::chrono::days{age}};
        const double weight = figures({e}, complete(), w).decayed[west_a].value;
        BOOST_TEST(weight < last);
        last = weight;
    }
}

// By hand: 6 events after 2 before: 6.5/2.5 = 2.6.
BOOST_AUTO_TEST_CASE(the_trend_compares_two_windows) {
    std::vector<ConflictEvent> events(6, event("2024-01-01", {west_a}));
    events.push_back(event("2023-07-01", {west_a}));
    events.push_back(event("2022-07-02", {west_a}));
    events.push_back(event("2022-07-01", {west_a}));
    const auto f = figures(events, complete());
    BOOST_TEST(f.trend[west_a].value == 2.6, tolerance(1e-14));
    BOOST_TEST(f.trend[east_a].reason == "fewer than 5 events in both windows");
    BOOST_TEST(!figures(events, complete("2022-07-03")).trend[west_a].known());
    BOOST_TEST(figures(events, complete("2022-07-02")).trend[west_a].known());
    BOOST_TEST(!figures(events, sample).trend[west_a].known());
}

// 2018 to 2023 are whole: 6 years, events in 2018, 2020 and 2023; those of 2017 and 2024 do not count.
BOOST_AUTO_TEST_CASE(recurrence_is_the_share_of_whole_years_with_an_event) {
    const auto f = figures({in_year(2018, {west_a}), in_year(2018, {west_a}), in_year(2020, {west_a}),
                            event("2023-12-31", {west_a}), in_year(2024, {west_a}), in_year(2017, {west_a}),
                            in_year(2025, {west_a})},
                           complete());
    BOOST_TEST(f.recurrence[west_a].value == 0.5);
    BOOST_TEST(f.recurrence[west].value == 0.5);
    BOOST_TEST(f.recurrence[east].value == 0);
    BOOST_TEST(f.counts.year_only == 5);
    BOOST_TEST(f.counts.later_than_as_of == 1);
    BOOST_TEST(f.events[west_a].value == 1);
}

BOOST_AUTO_TEST_CASE(recurrence_needs_a_whole_year_in_the_period) {
    BOOST_TEST(!figures({}, complete("2023-01-02", "2024-06-30")).recurrence[0].known());
    BOOST_TEST(figures({}, complete("2023-01-01", "2024-06-30")).recurrence[0].value == 0);
    BOOST_TEST(figures({}, complete("2023-01-01", "2030-12-31")).recurrence[0].value == 0);
    BOOST_TEST(!figures({in_year(2020, {west_a})}, sample).recurrence[west_a].known());
    EventClaim dated_sample{false, on("2020-01-01"), on("2021-12-31"), {}};
    const auto f = figures({in_year(2020, {west_a})}, dated_sample);
    BOOST_TEST(f.recurrence[west_a].value == 0.5);
    BOOST_TEST(f.recurrence[west_a].at_least);
    BOOST_TEST(!f.recurrence[west_b].known());
}

BOOST_AUTO_TEST_CASE(years_known_only_above_do_not_read_as_quiet) {
    const auto f = figures({with(in_year(2020, {west_a}), EventPrecision::cercle), in_year(2019, {west_a})},
                           complete("2019-01-01"));
    BOOST_TEST(f.recurrence[west].value == 0.4);
    BOOST_TEST(f.recurrence[west_a].value == 0.2);
    BOOST_TEST(f.recurrence[west_a].at_least);
    BOOST_TEST(!f.recurrence[west_b].known());
}

BOOST_AUTO_TEST_CASE(only_the_categories_asked_for_count) {
    ConflictEvent a = event("2024-01-01", {west_a});
    a.category = "health";
    ConflictWindow w = window();
    w.categories = {"health"};
    const auto f = figures({a, event("2024-01-01", {west_a})}, complete(), w);
    BOOST_TEST(f.events[west_a].value == 1);
    BOOST_TEST(f.counts.other_category == 1);
}

BOOST_AUTO_TEST_CASE(settings_without_sense_are_all_reported_at_once) {
    ConflictWindow w = window();
    w.days = 0;
    w.half_life_days = -1;
    BOOST_CHECK_EXCEPTION(figures({}, sample, w), Error,
                          [](const Error& e) { return e.problems().size() == 2; });
    EventClaim claim = complete("2024-01-01", "2023-01-01");
    claim.area = {true};
    BOOST_CHECK_EXCEPTION(figures({}, claim), Error, [](const Error& e) { return e.problems().size() == 2; });
    BOOST_CHECK_THROW(footprints({}, window(), missing_value), Error);
}

// Every record is used, refused or counted: nothing is lost in silence.
BOOST_AUTO_TEST_CASE(the_counts_account_for_every_record) {
    std::vector<ConflictEvent> events;
    for (int i = 0; i < 300; ++i) {
        ConflictEvent e =
            i % 11 == 0 ? event("", {west_a}) : event("2024-06-30", {i % 7 == 0 ? west_b : east_a});
        if (e.date) e.date = Date{std::chrono::sys_days{*e.date} - std::chrono::days{i * 2 - 20}};
        if (i % 22 == 0) e.year = 2015 + i % 12;
        e.id = i % 13 == 0 ? "same" : std::to_string(i);
        e.precision = static_cast<EventPrecision>(i % 6);
        if (i % 17 == 0) e.units.clear();
        events.push_back(e);
    }
    const auto f = figures(events, complete());
    const auto& c = f.counts;
    BOOST_TEST(c.read == 300);
    BOOST_TEST(c.in_window + c.country_only + c.outside + c.before_window + c.year_only + c.undated +
                   c.later_than_as_of + c.duplicates + c.other_category ==
               c.read);
    BOOST_TEST(f.events[region].value == c.in_window);
}

BOOST_AUTO_TEST_CASE(a_footprint_is_at_least_as_wide_as_the_precision) {
    const auto f = footprints(
        {event("2024-01-01", {west_a}), with(event("2024-01-01", {west_a}), EventPrecision::within_25_km, 25),
         with(event("2024-01-01", {west_a}), EventPrecision::cercle, 86), event("2020-01-01", {west_a}),
         in_year(2024, {west_a})},
        window(), 5);
    BOOST_TEST(f.size() == 2);
    BOOST_TEST(f[0].radius_km == 5);
    BOOST_TEST(f[1].radius_km == 25);
    BOOST_TEST(footprints({with(event("2024-01-01", {west_a}), EventPrecision::cercle, 86)}, window(), 5,
                          EventPrecision::cercle)
                   .size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
