// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Forecasts for Mali 2012 on the day, whatever was found out later.
#include <cstdlib>
#include <filesystem>

#include <boost/test/unit_test.hpp>

#include <djoliba/scenarios/forecast_files.hpp>

using namespace djoliba;

namespace {

std::filesystem::path folder() {
    const char* data = std::getenv("DJOLIBA_DATA");
    const std::filesystem::path all = data != nullptr
                                          ? std::filesystem::path(data)
                                          : std::filesystem::path(DJOLIBA_SOURCE_DIR) / "../shared/data";
    return all / "displacement" / "flee-mali2012";
}

bool absent() {
    if (std::filesystem::is_directory(folder())) return false;
    BOOST_TEST_MESSAGE("skipped: the data of Mali 2012 are not there; set DJOLIBA_DATA to the data folder");
    return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_forecast)

BOOST_AUTO_TEST_CASE(reports_stand_as_they_were_published) {
    if (absent()) return;
    const StockArchive archive = stock_archive(read_displacement(folder()), 0);
    BOOST_TEST(archive.camps.size() == 7u);
    const AsOfView view(archive, 172);  // 2012-08-19, before the great re-registration
    const auto& mbera = view.camps()[2];
    BOOST_TEST(mbera.name == "Fassala-Mbera");
    BOOST_TEST(mbera.reports.back().people == 103731);
    BOOST_TEST(mbera.reregistrations.empty());
    BOOST_TEST(comparable_reports(mbera).back().people == 103731);
    const auto later = AsOfView(archive, 306).camps()[2];
    BOOST_TEST(comparable_reports(later).back().people == 54028);
    BOOST_TEST(comparable_reports(later)[14].people == 54028);  // 103,731 on the new level
}

BOOST_AUTO_TEST_CASE(later_figures_change_no_forecast) {
    if (absent()) return;
    StockArchive archive = stock_archive(read_displacement(folder()), 0);
    constexpr int origin = 150;
    const auto before = forecast_displacement(AsOfView(archive, origin), origin, {}).origins.back();
    for (CampRecord& camp : archive.camps) {
        for (PublishedStock& r : camp.reports)
            if (r.published > origin) r.people = 1;
        camp.reregistrations.clear();
    }
    for (FlowPlace& place : archive.flow->graph.places) place.capacity.reset();
    for (std::size_t day = origin + 1; day < archive.flow->intensity.days; ++day)
        for (double& intensity : archive.flow->intensity.on(day)) intensity = 0;
    const auto after = forecast_displacement(AsOfView(archive, origin), origin, {}).origins.back();
    BOOST_REQUIRE(before.methods.size() == 7u);
    for (std::size_t m = 0; m < before.methods.size(); ++m)
        for (std::size_t c = 0; c < before.methods[m].paths.size(); ++c)
            BOOST_TEST((before.methods[m].paths[c].people == after.methods[m].paths[c].people),
                       before.methods[m].method);
}

BOOST_AUTO_TEST_SUITE_END()
