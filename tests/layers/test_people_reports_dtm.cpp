// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <djoliba/layers/people_reports.hpp>

#include "../problems.hpp"
#include "people_support.hpp"

using namespace djoliba;

namespace {

const std::string heading =
    "Snapshot Date,Admin 0,Admin 0 pcode,Admin 1,Admin 1 pcode,Admin 2,Admin 2 pcode,Admin 3,Admin 3 pcode,"
    "Total No# of IDPs HH,Total No# of IDPs Ind#,Total No# of Returnees Ind#,UpdatedDate\n";
const std::string tags =
    "#date+occurred,#country+name,#country+code,#adm1+name,#adm1+code,#adm2+name,#adm2+code,#adm3+name,"
    "#adm3+code,#affected+idps+hh,#affected+idps+ind,#affected+returnees+ind,\n";

std::string row(const std::string& date, const std::string& cercle, const std::string& code,
                const std::string& commune, const std::string& people, const std::string& updated = "") {
    return fmt::format("{} 00:00:00,Mali,MLI,R,{},{},{},C{},{}{},9,{},77,{}\n", date, code.substr(0, 5),
                       cercle, code, commune, code, commune, people, updated);
}

/// Two rounds of Kita and Bafoulabe.
std::string september() {
    return heading + tags + row("2021-09-30", "Kita", "MLI0105", "01", "100", "2021-11-11") +
           row("2021-09-30", "Kita", "MLI0105", "02", "20", "2021-11-12") +
           row("2021-09-30", "Bafoulabe", "MLI0101", "01", "7", "2021-11-11");
}

const std::string api =
    "id,operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,admin2Name,admin2Pcode,adminLevel,"
    "numPresentIdpInd,reportingDate,yearReportingDate,monthReportingDate,roundNumber,assessmentType\n"
    "#id,#operation,#country+name,#country+code,#adm1+name,#adm1+code,#adm2+name,#adm2+code,#adm+level,"
    "#affected+idps,#date+reported,#date+year,#date+month,#round+code,#assessment+type\n";

std::string api_row(int id, const std::string& units, const std::string& people, const std::string& date,
                    const std::string& kind = "BA", const std::string& operation = "Mali Conflict") {
    return fmt::format("{},{},Mali,MLI,{},2,{},{}T00:00:00,2025,3,80,{}\n", id, operation, units, people,
                       date, kind);
}
const std::string koro = "Mopti,ML05,Koro,ML0505";

}  // namespace

BOOST_AUTO_TEST_SUITE(people_reports_dtm)

BOOST_AUTO_TEST_CASE(communes_of_a_cercle_are_summed_and_households_and_returnees_are_not) {
    const ReportFiles files;
    const auto given = files.read({{"r72.csv", september()}});
    BOOST_TEST((given.format == PeopleFormat::dtm_baseline));
    // Kita is out when its last row is.
    BOOST_TEST(in_words(given) == "Bafoulabe 2021-09-30 7 (2021-11-11); Kita 2021-09-30 120 (2021-11-12); ");
    BOOST_TEST(given.reports[1].code == "ML0105");
    BOOST_TEST(in_words(files.read({{"r72.csv", september()}}, {.level = "region"})) ==
               "R 2021-09-30 127 (2021-11-12); ");
    BOOST_TEST(mentions(problem_of([&] { files.read({{"r.csv", september()}}, {.level = "commune"}); }),
                        "booked on their chief communes"));
    BOOST_TEST(mentions(problem_of([&] { files.read({{"r.csv", september()}}, {.level = "village"}); }),
                        "there is no level `village`"));
}

BOOST_AUTO_TEST_CASE(tags_tell_columns_whatever_their_names) {
    const ReportFiles files;
    std::string text = september();
    text.replace(0, heading.size(), "a,b,c,d,e,f,g,h,i,j,k,l,m\n");
    BOOST_TEST(in_words(files.read({{"r72.csv", text}})) == "Bafoulabe 2021-09-30 7; Kita 2021-09-30 120; ");
}

BOOST_AUTO_TEST_CASE(households_alone_are_refused) {
    const ReportFiles files;
    std::string text = september();
    for (const std::string gone : {"Total No# of IDPs Ind#", "#affected+idps+ind"})
        text.replace(text.find(gone), gone.size(), "other");
    BOOST_TEST(
        mentions(problem_of([&] { files.read({{"r.csv", text}}); }), "there are households and no people"));
}

BOOST_AUTO_TEST_CASE(an_absent_place_has_no_report_and_is_told) {
    const ReportFiles files;
    const std::string december = heading + row("2021-12-31", "Kita", "MLI0105", "01", "90") +
                                 row("2021-12-31", "Kita", "MLI0105", "02", "0");
    const auto given = files.read({{"r72.csv", september()}, {"r73.csv", december}});
    BOOST_TEST(in_words(given) ==
               "Bafoulabe 2021-09-30 7 (2021-11-11); Kita 2021-09-30 120 (2021-11-12); "
               "Kita 2021-12-31 90; ");
    BOOST_REQUIRE(given.account.warnings.size() == 1u);
    BOOST_TEST(mentions(
        given.account.warnings[0],
        "the round of 2021-12-31 has no figure of 1 places that earlier rounds have, with 7 people"));
}

BOOST_AUTO_TEST_CASE(sums_compare_only_over_the_same_communes) {
    const ReportFiles files;
    const auto read = [&](const std::string& later) {
        return files.read({{"r72.csv", september()}, {"r73.csv", heading + later}});
    };
    const std::string first = row("2021-12-31", "Kita", "MLI0105", "01", "90");
    const auto fewer = read(first);  // commune 02 had 20 people: 90 is no sum of the cercle
    BOOST_TEST(!mentions(in_words(fewer), "2021-12-31"));
    const auto* left =
        left_out(fewer, "sums without a unit that was listed in the round before: absent is not zero");
    BOOST_REQUIRE(left);
    BOOST_TEST(left->people.value() == 90);
    BOOST_TEST(left->examples[0] == "Kita, 2021-12-31");
    const auto more = read(first + row("2021-12-31", "Kita", "MLI0105", "02", "5") +
                           row("2021-12-31", "Kita", "MLI0105", "03", "50"));
    BOOST_TEST(mentions(in_words(more), "Kita 2021-12-31 145 wider; "));
    const auto withheld = read(first + row("2021-12-31", "Kita", "MLI0105", "02", "*"));
    BOOST_TEST(!mentions(in_words(withheld), "2021-12-31"));
    BOOST_TEST(
        left_out(withheld, "figures that are missing or suppressed, with the sums that they are part of")
            ->people.value() == 90);
}

BOOST_AUTO_TEST_CASE(codes_of_other_places_and_of_none_are_left_out_with_their_people) {
    const ReportFiles files;
    const auto given =
        files.read({{"r72.csv", september() + row("2021-09-30", "Menaka", "MLI1004", "03", "12995") +
                                    row("2021-09-30", "Nioro", "MLI0102", "01", "376") +
                                    row("2021-09-30", "Diema", "MLI-XXX", "01", "11") +
                                    row("2021-09-30", "Kita", "MLI0105", "02", "20", "2021-11-12")}});
    BOOST_TEST(in_words(given) == "Bafoulabe 2021-09-30 7 (2021-11-11); Kita 2021-09-30 120 (2021-11-12); ");
    BOOST_TEST(left_out(given, "code ML1004 is Tidermene, not Menaka")->people.value() == 12995);
    BOOST_TEST(left_out(given, "code ML0102 is Diema, not Nioro")->people.value() == 376);
    BOOST_TEST(left_out(given, "placeholder code ML-XXX")->people.value() == 11);
    BOOST_TEST(left_out(given, "rows that repeat another")->rows == 1);
    const auto twice =
        files.read({{"r.csv", september() + row("2021-09-30", "Kita", "MLI0105", "02", "21")}});
    BOOST_TEST(in_words(twice) == "Bafoulabe 2021-09-30 7 (2021-11-11); ");
    BOOST_TEST(left_out(twice, "several figures of one place and round, and nothing tells of which part")
                   ->people.value() == 141);
}

BOOST_AUTO_TEST_CASE(rounds_of_two_boundary_frames_are_refused) {
    const ReportFiles files;
    const std::string later = api + api_row(1, "Nioro,ML11,Nioro,ML1101", "50", "2025-03-31");
    const std::string earlier = api_row(2, "Kayes,ML01,Kita,ML0105", "50", "2021-03-31") +
                                api_row(3, "Kayes,ML01,Bafoulabe,ML0101", "50", "2021-03-31");
    BOOST_TEST(mentions(problem_of([&] { files.read({{"a.csv", later + earlier}}); }),
                        "the same code means another place"));
    BOOST_TEST(in_words(files.read({{"a.csv", later}})) == "Nioro 2025-03-31 50; ");
}

BOOST_AUTO_TEST_CASE(a_code_of_two_names_is_nobodys_where_no_frame_tells) {
    const ReportFiles files;
    const auto given = files.read({{"a.csv", api + api_row(1, "Lac,TD07,Fouli,TD0702", "5", "2021-03-31") +
                                                 api_row(2, "Lac,TD07,Kaya,TD0702", "6", "2021-06-30") +
                                                 api_row(3, "Lac,TD07,Mamdi,TD0701", "7", "2021-03-31")}});
    BOOST_TEST(in_words(given) == "Mamdi 2021-03-31 7; ");
    BOOST_TEST(left_out(given, "code TD0702 has several names")->people.value() == 11);
}

BOOST_AUTO_TEST_CASE(levels_kinds_and_operations_are_never_added) {
    const ReportFiles files;
    const std::string text = api + api_row(1, koro, "1200", "2025-03-31") +
                             api_row(2, koro, "300", "2025-03-31", "SA") +
                             api_row(3, "Mopti,ML05,,", "9000", "2025-03-31");
    const auto given = files.read({{"a.csv", text}});
    BOOST_TEST(in_words(given) == "Koro 2025-03-31 1200; ");
    BOOST_TEST(left_out(given, "rows of another kind of assessment")->rows == 1);
    BOOST_TEST(left_out(given, "rows of another level, which count the same people")->rows == 1);
    BOOST_TEST(in_words(files.read({{"a.csv", text}}, {.assessment = "SA"})) == "Koro 2025-03-31 300; ");
    BOOST_TEST(in_words(files.read({{"a.csv", text}}, {.level = "region"})) == "Mopti 2025-03-31 9000; ");
    const std::string flood = text + api_row(4, koro, "50", "2025-03-31", "BA", "Mali Floods");
    BOOST_TEST(
        mentions(problem_of([&] { files.read({{"a.csv", flood}}); }),
                 "there are 2 operations, which must not be added up; the file holds Mali Conflict, Mali"));
    BOOST_TEST(in_words(files.read({{"a.csv", flood}}, {.operation = "Mali Floods"})) ==
               "Koro 2025-03-31 50; ");
    BOOST_TEST(mentions(problem_of([&] { files.read({{"a.csv", flood}}, {.operation = "Mali"}); }),
                        "no row has the operation `Mali`"));
    BOOST_TEST(mentions(problem_of([&] { files.read({{"a.csv", text}}, {.assessment = "ETT"}); }),
                        "no row has the kind of assessment `ETT`"));
    BOOST_TEST(mentions(problem_of([&] { files.read({{"a.csv", text}}, {.level = "commune"}); }),
                        "no row tells of a commune"));
}

BOOST_AUTO_TEST_CASE(reasons_and_origins_of_the_api_are_parts_of_one_sum) {
    const ReportFiles files;
    const auto record = [](int id, int people, const std::string& reason, const std::string& origin) {
        return fmt::format(
            R"({{"id":{},"operation":"Mali Conflict","admin0Name":"Mali","admin0Pcode":"MLI","admin1Name":"Mopti",
                "admin1Pcode":"ML05","admin2Name":"Koro","admin2Pcode":"ML0505","numPresentIdpInd":{},
                "reportingDate":"2025-03-31T00:00:00","roundNumber":80,"displacementReason":"{}",
                "numberMales":null,"numberFemales":null,"idpOriginAdmin1Name":"{}",
                "idpOriginAdmin1Pcode":"Not available","assessmentType":"BA"}})",
            id, people, reason, origin);
    };
    const std::string text =
        fmt::format(R"({{"result":[{},{},{},{}],"isSuccess":true,"errorMessages":[],"totalRecordsCount":4}})",
                    record(1, 1000, "Conflict", "Mopti"), record(2, 200, "Natural disaster", "Mopti"),
                    record(3, 30, "Conflict", "Not available"), record(4, 200, "Natural disaster", "Mopti"));
    const auto given = files.read({{"a.json", text}});
    BOOST_TEST(in_words(given) == "Koro 2025-03-31 1230; ");
    BOOST_TEST(left_out(given, "rows that repeat another")->rows == 1);
}

BOOST_AUTO_TEST_CASE(one_round_number_may_have_two_dates) {
    const ReportFiles files;
    const auto given = files.read(
        {{"a.csv", api + api_row(1, koro, "5", "2025-03-31") + api_row(2, koro, "6", "2025-06-30")}});
    BOOST_TEST(in_words(given) == "Koro 2025-03-31 5; Koro 2025-06-30 6; ");
    BOOST_TEST(mentions(problem_of([&] { files.read({{"a.csv", api + api_row(1, koro, "5", "soon")}}); }),
                        "a.csv:3: reportingDate: 'soonT00:00:00' is no date"));
    BOOST_TEST(
        mentions(problem_of([&] { files.read({{"a.csv", api + api_row(1, ",,,", "5", "2025-03-31")}}); }),
                 "no row tells of a cercle"));
}

BOOST_AUTO_TEST_SUITE_END()
