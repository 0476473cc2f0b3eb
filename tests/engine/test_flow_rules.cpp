// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <set>

#include <djoliba/engine/flow_rules.hpp>

#include "problems.hpp"

using namespace djoliba;

namespace {

std::string refusal(std::string_view name, std::string_view value) {
    FlowRules rules;
    return problem_of([&] { set_parameter(rules, name, value); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(flow_rules)

BOOST_AUTO_TEST_CASE(every_parameter_has_a_meaning_a_source_and_a_default_that_can_be_set) {
    std::set<std::string_view> names;
    for (const FlowParameter& p : flow_parameters()) {
        BOOST_TEST_CONTEXT(p.name) {
            BOOST_TEST(names.insert(p.name).second);
            BOOST_TEST(!p.meaning.empty());
            BOOST_TEST(!p.source.empty());
            FlowRules rules;
            set_parameter(rules, p.name, parameter_text({}, p.name));
            BOOST_TEST(parameter_text(rules, p.name) == parameter_text({}, p.name));
        }
    }
}

BOOST_AUTO_TEST_CASE(each_kind_of_parameter_is_set_from_text) {
    FlowRules rules;
    set_parameter(rules, "km_per_day", "200");
    set_parameter(rules, "awareness", "3");
    set_parameter(rules, "start_on_foot", "true");
    set_parameter(rules, "conflict_decay", "1, 1,1 0.5, .1");
    BOOST_TEST(rules.travel.km_per_day == 200);
    BOOST_TEST(rules.route.awareness == 3);
    BOOST_TEST(rules.travel.start_on_foot);
    BOOST_TEST(rules.spawn.conflict_decay == (std::vector<double>{1, 1, 1, 0.5, 0.1}),
               boost::test_tools::per_element());
    BOOST_TEST(parameter_text(rules, "conflict_decay") == "1, 1, 1, 0.5, 0.1");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_is_refused_and_changes_nothing) {
    BOOST_TEST(mentions(refusal("speed", "3"), "speed: there is no such parameter"));
    BOOST_TEST(mentions(refusal("km_per_day", "fast"), "'fast' is not a number; the default is 360"));
    BOOST_TEST(mentions(refusal("km_per_day", "0"), "out of range"));
    BOOST_TEST(mentions(refusal("km_per_day", "nan"), "out of range"));
    BOOST_TEST(mentions(refusal("awareness", "1.5"), "not a whole number"));
    BOOST_TEST(mentions(refusal("awareness", "4"), "give 1 to 3"));
    BOOST_TEST(mentions(refusal("start_on_foot", "yes"), "not true or false"));
    BOOST_TEST(mentions(refusal("conflict_decay", "1,-1"), "out of range"));
    BOOST_TEST(mentions(refusal("conflict_decay", "1;1"), "not numbers separated by commas"));
}

BOOST_AUTO_TEST_CASE(walkers_are_not_faster_than_the_others) {
    FlowRules rules;
    rules.travel.km_per_day = 20;
    BOOST_REQUIRE(problems(rules).size() == 1);
    BOOST_TEST(problems(rules)[0].key == "walk_km_per_day");
}

BOOST_AUTO_TEST_CASE(a_day_has_no_more_steps_than_can_be_worked_off) {
    FlowRules rules;
    rules.travel.km_per_day = 10'000;
    rules.travel.km_step = 0.01;
    BOOST_REQUIRE(problems(rules).size() == 1);
    BOOST_TEST(problems(rules)[0].key == "km_step");
}

BOOST_AUTO_TEST_CASE(decay_changes_each_30_days_and_holds_on) {
    SpawnRules rules;
    BOOST_TEST(conflict_decay(rules, 500) == 1);
    rules.conflict_decay = {1, 0.5, 0.1};
    for (const auto& [days, factor] :
         {std::pair{0, 1.0}, {29, 1.0}, {30, 0.5}, {59, 0.5}, {60, 0.1}, {600, 0.1}})
        BOOST_TEST(conflict_decay(rules, days) == factor);
}

BOOST_AUTO_TEST_SUITE_END()
