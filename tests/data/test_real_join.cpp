// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/join.hpp>
#include <djoliba/layers/points.hpp>

#include "../problems.hpp"
#include "real_boundaries.hpp"

using namespace djoliba;

namespace {

const Localities& boundaries_2021() {
    static const Localities l = [] {
        Account account;
        return read_localities(real_layers_2021(), account);
    }();
    return l;
}

const std::string dtm = "displacement/dtm_mali_baseline_assessment_round72_2021-09.csv";

std::vector<JoinRow> dtm_rows(const std::string& level) {
    const auto table = read_table(real_data() / dtm, {.source = "displaced", .name = dtm});
    return join_rows(
        table,
        {.code = "Admin " + level + " pcode", .name = "Admin " + level, .people = "Total No# of IDPs Ind#"});
}

std::string name_of(int unit) { return boundaries_2021()[static_cast<std::size_t>(unit)].name; }

const Exclusion* exclusion(const Account& account, const std::string& reason) {
    const auto found = std::find_if(account.exclusions.begin(), account.exclusions.end(),
                                    [&](const Exclusion& e) { return e.reason == reason; });
    return found == account.exclusions.end() ? nullptr : &*found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_join)

BOOST_AUTO_TEST_CASE(displaced_of_menaka_and_nioro_are_not_booked_on_other_cercles) {
    if (!has_real_data()) return;
    const auto rows = dtm_rows("2");
    const JoinOptions options = {.source = "displaced",
                                 .file = dtm,
                                 .code_prefix = {{"MLI", "ML"}},
                                 .vintage = "2016-frame",
                                 .several_rows = true};
    Account account;
    const auto result = join(boundaries_2021(), "cercle", rows, options, account);

    const auto* menaka = exclusion(account, "repaired code ML1004 is Tidermene, not Menaka");
    BOOST_REQUIRE(menaka);
    BOOST_TEST(menaka->rows == 1);
    BOOST_TEST(menaka->people.value() == 12995.0);
    const auto* nioro = exclusion(account, "repaired code ML0102 is Diéma, not Nioro");
    BOOST_REQUIRE(nioro);
    BOOST_TEST(nioro->rows == 1);
    BOOST_TEST(nioro->people.value() == 376.0);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (const int unit : result.rows[i].units) {
            BOOST_TEST(!(mentions(rows[i].name, "Menaka") && mentions(name_of(unit), "Tiderm")));
            BOOST_TEST(!(rows[i].name == "Nioro" && mentions(name_of(unit), "Di")));
        }
    BOOST_TEST(result.rows_joined == 54);
    BOOST_TEST(result.rows_unmatched == 2);
    BOOST_TEST(result.people_unmatched == 12995.0 + 376.0);
    BOOST_TEST(result.people_joined + result.people_unmatched == 401736.0);
}

BOOST_AUTO_TEST_CASE(codes_with_the_prefix_mli_do_not_join_unless_the_prefix_is_given) {
    if (!has_real_data()) return;
    Account account;
    BOOST_CHECK_THROW(
        join(boundaries_2021(), "cercle", dtm_rows("2"), {.file = dtm, .several_rows = true}, account),
        Error);
}

BOOST_AUTO_TEST_CASE(the_workbook_and_the_csv_of_the_displaced_give_the_same_rows) {
    if (!has_real_data()) return;
    auto file = dtm;
    file.replace(file.size() - 3, 3, "xlsx");
    const auto table = read_table(real_data() / file);
    BOOST_TEST(table.tags.size() == table.columns.size());
    const auto rows =
        join_rows(table, {.code = "Admin 2 pcode", .name = "Admin 2", .people = "Total No# of IDPs Ind#"});
    const auto csv = dtm_rows("2");
    BOOST_REQUIRE_EQUAL(rows.size(), csv.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        BOOST_TEST(rows[i].code == csv[i].code);
        BOOST_TEST(rows[i].people == csv[i].people);
    }
}

BOOST_AUTO_TEST_CASE(population_joins_wholly_at_each_level) {
    if (!has_real_data()) return;
    const std::string file = "population/ibf_population_MLI.csv";
    const auto people = [&](const char* number, const char* level) {
        const auto table =
            read_table(real_data() / file, {.where = {{"adminLevel", {number}}}, .name = file});
        Account account;
        const auto rows = join_rows(table, {.code = "placeCode", .people = "value"});
        const auto result =
            join(boundaries_2021(), level, rows, {.source = "population", .file = file}, account);
        BOOST_TEST(result.rows_unmatched == 0);
        BOOST_TEST(account.exclusions.empty());
        return result.people_joined;
    };
    BOOST_TEST(people("1", "region") == 22593582.0);
    BOOST_TEST(people("2", "cercle") == 22593582.0);
    BOOST_TEST(people("3", "commune") == 25198830.0);
}

BOOST_AUTO_TEST_CASE(settlements_of_2015_are_refused_without_the_crosswalk_and_join_with_it) {
    if (!has_real_data()) return;
    const std::string file = "population/mli_cod_settlements_2015.csv";
    const auto table = read_table(real_data() / file, {.name = file});
    const auto rows = join_rows(table, {.code = "admin3Pcod", .name = "admin3Name"});
    JoinOptions options = {.source = "settlements", .file = file, .several_rows = true};
    Account account;
    try {
        join(boundaries_2021(), "commune", rows, options, account);
        BOOST_ERROR("no error");
    } catch (const Error& e) {
        BOOST_TEST(mentions(e.what(), "the table is of the 2015-frame"));
        BOOST_TEST(mentions(e.what(), "crosswalk"));
    }
    const auto walk =
        read_crosswalk(real_data() / "admin/DERIVED_crosswalk_adm3_pcodes_2015_to_20211220.csv");
    BOOST_TEST(walk.pairs.size() == 701U);
    BOOST_TEST(walk.poor.size() == 11U);
    options.crosswalk = &walk;
    const auto result = join(boundaries_2021(), "commune", rows, options, account);
    BOOST_TEST(result.rows_joined + result.rows_unmatched == 18769);
    BOOST_TEST(result.rows_unmatched == 0);
}

BOOST_AUTO_TEST_CASE(codes_of_2015_that_exist_again_are_told_by_their_names) {
    if (!has_real_data()) return;
    // Only communes whose code both frames have, so that codes alone do not tell.
    const auto table = read_table(real_data() / "admin/DERIVED_crosswalk_adm3_pcodes_2015_to_20211220.csv");
    std::vector<JoinRow> rows;
    for (const auto& row : join_rows(table, {.code = "pcode_2015", .name = "adm3_2015"}))
        if (boundaries_2021().find("commune", row.code) >= 0) rows.push_back(row);
    BOOST_TEST(rows.size() == 525U);
    Account account;
    try {
        join(boundaries_2021(), "commune", rows, {.file = "x.csv"}, account);
        BOOST_ERROR("no error");
    } catch (const Error& e) {
        BOOST_TEST_MESSAGE(e.what());
        BOOST_TEST(mentions(e.what(), "x.csv"));
    }
    for (auto& row : rows) row.name.clear();
    BOOST_TEST(
        mentions(problem_of([&] { join(boundaries_2021(), "commune", rows, {.file = "x.csv"}, account); }),
                 "x.csv: vintage: 525 of 525 codes"));
}

BOOST_AUTO_TEST_CASE(the_cercle_that_stands_for_four_is_carried_to_the_four) {
    if (!has_real_data()) return;
    const std::string file = "risk_reference/wfp_prism_ica_adm2_mali.csv";
    const auto rows = join_rows(read_table(real_data() / file), {.code = "admin2Pcod"});
    JoinOptions options = {.source = "ica", .file = file, .vintage = "2016-frame"};
    Account account;
    BOOST_CHECK_THROW(join(boundaries_2021(), "cercle", rows, options, account), Error);
    options.stands_for = {{"ML0704", {"ML1001", "ML1002", "ML1003", "ML1004"}}};
    const auto result = join(boundaries_2021(), "cercle", rows, options, account);
    BOOST_TEST(result.rows_joined == 50);
    std::size_t units = 0;
    for (const auto& row : result.rows) units += row.units.size();
    BOOST_TEST(units == 53U);
}

BOOST_AUTO_TEST_CASE(regions_of_a_french_and_english_table_join_by_name) {
    if (!has_real_data()) return;
    const std::string file = "risk_reference/inform_sahel_2018_adm1_mali.csv";
    const auto rows = join_rows(read_table(real_data() / file), {.name = "ADMIN1"});
    Account account;
    const auto result = join(boundaries_2021(), "region", rows, {.source = "inform", .file = file}, account);
    BOOST_TEST(result.rows_joined == 9);
}

BOOST_AUTO_TEST_CASE(villages_join_by_the_names_of_cercle_and_commune) {
    if (!has_real_data()) return;
    const std::string file = "population/yeleman_ml_villages.csv";
    const auto table = read_table(real_data() / file, {.source = "villages", .name = file});
    BOOST_REQUIRE_EQUAL(table.exclusions.size(), 1U);
    BOOST_TEST(table.exclusions[0].examples.at(0) == "line 11666: 8 fields");
    const auto rows = join_rows(table, {.name = "COMMUNE", .parent_name = "CERCLE"});
    Account account;
    const auto result =
        join(boundaries_2021(), "commune", rows, {.file = file, .several_rows = true}, account);
    BOOST_TEST(result.rows_joined + result.rows_unmatched == 12548);
    BOOST_TEST(result.rows_joined > 9000);
    BOOST_TEST_MESSAGE(result.rows_joined << " villages join by name");
}

BOOST_AUTO_TEST_CASE(villages_with_coordinates_lie_in_mali_and_the_others_are_counted) {
    if (!has_real_data()) return;
    Account account;
    const auto villages = read_points(real_data() / "population/yeleman_ml_villages.csv", {"LONG", "LAT", ""},
                                      {.source = "villages", .name = "villages.csv"}, account);
    BOOST_TEST(villages.size() == 12055U);
    const auto* bare = exclusion(account, "rows without coordinates");
    BOOST_REQUIRE(bare);
    BOOST_TEST(bare->rows +
                   exclusion(account, "rows with another number of fields than the 7 of the header")->rows ==
               12549 - 12055);
    const auto at = locate_points(villages, boundaries_2021(), "commune", account);
    BOOST_TEST(std::count(at.begin(), at.end(), -1) < 12055 / 100);
    BOOST_TEST_MESSAGE(std::count(at.begin(), at.end(), -1) << " villages lie outside every commune");
}

BOOST_AUTO_TEST_CASE(health_facilities_are_read_from_a_table_and_from_a_layer) {
    if (!has_real_data()) return;
    Account account;
    const auto who = read_points(real_data() / "health/who_ssa_public_health_facilities_2019_mali.csv",
                                 {"Long", "Lat", ""}, {.source = "facilities", .name = "who.csv"}, account);
    BOOST_TEST(who.table.rows_read == 1478);
    BOOST_TEST(account.layers.at(0).rows_used == static_cast<std::int64_t>(who.size()));
    const auto sites =
        read_points(real_data() / "health/healthsites_io_2020_mali.geojson", {}, {.name = "sites"}, account);
    BOOST_TEST(sites.table.rows_read == 1229);
    for (const auto& e : account.exclusions) BOOST_TEST_MESSAGE(e.file << ": " << e.reason << ": " << e.rows);
}

BOOST_AUTO_TEST_SUITE_END()
