// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>

#include <djoliba/engine/displacement.hpp>
#include <djoliba/engine/error.hpp>

using namespace djoliba;
using boost::test_tools::tolerance;
using Figures = std::vector<double>;

namespace {

// Region 0 with cercles 1 and 2, region 3 with cercle 4; commune 5 in cercle 1; health district 6.
Localities two_regions() {
    Localities l;
    l.hierarchy = {"region", "cercle", "commune"};
    l.items = {{"ML05", "Mopti", "region", -1, {}},
               {"ML0501", "Bandiagara", "cercle", 0, {}},
               {"ML0505", "Koro", "cercle", 0, {}},
               {"ML07", "Gao", "region", -1, {}},
               {"ML0701", "Ansongo", "cercle", 3, {}},
               {"ML050101", "Bandiagara", "commune", 1, {}},
               {"HD1", "Bandiagara", "health_district", -1, {}}};
    return l;
}

Date on(const char* text) { return *parse_date(text); }

const Need& named(const std::vector<Need>& table, const std::string& name) {
    return *std::find_if(table.begin(), table.end(), [&](const Need& n) { return n.name == name; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(displacement)

BOOST_AUTO_TEST_CASE(host_pressure_is_missing_where_either_figure_is_or_nobody_lives) {
    const auto p = host_pressure(Figures{missing_value, 10, 10, 0}, Figures{100, missing_value, 0, 100});
    BOOST_TEST(p[0].reason == "displaced persons are not known");
    BOOST_TEST(p[1].reason == "residents are not known");
    BOOST_TEST(p[2].reason == "no residents");
    BOOST_TEST(p[3].value == 0);
    BOOST_CHECK_THROW(host_pressure(Figures{1}, Figures{}), Error);
}

// Case of Bandiagara: 7.6 % of the cercle.
BOOST_AUTO_TEST_CASE(host_pressure_counts_displaced_per_hundred_residents) {
    BOOST_TEST(host_pressure(Figures{38000}, Figures{500000})[0].value == 7.6, tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_total_that_is_not_the_sum_of_its_groups_is_found) {
    const Figures total{100, 100, missing_value, 100.4};
    const Figures abroad{60, 60, 1, 60};
    const Figures former{40, 41, 1, 40};
    BOOST_TEST(totals_that_do_not_add_up(total, {abroad, former}) == std::vector<int>{1});
}

BOOST_AUTO_TEST_CASE(origins_add_up_at_their_level_and_above_and_are_unknown_below) {
    const auto f = displaced_from({{0, 1000}, {0, 500}, {3, 200}, {-1, 50}, {0, missing_value}},
                                  two_regions(), "region", false, false);
    BOOST_TEST(f.people[0].value == 1500);
    BOOST_TEST(f.people[3].value == 200);
    BOOST_TEST(f.people[0].at_least);
    BOOST_TEST(f.people[1].reason == "known only for Mopti");
    BOOST_TEST(f.people[5].reason == "known only for Mopti");
    BOOST_TEST(!f.people[6].known());
    BOOST_TEST(f.unknown_origin == 50);
    BOOST_TEST(f.rows_without_people == 1);
    BOOST_TEST(f.left[0].low == 1500);
    BOOST_TEST(f.left[0].high == 1550);
    BOOST_TEST(f.left[5].low == 0);
    BOOST_TEST(f.left[5].high == 1550);
    BOOST_TEST(!f.left[6].known());
}

BOOST_AUTO_TEST_CASE(a_place_that_no_row_names_is_not_a_place_that_nobody_left) {
    const auto sample = displaced_from({{1, 300}}, two_regions(), "cercle", false, false);
    BOOST_TEST(!sample.people[2].known());
    BOOST_TEST(!sample.left[2].known());
    BOOST_TEST(sample.people[0].value == 300);
    const auto complete = displaced_from({{1, 300}}, two_regions(), "cercle", true, false);
    BOOST_TEST(complete.people[2].value == 0);
    BOOST_TEST(!complete.people[1].at_least);
}

BOOST_AUTO_TEST_CASE(a_main_origin_bounds_nothing_from_below) {
    const auto f = displaced_from({{0, 1000}}, two_regions(), "region", false, true);
    BOOST_TEST(f.people[0].value == 1000);
    BOOST_TEST(f.left[0].low == 0);
    BOOST_TEST(f.left[0].high == 1000);
}

BOOST_AUTO_TEST_CASE(an_origin_of_another_level_is_refused) {
    BOOST_CHECK_EXCEPTION(
        displaced_from({{1, 10}}, two_regions(), "region", false, false), Error, [](const Error& e) {
            return std::string(e.what()).find("Bandiagara is a cercle, not a region") != std::string::npos;
        });
}

BOOST_AUTO_TEST_CASE(people_present_are_an_interval) {
    const Range known = people_present(1000, {100, 250}, 40);
    BOOST_TEST(known.low == 790);
    BOOST_TEST(known.high == 940);
    const Range nobody_knows = people_present(1000, {}, 40);
    BOOST_TEST(nobody_knows.low == 40);
    BOOST_TEST(nobody_knows.high == 1040);
    const Range emptied = people_present(1000, {1500, 9000}, 0);
    BOOST_TEST(emptied.low == 0);
    BOOST_TEST(emptied.high == 0);
    BOOST_TEST(!people_present(missing_value, {0, 0}, 0).known());
    BOOST_TEST(!people_present(1000, {0, 0}, missing_value).known());
}

BOOST_AUTO_TEST_CASE(more_people_leaving_never_means_more_present) {
    for (double left = 0; left < 2000; left += 50) {
        const Range a = people_present(1000, {left / 2, left}, 30);
        const Range b = people_present(1000, {left / 2 + 10, left + 10}, 30);
        BOOST_TEST(a.low <= a.high);
        BOOST_TEST(b.low <= a.low);
        BOOST_TEST(b.high <= a.high);
    }
}

BOOST_AUTO_TEST_CASE(a_change_needs_both_rounds) {
    const auto c = change_between(on("2021-06-30"), Figures{100, missing_value, 5, 0}, on("2021-09-30"),
                                  Figures{150, 10, missing_value, 20});
    BOOST_TEST(c[0].people.value == 50);
    BOOST_TEST(c[0].percent.value == 50);
    BOOST_TEST(c[1].people.reason == "no figure on 2021-06-30");
    BOOST_TEST(c[2].percent.reason == "no figure on 2021-09-30");
    BOOST_TEST(c[3].people.value == 20);
    BOOST_TEST(c[3].percent.reason == "nobody on 2021-06-30");
    BOOST_CHECK_THROW(change_between(on("2021-09-30"), Figures{}, on("2021-09-30"), Figures{}), Error);
}

// Case T8, and T9: every figure names its base.
BOOST_AUTO_TEST_CASE(a_thousand_people_need_105000_litres_of_water_in_7_days) {
    const auto table = needs(1000, "displaced", 7, sphere_needs());
    const Need& water = named(table, "water");
    BOOST_TEST(water.amount == 105000);
    BOOST_TEST(water.unit.fr == "litres");
    BOOST_TEST(water.days == 7);
    for (const Need& n : table) {
        BOOST_TEST(n.base == "displaced");
        BOOST_TEST(n.people == 1000);
        BOOST_TEST(!n.unit.en.empty());
        BOOST_TEST(!n.source.empty());
    }
}

BOOST_AUTO_TEST_CASE(what_is_counted_in_pieces_is_rounded_up_and_does_not_grow_with_time) {
    const auto week = needs(1001, "affected", 7, sphere_needs());
    const auto month = needs(1001, "affected", 30, sphere_needs());
    BOOST_TEST(named(week, "toilets").amount == 51);
    BOOST_TEST(named(month, "toilets").amount == 51);
    BOOST_TEST(named(week, "toilets").days == 0);
    BOOST_TEST(named(week, "taps").amount == 5);
    BOOST_TEST(named(needs(1000, "affected", 7, sphere_needs()), "toilets").amount == 50);
    BOOST_TEST(named(month, "soap").amount == 1001 * 0.45, tolerance(1e-12));
    BOOST_TEST(named(needs(1000, "affected", 7, sphere_needs(7)), "water_containers").amount == 286);
    BOOST_TEST(named(needs(0, "affected", 7, sphere_needs()), "toilets").amount == 0);
}

BOOST_AUTO_TEST_CASE(needs_of_an_unknown_number_of_people_are_unknown) {
    for (const Need& n : needs(missing_value, "exposed", 7, sphere_needs())) BOOST_TEST(std::isnan(n.amount));
    BOOST_CHECK_THROW(needs(-1, "exposed", 7, sphere_needs()), Error);
    BOOST_CHECK_THROW(needs(1, "exposed", 0, sphere_needs()), Error);
    BOOST_CHECK_THROW(sphere_needs(0), Error);
}

BOOST_AUTO_TEST_SUITE_END()
