// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/layers/people_reports.hpp>

#include "../problems.hpp"
#include "people_support.hpp"

using namespace djoliba;

namespace {

const std::string heading = "year,coo_name,coo_iso,coa_name,coa_iso,refugees,asylum_seekers,idps\n";
/// Refugees from Mali in two countries, from another country in Mali, and people displaced in Mali.
const std::string table = heading +
                          "2019,Mali,MLI,Mauritania,MRT,57392,167,0\n"
                          "2020,Mali,MLI,Mauritania,MRT,65947,763,0\n"
                          "2022,Mali,MLI,Mauritania,MRT,99297,3211,0\n"
                          "2020,Mali,MLI,Niger,NER,60000,5,0\n"
                          "2020,Mali,MLI,Chile,CHL,0,5,0\n"
                          "2020,Mauritania,MRT,Mali,MLI,15000,0,0\n"
                          "2019,Mali,MLI,Mali,MLI,0,0,207751\n"
                          "2020,Mali,MLI,Mali,MLI,0,0,332957\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(people_reports_unhcr)

BOOST_AUTO_TEST_CASE(one_side_one_group_and_years_that_are_missing_stay_missing) {
    const ReportFiles files;
    const auto from = files.read({{"p.csv", table}}, {.from = "MLI"});
    BOOST_TEST(in_words(from) ==
               "Mauritania 2019-12-31 57392; Mauritania 2020-12-31 65947; "
               "Mauritania 2022-12-31 99297; Niger 2020-12-31 60000; ");
    BOOST_TEST(from.reports[0].code == "MRT");
    BOOST_TEST(mentions(from.base, "refugees"));
    BOOST_TEST(left_out(from, "countries that never have anybody")->rows == 1);  // Chile has asylum-seekers
    const auto in = files.read({{"p.csv", table}}, {.in = "MLI"});
    BOOST_TEST(in_words(in) == "Mali 2020-12-31 15000; ");  // one country of origin: the place is Mali
    const auto seekers = files.read({{"p.csv", table}}, {.group = "asylum_seekers", .from = "MLI"});
    BOOST_TEST(in_words(seekers).starts_with("Chile 2020-12-31 5; Mauritania 2019-12-31 167; "));
    const auto displaced = files.read({{"p.csv", table}}, {.group = "idps"});
    BOOST_TEST(in_words(displaced) == "Mali 2019-12-31 207751; Mali 2020-12-31 332957; ");
}

BOOST_AUTO_TEST_CASE(several_origins_are_places_of_the_country_of_asylum) {
    const ReportFiles files;
    const auto in =
        files.read({{"p.csv", table + "2020,Burkina Faso,BFA,Mali,MLI,14000,0,0\n"}}, {.in = "MLI"});
    BOOST_TEST(in_words(in) == "Burkina Faso 2020-12-31 14000; Mauritania 2020-12-31 15000; ");
}

BOOST_AUTO_TEST_CASE(months_stand_for_their_last_day) {
    const ReportFiles files;
    const std::string monthly =
        "Year,Month,Country of origin (ISO),Country of asylum (ISO),"
        "Refugees under UNHCR's mandate\n2024,2,MLI,MRT,10\n2024,April,MLI,MRT,*\n"
        "2024,12,MLI,MRT,30\n";
    const auto given = files.read({{"m.csv", monthly}});
    BOOST_TEST(in_words(given) == "MRT 2024-02-29 10; MRT 2024-12-31 30; ");
    BOOST_TEST(left_out(given, "figures that are missing or suppressed")->rows == 1);
}

BOOST_AUTO_TEST_CASE(numbers_of_the_api_may_be_text_or_withheld) {
    const ReportFiles files;
    const auto given = files.read({{"p.json", R"({"page":1,"maxPages":1,"items":[
            {"year":2023,"coo_iso":"MLI","coa_iso":"MRT","refugees":"110997","asylum_seekers":"-","idps":"0"},
            {"year":2024,"coo_iso":"MLI","coa_iso":"MRT","refugees":"-","asylum_seekers":"5","idps":"0"}]})"}});
    BOOST_TEST(in_words(given) == "MRT 2023-12-31 110997; ");
    BOOST_TEST(left_out(given, "figures that are missing or suppressed")->examples[0] == "MRT, 2024-12-31");
}

BOOST_AUTO_TEST_CASE(what_makes_no_whole_is_refused) {
    const ReportFiles files;
    const auto problem = [&](const std::string& text, const PeopleChoice& choice) {
        return problem_of([&] { files.read({{"p.csv", text}}, choice); });
    };
    BOOST_TEST(mentions(problem(table, {}), "people of 2 countries in 4 countries, which make no whole"));
    BOOST_TEST(mentions(problem(table, {.from = "FRA"}), "no row of refugees is for these countries"));
    BOOST_TEST(mentions(problem(table, {.group = "everybody"}), "there is no stock of people `everybody`"));
    BOOST_TEST(mentions(problem(table, {.group = "stateless", .from = "MLI"}),
                        "there is no column of stateless persons"));
    BOOST_TEST(
        mentions(problem(heading + "20,Mali,MLI,Niger,NER,5,0,0\n", {}), "p.csv:2: year: '20' is no year"));
    BOOST_TEST(
        mentions(problem(heading + "2020,Mali,MLI,Niger,NER,many,0,0\n", {}), "p.csv:2: refugees: 'many'"));
    BOOST_TEST(mentions(problem(heading + "2020,Mali,MLI,Niger,NER,0,5,0\n", {}), "there is no figure"));
    BOOST_TEST(mentions(problem(table + "2020,Mali,MLI,Niger,NER,7,5,0\n", {.from = "MLI"}),
                        "two figures of 2020-12-31, 60000 (p.csv:5) and 7 (p.csv:10)"));
}

BOOST_AUTO_TEST_SUITE_END()
