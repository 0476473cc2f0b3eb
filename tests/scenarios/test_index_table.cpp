// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/scenarios/index_table.hpp>

using namespace djoliba;

namespace {

Table table_of(std::vector<std::string> columns, std::vector<std::vector<std::string>> rows) {
    Table table;
    table.file = "t.csv";
    table.columns = std::move(columns);
    table.rows = std::move(rows);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        table.lines.push_back(static_cast<std::int64_t>(row) + 2);
    return table;
}

IndexFile tree() {
    return parse_index(
        "tree: {name: risk, mean: arithmetic, parts: [{name: h, parts: [{indicator: a, bounds: [0, 10]}]}, "
        "{indicator: b, bounds: [0, 10]}]}",
        "i.yaml");
}

IndexFile outputs() {
    return parse_index(
        "outputs:\n- {name: A, mean: arithmetic, minimum_share: 1, parts: [{indicator: a, bounds: [0, 10]}, "
        "{indicator: b, bounds: [0, 10]}]}\n- {name: B, parts: [{indicator: b, bounds: [0, 10]}]}",
        "i.yaml");
}

std::vector<std::string> heading(const OutputTable& table) {
    std::vector<std::string> names;
    for (const OutputColumn& column : table.columns) names.push_back(column.name);
    return names;
}

const auto each = boost::test_tools::per_element();

}  // namespace

BOOST_AUTO_TEST_SUITE(index_table)

BOOST_AUTO_TEST_CASE(a_table_without_rows_gives_a_table_without_rows) {
    const auto out = apply_index(tree(), table_of({"code", "a", "b"}, {}));
    BOOST_TEST(out.rows.empty());
    BOOST_TEST(heading(out) ==
                   std::vector<std::string>({"code", "risk", "h", "class", "status", "reason_not_assessed"}),
               each);
}

BOOST_AUTO_TEST_CASE(a_row_without_data_is_not_assessed_with_its_reason) {
    const auto out = apply_index(tree(), table_of({"code", "a", "b"}, {{"X", "", "NA"}, {"Y", "0", "0"}}));
    BOOST_TEST(missing(out.rows[0][1]));
    BOOST_TEST(missing(out.rows[0][3]));
    BOOST_TEST(std::get<std::string>(out.rows[0][4]) == "not_assessed");
    BOOST_TEST(std::get<std::string>(out.rows[0][5]) == "no data: h (no data: a (no value)), b (no value)");
    BOOST_TEST(std::get<double>(out.rows[1][1]) == 0);
    BOOST_TEST(std::get<std::int64_t>(out.rows[1][3]) == 1);
    BOOST_TEST(std::get<std::string>(out.rows[1][4]) == "assessed");
    BOOST_TEST(missing(out.rows[1][5]));
}

BOOST_AUTO_TEST_CASE(outputs_are_computed_row_by_row_and_unrounded) {
    const auto out =
        apply_index(outputs(), table_of({"name", "a", "b"}, {{"X", "1.1", "2.2"}, {"Y", "", "4"}}));
    BOOST_TEST(heading(out) == std::vector<std::string>({"name", "A", "B", "status", "reason_not_assessed"}),
               each);
    BOOST_TEST(std::get<double>(out.rows[0][1]) == 1.65, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(missing(out.rows[1][1]));
    BOOST_TEST(std::get<double>(out.rows[1][2]) == 4);
    BOOST_TEST(std::get<std::string>(out.rows[1][3]) == "not_assessed");
    BOOST_TEST(std::get<std::string>(out.rows[1][4]) ==
               "A: data for 50% of the weight, 100% needed; missing: a (no value)");
}

BOOST_AUTO_TEST_CASE(rows_are_named_by_the_columns_before_the_numbers) {
    const auto names = [](std::vector<std::string> columns, std::vector<std::string> row) {
        auto all = heading(apply_index(outputs(), table_of(std::move(columns), {std::move(row)})));
        all.resize(all.size() - 4);
        return all;
    };
    BOOST_TEST(names({"code", "name", "year", "note", "a", "b"}, {"ML01", "Kayes", "2018", "x", "1", "2"}) ==
                   std::vector<std::string>({"code", "name"}),
               each);
    BOOST_TEST(
        names({"code", "name", "a", "b"}, {"101", "Kayes", "1", "2"}) == std::vector<std::string>({"code"}),
        each);
    BOOST_TEST(names({"a", "b", "name"}, {"1", "2", "Kayes"}).empty());
}

BOOST_AUTO_TEST_CASE(missing_columns_and_wrong_cells_are_told_all_at_once) {
    try {
        apply_index(outputs(), table_of({"name", "aa", "b"}, {{"X", "1", "2,5"}}));
        BOOST_TEST(false);
    } catch (const Error& error) {
        BOOST_TEST(error.problems().size() == 2U);
        BOOST_TEST(to_string(error.problems()[0]) ==
                   "t.csv: a: the table has no such column; did you mean `aa`?");
        BOOST_TEST(std::string(error.what()).find("2,5") != std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
