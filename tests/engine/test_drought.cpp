// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/drought.hpp>
#include <djoliba/engine/error.hpp>

using namespace djoliba;

namespace {

SpiSettings from_1991() {
    SpiSettings s;
    s.first_year = 1991;
    return s;
}

// An index from 1991 to 2020 that is the same in all months of a year.
SpiSeries yearly(const std::vector<double>& of_year) {
    SpiSeries s;
    for (const double v : of_year)
        for (int m = 0; m < 12; ++m) {
            s.value.push_back(v);
            s.gap.push_back(std::isnan(v) ? SpiGap::missing_rain : SpiGap::none);
        }
    return s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(drought)

BOOST_AUTO_TEST_CASE(no_index_has_no_class) {
    BOOST_TEST((drought_class(missing_value) == DroughtClass::unknown));
    BOOST_TEST(wording(DroughtClass::unknown).fr == "non connu");
}

BOOST_AUTO_TEST_CASE(bounds_belong_to_the_class_farther_from_normal) {
    BOOST_TEST((drought_class(-2) == DroughtClass::extremely_dry));
    BOOST_TEST((drought_class(-1.9999) == DroughtClass::severely_dry));
    BOOST_TEST((drought_class(-1.5) == DroughtClass::severely_dry));
    BOOST_TEST((drought_class(-1.4999) == DroughtClass::moderately_dry));
    BOOST_TEST((drought_class(-1) == DroughtClass::moderately_dry));
    BOOST_TEST((drought_class(-0.9999) == DroughtClass::near_normal));
    BOOST_TEST((drought_class(0.9999) == DroughtClass::near_normal));
    BOOST_TEST((drought_class(1) == DroughtClass::moderately_wet));
    BOOST_TEST((drought_class(1.5) == DroughtClass::very_wet));
    BOOST_TEST((drought_class(2) == DroughtClass::extremely_wet));
    BOOST_TEST((drought_class(-3.09) == DroughtClass::extremely_dry));
}

BOOST_AUTO_TEST_CASE(drier_never_has_a_wetter_class) {
    for (double spi = -3; spi < 3; spi += 0.01)
        BOOST_TEST(static_cast<int>(drought_class(spi)) >= static_cast<int>(drought_class(spi + 0.01)));
}

BOOST_AUTO_TEST_CASE(a_season_outside_the_record_or_with_a_gap_is_missing_with_the_reason) {
    std::vector<double> index(30, 0.0);
    index[29] = missing_value;
    const SpiSeries s = yearly(index);
    const SeasonDrought before = season_drought(s, from_1991(), 1990, 9);
    BOOST_TEST(!before.spi.known());
    BOOST_TEST(before.spi.reason == "September 1990 lies outside the rainfall record");
    BOOST_TEST(!season_drought(s, from_1991(), 2021, 1).spi.known());
    BOOST_TEST(season_drought(s, from_1991(), 2020, 9).spi.reason == text_en(SpiGap::missing_rain));
    BOOST_CHECK_THROW(season_drought(s, from_1991(), 2000, 13), Error);
}

BOOST_AUTO_TEST_CASE(a_season_has_its_value_and_class) {
    std::vector<double> index(30, 0.0);
    index[21] = -1.7;
    const SeasonDrought s = season_drought(yearly(index), from_1991(), 2012, 9);
    BOOST_TEST(s.spi.value == -1.7);
    BOOST_TEST((s.severity == DroughtClass::severely_dry));
}

// 3 of 30 years at or below -1.5, one of them exactly; 2 years are missing: 3 of 28.
BOOST_AUTO_TEST_CASE(frequency_is_the_share_of_the_years_that_are_known) {
    std::vector<double> index(30, 0.3);
    index[2] = -1.5;
    index[7] = -2.5;
    index[11] = -1.6;
    index[12] = -1.49;
    const DroughtFrequency all = drought_frequency(yearly(index), from_1991(), 9);
    BOOST_TEST(all.share.value == 0.1);
    index[20] = index[21] = missing_value;
    const DroughtFrequency known = drought_frequency(yearly(index), from_1991(), 9);
    BOOST_TEST(known.years == 28);
    BOOST_TEST(known.dry == 3);
    BOOST_TEST(known.share.value == 3.0 / 28);
}

BOOST_AUTO_TEST_CASE(fewer_than_ten_known_years_have_no_frequency) {
    std::vector<double> index(30, missing_value);
    for (std::size_t i = 0; i < 9; ++i) index[i] = -2;
    BOOST_TEST(!drought_frequency(yearly(index), from_1991(), 9).share.known());
    BOOST_TEST(drought_frequency(yearly(index), from_1991(), 9).share.reason ==
               "the index is known in only 9 of the years 1991-2020");
    index[9] = 0;
    BOOST_TEST(drought_frequency(yearly(index), from_1991(), 9).share.value == 0.9);
}

BOOST_AUTO_TEST_CASE(a_stack_has_the_frequency_of_each_cell) {
    SpiStack stack{2, 360, {}, {}};
    for (int m = 0; m < 360; ++m) {
        stack.value.push_back(m / 12 < 6 ? -2.0 : 0.0);
        stack.value.push_back(missing_value);
    }
    stack.gap.resize(720);
    const auto share = drought_frequency(stack, from_1991(), 9);
    BOOST_TEST(share[0] == 0.2);
    BOOST_TEST(std::isnan(share[1]));
}

BOOST_AUTO_TEST_CASE(a_season_names_the_lean_season_it_bears_on) {
    BOOST_TEST(season_label(3, 2021, 9).en == "September 2021 SPI-3 → lean season June-August 2022");
    BOOST_TEST(season_label(3, 2021, 9).fr == "SPI-3 de septembre 2021 → soudure juin-août 2022");
    BOOST_TEST(season_label(6, 2021, 10).fr == "SPI-6 d'octobre 2021 → soudure juin-août 2022");
    BOOST_TEST(season_label(12, 2022, 4).en == "April 2022 SPI-12 → lean season June-August 2022");
    BOOST_TEST(lean_season_year(2021, 5) == 2021);
    BOOST_TEST(lean_season_year(2021, 6) == 2022);
}

BOOST_AUTO_TEST_SUITE_END()
