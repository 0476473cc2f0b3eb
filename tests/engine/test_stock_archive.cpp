// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <climits>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/stock_archive.hpp>

#include "../problems.hpp"
#include "forecast_fixture.hpp"

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(stock_archives)

BOOST_AUTO_TEST_CASE(a_view_holds_what_was_published_by_its_day) {
    StockArchive archive;
    archive.camps = {{"A", {{0, 5, 10}, {10, 15, 20}, {20, 25, 30}}, {{20, 25}}}, camp("B", {{18, 7}})};
    const AsOfView view(archive, 17);
    BOOST_TEST(view.origin() == 17);
    BOOST_TEST(view.camps().size() == 1u);  // B has no report yet: not even its name is known
    BOOST_TEST(view.camps()[0].reports.size() == 2u);
    BOOST_TEST(view.camps()[0].reregistrations.empty());
    BOOST_TEST(view.flow() == nullptr);
    const AsOfView earlier = view.earlier(14);  // the report of day 10 comes out on day 15
    BOOST_TEST(earlier.camps()[0].reports.size() == 1u);
    BOOST_TEST(AsOfView(archive, 4).camps().empty());
}

BOOST_AUTO_TEST_CASE(a_correction_is_known_from_its_publication_on) {
    StockArchive archive;
    archive.camps = {{"A", {{0, 2, 10}, {0, 30, 7}, {20, 21, 12}}, {}}};
    const AsOfView view(archive, 40);
    BOOST_REQUIRE(view.camps()[0].reports.size() == 2u);
    BOOST_TEST(view.camps()[0].reports[0].people == 7);
    BOOST_REQUIRE(view.earlier(29).camps()[0].reports.size() == 2u);
    BOOST_TEST(view.earlier(29).camps()[0].reports[0].people == 10);  // what was believed then
    BOOST_TEST((view.publication_days() == std::vector<int>{2, 21, 30}));
    BOOST_TEST((view.earlier(29).publication_days() == std::vector<int>{2, 21}));
    archive.camps[0].reports[1].published = 2;
    BOOST_TEST(
        mentions(problem_of([&] { AsOfView(archive, 0); }), "A: reports[1]: day 0 does not come after"));
}

BOOST_AUTO_TEST_CASE(a_view_cannot_be_turned_into_a_later_one) {
    const AsOfView view(two_camps_and_a_late_one(), 50);
    BOOST_TEST(mentions(problem_of([&] { view.earlier(51); }), "day 51 is after day 50"));
    BOOST_TEST(view.earlier(50).camps().size() == 2u);
}

BOOST_AUTO_TEST_CASE(the_flow_is_cut_with_its_closures_and_without_capacities) {
    StockArchive archive = two_camps_and_a_late_one();
    archive.flow->closures.push_back({FlowClosure::Kind::border, "X", "Y", 31, 40});
    const AsOfView view(archive, 30);
    const FlowRecord& flow = *view.flow();
    BOOST_TEST(flow.intensity.days == 31u);
    for (const FlowPlace& place : flow.graph.places) BOOST_TEST(!place.capacity.has_value());
    BOOST_REQUIRE(flow.closures.size() == 2u);
    BOOST_TEST(flow.closures[0].open_again == INT_MAX);  // nobody knows yet that it opens on day 60
    BOOST_TEST(flow.closures[1].first_name == "C");      // no report of it yet
    BOOST_TEST(AsOfView(archive, 60).flow()->closures[0].open_again == 60);
    BOOST_TEST(view.earlier(20).flow()->closures.size() == 2u);
    BOOST_TEST(AsOfView(archive, -1).flow() == nullptr);
}

BOOST_AUTO_TEST_CASE(two_cuts_are_one) {
    const StockArchive archive = two_camps_and_a_late_one();
    const AsOfView once(archive, 40), twice = AsOfView(archive, 130).earlier(40);
    BOOST_TEST(once.camps().size() == twice.camps().size());
    BOOST_TEST(once.flow()->closures.size() == twice.flow()->closures.size());
    BOOST_TEST(once.flow()->intensity.values == twice.flow()->intensity.values,
               boost::test_tools::per_element());
    for (std::size_t c = 0; c < once.camps().size(); ++c)
        BOOST_TEST(once.camps()[c].reports.size() == twice.camps()[c].reports.size());
}

BOOST_AUTO_TEST_CASE(reports_are_put_on_the_level_of_the_last_registration) {
    CampRecord record = camp("A", {{0, 10}, {10, 40}, {20, 20}, {30, 25}});
    record.reregistrations = {{20, 20}};
    const auto reports = comparable_reports(record);
    BOOST_TEST(reports[0].people == 5);
    BOOST_TEST(reports[1].people == 20);
    BOOST_TEST(reports[3].people == 25);
    record.reregistrations = {{21, 21}};  // no report on that day: nothing to scale by
    BOOST_TEST(comparable_reports(record)[0].people == 10);
}

BOOST_AUTO_TEST_CASE(bad_archives_are_refused_in_one_go) {
    StockArchive archive;
    BOOST_TEST(mentions(problem_of([&] { AsOfView(archive, 0); }), "there is no camp"));
    archive.camps = {camp("A", {{5, 1}, {5, 2}, {4, -3}}),
                     camp("A", {}),
                     {"B", {{3, 2, std::numeric_limits<double>::infinity()}}, {{7, 7}, {7, 8}}}};
    const std::string all = all_problems_of([&] { AsOfView(archive, 0); });
    for (const char* part :
         {"A: reports[1]: day 5 does not come after day 5", "A: reports[2]: -3 people", "`A`",
          "B: reports[0]: inf people", "day 3 is published on day 2", "B: reregistrations[1]"})
        BOOST_TEST(mentions(all, part), part << " in " << all);
}

BOOST_AUTO_TEST_SUITE_END()
