// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/calendar.hpp>
#include <djoliba/engine/error.hpp>

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(calendar)

BOOST_AUTO_TEST_CASE(there_is_no_month_0_or_13) {
    BOOST_CHECK_THROW(month_name(0), Error);
    BOOST_CHECK_THROW(month_short(13), Error);
    BOOST_CHECK_THROW(months_of({8, 13}), Error);
    BOOST_TEST((months_from(11, 2) == months_of({11, 12, 1, 2})));
    BOOST_TEST((months_from(7, 7) == months_of({7})));
    BOOST_CHECK_THROW(months_from(0, 3), Error);
}

BOOST_AUTO_TEST_CASE(no_month_has_no_words_and_twelve_are_all_year) {
    BOOST_TEST(wording(MonthSet{}).en == "");
    BOOST_TEST(wording(MonthSet{}).fr == "");
    BOOST_TEST(wording(MonthSet{}.set()).fr == "toute l'année");
    BOOST_TEST(wording(MonthSet{}.set()).en == "all year");
}

BOOST_AUTO_TEST_CASE(months_are_merged_into_runs) {
    BOOST_TEST(wording(months_of({8, 9, 10, 11})).fr == "août-nov.");
    BOOST_TEST(wording(months_of({11, 9, 8, 10, 8})).en == "Aug-Nov");
    BOOST_TEST(wording(months_of({8})).fr == "août");
    BOOST_TEST(wording(months_of({1, 7, 8, 9})).en == "Jan, July-Sept");
    BOOST_TEST(wording(months_of({7, 8, 10})).fr == "juil.-août, oct.");
}

BOOST_AUTO_TEST_CASE(a_run_goes_over_the_turn_of_the_year) {
    BOOST_TEST(wording(months_of({11, 12, 1, 2})).en == "Nov-Feb");
    BOOST_TEST(wording(months_of({12, 1, 6})).fr == "juin, déc.-janv.");
    BOOST_TEST(wording(MonthSet{}.set().reset(5)).en == "July-May");
}

BOOST_AUTO_TEST_CASE(months_of_localities_merge_by_union) {
    const MonthSet both = months_of({7, 8, 9}) | months_of({9, 10, 11});
    BOOST_TEST(wording(both).fr == "juil.-nov.");
}

BOOST_AUTO_TEST_CASE(a_period_touches_all_its_months) {
    const auto on = [](const char* text) { return *parse_date(text); };
    BOOST_TEST(wording(months_of(on("2022-08-31"), on("2022-09-01"))).en == "Aug-Sept");
    BOOST_TEST(wording(months_of(on("2022-11-15"), on("2023-01-02"))).en == "Nov-Jan");
    BOOST_TEST(wording(months_of(on("2020-01-01"), on("2023-01-02"))).en == "all year");
    BOOST_TEST(wording(months_of(on("2022-08-31"), on("2022-08-31"))).en == "Aug");
    BOOST_CHECK_THROW(months_of(on("2022-08-31"), on("2022-08-30")), Error);
}

BOOST_AUTO_TEST_SUITE_END()
