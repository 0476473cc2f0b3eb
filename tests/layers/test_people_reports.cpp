// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// What all formats of reports have in common. Each format has a file of its own beside this one.
#include <boost/test/unit_test.hpp>

#include <djoliba/layers/people_reports.hpp>

#include "../problems.hpp"
#include "people_support.hpp"

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(people_reports)

BOOST_AUTO_TEST_CASE(a_series_of_one_place_has_the_name_of_its_file) {
    const ReportFiles files;
    const auto given = files.read({{"mbera.csv",
                                    "#DateTime,Refugies (border open)\n"
                                    "2012-02-29,0\n2012-03-07, 10864\n"}});
    BOOST_TEST((given.format == PeopleFormat::unhcr_series));
    BOOST_REQUIRE(given.reports.size() == 2u);
    BOOST_TEST(in_words(given) == "mbera 2012-02-29 0; mbera 2012-03-07 10864; ");
    BOOST_TEST(!given.reports[0].published.has_value());
    BOOST_TEST(given.account.layers[0].rows_read == 2);
    BOOST_TEST(given.account.layers[0].rows_used == 2);
}

BOOST_AUTO_TEST_CASE(what_is_withheld_is_left_out_and_not_zero) {
    const ReportFiles files;
    const auto given = files.read({{"a.csv",
                                    "Date,People\n2020-01-31,*\n2020-02-29,-\n2020-03-31,<5\n"
                                    "2020-04-30,\n2020-05-31,7\n2020-06-30,0\n"}});
    BOOST_TEST(in_words(given) == "a 2020-05-31 7; a 2020-06-30 0; ");
    const Exclusion* left = left_out(given, "figures that are missing or suppressed");
    BOOST_REQUIRE(left);
    BOOST_TEST(left->rows == 4);
    BOOST_TEST(left->examples[0] == "2020-01-31 (a.csv:2)");
}

BOOST_AUTO_TEST_CASE(wrong_fields_are_named_with_their_line) {
    const ReportFiles files;
    const auto all = [&](const std::string& rows) {
        return all_problems_of([&] { files.read({{"a.csv", "Date,People\n" + rows}}); });
    };
    BOOST_TEST(mentions(all("2020-01-31,5\n2020-02-31,5\n"), "a.csv:3: Date: '2020-02-31' is no date"));
    BOOST_TEST(mentions(all("2020-01-31,-4\n"), "a.csv:2: People: -4 is below 0"));
    BOOST_TEST(mentions(all("2020-01-31,\"1,200\"\n"), "a.csv:2: People: '1,200'"));
    BOOST_TEST(mentions(all(",5\n"), "a.csv:2: Date: is missing"));
    BOOST_TEST(mentions(all(""), "the table has no rows"));
    BOOST_TEST(mentions(all("2020-01-31,*\n"), "there is no figure that is known"));
}

BOOST_AUTO_TEST_CASE(two_figures_of_a_day_need_to_know_which_came_later) {
    const ReportFiles files;
    const std::string first = "Date,People\n2020-01-31,100\n2020-02-29,110\n",
                      second = "Date,People\n2020-01-31,80\n2020-02-29,110\n2020-03-31,120\n";
    const std::vector<NamedText> both{{"x/a.csv", first}, {"y/a.csv", second}};
    BOOST_TEST(
        mentions(problem_of([&] { files.read(both); }),
                 "two figures of 2020-01-31, 100 (a.csv:2) and 80 (a.csv:2), and nothing tells which"));
    const auto given = files.read(both, {}, {"2020-02-10", "2020-06-01"});
    BOOST_TEST(in_words(given) ==
               "a 2020-01-31 100 (2020-02-10); a 2020-01-31 80 (2020-06-01); a 2020-02-29 110 (2020-02-10); "
               "a 2020-03-31 120 (2020-06-01); ");
    BOOST_TEST(left_out(given, "figures that an earlier row or file has as well")->rows == 1);
    BOOST_TEST(mentions(problem_of([&] { files.read(both, {}, {"2020-02-10", "2020-02-10"}); }),
                        "nothing tells which came later"));
}

BOOST_AUTO_TEST_CASE(other_tables_and_mixtures_are_refused) {
    const ReportFiles files;
    const auto problem = [&](const std::vector<NamedText>& texts) {
        return problem_of([&] { files.read(texts); });
    };
    BOOST_TEST(
        mentions(problem({{"a.csv", "place,people\nA,5\n"}}), "(place, people) are those of no format"));
    BOOST_TEST(
        mentions(problem({{"f.csv", "year,coo_iso,coa_iso,refugees,refugee_like\n2020,MLI,FRA,5,0\n"}}),
                 "yearly flows"));
    BOOST_TEST(mentions(problem({{"a.csv", "Date,People\n2020-01-31,5\n"},
                                 {"p.csv", "year,coo_iso,coa_iso,refugees\n2020,MLI,MRT,5\n"}}),
                        "p.csv: is a UNHCR population table, and a.csv is a series of one place"));
    BOOST_TEST(mentions(problem({{"a.csv", ""}}), "the file is empty"));
    BOOST_TEST(
        mentions(problem({{"a.json", "{\"result\": [{\"id\": 1"}}), "this is no JSON, or it breaks off"));
    BOOST_TEST(mentions(problem({{"a.json", "{\"rows\": []}"}}), "there is no list of records"));
    BOOST_TEST(mentions(problem({{"a.json", "[1, 2]"}}), "a.json:1: this is no record"));
    BOOST_TEST(mentions(problem_of([] { read_people_reports({{"nowhere.json"}}); }), "cannot be opened"));
}

BOOST_AUTO_TEST_CASE(answers_that_failed_or_are_cut_are_refused) {
    const ReportFiles files;
    const auto problem = [&](const std::string& text) {
        return problem_of([&] { files.read({{"a.json", text}}); });
    };
    BOOST_TEST(mentions(problem(R"({"result": [], "isSuccess": false, "errorMessages": ["no country"]})"),
                        "no country"));
    BOOST_TEST(mentions(problem(R"({"result": [{"id": 1}], "totalRecordsCount": 7})"), "1 of 7 records"));
    const std::string page =
        R"({"page": 1, "maxPages": 2, "items": [{"year": 2020, "coo_iso": "MLI", "coa_iso": "MRT",
            "refugees": "12"}]})";
    BOOST_TEST(mentions(problem(page), "page 1 of 2, and not all pages are given"));
    const std::string next =
        R"({"page": 2, "maxPages": 2, "items": [{"year": 2021, "coo_iso": "MLI", "coa_iso": "MRT",
            "refugees": 13}]})";
    BOOST_TEST(in_words(files.read({{"a.json", page}, {"b.json", next}}, {.from = "MLI"})) ==
               "MRT 2020-12-31 12; MRT 2021-12-31 13; ");
}

BOOST_AUTO_TEST_SUITE_END()
