// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/write_form.hpp>

#include <boost/test/unit_test.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/sheet.hpp>

#include "../problems.hpp"
#include "writing_support.hpp"

using namespace djoliba;
using namespace writing;

namespace {

FormSheet two_communes() {
    FormSheet sheet{"Communes", {"mark", "commune"}};
    sheet.columns = {{"Code", 12},
                     {"Classe", 16},
                     {"Décision", 14, Entry::choice, "", {"oui", "non"}},
                     {"Jour", 12, Entry::day}};
    sheet.rows = {{Cell{std::string("=ML01")}, Cell{std::int64_t{5}}}, {Cell{std::string("ML02")}, Cell{}}};
    sheet.class_column = 1;
    return sheet;
}

Form form() { return {"Aide", {{"But", "Remplir."}}, {two_communes()}}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(write_form_file)

BOOST_AUTO_TEST_CASE(what_is_given_can_be_read_back_and_entries_are_empty) {
    const TempDir dir;
    write_form(dir / "f.xlsx", form(), stamp());
    BOOST_TEST(sheet_names(dir / "f.xlsx", "f.xlsx") == (std::vector<std::string>{"Aide", "Communes"}),
               boost::test_tools::per_element());
    const TextRows rows = read_sheet_rows(dir / "f.xlsx", "Communes", "f.xlsx");
    BOOST_REQUIRE_EQUAL(rows.size(), 4U);
    BOOST_TEST(rows.at(0, 1) == "commune");
    BOOST_TEST(rows.at(1, 2) == "Décision");
    BOOST_TEST(rows.at(2, 0) == "=ML01");
    BOOST_TEST(rows.at(2, 1) == "5");
    BOOST_TEST(rows.at(2, 2) == "");
    BOOST_TEST(rows.at(3, 1) == "non évalué");
    BOOST_TEST(rows.where(3) == "f.xlsx:4");
}

BOOST_AUTO_TEST_CASE(a_synthetic_stamp_stands_above_the_table) {
    const TempDir dir;
    write_form(dir / "f.xlsx", form(), stamp(true));
    const TextRows rows = read_sheet_rows(dir / "f.xlsx", "Communes", "f.xlsx");
    BOOST_TEST(rows.at(0, 0) == synthetic_warning());
    BOOST_TEST(rows.at(1, 0) == "mark");
}

BOOST_AUTO_TEST_CASE(the_bytes_depend_on_the_input_only) {
    const TempDir dir;
    write_form(dir / "a.xlsx", form(), stamp());
    write_form(dir / "b.xlsx", form(), stamp());
    BOOST_TEST((file_bytes(dir / "a.xlsx") == file_bytes(dir / "b.xlsx")));
}

BOOST_AUTO_TEST_CASE(what_is_too_long_for_the_format_is_refused_and_leaves_no_file) {
    const TempDir dir;
    Form wrong = form();
    wrong.sheets[0].name = std::string(32, 'x');
    BOOST_CHECK_THROW(write_form(dir / "f.xlsx", wrong, stamp()), Error);
    wrong = form();
    wrong.sheets[0].columns[2].choices = {std::string(256, 'x')};
    BOOST_CHECK_THROW(write_form(dir / "f.xlsx", wrong, stamp()), Error);
    BOOST_TEST(!std::filesystem::exists(dir / "f.xlsx"));
}

BOOST_AUTO_TEST_SUITE_END()
