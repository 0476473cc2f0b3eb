// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include <boost/test/unit_test.hpp>

#include <djoliba/scenarios/index_table.hpp>

using namespace djoliba;

namespace {

std::filesystem::path published_table() {
    const char* data = std::getenv("DJOLIBA_DATA");
    const std::filesystem::path folder = data != nullptr
                                             ? std::filesystem::path(data)
                                             : std::filesystem::path(DJOLIBA_SOURCE_DIR) / "../shared/data";
    return folder / "risk_reference" / "inform_sahel_2018_adm1_mali.csv";
}

bool absent() {
    if (std::filesystem::exists(published_table())) return false;
    BOOST_TEST_MESSAGE("skipped: the INFORM Sahel table is not there; set DJOLIBA_DATA to the data folder");
    return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(inform_sahel)

BOOST_AUTO_TEST_CASE(the_published_scores_come_out_to_the_printed_decimal_for_all_nine_regions) {
    if (absent()) return;
    const Table table = read_table(published_table());
    const OutputTable out = apply_index(shipped_index("inform-sahel"), table);
    BOOST_REQUIRE(out.rows.size() == 9U);
    BOOST_TEST(out.find("ADMIN1") == 1);
    for (const char* name :
         {"Natural", "Human", "HAZARD", "VULNERABILITY", "LACK_OF_COPING_CAPACITY", "RISK"}) {
        const auto published = numbers(table, name);
        const auto column = static_cast<std::size_t>(out.find(name));
        for (std::size_t row = 0; row < 9; ++row) {
            const double ours = std::get<double>(out.rows[row][column]);
            BOOST_TEST(std::abs(ours - published[row]) <= 0.05 + 1e-9,
                       name << " of " << std::get<std::string>(out.rows[row][1]) << ": " << ours
                            << ", published " << published[row]);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_region_that_lacks_one_part_is_not_assessed) {
    if (absent()) return;
    Table table = read_table(published_table());
    table.rows[2][table.column("Land_Degradation")] = "";
    const OutputTable out = apply_index(shipped_index("inform-sahel"), table);
    BOOST_TEST(missing(out.rows[2][static_cast<std::size_t>(out.find("Natural"))]));
    BOOST_TEST(std::get<std::string>(out.rows[2][static_cast<std::size_t>(out.find("status"))]) ==
               "not_assessed");
    BOOST_TEST(
        std::get<std::string>(out.rows[2][static_cast<std::size_t>(out.find("reason_not_assessed"))]) ==
        "Natural: data for 75% of the weight, 100% needed; missing: Land_Degradation (no value)");
}

BOOST_AUTO_TEST_SUITE_END()
