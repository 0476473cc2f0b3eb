// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <djoliba/engine/figure.hpp>

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(figures)

BOOST_AUTO_TEST_CASE(zero_is_known_and_nothing_stated_is_not) {
    BOOST_TEST(known_figure(0).known());
    BOOST_TEST(!Figure{}.known());
    BOOST_TEST(!missing_figure("no row").known());
    BOOST_TEST(missing_figure("no row").reason == "no row");
    BOOST_TEST(!known_figure(3).at_least);
    BOOST_TEST(known_figure(3, true).at_least);
}

BOOST_AUTO_TEST_CASE(a_figure_goes_over_with_its_reason_and_its_bound) {
    Indicator indicator;
    indicator.clear(3, "nothing read yet");
    put(indicator, 0, known_figure(0, true), Origin::shared);
    put(indicator, 1, missing_figure("a sample"));
    BOOST_TEST(indicator.value[0] == 0);
    BOOST_TEST(indicator.at_least[0]);
    BOOST_TEST((indicator.origin[0] == Origin::shared));
    BOOST_TEST(!indicator.known(1));
    BOOST_TEST(indicator.reason[1] == "a sample");
    BOOST_TEST(indicator.reason[2] == "nothing read yet");
}

BOOST_AUTO_TEST_CASE(a_later_figure_leaves_nothing_of_the_former) {
    Indicator indicator;
    indicator.clear(1, "nothing read yet");
    put(indicator, 0, known_figure(5, true));
    put(indicator, 0, missing_figure("withdrawn"));
    BOOST_TEST(std::isnan(indicator.value[0]));
    BOOST_TEST(!indicator.at_least[0]);
    put(indicator, 0, known_figure(7));
    BOOST_TEST(indicator.value[0] == 7);
    BOOST_TEST(indicator.reason[0] == "");
    BOOST_TEST((indicator.origin[0] == Origin::own));
}

BOOST_AUTO_TEST_CASE(a_range_needs_both_ends) {
    BOOST_TEST(!Range{}.known());
    BOOST_TEST((!Range{1, missing_value}.known()));
    BOOST_TEST((!Range{missing_value, 1}.known()));
    BOOST_TEST((Range{0, 0}.known()));
}

BOOST_AUTO_TEST_SUITE_END()
