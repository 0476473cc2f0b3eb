// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using index_fixture::small_country;

namespace {

const std::vector<double> people = {0, 0, 0, 0, 100, 300, 50, 150};

Indicator empty(const Level& level, RollUp rule) {
    Indicator made{.name = "x",
                   .label_en = "",
                   .label_fr = "",
                   .unit = "",
                   .base = "",
                   .level = level,
                   .date = "",
                   .source = "s"};
    made.roll_up = rule;
    made.clear(8, "no row");
    return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(indicator)

BOOST_AUTO_TEST_CASE(a_cleared_indicator_is_missing_everywhere_and_says_why) {
    const Indicator x = empty("commune", RollUp::sum);
    for (std::size_t i = 0; i < 8; ++i) {
        BOOST_TEST(std::isnan(x.value[i]));
        BOOST_TEST(!x.known(i));
        BOOST_TEST(x.reason[i] == "no row");
    }
}

BOOST_AUTO_TEST_CASE(setting_not_a_number_is_missing_not_zero) {
    Indicator x = empty("commune", RollUp::sum);
    x.set(4, missing_value);
    BOOST_TEST(!x.known(4));
    BOOST_TEST(x.reason[4] == "not a number");
    x.set(4, 0);
    BOOST_TEST(x.known(4));
    BOOST_TEST(x.reason[4].empty());
    x.set_missing(4, "withdrawn");
    BOOST_TEST(std::isnan(x.value[4]));
}

BOOST_AUTO_TEST_CASE(two_indicators_of_one_name_are_refused) {
    IndicatorTable table;
    table.add(empty("commune", RollUp::sum));
    BOOST_CHECK_THROW(table.add(empty("commune", RollUp::none)), Error);
    BOOST_TEST(table.items.size() == 1U);
    BOOST_TEST(table.find("y") == nullptr);
    BOOST_TEST(table.find("x") == &table.items.front());
}

BOOST_AUTO_TEST_CASE(a_figure_of_the_cercle_is_inherited_by_its_communes_only) {
    const Localities country = small_country();
    Indicator x = empty("cercle", RollUp::none);
    x.set(2, 7);
    x.set_missing(3, "not in the table");
    x.set(5, 9);  // a commune with a figure of its own keeps it
    carry_down(x, country);
    BOOST_TEST(x.value[4] == 7);
    BOOST_TEST((x.origin[4] == Origin::inherited));
    BOOST_TEST(x.value[5] == 9);
    BOOST_TEST((x.origin[5] == Origin::own));
    BOOST_TEST(!x.known(6));
    BOOST_TEST(x.reason[6] == "not in the table");
    BOOST_TEST(!x.known(0));
}

BOOST_AUTO_TEST_CASE(counts_add_up_to_cercle_and_region) {
    Indicator x = empty("commune", RollUp::sum);
    for (int i = 4; i < 8; ++i) x.set(i, i);
    roll_up(x, small_country(), people);
    BOOST_TEST(x.value[2] == 9);
    BOOST_TEST(x.value[3] == 13);
    BOOST_TEST(x.value[0] == 9);
    BOOST_TEST((x.origin[0] == Origin::rolled_up));
}

BOOST_AUTO_TEST_CASE(what_a_lower_bound_goes_into_is_a_lower_bound) {
    Indicator sum = empty("commune", RollUp::sum), mean = empty("commune", RollUp::mean_by_people);
    for (int i = 4; i < 8; ++i) sum.set(i, i), mean.set(i, i);
    sum.set(5, 5, Origin::own, true);
    mean.set(7, 7, Origin::own, true);
    roll_up(sum, small_country(), people);
    roll_up(mean, small_country(), people);
    BOOST_TEST((sum.at_least[2] && sum.at_least[0] && !sum.at_least[3]));
    BOOST_TEST((mean.at_least[3] && !mean.at_least[2]));
    Indicator inherited = empty("cercle", RollUp::none);
    inherited.set(2, 7, Origin::own, true);
    carry_down(inherited, small_country());
    BOOST_TEST(inherited.at_least[4]);
    inherited.set_missing(4, "no longer");
    BOOST_TEST(!inherited.at_least[4]);
}

BOOST_AUTO_TEST_CASE(a_sum_over_a_missing_part_is_missing) {
    Indicator x = empty("commune", RollUp::sum);
    x.set(4, 1);
    x.set(6, 2);
    x.set(7, 2);
    roll_up(x, small_country(), people);
    BOOST_TEST(!x.known(2));
    BOOST_TEST(!x.known(0));
    BOOST_TEST(x.reason[2] == "1 of its 2 parts have no figure of their own");
    BOOST_TEST(x.value[3] == 4);
}

BOOST_AUTO_TEST_CASE(inherited_counts_are_never_summed) {
    Indicator x = empty("region", RollUp::sum);
    x.set(4, 5, Origin::inherited);
    x.set(5, 5, Origin::inherited);
    roll_up(x, small_country(), people);
    BOOST_TEST(!x.known(2));
}

BOOST_AUTO_TEST_CASE(a_published_parent_stays) {
    Indicator x = empty("commune", RollUp::sum);
    for (int i = 4; i < 8; ++i) x.set(i, 1);
    x.set(2, 50);
    roll_up(x, small_country(), people);
    BOOST_TEST(x.value[2] == 50);
    BOOST_TEST(x.value[0] == 50);
}

BOOST_AUTO_TEST_CASE(rates_are_means_by_people_over_the_known_parts) {
    Indicator x = empty("commune", RollUp::mean_by_people);
    x.set(4, 10);
    x.set(5, 20);
    x.set(6, 30);
    roll_up(x, small_country(), {missing_value, missing_value, 400, 200, 100, 300, 50, 150});
    BOOST_TEST(x.value[2] == 17.5);  // (100 * 10 + 300 * 20) / 400
    BOOST_TEST(x.value[0] == 17.5);
}

BOOST_AUTO_TEST_CASE(a_mean_over_less_than_half_of_the_people_is_missing) {
    Indicator x = empty("commune", RollUp::mean_by_people);
    x.set(6, 30);
    roll_up(x, small_country(), {missing_value, missing_value, 400, 200, 100, 300, 50, 150});
    BOOST_TEST(!x.known(3));  // 50 of 200 people
    BOOST_TEST(x.reason[3] == "known for 25 % of its people only");
    x.clear(8, "");
    x.set(7, 30);
    roll_up(x, small_country(), {missing_value, missing_value, 400, 200, 100, 300, 50, 150});
    BOOST_TEST(x.value[3] == 30);  // 150 of 200
}

BOOST_AUTO_TEST_CASE(a_mean_without_people_is_missing) {
    Indicator x = empty("commune", RollUp::mean_by_people);
    x.set(4, 10);
    x.set(5, 20);
    std::vector<double> unknown(8, missing_value);
    roll_up(x, small_country(), unknown);
    BOOST_TEST(!x.known(2));
    BOOST_TEST(x.reason[2] == "none of its parts has both a value and people");
    BOOST_CHECK_THROW(roll_up(x, small_country(), {1, 2}), Error);
}

BOOST_AUTO_TEST_CASE(the_reason_of_the_source_outlives_the_roll_up) {
    Indicator x = empty("cercle", RollUp::sum);
    x.set(2, 5);
    x.set_missing(3, "placeholder code");
    carry_down(x, small_country());
    roll_up(x, small_country(), people);
    BOOST_TEST(x.reason[3] == "placeholder code");
    BOOST_TEST(x.value[0] == 5);
    BOOST_TEST(!x.known(1));
}

BOOST_AUTO_TEST_CASE(without_a_rule_parents_stay_missing) {
    Indicator x = empty("commune", RollUp::none);
    for (int i = 4; i < 8; ++i) x.set(i, 1);
    roll_up(x, small_country(), people);
    BOOST_TEST(!x.known(2));
}

BOOST_AUTO_TEST_SUITE_END()
