// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/scenario_in_memory.hpp>

#include "../problems.hpp"

using namespace djoliba;

namespace {

// All problems of a text that cannot be read, one a line; empty where it can.
std::string problems_of(std::string_view text) {
    return all_problems_of([&] { parse_yaml(text, "a.yaml"); });
}

YamlNode value_of(const std::string& scalar) { return *parse_yaml("a: " + scalar, "a.yaml").find("a"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(yaml_file)

BOOST_AUTO_TEST_CASE(an_empty_text_is_a_null) {
    BOOST_TEST(parse_yaml("", "a.yaml").is_null());
    BOOST_TEST(parse_yaml("# only a comment\n", "a.yaml").is_null());
}

BOOST_AUTO_TEST_CASE(a_map_keeps_the_order_of_its_keys_and_where_they_stand) {
    const YamlNode tree = parse_yaml("title: Mali\nlayers:\n  flood: {raster: a.tif}\n", "a.yaml");
    BOOST_TEST(tree.entries.size() == 2u);
    BOOST_TEST(tree.entries[0].key == "title");
    BOOST_TEST(to_string(tree.entries[1].mark) == "a.yaml:2:1");
    const YamlNode* raster = tree.find("layers")->find("flood")->find("raster");
    BOOST_TEST(raster->text == "a.tif");
    BOOST_TEST(to_string(raster->mark) == "a.yaml:3:19");
    BOOST_TEST(tree.find("nothing") == nullptr);
}

BOOST_AUTO_TEST_CASE(every_repeated_key_is_reported_with_both_lines) {
    const std::string said =
        problems_of("title: A\nas_of: 2024-01-01\ntitle: B\nlayers: {flood: 1, flood: 2}\n");
    BOOST_TEST(mentions(said, "a.yaml:3:1: title: repeated key; it stands in line 1 already"));
    BOOST_TEST(mentions(said, "a.yaml:4:20: flood: repeated key"));
}

BOOST_AUTO_TEST_CASE(scalars_follow_the_core_rules_of_yaml_1_2) {
    for (const char* text :
         {"yes", "No", "on", "1_000", "2024-06-30", "0b1", "1,5", ".", "1e", "\"1\"", "'true'", "!!str 1"})
        BOOST_TEST((scalar_type(value_of(text)) == ScalarType::text), text);
    for (const char* text : {"0", "-12", "+3", "0o17", "0xff", "007"})
        BOOST_TEST((scalar_type(value_of(text)) == ScalarType::integer), text);
    for (const char* text : {"1.5", ".5", "1.", "-1e-3", ".inf", "-.Inf", ".nan"})
        BOOST_TEST((scalar_type(value_of(text)) == ScalarType::real), text);
    for (const char* text : {"true", "False", "TRUE"})
        BOOST_TEST((scalar_type(value_of(text)) == ScalarType::boolean), text);
    for (const char* text : {"", "~", "null"})
        BOOST_TEST((scalar_type(value_of(text)) == ScalarType::null), text);
}

BOOST_AUTO_TEST_CASE(numbers_and_booleans_have_values) {
    BOOST_TEST(number_of(value_of("-1.5e2")).value() == -150);
    BOOST_TEST(number_of(value_of("+7")).value() == 7);
    BOOST_TEST(number_of(value_of("0x10")).value() == 16);
    BOOST_TEST(number_of(value_of("0o10")).value() == 8);
    BOOST_TEST(std::isinf(number_of(value_of("-.inf")).value()));
    BOOST_TEST(std::isnan(number_of(value_of(".nan")).value()));
    BOOST_TEST(!number_of(value_of("\"1\"")).has_value());
    BOOST_TEST(boolean_of(value_of("true")).value());
    BOOST_TEST(!boolean_of(value_of("False")).value());
    BOOST_TEST(!boolean_of(value_of("yes")).has_value());
}

BOOST_AUTO_TEST_CASE(aliases_repeat_their_anchor) {
    const YamlNode tree = parse_yaml("a: &x {b: 1}\nc: *x\n", "a.yaml");
    BOOST_TEST(tree.find("c")->find("b")->text == "1");
}

BOOST_AUTO_TEST_CASE(a_merge_key_adds_what_the_map_does_not_have) {
    const YamlNode tree = parse_yaml("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\n", "a.yaml");
    BOOST_TEST(tree.find("d")->find("b")->text == "1");
    BOOST_TEST(tree.find("d")->find("c")->text == "3");
    BOOST_TEST(tree.find("d")->entries.size() == 2u);
}

BOOST_AUTO_TEST_CASE(aliases_that_multiply_are_stopped) {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 9; ++i)
        bomb +=
            fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}, *a{1}]\n", i, i - 1);
    BOOST_TEST(mentions(problems_of(bomb), "more than 100000 values"));
}

BOOST_AUTO_TEST_CASE(deep_nesting_is_stopped) {
    BOOST_TEST(mentions(problems_of(std::string(80, '[') + std::string(80, ']')), "more than 60 levels"));
    BOOST_TEST(!problems_of(std::string(100'000, '[')).empty());
    BOOST_TEST(!problems_of(std::string(100'000, '{')).empty());
}

BOOST_AUTO_TEST_CASE(a_second_document_is_refused) {
    BOOST_TEST(mentions(problems_of("a: 1\n---\nb: 2\n"), "second document"));
    BOOST_TEST(problems_of("---\na: 1\n...\n").empty());
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_refused_with_its_place) {
    BOOST_TEST(mentions(problems_of("a: 1\nb: S\xE9gou\n"),
                        "a.yaml:2:5: byte 0xE9 is not UTF-8; save the file as UTF-8"));
    BOOST_TEST(mentions(problems_of(std::string_view("a: \0", 4)), "byte 0x00"));
    BOOST_TEST(mentions(problems_of("a: \xC0\x80"), "byte 0xC0"));
    BOOST_TEST(mentions(problems_of("a: \xED\xA0\x80"), "byte 0xED"));
    BOOST_TEST(mentions(problems_of("a: \xC3"), "byte 0xC3"));
    BOOST_TEST(problems_of("a: S\xC3\xA9gou \xF0\x9F\x8C\x8A\n").empty());
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_no_part_of_the_first_key) {
    BOOST_TEST(parse_yaml("\xEF\xBB\xBFtitle: Mali\n", "a.yaml").find("title") != nullptr);
}

BOOST_AUTO_TEST_CASE(syntax_errors_are_told_in_words_with_their_place) {
    BOOST_TEST(mentions(problems_of("a: b: c\n"), "a.yaml:1:5: a \": \" at an unexpected place"));
    BOOST_TEST(mentions(problems_of("a: {b: 1\n"), "a { without its }"));
    BOOST_TEST(mentions(problems_of("a: [1, 2\n"), "a [ without its ]"));
    BOOST_TEST(mentions(problems_of("a: \"b\n"), "a quote that is not closed"));
    BOOST_TEST(mentions(problems_of("a: *b\n"), "without its anchor"));
    BOOST_TEST(mentions(problems_of("a:\n  b: 1\n c: 2\n"), "a.yaml:3:"));
    BOOST_TEST(mentions(problems_of("a: 1\nb\nc: 2\n"), "a.yaml:3:2: a \": \" at an unexpected place"));
    BOOST_TEST(mentions(problems_of("a: [1, 2}\n"), "a ] or } that closes nothing"));
    BOOST_TEST(mentions(problems_of("a: 'it''s\nb: 2\n"), "a.yaml:1:4: a quote that is not closed"));
    BOOST_TEST(
        mentions(problems_of("a:\n\tb: 1\n"), "a.yaml:2:3: a tab in the indentation; indent with blanks"));
}

BOOST_AUTO_TEST_CASE(keys_must_be_scalars_and_tags_those_of_the_core_schema) {
    BOOST_TEST(mentions(problems_of("{[a, b]: 1}\n"), "a key must be a word or a number"));
    BOOST_TEST(mentions(problems_of("a: !python/object x\n"), "tag"));
    BOOST_TEST(problems_of("a: !!map {b: !!seq [!!str 1]}\n").empty());
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_named) {
    BOOST_CHECK_EXCEPTION(read_yaml_file("/nowhere/at/all.yaml", "all.yaml"), Error, [](const Error& e) {
        return mentions(e.what(), "all.yaml: cannot read the file");
    });
    BOOST_CHECK_EXCEPTION(read_yaml_file(std::filesystem::temp_directory_path(), "tmp"), Error,
                          [](const Error& e) { return mentions(e.what(), "this is a folder"); });
}

BOOST_AUTO_TEST_CASE(a_text_as_a_scalar_is_quoted_only_where_it_must_be) {
    for (const char* plain : {"Floods and people", "2024-06-30", "a/b_c.tif", "forêt", "/data", "yes"})
        BOOST_TEST(!yaml_text(plain).quoted, plain);
    for (const char* other :
         {"",    "1",   "-1.5", "0x1F", "true",  "null", "~",  ".inf", " a", "a ", "a: b", "a #b",
          "[a]", "- a", "a\nb", "'a'",  "\"a\"", "a,b",  "*a", "&a",   "!a", "%a", "@a",   "`a"})
        BOOST_TEST(yaml_text(other).quoted, other);
}

BOOST_AUTO_TEST_CASE(a_text_as_a_scalar_reads_back_as_the_same_text) {
    for (const std::string text : {"Floods and people", "", "1", "true", "a: b # c", "say \"a\\b\"",
                                   "a\nb\tc", "forêt", "- a", "{a: 1}", "...", "---", "\x7f"}) {
        YamlNode map{.kind = YamlNode::Kind::map, .entries = {}};
        map.entries.push_back({"key", {}, yaml_text(text)});
        const YamlNode read = parse_yaml(to_yaml(map), "a.yaml");
        BOOST_TEST(read.find("key")->text == text);
        BOOST_TEST((scalar_type(*read.find("key")) == ScalarType::text));
    }
}

BOOST_AUTO_TEST_SUITE_END()
