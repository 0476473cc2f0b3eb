// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/date.hpp>

using namespace djoliba;

namespace {

Date day(int y, unsigned m, unsigned d) {
    return Date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(date)

BOOST_AUTO_TEST_CASE(what_is_not_a_day_is_refused) {
    for (const char* text : {"",
                             " ",
                             "2021",
                             "2021-9-30",
                             "2021-09",
                             "2021-02-29",
                             "2021-13-01",
                             "2021-00-10",
                             "2021-04-31",
                             "30-09-2021",
                             "30/09/2021",
                             "20210930",
                             "2021-09/30",
                             "2021-09-30x",
                             "2021-09-30 25:00",
                             "2021-09-30T",
                             "2021-09-30 12",
                             "2021-09-30T12:00:00.",
                             "2021-09-30T12:00:00Zulu",
                             "-021-09-30",
                             "+2021-09-30",
                             "2021-09-30 00:00:00 UTC"})
        BOOST_TEST(!parse_date(text), text);
}

BOOST_AUTO_TEST_CASE(days_are_read_and_a_trailing_time_is_cut_off) {
    for (const char* text :
         {"2021-09-30", "2021/09/30", " 2021-09-30 ", "2021-09-30 00:00:00", "2021-09-30T23:59:59.000Z",
          "2021-09-30T10:00", "2021-09-30T10:00:00+01:00", "2021-09-30T10:00:00-0100"})
        BOOST_TEST((parse_date(text) == day(2021, 9, 30)), text);
    BOOST_TEST((parse_date("2024-02-29") == day(2024, 2, 29)));
}

BOOST_AUTO_TEST_CASE(a_day_survives_being_written_and_read) {
    for (Date d = day(1999, 12, 25); d != day(2000, 3, 5);
         d = Date{std::chrono::sys_days{d} + std::chrono::days{1}})
        BOOST_TEST((parse_date(to_string(d)) == d));
    BOOST_TEST(to_string(day(2021, 9, 3)) == "2021-09-03");
}

BOOST_AUTO_TEST_CASE(days_are_counted_with_their_sign) {
    BOOST_TEST(days_between(day(2024, 2, 28), day(2024, 3, 1)) == 2);
    BOOST_TEST(days_between(day(2024, 3, 1), day(2024, 2, 28)) == -2);
    BOOST_TEST(days_between(day(2023, 6, 30), day(2024, 6, 30)) == 366);
    BOOST_TEST(days_between(day(2024, 6, 30), day(2024, 6, 30)) == 0);
}

BOOST_AUTO_TEST_CASE(months_before_ends_on_the_last_day_where_the_day_does_not_exist) {
    BOOST_TEST((months_before(day(2024, 3, 31), 1) == day(2024, 2, 29)));
    BOOST_TEST((months_before(day(2023, 3, 31), 1) == day(2023, 2, 28)));
    BOOST_TEST((months_before(day(2024, 1, 15), 36) == day(2021, 1, 15)));
    BOOST_TEST((months_before(day(2024, 1, 15), 1) == day(2023, 12, 15)));
    BOOST_TEST((months_before(day(2024, 1, 15), -1) == day(2024, 2, 15)));
    BOOST_TEST((months_before(day(2024, 1, 15), 0) == day(2024, 1, 15)));
}

BOOST_AUTO_TEST_SUITE_END()
