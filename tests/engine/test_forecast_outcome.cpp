// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/forecast_outcome.hpp>

#include "../problems.hpp"
#include "forecast_fixture.hpp"

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(forecast_outcomes)

BOOST_AUTO_TEST_CASE(the_nearest_report_counts_and_the_earlier_of_two) {
    const CampRecord record = camp("A", {{0, 1}, {20, 2}, {40, 3}, {46, 4}});
    BOOST_TEST(outcome_of(record, 0, 30, 15).report->people == 2);  // days 20 and 40 are as near
    BOOST_TEST(outcome_of(record, 2, 30, 15).report->people == 3);
    BOOST_TEST(outcome_of(record, 0, 30, 9).report.has_value() == false);  // nothing is filled in between
    BOOST_TEST((outcome_of(record, 0, 30, 9).why_not == NoOutcome::no_report));
    BOOST_TEST(outcome_of(record, 0, 60, 14).report->day == 46);
    // The report of the origin is no outcome, whatever the tolerance.
    BOOST_TEST((outcome_of(camp("A", {{0, 1}}), 0, 10, 10).why_not == NoOutcome::no_report));
}

BOOST_AUTO_TEST_CASE(reports_after_a_reregistration_are_no_outcome) {
    CampRecord record = camp("A", {{0, 100}, {25, 120}, {30, 60}, {35, 61}});
    record.reregistrations = {{30, 30}};
    BOOST_TEST(outcome_of(record, 0, 30, 10).report->people == 120);  // the last before it
    BOOST_TEST((outcome_of(record, 0, 30, 4).why_not == NoOutcome::re_registered));
    BOOST_TEST(outcome_of(record, 30, 5, 0).report->people == 61);  // known at the origin: one level
    record.reregistrations = {{30, 33}};  // happened before the origin, but nobody knew
    BOOST_TEST((outcome_of(record, 31, 5, 2).why_not == NoOutcome::re_registered));
}

BOOST_AUTO_TEST_CASE(the_last_correction_of_a_report_is_the_outcome) {
    const CampRecord record{"A", {{30, 31, 100}, {30, 50, 80}, {34, 35, 90}}, {}};
    BOOST_TEST(outcome_of(record, 0, 30, 5).report->people == 80);
    BOOST_TEST(outcome_of(record, 0, 34, 5).report->people == 90);
}

BOOST_AUTO_TEST_CASE(errors_are_taken_on_the_day_of_the_report) {
    const std::vector<CampRecord> known{camp("A", {{0, 1}, {28, 50}})};
    const IssuedForecast issued{0, {{"A", 3, std::vector<double>(45)}, {"gone", 0, std::vector<double>(45)}}};
    auto with = issued;
    with.paths[0].people[27] = 40;
    const auto errors = errors_of(with, known, {{30}, 15});
    BOOST_REQUIRE(errors.size() == 1u);
    BOOST_TEST(errors[0].forecast == 40);
    BOOST_TEST(errors[0].observed == 50);
    BOOST_TEST(errors[0].lead() == 28);
    BOOST_TEST(errors[0].age == 3);
}

BOOST_AUTO_TEST_CASE(bad_horizons_are_refused) {
    BOOST_TEST(mentions(problem_of([] { check(HorizonRule{{}, 0}); }), "horizons"));
    BOOST_TEST(mentions(problem_of([] { check(HorizonRule{{30, 30}, 5}); }), "30,30"));
    BOOST_TEST(mentions(problem_of([] { check(HorizonRule{{0, 30}, 0}); }), "horizons"));
    BOOST_TEST(mentions(problem_of([] { check(HorizonRule{{10, 30}, 10}); }), "tolerance: 10 days"));
    BOOST_TEST(problem_of([] { check(HorizonRule{}); }) == "no error");
}

BOOST_AUTO_TEST_SUITE_END()
