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
    const auto j = join_all("cercle", {row("ML0102", "Diéma-Ville", 5)}, {.vintage = "2016-frame"});
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
    const auto j = join_all("cercle", {row("MLI0102"), row("ML0106")},
                            {.code_prefix = {{"MLI", "ML"}}, .vintage = "2016-frame"});
    BOOST_TEST((j.result.rows[0].kind == JoinKind::none));
    BOOST_TEST(mentions(j.result.rows[0].reason, "without a name"));
}

BOOST_AUTO_TEST_CASE(placeholders_empty_and_foreign_codes_are_counted_apart) {
    const auto j = join_all("cercle",
                            {row("ML0102"), row("ML21", "PDI land", 100), row("MLI-XXX", "Taoudenit", 10),
                             row("", "Nowhere", 3), row("BF54", "Oudalan", 2), row("ML0103", "", 1),
                             row("ML01", "Kayes", 4), row("ML010201", "Bema", std::nan(""))},
                            {.foreign_codes = {"BF"}, .vintage = "2016-frame"});
    BOOST_TEST(j.result.rows_joined == 1);
    BOOST_TEST(j.result.rows_unmatched == 7);
    BOOST_TEST(j.result.people_unmatched == 120.0);
    std::vector<std::string> reasons;
    for (const auto& e : j.account.exclusions) reasons.push_back(e.reason);
    BOOST_TEST((reasons == std::vector<std::string>{
                               "placeholder code ML21", "placeholder code MLI-XXX", "rows without code",
                               "codes that the localities do not have, as the scenario states",
                               "codes that are not in the boundaries", "code of a region, not of a cercle",
                               "code of a commune, not of a cercle"}));
    BOOST_TEST(mentions(j.account.exclusions[0].examples.at(0), "PDI land"));
    BOOST_TEST(!j.account.exclusions[6].people);
}

BOOST_AUTO_TEST_CASE(codes_of_no_place_in_the_country_are_refused_row_by_row) {
    const JoinOptions stated = {.vintage = "2016-frame"};
    auto said = all_problems_of([&] {
        join_all("cercle", {{"ML0102", "", "", 2}, {"BF54", "Oudalan", "", 3}, {"ML0199", "", "", 4}},
                 stated);
    });
    BOOST_TEST(mentions(said, "t.csv:3: code: BF54 (Oudalan): the code is no P-code of Mali"));
    BOOST_TEST(mentions(said, "t.csv:4: code: ML0199: the 2016-frame has no such code"));
    BOOST_TEST(mentions(said, "`foreign_codes`"));
    // ML0103 is Kayes, a cercle of the frame beside these boundaries.
    BOOST_TEST(join_all("cercle", {row("ML0102"), row("ML0103")}, stated).result.rows_unmatched == 1);
    std::vector<JoinRow> many(12, {"NE01", "", "", 7});
    many.push_back({"ML0102", "", "", 8});
    said = all_problems_of([&] { join_all("cercle", many, stated); });
    BOOST_TEST(mentions(said, "(and 2 more rows)"));
}

BOOST_AUTO_TEST_CASE(ambiguous_codes_are_left_out_once_with_their_people) {
    const auto j = join_all("cercle", {row("ML0102", "Diema", 5), row("ML0106", "Nioro", 7)},
                            {.ambiguous_codes = {"ML0106"}});
    BOOST_TEST(j.result.rows_joined == 1);
    BOOST_REQUIRE_EQUAL(j.account.exclusions.size(), 1U);
    BOOST_TEST(j.account.exclusions[0].reason == "code ML0106 means more than one place");
    BOOST_TEST(j.account.exclusions[0].people.value() == 7.0);
}

BOOST_AUTO_TEST_CASE(a_vintage_is_stated_told_by_codes_or_confirmed_by_names) {
    // ML0102 and ML0106 are codes of the frames of 2015, 2016 and 2023 alike.
    const std::vector<JoinRow> bare = {row("ML0102"), row("ML0106")};
    const auto said = problem_of([&] { join_all("cercle", bare); });
    BOOST_TEST(mentions(said, "t.csv: vintage: 2 of 2 codes, such as ML0102"));
    BOOST_TEST(mentions(said, "state the `vintage`"));
    BOOST_TEST(mentions(said, "(`name`)"));
    BOOST_TEST(join_all("cercle", bare, {.vintage = "2016-frame"}).result.rows_joined == 2);
    auto told = bare;
    told.push_back(row("ML1001"));  // only the frame of 2016 has it
    BOOST_TEST(join_all("cercle", told).result.vintage == "2016-frame");
    BOOST_TEST(mentions(problem_of([] { join_all("region", {row("ML01")}); }), "vintage"));
    const auto named = join_all("region", {row("ML01", "Kayes")});
    BOOST_TEST(named.result.rows_joined == 1);
    BOOST_TEST(named.account.warnings.empty());
}

BOOST_AUTO_TEST_CASE(two_thirds_of_the_names_must_agree_to_confirm_a_vintage) {
    const auto commune = [](const char* code, const char* name) { return row(code, name); };
    const auto four = [&](const char* fourth) {
        return std::vector<JoinRow>{commune("ML010201", "Bema"), commune("ML010601", "Madina"),
                                    commune("ML010301", fourth)};
    };
    Localities three = sample_localities();
    three.items.push_back({"ML010301", "Kayes", "commune", 3, unit_square(4, 0)});
    Account account;
    const auto joined = [&](const std::vector<JoinRow>& rows) {
        return join(three, "commune", rows, {.file = "t.csv"}, account).rows_joined;
    };
    BOOST_TEST(joined(four("")) == 3);  // two of three
    auto rows = four("");
    rows[1].name.clear();  // one of three
    BOOST_TEST(mentions(problem_of([&] { joined(rows); }), "2 of 3 codes, such as ML010601"));
}

BOOST_AUTO_TEST_CASE(a_vintage_that_cannot_be_confirmed_is_warned_of_where_the_boundaries_are_ones_own) {
    Localities own = sample_localities();
    own.vintage.clear();
    for (auto& unit : own.items) unit.code = "X" + unit.code.substr(2);
    const auto warnings = [&](const std::string& of_places, const std::string& of_table,
                              const std::string& name = "") {
        own.vintage = of_places;
        Account account;
        join(own, "cercle", {row("X0102", name)}, {.source = "d", .file = "t.csv", .vintage = of_table},
             account);
        return account.warnings;
    };
    BOOST_REQUIRE_EQUAL(warnings("", "").size(), 1U);
    BOOST_TEST(mentions(warnings("", "")[0], "d: t.csv: 1 of 1 codes, such as X0102"));
    BOOST_TEST(mentions(warnings("of-2020", "")[0], "the boundary frame of the table is not stated"));
    BOOST_TEST(mentions(warnings("", "of-2020")[0], "the boundary frame of the localities is not stated"));
    BOOST_TEST(warnings("of-2020", "of-2020").empty());
    BOOST_TEST(warnings("", "", "Diema").empty());
    // Without facts on the frame, a code that the boundaries do not have is of no place.
    Account account;
    BOOST_TEST(mentions(
        problem_of([&] { join(own, "cercle", {row("X0102"), row("Y1")}, {.file = "t.csv"}, account); }),
        "Y1: no unit of the boundaries has this code"));
}

BOOST_AUTO_TEST_CASE(a_table_of_which_no_row_joins_is_refused) {
    BOOST_TEST(
        mentions(problem_of([] { join_all("cercle", {row("MLI0102", "Diema")}); }), "none of 1 rows joins"));
}

BOOST_AUTO_TEST_CASE(several_rows_of_a_unit_are_an_error_unless_wanted) {
    const std::vector<JoinRow> rows = {{"ML0102", "", "", 2}, {"ML0106", "", "", 3}, {"ML0102", "", "", 4}};
    const auto said = problem_of([&] { join_all("cercle", rows, {.vintage = "2016-frame"}); });
    BOOST_TEST(mentions(said, "t.csv:4: ML0102: Diéma has 2 rows (lines 2, 4)"));
    const JoinOptions several = {.vintage = "2016-frame", .several_rows = true};
    BOOST_TEST(join_all("cercle", rows, several).result.rows_joined == 3);
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
