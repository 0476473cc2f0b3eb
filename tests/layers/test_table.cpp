// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>
#include <clocale>
#include <cmath>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/table.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"

using namespace djoliba;
using Texts = std::vector<std::string>;
using Lines = std::vector<std::int64_t>;

namespace {

Table table_of(std::string_view bytes, const TableOptions& options = {}) {
    const TempDir dir;
    return read_table(dir.write("t.csv", bytes), options);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(table)

BOOST_AUTO_TEST_CASE(missing_empty_and_foreign_files_are_refused) {
    const TempDir dir;
    BOOST_TEST(mentions(problem_of([&] { read_table(dir / "none.csv"); }), "none.csv"));
    BOOST_TEST(mentions(problem_of([&] { read_table(dir.path()); }), "cannot be opened"));
    BOOST_TEST(mentions(problem_of([] { table_of(""); }), "empty"));
    BOOST_TEST(mentions(problem_of([] { table_of("\xEF\xBB\xBF\n \n"); }), "empty"));
    BOOST_TEST(mentions(problem_of([] { table_of("<!DOCTYPE html><html>"); }), "web page"));
    BOOST_TEST(mentions(problem_of([] { table_of(std::string_view("\xFF\xFE\0a", 4)); }), "UTF-16"));
    BOOST_TEST(mentions(problem_of([] { table_of(std::string_view("PK\0\3", 4)); }), "no text"));
}

BOOST_AUTO_TEST_CASE(a_header_alone_is_a_table_without_rows) {
    const auto t = table_of("a,b\n");
    BOOST_TEST((t.columns == Texts{"a", "b"}));
    BOOST_TEST(t.size() == 0U);
    BOOST_TEST(t.rows_read == 0);
}

BOOST_AUTO_TEST_CASE(a_last_line_without_an_end_counts) {
    const auto t = table_of("a,b\n1,2");
    BOOST_TEST((t.rows[0] == Texts{"1", "2"}));
    BOOST_TEST((table_of("a,b\n1,").rows[0] == Texts{"1", ""}));
}

BOOST_AUTO_TEST_CASE(separators_are_found_and_a_byte_order_mark_is_skipped) {
    BOOST_TEST((table_of("\xEF\xBB\xBF"
                         "a;b\n1,5;2\n")
                    .rows[0] == Texts{"1,5", "2"}));
    BOOST_TEST((table_of("a\tb\n1\t2\n").columns == Texts{"a", "b"}));
    BOOST_TEST((table_of("\"x;y;z\",b\n1,2\n").columns == Texts{"x;y;z", "b"}));
    BOOST_TEST((table_of("only\n1\n2\n").size() == 2U));
    BOOST_TEST((table_of("a;b,c\n1;2,3\n", {.separator = ';'}).columns == Texts{"a", "b,c"}));
}

BOOST_AUTO_TEST_CASE(line_numbers_are_exact_through_quotes_and_blank_lines) {
    const auto t = table_of("a,b\r\n\r\n1,\"two\r\nlines\"\r\n,\r\n3,\"say \"\"no\"\"\"\r\n");
    BOOST_TEST((t.lines == Lines{3, 6}));
    BOOST_TEST(t.rows[0][1] == "two\nlines");
    BOOST_TEST(t.rows[1][1] == "say \"no\"");
    BOOST_TEST(mentions(t.where(1), "t.csv:6"));
}

BOOST_AUTO_TEST_CASE(a_quote_that_is_never_closed_is_a_truncated_file) {
    BOOST_TEST(
        mentions(problem_of([] { table_of("a,b\n1,2\n3,\"four\nfive"); }), "t.csv:3: a quote is opened"));
    BOOST_TEST(mentions(problem_of([] { table_of("a,b\n1,\"x\"y\n"); }), "t.csv:2"));
}

BOOST_AUTO_TEST_CASE(a_quote_inside_a_plain_field_is_a_letter) {
    BOOST_TEST(table_of("a,b\n5\" pipe,2\n").rows[0][0] == "5\" pipe");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_refused_with_what_it_may_say) {
    const auto said = problem_of([] { table_of("code,nom\nA,Gao\nB,S\xE9gou \x96 \x9Cuvre\n"); });
    BOOST_TEST(mentions(said, "t.csv:3: nom: the text is not UTF-8"));
    BOOST_TEST(mentions(said, "\"Ségou – œuvre\""));
    BOOST_TEST(mentions(said, "iconv -f WINDOWS-1252 -t UTF-8"));
    BOOST_TEST(mentions(problem_of([] { table_of("code,num\xE9ro\nA,1\n"); }), "t.csv:1: column 2"));
    BOOST_TEST(table_of("\xEF\xBB\xBFnom\nSégou\n").columns[0] == "nom");
}

BOOST_AUTO_TEST_CASE(a_last_row_that_breaks_off_is_a_truncated_file) {
    BOOST_TEST(mentions(problem_of([] { table_of("a,b\n1,2\n3"); }),
                        "t.csv:3: the file ends in the middle of a row, after 1 of 2 fields"));
    BOOST_TEST(table_of("a,b\n1,2\n3,4").size() == 2U);
    BOOST_TEST(table_of("a,b\n1,2\n3\n").exclusions.size() == 1U);  // short, but written to its end
}

BOOST_AUTO_TEST_CASE(headers_are_trimmed_and_may_be_unnamed_but_not_repeated) {
    const auto t = table_of(
        ",Location ,\xC2\xA0"
        "x\n0,Gao,1\n");
    BOOST_TEST((t.columns == Texts{"", "Location", "x"}));
    BOOST_TEST(t.column("Location ") == 1U);
    BOOST_TEST(
        mentions(problem_of([] { table_of("a,b,a \n1,2,3\n"); }), "columns 1 and 3 have the same name"));
    BOOST_TEST(table_of(",,a\n1,2,3\n").size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_unknown_column_gets_the_nearest_name) {
    const auto t = table_of("placeCode,value\nML01,3\n");
    BOOST_TEST(t.has_column("value"));
    BOOST_TEST(mentions(problem_of([&] { t.column("placecode_"); }), "did you mean `placeCode`"));
    BOOST_TEST(mentions(problem_of([&] { t.column("zzz"); }), "the columns are placeCode, value"));
    BOOST_CHECK_THROW(t.column(""), Error);
}

BOOST_AUTO_TEST_CASE(a_tag_row_is_kept_as_tags_and_not_as_data) {
    const auto t =
        table_of("commune,code,idps,note\n#adm3 +name,#adm3+code,#affected+idps,\nGao,ML070303,5,\n");
    BOOST_TEST((t.tags == Texts{"#adm3 +name", "#adm3+code", "#affected+idps", ""}));
    BOOST_TEST(t.size() == 1U);
    BOOST_TEST(t.lines[0] == 3);
}

BOOST_AUTO_TEST_CASE(lines_above_the_header_are_left_out_where_tags_mark_it) {
    const auto t = table_of("Source: IOM\nRound 72\ncode,idps\n#adm2+code,#affected\nML0703,5\n");
    BOOST_TEST((t.columns == Texts{"code", "idps"}));
    BOOST_TEST(t.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_column_called_number_sign_is_no_tag_row) {
    const auto t = table_of("#Ménages touchés,Total No# of IDPs,Cercle\n1,2,Gao\n");
    BOOST_TEST(t.tags.empty());
    BOOST_TEST(t.size() == 1U);
}

BOOST_AUTO_TEST_CASE(ragged_rows_are_left_out_and_counted) {
    const auto t =
        table_of("a,b\n1,2\n3\n4,5,6\n7,8,\n9,10\n11,12\n", {.source = "villages", .name = "v.csv"});
    BOOST_TEST(t.rows_read == 6);
    BOOST_TEST(t.size() == 3U);
    BOOST_REQUIRE_EQUAL(t.exclusions.size(), 1U);
    BOOST_TEST(t.exclusions[0].rows == 3);
    BOOST_TEST(t.exclusions[0].source == "villages");
    BOOST_TEST(t.exclusions[0].file == "v.csv");
    BOOST_TEST(
        (t.exclusions[0].examples == Texts{"line 3: 1 fields", "line 4: 3 fields", "line 5: 3 fields"}));
    BOOST_TEST(mentions(problem_of([] { table_of("title\n1,2\n3,4\n"); }), "2 of 2 rows"));
}

BOOST_AUTO_TEST_CASE(rows_are_selected_by_values_and_numbers_compare_as_numbers) {
    const std::string_view text = "level,phase,x\n3,a,1\n2,b,2\n3.0, b ,3\n";
    BOOST_TEST(table_of(text, {.where = {{"level", {"3"}}}}).size() == 2U);
    const auto t = table_of(text, {.where = {{"level", {"3"}}, {"phase", {"b", "c"}}}});
    BOOST_REQUIRE_EQUAL(t.size(), 1U);
    BOOST_TEST(t.lines[0] == 4);
    BOOST_TEST(t.rows_read == 3);
    BOOST_TEST(mentions(t.notes.at(0), "1 of 3 rows"));
}

BOOST_AUTO_TEST_CASE(a_filter_that_no_row_meets_names_the_values_there_are) {
    const std::string_view text = "level,x\n3,1\n2,2\n";
    const auto said = problem_of([&] { table_of(text, {.where = {{"level", {"4"}}}}); });
    BOOST_TEST(mentions(said, "no row has level = 4"));
    BOOST_TEST(mentions(said, "2, 3"));
    BOOST_TEST(
        mentions(problem_of([&] { table_of(text, {.where = {{"lvel", {"3"}}}}); }), "did you mean `level`"));
    BOOST_TEST(mentions(problem_of([&] { table_of(text, {.where = {{"level", {"3"}}, {"x", {"2"}}}}); }),
                        "all conditions"));
}

BOOST_AUTO_TEST_CASE(missing_numbers_are_nan_and_never_zero) {
    for (const char* text : {"", "  ", "NA", "na", "N/A", "#N/A", "null", "NULL"}) {
        const auto number = parse_number(text);
        BOOST_TEST(std::isnan(number.value), text);
        BOOST_TEST(number.problem == "", text);
    }
}

BOOST_AUTO_TEST_CASE(numbers_are_strict_and_independent_of_the_locale) {
    std::setlocale(LC_ALL, "fr_FR.UTF-8");
    BOOST_TEST(parse_number("12.5").value == 12.5);
    std::setlocale(LC_ALL, "C");
    BOOST_TEST(parse_number(" -3 ").value == -3.0);
    BOOST_TEST(parse_number("+1e3").value == 1000.0);
    BOOST_TEST(parse_number(".5").value == 0.5);
    BOOST_TEST(parse_number("8.599634523354627E8").value == 859963452.3354627);
    for (const char* text : {"1 234", "1,234", "12,5", "nan", "NaN", "inf", "-Infinity", "1e999", "12 people",
                             "0x10", "--1", ".", "14%"})
        BOOST_TEST(parse_number(text).problem != "", text);
}

BOOST_AUTO_TEST_CASE(percentages_are_read_only_where_allowed) {
    BOOST_TEST(parse_number("14%", Percent::allowed).value == 14.0);
    BOOST_TEST(parse_number("14.5 %", Percent::allowed).value == 14.5);
    BOOST_TEST(parse_number("14", Percent::allowed).value == 14.0);
    BOOST_TEST(parse_number("%", Percent::allowed).problem != "");
    BOOST_TEST(parse_number("14%").problem == "\"14%\" is a percentage");
}

BOOST_AUTO_TEST_CASE(a_column_of_numbers_reports_every_wrong_line) {
    const auto t = table_of("code,people\nML01,1\nML02,\"2,000\"\nML03,\nML04,nan\n");
    try {
        numbers(t, "people");
        BOOST_ERROR("no error");
    } catch (const Error& e) {
        BOOST_REQUIRE_EQUAL(e.problems().size(), 2U);
        BOOST_TEST(mentions(e.problems()[0].where, "t.csv:3"));
        BOOST_TEST(mentions(e.problems()[0].problem, "2,000"));
        BOOST_TEST(mentions(e.problems()[1].where, "t.csv:5"));
    }
    const auto good = numbers(table_of("people\n1\nNA\n"), "people");
    BOOST_TEST(good[0] == 1.0);
    BOOST_TEST(std::isnan(good[1]));
}

BOOST_AUTO_TEST_CASE(attributes_of_a_vector_file_are_a_table) {
    const TempDir dir;
    const auto t = read_table(
        dir.write("a.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,)"
                               R"("properties":{"code":"ML01","people":12.25}}]})"));
    BOOST_TEST((t.columns == Texts{"code", "people"}));
    BOOST_TEST(numbers(t, "people")[0] == 12.25);
}

BOOST_AUTO_TEST_SUITE_END()
