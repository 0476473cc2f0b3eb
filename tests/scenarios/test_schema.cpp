// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <sstream>
#include <stdexcept>

#include <boost/test/unit_test.hpp>

#include <djoliba/scenarios/library.hpp>
#include <djoliba/scenarios/schema.hpp>

using namespace djoliba;

namespace {

constexpr std::string_view schema = R"({
  "type": "object", "required": ["title"], "additionalProperties": false,
  "properties": {
    "title": {"type": "string", "minLength": 1},
    "as_of": {"$ref": "#/$defs/day"},
    "synthetic": {"type": "boolean"},
    "share": {"type": "number", "minimum": 0, "maximum": 1},
    "window": {"type": "integer", "exclusiveMinimum": 0},
    "code": {"type": ["string", "integer"], "pattern": "^[0-9]+$", "patternErrorMessage": "write digits"},
    "unit": {"enum": ["depth_m", "depth_cm"]},
    "names": {"type": "array", "items": {"type": "string"}, "minItems": 2, "uniqueItems": true},
    "either": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "number"}}]},
    "rasters": {"type": "object", "propertyNames": {"pattern": "^[0-9]+$", "patternErrorMessage": "write years"},
                "additionalProperties": {"type": "string"}, "minProperties": 1},
    "points": {"type": "object", "additionalProperties": false, "anyOf": [{"required": ["date"]}, {"required": ["year"]}],
               "properties": {"date": {"type": "string"}, "year": {"type": "string"}, "half_life": {"type": "number"}},
               "dependentRequired": {"half_life": ["date"]}},
    "tree": {"$ref": "#/$defs/branch"}
  },
  "$defs": {
    "branch": {"type": "object", "required": ["parts"], "additionalProperties": false,
               "properties": {"name": {"type": "string"}, "mean": {"type": "string"},
                              "parts": {"type": "array", "maxItems": 2,
                                        "items": {"anyOf": [{"$ref": "#/$defs/leaf"}, {"$ref": "#/$defs/branch"}]}}}},
    "leaf": {"type": "object", "required": ["value"], "additionalProperties": false,
             "properties": {"name": {"type": "string"}, "value": {"type": "number"}}},
    "day": {"type": "string", "format": "date", "pattern": "^[0-9-]+$"}}
})";

// Problems of `title: A` and more lines, one a line; empty where there are none.
std::string problems_of(const std::string& lines, const std::string& title = "title: A\n") {
    std::string all;
    for (const Problem& p : check_against_schema(parse_yaml(title + lines, "a.yaml"), schema))
        all += to_string(p) + "\n";
    return all;
}

std::string file_text(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_check)

BOOST_AUTO_TEST_CASE(an_empty_file_is_one_problem) {
    BOOST_TEST(problems_of("", "") == "a.yaml: the file is empty\n");
    BOOST_TEST(problems_of("", "- a\n") == "a.yaml:1:1: is a list, but must be a map (key: value)\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_agrees_has_no_problem) {
    BOOST_TEST(
        problems_of("as_of: 2024-02-29\nsynthetic: true\nshare: 0.5\nwindow: 3\ncode: 012\nunit: depth_m\n"
                    "names: [a, b]\neither: [1, 2.5]\nrasters: {2: a}\npoints: {year: x}\n") == "");
}

BOOST_AUTO_TEST_CASE(all_problems_are_told_at_once_in_the_order_of_the_file) {
    const std::string said = problems_of("share: 2\nwindow: 0\nfoo: 1\n", "");
    BOOST_TEST(said ==
               "a.yaml:1:8: share: 2 must be at most 1\n"
               "a.yaml:2:9: window: 0 must be more than 0\n"
               "a.yaml:3:1: foo: unknown key; known keys here: title, as_of, synthetic, share, window, code, "
               "unit, names, "
               "either, rasters, points, tree\n"
               "a.yaml: title: is missing\n");
}

BOOST_AUTO_TEST_CASE(an_unknown_key_names_the_nearest_known_one) {
    BOOST_TEST(problems_of("syntetic: true\n") ==
               "a.yaml:2:1: syntetic: unknown key; did you mean `synthetic`?\n");
}

BOOST_AUTO_TEST_CASE(a_key_at_the_wrong_place_is_told_where_it_belongs) {
    BOOST_TEST(problems_of("half_life: 3\n") ==
               "a.yaml:2:1: half_life: unknown key; it belongs under points\n");
    BOOST_TEST(problems_of("points:\n  year: a\n  as_of: 2024-01-01\n") ==
               "a.yaml:4:3: points.as_of: unknown key; it belongs at the top\n");
}

BOOST_AUTO_TEST_CASE(yes_and_no_are_text_and_the_remedy_says_so) {
    BOOST_TEST(problems_of("synthetic: yes\n") ==
               "a.yaml:2:12: synthetic: `yes` is text, but must be true or false; write true\n");
    BOOST_TEST(problems_of("synthetic: Non\n") ==
               "a.yaml:2:12: synthetic: `Non` is text, but must be true or false; write false\n");
}

BOOST_AUTO_TEST_CASE(numbers_written_as_text_get_a_remedy) {
    BOOST_TEST(problems_of("share: 0,5\n") ==
               "a.yaml:2:8: share: `0,5` is text, but must be a number; write 0.5\n");
    BOOST_TEST(problems_of("share: \"0.5\"\n") ==
               "a.yaml:2:8: share: `0.5` is text, but must be a number; write 0.5\n");
    BOOST_TEST(problems_of("window: 1 000\n") ==
               "a.yaml:2:9: window: `1 000` is text, but must be a whole number; write 1000\n");
    BOOST_TEST(problems_of("window: 1.5\n") ==
               "a.yaml:2:9: window: `1.5` is a number, but must be a whole number\n");
    BOOST_TEST(problems_of("share: .nan\n") == "a.yaml:2:8: share: .nan is not a finite number\n");
}

BOOST_AUTO_TEST_CASE(text_that_looks_like_a_number_needs_quotes) {
    BOOST_TEST(
        problems_of("", "title: 2024\n") ==
        "a.yaml:1:8: title: `2024` is a whole number, but must be text; write \"2024\", with the quotes\n");
}

BOOST_AUTO_TEST_CASE(a_key_without_value_is_empty) {
    BOOST_TEST(problems_of("share:\nunit: depth_m\n") ==
               "a.yaml:2:1: share: is empty; fill it in, or remove the key\n");
    BOOST_TEST(problems_of("", "title: \" \"\n") ==
               "a.yaml:1:8: title: is empty; fill it in, or remove the key\n");
    BOOST_TEST(problems_of("rasters: {}\n") ==
               "a.yaml:2:1: rasters: is empty; fill it in, or remove the key\n");
}

BOOST_AUTO_TEST_CASE(days_must_exist) {
    BOOST_TEST(problems_of("as_of: 2023-02-29\n") ==
               "a.yaml:2:8: as_of: 2023-02-29 is not a day of the calendar; write it as YYYY-MM-DD\n");
    BOOST_TEST(problems_of("as_of: 30/06/2024\n") == "a.yaml:2:8: as_of: `30/06/2024` cannot be used here\n");
}

BOOST_AUTO_TEST_CASE(words_of_a_list_are_checked_with_the_nearest_one) {
    BOOST_TEST(problems_of("unit: depthm\n") ==
               "a.yaml:2:7: unit: `depthm` is not one of: depth_m, depth_cm; did you mean `depth_m`?\n");
    BOOST_TEST(problems_of("unit: [depth_m]\n") == "a.yaml:2:7: unit: is a list, but must be text\n");
}

BOOST_AUTO_TEST_CASE(patterns_bring_their_own_message) {
    BOOST_TEST(problems_of("code: A1\n") == "a.yaml:2:7: code: `A1` cannot be used here; write digits\n");
    BOOST_TEST(problems_of("rasters: {rp2: a}\n") ==
               "a.yaml:2:11: rasters.rp2: `rp2` cannot be used here; write years\n");
}

BOOST_AUTO_TEST_CASE(lists_are_checked_item_by_item) {
    BOOST_TEST(problems_of("names: [a]\n") == "a.yaml:2:8: names: has 1 items, but must have at least 2\n");
    BOOST_TEST(
        problems_of("names: [a, 1, a]\n") ==
        "a.yaml:2:12: names[1]: `1` is a whole number, but must be text; write \"1\", with the quotes\n"
        "a.yaml:2:15: names[2]: `a` is there twice\n");
    BOOST_TEST(problems_of("names: a\n") ==
               "a.yaml:2:8: names: `a` is text, but must be a list; write [a]\n");
}

BOOST_AUTO_TEST_CASE(alternatives_are_chosen_by_the_type_of_the_value) {
    BOOST_TEST(problems_of("either: [a]\n") == "a.yaml:2:10: either[0]: `a` is text, but must be a number\n");
    BOOST_TEST(problems_of("either: {a: 1}\n") ==
               "a.yaml:2:9: either: is a map (key: value), but must be text or a list\n");
}

BOOST_AUTO_TEST_CASE(maps_are_told_apart_by_their_required_keys_then_by_those_they_know) {
    BOOST_TEST(problems_of("tree: {parts: [{value: 1}, {parts: [{value: 2}]}]}\n") == "");
    BOOST_TEST(problems_of("tree: {parts: [{parts: [{value: a}]}]}\n") ==
               "a.yaml:2:33: tree.parts[0].parts[0].value: `a` is text, but must be a number\n");
    BOOST_TEST(problems_of("tree: {parts: [{value: 1, mean: m, parts: []}]}\n") ==
               "a.yaml:2:27: tree.parts[0].mean: unknown key; it belongs under tree\n"
               "a.yaml:2:36: tree.parts[0].parts: unknown key; it belongs under tree\n");
    BOOST_TEST(problems_of("tree: {parts: [{mean: m}]}\n") ==
               "a.yaml:2:16: tree.parts[0].parts: is missing\n");
    BOOST_TEST(problems_of("tree: {parts: [3]}\n") ==
               "a.yaml:2:16: tree.parts[0]: `3` is a whole number, but must be a map (key: value)\n");
    BOOST_TEST(problems_of("tree: {parts: [{value: 1}, {value: 2}, {value: 3}]}\n") ==
               "a.yaml:2:15: tree.parts: has 3 items, but must have at most 2\n");
}

BOOST_AUTO_TEST_CASE(a_definition_that_refers_to_itself_ends) {
    constexpr std::string_view nested = R"({"title": "N", "type": "object", "additionalProperties": false,
        "properties": {"a": {"$ref": "#/$defs/a"}},
        "$defs": {"a": {"title": "A", "type": "object", "additionalProperties": false,
                        "properties": {"a": {"$ref": "#/$defs/a"}, "b": {"type": "number"}}}}})";
    const auto problems = check_against_schema(parse_yaml("{b: 1, a: {a: {a: {c: 1}}}}", "n"), nested);
    BOOST_TEST(problems.size() == 2U);
    BOOST_TEST(to_string(problems.at(0)) == "n:1:2: b: unknown key; it belongs under a");
    BOOST_TEST(problems.at(1).key == "a.a.a.c");
    BOOST_TEST(schema_markdown(nested).find("`a`, `a.a`") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_part_of_the_schema_can_be_checked_by_itself) {
    const auto problems = check_against_schema(parse_yaml("value: x", "p"), schema, "leaf");
    BOOST_TEST(problems.size() == 1U);
    BOOST_TEST(to_string(problems.at(0)) == "p:1:8: value: `x` is text, but must be a number");
}

BOOST_AUTO_TEST_CASE(one_of_several_keys_may_be_needed) {
    BOOST_TEST(problems_of("points: {half_life: 3}\n") ==
               "a.yaml:2:10: points.half_life: needs `date` beside it\n"
               "a.yaml:2:1: points: needs at least one of: date, year\n");
}

BOOST_AUTO_TEST_CASE(a_keyword_that_is_not_understood_is_never_ignored) {
    BOOST_CHECK_THROW(
        check_against_schema(parse_yaml("a: 1", "a"), R"({"properties": {"a": {"multipleOf": 2}}})"),
        std::logic_error);
}

BOOST_AUTO_TEST_CASE(the_reference_page_follows_from_the_schema) {
    const std::string page = file_text(DJOLIBA_SOURCE_DIR "/docs/scenario.md");
    BOOST_TEST((page == schema_markdown(scenario_schema_text())),
               "docs/scenario.md is not what `djoliba schema --markdown` prints");
    for (const char* key : {"`half_life_days`", "`stands_for`", "`raster_series`", "`ours`", "`published`",
                            "`higher_is`", "`words_fr`", "`minimum_share`", "`outputs`"})
        BOOST_TEST(page.find(key) != std::string::npos, key);
}

BOOST_AUTO_TEST_CASE(the_embedded_schema_is_the_file_in_the_source_tree) {
    BOOST_TEST(
        (file_text(DJOLIBA_SOURCE_DIR "/scenarios/schema/scenario.schema.json") == scenario_schema_text()));
}

BOOST_AUTO_TEST_SUITE_END()
