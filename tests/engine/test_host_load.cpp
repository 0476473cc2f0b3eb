// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/host_load.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(host_load_and_capacity)

BOOST_AUTO_TEST_CASE(the_smaller_of_two_ratios_is_what_can_be_hosted) {
    BOOST_TEST(host_capacity({50, 400}, 12000, 2).value == 600);  // 12 x 50 against 2 x 400
    BOOST_TEST(host_capacity({50, 200}, 12000, 2).value == 400);
    BOOST_TEST(host_capacity({50, 200}, 0, 2).value == 0);
}

BOOST_AUTO_TEST_CASE(a_ratio_of_what_is_not_known_says_nothing) {
    BOOST_TEST(host_capacity({50, missing_value}, 12000, 2).value == 600);
    BOOST_TEST(host_capacity({missing_value, 400}, 12000, 2).value == 800);
    BOOST_TEST(host_capacity({50, 400}, 12000, 0).value == 600);   // none listed is not none
    BOOST_TEST(host_capacity({50, 400}, 12000, -1).value == 600);  // no list
    BOOST_TEST(host_capacity({50, 400}, missing_value, 2).value == 800);
    BOOST_TEST(host_capacity({50, 400}, missing_value, 0).reason == no_capacity);
    BOOST_TEST(host_capacity({}, 12000, 2).reason == no_capacity);
}

BOOST_AUTO_TEST_CASE(who_is_there_already_takes_places) {
    BOOST_TEST(places_left(600, 0) == 600);
    BOOST_TEST(places_left(600, 450) == 150);
    BOOST_TEST(places_left(600, 600) == 0);
    BOOST_TEST(places_left(600, 700) == 0);
    BOOST_TEST(places_left(0, 0) == 0);
}

BOOST_AUTO_TEST_CASE(capacity_used_may_exceed_all_of_it) {
    const HostLoad load = host_load(known_figure(300, true), 2000, 3, known_figure(240));
    BOOST_TEST(load.capacity_used.value == 125);
    BOOST_TEST(load.capacity_used.at_least);
    BOOST_TEST(!host_load(known_figure(300), 2000, 3, known_figure(240)).capacity_used.at_least);
    BOOST_TEST(host_load(known_figure(0), 2000, 3, known_figure(240)).capacity_used.value == 0);
}

BOOST_AUTO_TEST_CASE(without_a_capacity_nothing_is_used_of_it) {
    BOOST_TEST(host_load(known_figure(300), 2000, 3).capacity_used.reason == no_capacity);
    BOOST_TEST(host_load(known_figure(300), 2000, 3, known_figure(0)).capacity_used.reason ==
               "nobody can be hosted here");
    BOOST_TEST(host_load(missing_figure("no round"), 2000, 3, known_figure(9)).capacity_used.reason ==
               "no round");
}

BOOST_AUTO_TEST_SUITE_END()
