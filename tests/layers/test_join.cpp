// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>
#include <cmath>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/join.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"
#include "boundary_samples.hpp"

using namespace djoliba;

namespace {

const Localities places = sample_localities();

struct Joined {
    JoinResult result;
    Account account;
};

Joined join_all(std::string_view level, const std::vector<JoinRow>& rows, JoinOptions options = {}) {
    Joined j;
    options.source = "displaced";
    options.file = "t.csv";
    j.result = join(places, level, rows, options, j.account);
    return j;
}

JoinRow row(const std::string& code, const std::string& name = "", double people = 1) {
    static std::int64_t line = 1;
    return {code, name, "", ++line, people};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(join_rows_to_localities)

BOOST_AUTO_TEST_CASE(no_rows_join_nothing_and_an_unknown_level_is_refused) {
    BOOST_TEST(join_all("cercle", {}).result.rows.empty());
    BOOST_TEST(mentions(problem_of([] { join_all("district", {}); }), "no level `district`"));
}

BOOST_AUTO_TEST_CASE(an_exact_code_joins_with_and_without_a_name) {
    const auto j = join_all("cercle", {row("ML0102", "Diema", 5), row("ML0106", "", 7)});
    BOOST_TEST((j.result.rows[0].units == std::vector<int>{2}));
    BOOST_TEST((j.result.rows[1].kind == JoinKind::exact));
    BOOST_TEST(j.result.rows_joined == 2);
    BOOST_TEST(j.result.people_joined == 12.0);
    BOOST_TEST(j.account.exclusions.empty());
}

BOOST_AUTO_TEST_CASE(an_exact_code_under_another_name_joins_with_a_note) {
    const auto j = join_all("cercle", {row("ML0102", "Diéma-Ville", 5)});
    BOOST_TEST(j.result.rows_joined == 1);
    BOOST_REQUIRE_EQUAL(j.account.exclusions.size(), 1U);
    BOOST_TEST(mentions(j.account.exclusions[0].reason, "another name"));
    BOOST_TEST(j.account.exclusions[0].examples.at(0) == "ML0102: Diéma-Ville is Diéma");
}

BOOST_AUTO_TEST_CASE(a_code_whose_name_is_that_of_another_unit_does_not_join) {
    const auto j = join_all("cercle", {row("ML0102", "Nioro", 5), row("ML1001", "Menaka", 2)});
    BOOST_TEST(j.result.rows[0].units.empty());
    BOOST_TEST(j.result.rows[0].reason == "code ML0102 is Diéma, not Nioro");
    BOOST_TEST(j.result.people_unmatched == 5.0);
    BOOST_TEST(j.account.exclusions.at(0).people.value() == 5.0);
}

BOOST_AUTO_TEST_CASE(a_repaired_code_joins_only_where_the_name_agrees) {
    const auto j = join_all(
        "cercle", {row("MLI0102", "DIEMA", 1), row("MLI1004", "Menaka", 12995), row("ML0106  ", "Nioro", 2)},
        {.code_prefix = {{"MLI", "ML"}}});
    BOOST_TEST((j.result.rows[0].kind == JoinKind::repaired));
    BOOST_TEST((j.result.rows[1].kind == JoinKind::none));
    BOOST_TEST(j.result.rows[1].reason == "repaired code ML1004 is Tidermene, not Menaka");
    BOOST_TEST((j.result.rows[2].kind == JoinKind::repaired));
    const auto& e = j.account.exclusions.at(0);
    BOOST_TEST(e.reason == "repaired code ML1004 is Tidermene, not Menaka");
    BOOST_TEST(e.people.value() == 12995.0);
    BOOST_TEST(e.source == "displaced");
}

BOOST_AUTO_TEST_CASE(a_repaired_code_without_a_name_does_not_join) {
    const auto j = join_all("cercle", {row("MLI0102"), row("ML0106")}, {.code_prefix = {{"MLI", "ML"}}});
    BOOST_TEST((j.result.rows[0].kind == JoinKind::none));
    BOOST_TEST(mentions(j.result.rows[0].reason, "without a name"));
}

BOOST_AUTO_TEST_CASE(placeholders_empty_foreign_and_unknown_codes_are_counted_apart) {
    const auto j =
        join_all("cercle", {row("ML0102"), row("ML21", "PDI land", 100), row("MLI-XXX", "Taoudenit", 10),
                            row("", "Nowhere", 3), row("BF54", "Oudalan", 2), row("ML0199", "", 1),
                            row("ML01", "Kayes", 4), row("ML010201", "Bema", std::nan(""))});
    BOOST_TEST(j.result.rows_joined == 1);
    BOOST_TEST(j.result.rows_unmatched == 7);
    BOOST_TEST(j.result.people_unmatched == 120.0);
    std::vector<std::string> reasons;
    for (const auto& e : j.account.exclusions) reasons.push_back(e.reason);
    BOOST_TEST((reasons == std::vector<std::string>{
                               "placeholder code ML21", "placeholder code MLI-XXX", "rows without code",
                               "codes that are no P-codes of Mali", "codes that are not in the boundaries",
                               "code of a region, not of a cercle", "code of a commune, not of a cercle"}));
    BOOST_TEST(mentions(j.account.exclusions[0].examples.at(0), "PDI land"));
    BOOST_TEST(!j.account.exclusions[6].people);
}

BOOST_AUTO_TEST_CASE(a_table_of_which_no_row_joins_is_refused) {
    BOOST_TEST(
        mentions(problem_of([] { join_all("cercle", {row("MLI0102", "Diema")}); }), "none of 1 rows joins"));
}

BOOST_AUTO_TEST_CASE(several_rows_of_a_unit_are_an_error_unless_wanted) {
    const std::vector<JoinRow> rows = {{"ML0102", "", "", 2}, {"ML0106", "", "", 3}, {"ML0102", "", "", 4}};
    const auto said = problem_of([&] { join_all("cercle", rows); });
    BOOST_TEST(mentions(said, "t.csv:4: ML0102: Diéma has 2 rows (lines 2, 4)"));
    BOOST_TEST(join_all("cercle", rows, {.several_rows = true}).result.rows_joined == 3);
}

BOOST_AUTO_TEST_CASE(a_code_may_stand_for_several_units) {
    const JoinOptions options = {.stands_for = {{"ML0704", {"ML1001", "ML1004"}}}, .vintage = "2016-frame"};
    const auto j = join_all("cercle", {row("ML0102"), row("ML0704", "Menaka")}, options);
    BOOST_TEST((j.result.rows[1].units == std::vector<int>{4, 5}));
    BOOST_TEST((j.result.rows[1].kind == JoinKind::stands_for));
    BOOST_TEST(mentions(
        problem_of([] { join_all("cercle", {row("ML0102")}, {.stands_for = {{"ML0704", {"ML1009"}}}}); }),
        "ML1009 is no code of a cercle"));
}

BOOST_AUTO_TEST_CASE(a_table_of_another_frame_is_refused) {
    auto said = problem_of([] { join_all("region", {row("ML09", "Taoudenni"), row("ML01", "Kayes")}); });
    BOOST_TEST(mentions(said, "the table is of the 2023-frame"));
    BOOST_TEST(mentions(said, "boundaries are of the 2016-frame"));
    BOOST_TEST(mentions(said, "crosswalk"));
    said = problem_of([] { join_all("cercle", {row("ML0102", "Bafoulabe"), row("ML0106", "Nioro")}); });
    BOOST_TEST(mentions(said, "2015-frame"));
    said = problem_of([] { join_all("cercle", {row("ML0102")}, {.vintage = "2015-frame"}); });
    BOOST_TEST(mentions(said, "as declared"));
    said = problem_of([] { join_all("cercle", {row("ML1001")}, {.vintage = "2015-frame"}); });
    BOOST_TEST(mentions(said, "declared as 2015-frame"));
}

BOOST_AUTO_TEST_CASE(names_that_contradict_their_codes_betray_another_frame) {
    const auto said = problem_of([] {
        join_all("commune", {row("ML010201", "X"), row("ML010601", "Y"), row("ML100101", "Z"),
                             row("ML100401", "Madina")});
    });
    BOOST_TEST(mentions(said, "3 of 4 codes stand for places of other names"));
    BOOST_TEST(mentions(said, "ML010201 is Béma, not X"));
}

BOOST_AUTO_TEST_CASE(rows_without_codes_join_by_name_and_the_name_above) {
    const std::vector<JoinRow> rows = {{"", "bema", "", 2},        {"", "Madina", "Nioro", 3},
                                       {"", "Madina", "", 4},      {"", "Madina", "Menaka", 5},
                                       {"", "Ouagadougou", "", 6}, {"", " ", "", 7}};
    const auto j = join_all("commune", rows);
    BOOST_TEST((j.result.rows[0].units == std::vector<int>{6}));
    BOOST_TEST((j.result.rows[1].units == std::vector<int>{7}));
    BOOST_TEST(mentions(j.result.rows[2].reason, "several units"));
    BOOST_TEST((j.result.rows[3].units == std::vector<int>{9}));  // by the name of the region
    BOOST_TEST(mentions(j.result.rows[4].reason, "not in the boundaries"));
    BOOST_TEST(mentions(j.result.rows[5].reason, "without code and name"));
    BOOST_TEST((j.result.rows[0].kind == JoinKind::name));
}

BOOST_AUTO_TEST_CASE(unit_words_in_names_do_not_matter) {
    const auto j = join_all("commune", {{"", "Béma Commune", "", 2}, {"", "Commune de Menaka", "", 3}});
    BOOST_TEST(j.result.rows_joined == 2);
}

BOOST_AUTO_TEST_CASE(a_crosswalk_leads_from_one_frame_to_the_other) {
    const TempDir dir;
    const auto walk = read_crosswalk(dir.write("walk.csv",
                                               "pcode_2015,name,pcode_20211220,iou\n"
                                               "ML010301,Bema,ML010201,1.0\n"
                                               "ML070403,Menaka,ML100101,0.74\n"
                                               "ML070404,Tidermene,ML100401,1\n"));
    BOOST_TEST(walk.frames[0] == "2015-frame");
    BOOST_TEST(walk.frames[1] == "2016-frame");
    BOOST_REQUIRE_EQUAL(walk.poor.size(), 1U);
    BOOST_TEST(walk.poor[0] == "ML070403 to ML100101: 0.74");
    const std::vector<JoinRow> rows = {row("ML010301", "Bema", 1), row("ML070403", "Menaka", 2),
                                       row("ML070402", "Inekar", 4)};
    const auto j = join_all("commune", rows, {.crosswalk = &walk});
    BOOST_TEST((j.result.rows[0].units == std::vector<int>{6}));
    BOOST_TEST((j.result.rows[0].kind == JoinKind::crosswalk));
    BOOST_TEST((j.result.rows[1].units == std::vector<int>{8}));
    BOOST_TEST(mentions(j.result.rows[2].reason, "not in the crosswalk"));
    BOOST_TEST(j.result.vintage == "2015-frame");
    // A cercle follows its communes; one that was split does not.
    const auto c =
        join_all("cercle", {row("ML0103", "Diema"), row("ML0704", "Menaka")}, {.crosswalk = &walk});
    BOOST_TEST((c.result.rows[0].units == std::vector<int>{2}));
    BOOST_TEST(mentions(c.result.rows[1].reason, "became ML1001, ML1004"));
    // It goes both ways.
    BOOST_TEST(
        (walk.targets("ML100401", "2016-frame", "2015-frame") == std::vector<std::string>{"ML070404"}));
    BOOST_TEST(walk.targets("ML100401", "2016-frame", "2023-frame").empty());
}

BOOST_AUTO_TEST_CASE(a_crosswalk_names_the_years_of_its_columns_and_they_are_checked) {
    const TempDir dir;
    BOOST_TEST(mentions(problem_of([&] { read_crosswalk(dir.write("a.csv", "old,new\nML01,ML01\n")); }),
                        "no two code columns"));
    BOOST_TEST(mentions(
        problem_of([&] { read_crosswalk(dir.write("b.csv", "pcode_2015,pcode_2021\nML1001,ML1001\n")); }),
        "declared as 2015-frame"));
}

BOOST_AUTO_TEST_CASE(rows_come_from_the_columns_of_a_table) {
    const TempDir dir;
    const auto table = read_table(dir.write("t.csv", "code,name,idps\nML0102 ,Diema,5\nML0106,Nioro,\n"));
    const auto rows = join_rows(table, {.code = "code", .name = "name", .people = "idps"});
    BOOST_REQUIRE_EQUAL(rows.size(), 2U);
    BOOST_TEST(rows[0].code == "ML0102 ");
    BOOST_TEST(rows[0].line == 2);
    BOOST_TEST(rows[0].people == 5.0);
    BOOST_TEST(std::isnan(rows[1].people));
    BOOST_CHECK_THROW(join_rows(table, {.code = "kode"}), Error);
}

BOOST_AUTO_TEST_SUITE_END()
