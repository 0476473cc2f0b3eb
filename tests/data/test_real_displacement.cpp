// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Mali 2012 as Flee has it. The figures are those of Flee at commit 02cd2cb with speed 360 km a day, camp
// weight 1, conflict weight 0.25, awareness 1 and softening 10 km, which are the defaults here.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <map>
#include <numeric>

#include <djoliba/scenarios/displacement_files.hpp>

#include "real_boundaries.hpp"

using namespace djoliba;

namespace {

const std::map<std::string, double> flee{
    {"Fassala-Mbera", 50005}, {"Mentao", 6647}, {"Bobo-Dioulasso", 2013}, {"Abala", 10159},
    {"Mangaize", 2436},       {"Niamey", 1743}, {"Tabareybarey", 5898}};

DisplacementCase mali() {
    DisplacementCase given = read_displacement(real_data() / "displacement" / "flee-mali2012");
    set_new_people(given);
    return given;
}

void check_last_day(const DisplacementCase& given, const FlowRun& run) {
    const PlaceDays simulated = simulated_stocks(given, run);
    BOOST_REQUIRE(given.observed.size() == flee.size());
    for (std::size_t camp = 0; camp < given.observed.size(); ++camp) {
        const std::string& name = given.flow.graph.places[given.observed[camp].place].name;
        BOOST_TEST_CONTEXT(name) BOOST_TEST(std::abs(simulated.at(299, camp) - flee.at(name)) < 789);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_displacement)

BOOST_AUTO_TEST_CASE(mali_2012_is_read_as_it_is) {
    if (!has_real_data()) return;
    const DisplacementCase given = mali();
    BOOST_TEST(to_string(given.start) == "2012-02-29");
    BOOST_TEST(given.flow.intensity.days == 300);
    BOOST_TEST(given.flow.graph.places.size() == 23);
    BOOST_TEST(given.flow.graph.links.size() == 35);
    BOOST_TEST(given.flow.closures.size() == 2);
    BOOST_TEST(given.flow.graph.places[find_place(given.flow.graph, "Bamako")].population == 1809106);
    BOOST_TEST(*given.flow.graph.places[find_place(given.flow.graph, "Mentao")].capacity == 6905);
    BOOST_TEST(given.account.exclusions.empty());
    // Fassala-Mbera is corrected by 54028 / 103731 of the report before it.
    const PlaceDays observed = observed_stocks(given);
    BOOST_TEST(observed.at(0, 2) == std::trunc(17790 * (54028.0 / 103731)));
    BOOST_TEST(observed.at(299, 2) == 54028);
}

BOOST_AUTO_TEST_CASE(the_expected_flow_gives_what_flee_gives_on_mali_2012) {
    if (!has_real_data()) return;
    const DisplacementCase given = mali();
    const FlowRun run = displacement_flow(given.flow);
    const StockErrors e = stock_errors(simulated_stocks(given, run), observed_stocks(given));
    BOOST_TEST_MESSAGE(e.mean_relative_difference << " " << e.mean_relative_difference_rescaled);
    BOOST_TEST(std::abs(e.mean_relative_difference - 0.380) < 0.005);
    BOOST_TEST(std::abs(e.mean_relative_difference_rescaled - 0.315) < 0.005);
    check_last_day(given, run);
    double people = std::accumulate(given.flow.initial.begin(), given.flow.initial.end(), 0.0);
    for (std::size_t day = 0; day < 300; ++day) {
        const auto fleeing = given.flow.new_people.on(day), stock = run.stock.on(day);
        people = std::accumulate(fleeing.begin(), fleeing.end(), people);
        const double now = std::accumulate(stock.begin(), stock.end(), run.under_way[day]);
        BOOST_TEST(std::abs(now - people) < 1e-6 * people);
    }
}

BOOST_AUTO_TEST_CASE(agents_differ_from_the_flow_by_less_than_one_percent_of_all) {
    if (!has_real_data()) return;
    const DisplacementCase given = mali();
    const FlowRun flow = displacement_flow(given.flow),
                  agents = displacement_agents(given.flow, {.seed = 1, .runs = 2});
    check_last_day(given, agents);
    double gap = 0;
    for (std::size_t i = 0; i < flow.stock.values.size(); ++i)
        gap = std::max(gap, std::abs(flow.stock.values[i] - agents.stock.values[i]));
    BOOST_TEST_MESSAGE("largest gap of any place and day: " << gap);
    BOOST_TEST(gap < 789);
}

BOOST_AUTO_TEST_SUITE_END()
