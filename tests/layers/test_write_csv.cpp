// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/write_csv.hpp>

#include <boost/test/unit_test.hpp>
#include <charconv>
#include <djoliba/engine/error.hpp>
#include <limits>

#include "../problems.hpp"
#include "writing_support.hpp"

using namespace djoliba;
using namespace writing;

namespace {

OutputTable one_text(const std::string& text) { return {{{"a", ColumnType::text}}, {{text}}}; }

std::string csv(const OutputTable& table) {
    const TempDir dir;
    write_csv(dir / "t.csv", table);
    return file_bytes(dir / "t.csv");
}

std::string problem_of(const OutputTable& table) {
    return all_problems_of([&] { check(table, "t.csv"); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(write_csv_file)

BOOST_AUTO_TEST_CASE(numbers_are_the_shortest_text_that_reads_back_in_plain_digits) {
    BOOST_TEST(number_text(0.1) == "0.1");
    BOOST_TEST(number_text(100000) == "100000");
    BOOST_TEST(number_text(22600000) == "22600000");
    BOOST_TEST(number_text(-0.0) == "0");
    BOOST_TEST(number_text(1.0 / 3) == "0.3333333333333333");
    BOOST_TEST(number_text(1e22) == "1e+22");
    BOOST_TEST(number_text(1.5e-9) == "1.5e-09");
    for (const double value : {std::numeric_limits<double>::max(), std::numeric_limits<double>::denorm_min(),
                               -123456.789e-5, 9999999999999998.0}) {
        const std::string text = number_text(value);
        double back = 0;
        std::from_chars(text.data(), text.data() + text.size(), back);
        BOOST_TEST(back == value);
    }
}

BOOST_AUTO_TEST_CASE(missing_is_an_empty_cell_and_nan_is_missing_never_0) {
    const OutputTable table = {{{"a"}, {"b"}, {"c", ColumnType::text}},
                               {{std::numeric_limits<double>::quiet_NaN(), {}, std::string()}}};
    BOOST_TEST(csv(table) == "a,b,c\n,,\n");
}

BOOST_AUTO_TEST_CASE(a_lone_empty_cell_is_quoted_so_that_its_line_is_not_skipped) {
    BOOST_TEST(csv({{{"a"}}, {{Cell{}}, {1.0}}}) == "a\n\"\"\n1\n");
}

BOOST_AUTO_TEST_CASE(separators_quotes_line_ends_and_outer_blanks_are_quoted) {
    BOOST_TEST(csv(one_text("x,y")) == "a\n\"x,y\"\n");
    BOOST_TEST(csv(one_text("say \"no\"")) == "a\n\"say \"\"no\"\"\"\n");
    BOOST_TEST(csv(one_text("two\nlines")) == "a\n\"two\nlines\"\n");
    BOOST_TEST(csv(one_text(" x")) == "a\n\" x\"\n");
    BOOST_TEST(csv(one_text("Ségou")) == "a\nSégou\n");
}

BOOST_AUTO_TEST_CASE(an_empty_table_is_a_heading) { BOOST_TEST(csv({{{"a"}, {"b"}}, {}}) == "a,b\n"); }

BOOST_AUTO_TEST_CASE(a_table_of_communes_comes_out_as_a_reader_expects) {
    BOOST_TEST(csv(three_communes()) ==
               "rank,code,name,population,score,class,in_list\n"
               "1,ML050101,Bandiagara,100000,7.25,5,true\n"
               "2,ML060101,\"Diré, \"\"ville\"\"\",23000.5,0.1,1,false\n"
               ",ML090101,Ménaka,,,,\n");
}

BOOST_AUTO_TEST_CASE(hxl_tags_stand_on_row_2_and_columns_without_one_stay_empty) {
    const TempDir dir;
    write_hxl_csv(dir / "t.csv", three_communes());
    const std::string text = file_bytes(dir / "t.csv");
    const auto second = text.find('\n') + 1;
    BOOST_TEST(text.substr(second, text.find('\n', second) - second) ==
               ",#adm3+code,#adm3+name,#population+total,#severity+num,#severity+type,");
    BOOST_CHECK_THROW(write_hxl_csv(dir / "u.csv", one_text("x")), Error);
}

BOOST_AUTO_TEST_CASE(hxl_tags_follow_the_grammar) {
    for (const char* good : {"#adm3", "#affected+idps", "#affected+idps+m", "#meta+x_1"})
        BOOST_TEST(is_hxl_tag(good), good);
    for (const char* bad : {"", "adm3", "#", "#3adm", "#adm3+", "#adm3++x", "#adm 3", "#adm3+é"})
        BOOST_TEST(!is_hxl_tag(bad), bad);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_is_named_with_its_place) {
    const auto has = [](const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    };
    BOOST_TEST(has(problem_of({{{"a"}, {"a"}}, {}}), "a: two columns have this name"));
    BOOST_TEST(has(problem_of({{{""}}, {}}), "no name"));
    BOOST_TEST(has(problem_of({{{"a"}}, {{1.0}, {1.0, 2.0}}}), "row 2: has 2 cells, the table 1 columns"));
    BOOST_TEST(has(problem_of({{{"a"}}, {{std::numeric_limits<double>::infinity()}}}),
                   "row 1, a: the value is infinite"));
    BOOST_TEST(has(problem_of({{{"a"}}, {{std::string("x")}}}), "is text in a column of another type"));
    BOOST_TEST(has(problem_of({{{"a", ColumnType::integer}}, {{1.5}}}), "is a decimal number"));
    BOOST_TEST(has(problem_of(one_text("S\xE9gou")), "is not UTF-8"));
    BOOST_TEST(has(problem_of(one_text("\xC0\xAF")), "is not UTF-8"));
    BOOST_TEST(has(problem_of(one_text("\xED\xA0\x80")), "is not UTF-8"));
    BOOST_TEST(problem_of(one_text("\xF0\x9F\x8C\x8A \xE2\x82\xAC \xC3\xA9")) == "");
    BOOST_TEST(problem_of({{{"a"}}, {{std::int64_t{1}}}}) == "");
}

BOOST_AUTO_TEST_CASE(a_failing_write_leaves_no_file) {
    const TempDir dir;
    OutputTable table = {{{"a", ColumnType::text}}, {}};
    for (int i = 0; i < 100; ++i) table.rows.push_back({std::string(100, 'x')});
    {
        const FileSizeLimit limit(1000);
        BOOST_CHECK_THROW(write_csv(dir / "t.csv", table), Error);
    }
    BOOST_TEST(dir.names().empty());
    BOOST_CHECK_THROW(write_csv(dir / "absent/t.csv", table), Error);
}

BOOST_AUTO_TEST_CASE(the_dictionary_of_columns_translates_units) {
    const OutputTable dictionary = column_dictionary(three_communes());
    BOOST_TEST(dictionary.rows.size() == 7u);
    BOOST_TEST(cell_text(dictionary.rows[3][0]) == "Population");
    BOOST_TEST(cell_text(dictionary.rows[3][2]) == "personnes");
    BOOST_TEST(missing(dictionary.rows[0][2]));
    BOOST_TEST(unit_fr("mm") == "mm");
}

BOOST_AUTO_TEST_SUITE_END()
