// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <fstream>

#include <djoliba/layers/table.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"

using namespace djoliba;

namespace {

std::filesystem::path file_with(const TempDir& folder, const std::string& text) {
    const auto path = folder.path() / "rows.csv";
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rows_of_text)

BOOST_AUTO_TEST_CASE(rows_stand_as_they_are_with_their_lines) {
    const TempDir folder;
    const TextRows rows =
        read_text_rows(file_with(folder, "#a, b\r\n\r\n x ,\"y, é\",z\r\n,,\r\nlast"), "rows.csv");
    BOOST_REQUIRE(rows.size() == 3);
    BOOST_TEST(rows.at(0, 1) == "b");
    BOOST_TEST(rows.at(1, 0) == "x");
    BOOST_TEST(rows.at(1, 1) == "y, é");
    BOOST_TEST(rows.at(2, 0) == "last");
    BOOST_TEST(rows.at(2, 5).empty());
    BOOST_TEST(rows.where(1) == "rows.csv:3");
    BOOST_TEST(rows.where(2) == "rows.csv:5");
}

BOOST_AUTO_TEST_CASE(a_file_may_be_empty_and_must_be_text) {
    const TempDir folder;
    BOOST_TEST(read_text_rows(file_with(folder, " \n\n"), "rows.csv").size() == 0);
    BOOST_TEST(
        mentions(problem_of([&] { read_text_rows(folder.path() / "none.csv", "none.csv"); }), "none.csv"));
    BOOST_TEST(
        mentions(problem_of([&] { read_text_rows(file_with(folder, "a,\xE9\n"), "rows.csv"); }), "UTF-8"));
}

BOOST_AUTO_TEST_CASE(columns_come_in_the_order_that_is_asked_for) {
    const TempDir folder;
    const Table table = read_table(file_with(folder, "to,from\nB, A \nC,D\n"), {.name = "rows.csv"});
    const TextRows rows = text_rows(table, {"from", "km", "to"});
    BOOST_REQUIRE(rows.size() == 2);
    BOOST_TEST(rows.at(0, 0) == "A");
    BOOST_TEST(rows.at(0, 1).empty());
    BOOST_TEST(rows.at(0, 2) == "B");
    BOOST_TEST(rows.where(1) == "rows.csv:3");
}

BOOST_AUTO_TEST_SUITE_END()
