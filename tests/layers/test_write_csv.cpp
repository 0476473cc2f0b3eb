// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/write_csv.hpp>

#include <boost/test/unit_test.hpp>
#include <djoliba/engine/error.hpp>
#include <limits>

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

}  // namespace

BOOST_AUTO_TEST_SUITE(write_csv_file)

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

BOOST_AUTO_TEST_SUITE_END()
