// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/output_table.hpp>

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

std::string problem_of(const OutputTable& table) {
    return all_problems_of([&] { check(table, "t.csv"); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(output_table)

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

BOOST_AUTO_TEST_CASE(plain_digits_end_below_1e_minus_5_and_at_1e16) {
    BOOST_TEST(number_text(1e-5) == "0.00001");
    BOOST_TEST(number_text(9.999e-6) == "9.999e-06");
    BOOST_TEST(number_text(9007199254740993.0) == "9007199254740992");
    BOOST_TEST(number_text(1e16) == "1e+16");
    BOOST_TEST(number_text(-2.5) == "-2.5");
}

BOOST_AUTO_TEST_CASE(cells_as_text_and_what_is_missing) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(missing(Cell{}));
    BOOST_TEST(missing(Cell{nan}));
    BOOST_TEST(!missing(Cell{0.0}));
    BOOST_TEST(!missing(Cell{false}));
    BOOST_TEST(!missing(Cell{std::string()}));  // an empty text is a text
    BOOST_TEST(cell_text(Cell{nan}) == "");
    BOOST_TEST(cell_text(Cell{std::numeric_limits<std::int64_t>::min()}) == "-9223372036854775808");
    BOOST_TEST(cell_text(Cell{true}) == "true");
    BOOST_TEST(cell_text(Cell{false}) == "false");
}

BOOST_AUTO_TEST_CASE(a_column_is_found_by_its_whole_name) {
    const OutputTable table = {{{"flood"}, {"flood_level", ColumnType::text}}, {}};
    BOOST_TEST(table.find("flood_level") == 1);
    BOOST_TEST(table.find("flood") == 0);
    BOOST_TEST(table.find("Flood") == -1);
    BOOST_TEST(table.find("") == -1);
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

BOOST_AUTO_TEST_CASE(missing_cells_and_nan_are_right_in_every_column_and_true_is_no_number) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const auto type : {ColumnType::real, ColumnType::integer, ColumnType::text, ColumnType::boolean})
        BOOST_TEST(problem_of({{{"a", type}}, {{Cell{}}, {Cell{nan}}}}) == "");
    BOOST_TEST(
        mentions(problem_of({{{"a"}}, {{Cell{true}}}}), "is true or false in a column of another type"));
    BOOST_TEST(mentions(problem_of({{{"a", ColumnType::boolean}}, {{std::int64_t{1}}}}),
                        "is an integer in a column"));
    BOOST_TEST(
        mentions(problem_of({{{"a", ColumnType::real, "", "", "adm1"}}, {}}), "'adm1' is not an HXL tag"));
}

BOOST_AUTO_TEST_CASE(the_dictionary_of_columns_translates_units) {
    const OutputTable dictionary = column_dictionary(three_communes());
    BOOST_TEST(dictionary.rows.size() == 7u);
    BOOST_TEST(cell_text(dictionary.rows[3][0]) == "Population");
    BOOST_TEST(cell_text(dictionary.rows[3][2]) == "personnes");
    BOOST_TEST(missing(dictionary.rows[0][2]));
    BOOST_TEST(unit_fr("mm") == "mm");
}

BOOST_AUTO_TEST_CASE(a_column_without_a_label_is_headed_by_its_name) {
    const OutputTable dictionary = column_dictionary({{{"spi"}}, {}});
    BOOST_TEST(cell_text(dictionary.rows.at(0)[0]) == "spi");
    BOOST_TEST(missing(dictionary.rows[0][3]));
    BOOST_TEST(missing(dictionary.rows[0][4]));
}

BOOST_AUTO_TEST_SUITE_END()
