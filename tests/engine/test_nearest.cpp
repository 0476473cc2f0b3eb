// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/nearest.hpp>

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(nearest)

BOOST_AUTO_TEST_CASE(nothing_is_near_an_empty_list_or_a_strange_word) {
    BOOST_TEST(nearest_name("weight", {}) == "");
    BOOST_TEST(nearest_name("weight", {"bounds", "parts"}) == "");
    BOOST_TEST(nearest_name("", {"bounds"}) == "");
    BOOST_TEST(nearest_name("xy", {"ab"}) == "");
}

BOOST_AUTO_TEST_CASE(a_slip_of_the_keyboard_finds_its_word) {
    BOOST_TEST(nearest_name("wieght", {"weight", "where"}) == "weight");
    BOOST_TEST(nearest_name("Bound", {"parts", "bounds"}) == "bounds");
    BOOST_TEST(nearest_name("flod_class", {"food_class", "flood_class"}) == "food_class");  // first of equals
}

BOOST_AUTO_TEST_CASE(a_remedy_is_always_given) {
    BOOST_TEST(did_you_mean("maen", {"mean"}, "other") == "did you mean `mean`?");
    BOOST_TEST(did_you_mean("zzz", {"mean"}, "other") == "other");
}

BOOST_AUTO_TEST_SUITE_END()
