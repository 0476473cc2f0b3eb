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

namespace {

Table table(const std::string& name, std::vector<std::string> columns,
            std::vector<std::vector<std::string>> rows) {
    Table made{.file = name, .columns = std::move(columns), .rows = std::move(rows)};
    for (std::size_t i = 0; i < made.rows.size(); ++i) made.lines.push_back(static_cast<std::int64_t>(i) + 1);
    return made;
}

DisplacementTables road_to_a_camp() {
    DisplacementTables given;
    given.start = *parse_date("2012-02-29");
    given.days = 3;
    given.new_people = "constant";
    given.tables["places"] =
        table("places", {"name", "country", "kind", "population", "capacity"},
              {{"Gao", "Mali", "town", "90000", ""}, {"Niamey", "Niger", "camp", "", "5000"}});
    given.tables["routes"] = table("routes", {"from", "to", "km"}, {{"Gao", "Niamey", "440"}});
    given.tables["conflicts"] = table("conflicts", {"place", "from", "to"}, {{"Gao", "2012-03-01", ""}});
    return given;
}

}  // namespace

BOOST_AUTO_TEST_CASE(tables_in_memory_make_a_case) {
    const DisplacementCase made = displacement_of(road_to_a_camp(), {{"km_per_day", "200"}});
    BOOST_TEST(made.flow.graph.places.size() == 2U);
    BOOST_TEST(made.flow.graph.places[1].foreign);
    BOOST_TEST(*made.flow.graph.places[1].capacity == 5000);
    BOOST_TEST(made.flow.graph.links[0].km == 440);
    BOOST_TEST(made.flow.intensity.at(0, 0) == 0);
    BOOST_TEST(made.flow.intensity.at(2, 0) == 1);
    BOOST_TEST(made.flow.rules.travel.km_per_day == 200);
    BOOST_TEST((made.new_people == NewPeople::constant));
}

BOOST_AUTO_TEST_CASE(everything_wrong_with_tables_in_memory_is_said) {
    DisplacementTables empty;
    empty.new_people = "nobody";
    const std::string said = all_problems_of([&] { displacement_of(empty); });
    for (const char* words :
         {"places", "routes", "conflicts", "start: is no day", "0 is not 1 to 36525", "`nobody`"})
        BOOST_TEST(mentions(said, words), said);
    DisplacementTables wrong = road_to_a_camp();
    wrong.tables["routes"] =
        table("routes", {"from", "to", "km"}, {{"Gao", "Nowhere", "1"}, {"Gao", "Niamey", "far"}});
    const std::string told = all_problems_of([&] { displacement_of(wrong); });
    BOOST_TEST(mentions(told, "routes:1"), told);
    BOOST_TEST(mentions(told, "routes:2"), told);
}

BOOST_AUTO_TEST_SUITE_END()
