// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Figures of published files as they are read, against the sums that their sources give.
#include <map>

#include <djoliba/layers/people_reports.hpp>
#include <djoliba/scenarios/forecast_files.hpp>

#include "../problems.hpp"
#include "real_boundaries.hpp"

using namespace djoliba;

namespace {

const std::string round72 = "displacement/dtm_mali_baseline_assessment_round72_2021-09";
const std::string population = "displacement/unhcr_population_mali_coo_or_coa.csv";

PeopleReports read(const std::string& file, const PeopleChoice& choice = {}) {
    return read_people_reports({{real_data() / file}}, choice);
}

double people(const PeopleReports& given) {
    double sum = 0;
    for (const PeopleReport& r : given.reports) sum += r.people;
    return sum;
}

double left_out_people(const PeopleReports& given) {
    double sum = 0;
    for (const Exclusion& e : given.account.exclusions) sum += e.people.value_or(0);
    return sum;
}

double of(const PeopleReports& given, const std::string& place, int year) {
    for (const PeopleReport& r : given.reports)
        if (r.place == place && static_cast<int>(r.date.year()) == year) return r.people;
    return -1;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_people_reports)

BOOST_AUTO_TEST_CASE(round_72_adds_up_to_what_is_published) {
    if (!has_real_data()) return;
    const auto cercles = read(round72 + ".csv");
    BOOST_TEST(cercles.account.layers[0].rows_read == 56);
    BOOST_TEST(cercles.account.layers[0].rows_used == 54);
    BOOST_TEST(cercles.reports.size() == 46u);
    // Menaka under the code of Tidermene, and a row of Nioro under that of Diema, belong to neither.
    BOOST_TEST(left_out_people(cercles) == 12995 + 376);
    BOOST_TEST(people(cercles) + left_out_people(cercles) == 401736);
    for (const PeopleReport& r : cercles.reports) {
        BOOST_TEST(to_string(r.date) == "2021-09-30");
        BOOST_TEST(to_string(r.published.value()) == "2021-11-11");
    }
    BOOST_TEST(of(cercles, "Gao", 2021) == 62610);
    BOOST_TEST(of(cercles, "Tin-Essako", 2021) == 0);  // listed with nobody: a zero that was reported
    BOOST_TEST(of(cercles, "Bamako", 2021) == 283 + 75 + 9 + 38 + 131 + 3006);
    BOOST_TEST(people(read(round72 + ".csv", {.level = "country"})) == 401736);
    const auto regions = read(round72 + ".csv", {.level = "region"});
    BOOST_TEST(regions.reports.size() == 10u);
    BOOST_TEST(people(regions) == 401736);
}

BOOST_AUTO_TEST_CASE(the_workbook_and_the_table_of_round_72_say_the_same) {
    if (!has_real_data()) return;
    const auto table = read(round72 + ".csv"), book = read(round72 + ".xlsx");
    BOOST_REQUIRE(table.reports.size() == book.reports.size());
    for (std::size_t i = 0; i < table.reports.size(); ++i) {
        BOOST_TEST(table.reports[i].place == book.reports[i].place);
        BOOST_TEST(table.reports[i].people == book.reports[i].people);
        BOOST_TEST((table.reports[i].published == book.reports[i].published));
    }
    BOOST_TEST(read(round72 + ".xlsx", {.sheet = "Baseline Assessment"}).reports.size() == 46u);
    BOOST_TEST(mentions(problem_of([] { read(round72 + ".xlsx", {.sheet = "Notes"}); }), "no layer `Notes`"));
    // Both together are one round given twice.
    const auto both =
        read_people_reports({{real_data() / (round72 + ".csv")}, {real_data() / (round72 + ".xlsx")}});
    BOOST_TEST(both.reports.size() == table.reports.size());
}

BOOST_AUTO_TEST_CASE(unhcr_tables_are_read_on_one_side) {
    if (!has_real_data()) return;
    const auto from = read(population, {.from = "MLI"});
    BOOST_TEST(from.account.layers[0].rows_read == 1615);
    BOOST_TEST(of(from, "Mauritania", 2012) == 54029);
    BOOST_TEST(of(from, "Mauritania", 2025) == 300192);
    BOOST_TEST(of(from, "Mauritania", 2010) == -1);  // no row: not zero
    const auto displaced = read(population, {.group = "idps"});
    BOOST_TEST(displaced.reports.size() == 15u);
    BOOST_TEST(of(displaced, "Mali", 2021) == 350110);
    BOOST_TEST(of(displaced, "Mali", 2023) == 354739);
    const auto idmc = read("displacement/unhcr_pkg_idmc_idps_mali.csv", {.group = "idps"});
    BOOST_TEST(of(idmc, "Mali", 2021) == 326000);
    BOOST_TEST(mentions(problem_of([] { read(population); }), "people of 35 countries in 89 countries"));
    BOOST_TEST(mentions(problem_of([] { read("displacement/unhcr_flows_mali_coo_or_coa.csv"); }), "flows"));
}

BOOST_AUTO_TEST_CASE(series_of_the_portal_are_those_of_the_published_case) {
    if (!has_real_data()) return;
    const std::string folder = "displacement/flee-mali2012/";
    const auto mentao = read(folder + "validation/bf-mentao.csv");
    const StockArchive given = stock_archive(mentao, 0);
    for (const CampRecord& camp : stock_archive(read_displacement(real_data() / folder), 0).camps) {
        if (camp.name != "Mentao") continue;
        BOOST_REQUIRE(given.camps[0].reports.size() == camp.reports.size());
        for (std::size_t i = 0; i < camp.reports.size(); ++i)
            BOOST_TEST(given.camps[0].reports[i].people == camp.reports[i].people);
    }
}

BOOST_AUTO_TEST_SUITE_END()
