// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/flow_forecast.hpp>

#include "forecast_fixture.hpp"

using namespace djoliba;
using boost::test_tools::tolerance;

namespace {

double at(const StockPaths& paths, std::size_t c, int lead) {
    return paths[c].people.at(static_cast<std::size_t>(lead) - 1);
}

/// A and B grow at the rates given, in people a day, for 60 days.
StockArchive steady(double a, double b) {
    StockArchive archive;
    archive.camps = {camp("A", {{0, 0}, {30, 30 * a}, {60, 60 * a}}),
                     camp("B", {{0, 0}, {30, 30 * b}, {60, 60 * b}})};
    archive.flow = forked_roads();
    return archive;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(flow_forecast)

BOOST_AUTO_TEST_CASE(people_who_come_are_the_assimilated_rate) {
    const AsOfView view(steady(20, 10), 60);
    const std::vector<FlowOutlook> outlooks{{1e6, 0}, {15, 0}};
    const auto lists = flow_forecasts(view, 60, outlooks);
    // The rate goes on at 30 a day; whoever is in town or on the road comes too, so at least a little more.
    const double gain = at(lists[0], 0, 60) + at(lists[0], 1, 60) - 1800;
    BOOST_TEST(gain > 0.9 * 30 * 60);
    BOOST_TEST(gain < 1.2 * 30 * 60);
    // Past arrivals were split two to one.
    BOOST_TEST(at(lists[0], 0, 60) - 1200 == 2 * (at(lists[0], 1, 60) - 600), tolerance(1e-9));
    // A rate that dies out brings fewer.
    BOOST_TEST(at(lists[1], 0, 60) < at(lists[0], 0, 60));
    BOOST_TEST(at(lists[1], 0, 60) > 1200);
}

BOOST_AUTO_TEST_CASE(the_candidate_that_fits_is_taken) {
    const AsOfView view(steady(20, 10), 60);
    const FlowFit fit = fit_flow(view);
    BOOST_TEST(fit.difference >= 0);
    BOOST_TEST(fit.difference < 1);
    BOOST_TEST(flow_candidates().size() == 12u);
}

BOOST_AUTO_TEST_CASE(without_a_flow_camps_stay_as_they_are) {
    StockArchive archive = steady(20, 10);
    archive.flow.reset();
    const std::vector<FlowOutlook> outlooks(2);
    const auto lists = flow_forecasts(AsOfView(archive, 60), 30, outlooks);
    BOOST_TEST(lists.size() == 2u);
    BOOST_TEST(at(lists[1], 0, 30) == 1200);
}

BOOST_AUTO_TEST_CASE(without_conflict_nobody_new_flees) {
    StockArchive archive = steady(20, 10);
    for (std::size_t day = 0; day < archive.flow->intensity.days; ++day)
        archive.flow->intensity.at(day, 0) = 0;
    const std::vector<FlowOutlook> outlooks{{30, 1}};
    const auto paths = flow_forecasts(AsOfView(archive, 60), 30, outlooks).front();
    BOOST_TEST(at(paths, 0, 30) <= 1200);
}

BOOST_AUTO_TEST_CASE(a_camp_that_the_graph_lacks_stays_as_it_is) {
    StockArchive archive = steady(20, 10);
    archive.camps.push_back(camp("Elsewhere", {{0, 5}, {60, 65}}));
    const std::vector<FlowOutlook> outlooks{{30, 0.5}};
    const auto paths = flow_forecasts(AsOfView(archive, 60), 30, outlooks).front();
    BOOST_TEST(at(paths, 2, 30) == 65);
    BOOST_TEST(at(paths, 0, 30) > 1200);
}

BOOST_AUTO_TEST_CASE(capacities_make_no_difference) {
    StockArchive archive = steady(20, 10);
    const std::vector<FlowOutlook> outlooks{{30, 1}};
    const auto before = flow_forecasts(AsOfView(archive, 60), 30, outlooks).front();
    for (FlowPlace& place : archive.flow->graph.places) place.capacity = 1;
    const auto after = flow_forecasts(AsOfView(archive, 60), 30, outlooks).front();
    BOOST_TEST(before[0].people == after[0].people, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
