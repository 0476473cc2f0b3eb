// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <set>

#include <nlohmann/json.hpp>

#include <djoliba/scenarios/displacement_files.hpp>
#include <djoliba/scenarios/library.hpp>

#include "problems.hpp"

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(displacement_files)

BOOST_AUTO_TEST_CASE(the_schema_has_every_parameter_of_the_rules_with_its_default) {
    const auto schema = nlohmann::json::parse(displacement_schema_text());
    const auto& rules = schema["$defs"]["rules"]["properties"];
    std::set<std::string> names;
    for (const FlowParameter& p : flow_parameters()) {
        const std::string name(p.name);
        names.insert(name);
        BOOST_TEST_CONTEXT(name) {
            BOOST_REQUIRE(rules.contains(name));
            const auto fallback = rules[name].value("default", nlohmann::json(""));
            const std::string text = fallback.is_string() ? fallback.get<std::string>() : fallback.dump();
            FlowRules given;
            set_parameter(given, name, text);
            BOOST_TEST(parameter_text(given, name) == parameter_text({}, name));
        }
    }
    BOOST_TEST(rules.size() == names.size());
}

BOOST_AUTO_TEST_CASE(nobody_flees_where_nothing_says_who) {
    DisplacementCase given;
    given.flow.intensity = PlaceDays(1, 0);
    BOOST_TEST(mentions(problem_of([&] { set_new_people(given); }), "nothing says who begins to flee"));
    BOOST_TEST(mentions(problem_of([&] { set_new_people(given, NewPeople::observed); }), "nothing says"));
}

BOOST_AUTO_TEST_CASE(corrections_act_in_turn_and_leave_the_reports_as_published) {
    const ObservedCamp camp{0, {{0, 100}, {10, 200}, {20, 100}, {30, 50}}, {20, 30}};
    const auto reports = corrected(camp);
    BOOST_TEST(reports[0].people == 25);
    BOOST_TEST(reports[1].people == 50);
    BOOST_TEST(reports[2].people == 50);
    BOOST_TEST(camp.reports[0].people == 100);
}

BOOST_AUTO_TEST_SUITE_END()
