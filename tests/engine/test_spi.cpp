// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/indicator.hpp>
#include <djoliba/engine/spi.hpp>

using namespace djoliba;
using boost::test_tools::tolerance;

namespace {

// Monthly rain from 1981 on: rain from May to October, from a fixed stream of whole numbers.
std::vector<double> rain_of(int months, std::uint32_t seed = 12345) {
    std::vector<double> rain;
    std::uint64_t s = seed;
    for (int i = 0; i < months; ++i) {
        s = (1103515245 * s + 12345) % (1ULL << 31);
        const int month = i % 12;
        const double u = static_cast<double>((s >> 16) % 1000);
        rain.push_back(month >= 4 && month <= 9 ? u * (month - 3) / 10 : 0);
    }
    return rain;
}

SpiSettings from_1981(int months = 3) {
    SpiSettings s;
    s.months = months;
    s.first_year = 1981;
    return s;
}

// 20 Augusts, five of them dry, the others 10, 20 ... 150 mm; no rain in other months.
std::vector<double> twenty_augusts() {
    std::vector<double> rain(240, 0.0);
    for (std::size_t i = 0; i < 15; ++i) rain[(i + 5) * 12 + 7] = 10.0 * static_cast<double>(i + 1);
    return rain;
}

SpiSettings augusts(SpiZeros zeros = SpiZeros::share) {
    SpiSettings s;
    s.months = 1;
    s.first_year = 2001;
    s.reference_from = 2001;
    s.reference_to = 2020;
    s.zeros = zeros;
    return s;
}

bool same_bytes(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(spi_index)

BOOST_AUTO_TEST_CASE(an_empty_series_has_no_months) { BOOST_TEST(spi({}, from_1981()).value.empty()); }

BOOST_AUTO_TEST_CASE(settings_without_sense_are_all_reported_at_once) {
    SpiSettings s = from_1981(0);
    s.first_month = 13;
    s.reference_from = 2015;
    BOOST_CHECK_EXCEPTION(spi({}, s), Error, [](const Error& e) { return e.problems().size() == 3; });
}

BOOST_AUTO_TEST_CASE(negative_and_infinite_rain_is_refused_with_its_value) {
    auto rain = rain_of(480);
    rain[17] = -9999;
    BOOST_CHECK_EXCEPTION(spi(rain, from_1981()), Error, [](const Error& e) {
        return std::string(e.what()).find("-9999") != std::string::npos;
    });
    rain[17] = INFINITY;
    BOOST_CHECK_THROW(spi(rain, from_1981()), Error);
}

BOOST_AUTO_TEST_CASE(the_first_months_of_the_record_have_no_sum) {
    const SpiSeries s = spi(rain_of(480), from_1981(6));
    for (std::size_t m = 0; m < 5; ++m) {
        BOOST_TEST(std::isnan(s.value[m]));
        BOOST_TEST((s.gap[m] == SpiGap::first_months));
    }
}

BOOST_AUTO_TEST_CASE(a_missing_month_takes_away_the_k_sums_that_hold_it_and_no_other) {
    auto rain = rain_of(480);
    const SpiSeries whole = spi(rain, from_1981());
    rain[200] = missing_value;
    const SpiSeries holed = spi(rain, from_1981());
    for (std::size_t m = 2; m < 480; ++m) {
        const bool lost = m >= 200 && m <= 202;
        BOOST_TEST((holed.gap[m] == SpiGap::missing_rain) == (lost && whole.gap[m] != SpiGap::mostly_dry));
        BOOST_TEST((lost || std::isnan(holed.value[m]) == std::isnan(whole.value[m])));
    }
}

BOOST_AUTO_TEST_CASE(dry_months_are_undefined_and_say_why) {
    const SpiSeries s = spi(rain_of(480), from_1981(1));
    for (std::size_t m = 0; m < 480; ++m) {
        const bool rainy = m % 12 >= 4 && m % 12 <= 9;
        BOOST_TEST((s.gap[m] == (rainy ? SpiGap::none : SpiGap::mostly_dry)));
        BOOST_TEST(std::isnan(s.value[m]) == !rainy);
    }
    BOOST_TEST(!text_en(SpiGap::mostly_dry).empty());
    BOOST_TEST(!text_fr(SpiGap::mostly_dry).empty());
    BOOST_TEST(text_en(SpiGap::none).empty());
}

BOOST_AUTO_TEST_CASE(exactly_half_dry_years_are_undefined_and_one_fewer_is_not) {
    std::vector<double> rain(24 * 12, 0.0);
    for (std::size_t y = 0; y < 12; ++y) rain[y * 12 + 7] = 10 + static_cast<double>(y);
    SpiSettings s = augusts();
    s.reference_to = 2024;
    BOOST_TEST((spi(rain, s).gap[7] == SpiGap::mostly_dry));
    rain[12 * 12 + 7] = 30;
    BOOST_TEST((spi(rain, s).gap[7] == SpiGap::none));
}

BOOST_AUTO_TEST_CASE(nine_wet_years_are_too_few_and_ten_are_enough) {
    std::vector<double> rain(20 * 12, missing_value);
    for (std::size_t y = 0; y < 9; ++y) rain[y * 12 + 7] = 10 + static_cast<double>(y);
    BOOST_TEST((spi(rain, augusts()).gap[7] == SpiGap::few_wet_years));
    rain[9 * 12 + 7] = 30;
    BOOST_TEST((spi(rain, augusts()).gap[7] == SpiGap::none));
}

BOOST_AUTO_TEST_CASE(the_same_rain_every_year_cannot_be_standardised) {
    const std::vector<double> rain(20 * 12, 33.3);
    const SpiSeries s = spi(rain, augusts());
    for (const SpiGap gap : s.gap) BOOST_TEST((gap == SpiGap::no_variance));
}

// Expected: the formulae written out in Python with scipy 1.17.1 (stats.gamma.cdf, stats.norm.ppf), 2026.
BOOST_AUTO_TEST_CASE(values_agree_with_an_independent_computation) {
    const SpiSeries s = spi(rain_of(480), from_1981());
    const SpiSettings set = from_1981();
    const auto at = [&](int year, int month) {
        return s.value[static_cast<std::size_t>(month_index(set, year, month))];
    };
    BOOST_TEST(at(1981, 9) == -0.32624483084503214, tolerance(1e-10));
    BOOST_TEST(at(1990, 8) == 0.04395271083206625, tolerance(1e-9));
    BOOST_TEST(at(2000, 9) == -0.07443848256695045, tolerance(1e-9));
    BOOST_TEST(at(2013, 9) == -0.18810716423502014, tolerance(1e-10));
    BOOST_TEST(at(2020, 9) == 1.0052957336003279, tolerance(1e-10));
    BOOST_TEST(at(2020, 7) == -0.9478578880249237, tolerance(1e-10));
    BOOST_TEST(at(2005, 12) == 0.9893225091878073, tolerance(1e-10));
}

// By hand: wet years 10..150 give A = 0.2194901, alpha = 2.4339925, beta = 32.8678085; q = 5/20, and a dry
// August gets the quantile of 0.25. Quantiles from scipy as above.
BOOST_AUTO_TEST_CASE(dry_years_take_their_share_of_the_probability) {
    const SpiSeries s = spi(twenty_augusts(), augusts());
    BOOST_TEST(s.value[7] == -0.6744897501960817, tolerance(1e-12));
    BOOST_TEST(s.value[5 * 12 + 7] == -0.6408159665049024, tolerance(1e-10));
    BOOST_TEST(s.value[12 * 12 + 7] == 0.49283756050967253, tolerance(1e-10));
    BOOST_TEST(s.value[19 * 12 + 7] == 1.4553185148459427, tolerance(1e-10));
}

BOOST_AUTO_TEST_CASE(the_centre_of_mass_reads_a_dry_month_as_drier) {
    const SpiSeries s = spi(twenty_augusts(), augusts(SpiZeros::centre_of_mass));
    BOOST_TEST(s.value[7] == -1.0675705238781414, tolerance(1e-12));  // quantile of (5 + 1)/(2 * 21) = 1/7
    BOOST_TEST(s.value[5 * 12 + 7] == -0.6773620630883096, tolerance(1e-10));
    BOOST_TEST(s.value[19 * 12 + 7] == 1.44701788525879, tolerance(1e-10));
}

BOOST_AUTO_TEST_CASE(extremes_are_clipped) {
    auto rain = rain_of(492);  // 2021 is outside the reference years
    for (std::size_t m = 480; m < 492; ++m) rain[m] = 0;
    BOOST_TEST(spi(rain, from_1981()).value[488] == -3.09);
    for (std::size_t m = 480; m < 492; ++m) rain[m] = 1e7;
    BOOST_TEST(spi(rain, from_1981()).value[488] == 3.09);
}

BOOST_AUTO_TEST_CASE(more_rain_never_reads_as_drier) {
    const auto rain = rain_of(492);
    double last = -10;
    for (double extra = 0; extra < 600; extra += 20) {
        auto wetter = rain;
        wetter[488] = extra;
        const double value = spi(wetter, from_1981()).value[488];
        BOOST_TEST(value >= last);
        last = value;
    }
}

BOOST_AUTO_TEST_CASE(the_unit_of_rain_does_not_matter) {
    const auto rain = rain_of(480);
    auto inches = rain;
    for (double& r : inches) r /= 25.4;
    const auto a = spi(rain, from_1981()).value;
    const auto b = spi(inches, from_1981()).value;
    for (std::size_t m = 0; m < a.size(); ++m)
        if (!std::isnan(a[m])) BOOST_TEST(std::abs(a[m] - b[m]) < 1e-9);
}

BOOST_AUTO_TEST_CASE(only_one_month_can_be_asked_for) {
    SpiSettings september = from_1981();
    september.only_month = 9;
    const SpiSeries all = spi(rain_of(480), from_1981());
    const SpiSeries one = spi(rain_of(480), september);
    for (std::size_t m = 0; m < 480; ++m) {
        if (m % 12 == 8)
            BOOST_TEST(one.value[m] == all.value[m]);
        else
            BOOST_TEST((one.gap[m] == SpiGap::not_asked));
    }
}

BOOST_AUTO_TEST_CASE(a_record_may_begin_in_any_month) {
    const auto rain = rain_of(480);
    SpiSettings from_june = from_1981();
    from_june.first_month = 6;
    const SpiSeries late = spi(std::span(rain).subspan(5), from_june);
    const SpiSeries all = spi(rain, from_1981());
    for (std::size_t m = 10; m < 480; ++m)
        if (all.gap[m] == SpiGap::none) BOOST_TEST(late.value[m - 5] == all.value[m]);
    BOOST_TEST(month_index(from_june, 1981, 5) == -1);
    BOOST_TEST(month_index(from_june, 1981, 6) == 0);
    BOOST_TEST(month_index(from_june, 1982, 1) == 7);
}

BOOST_AUTO_TEST_CASE(a_stack_is_its_series_for_any_number_of_threads) {
    const std::size_t cells = 150;
    std::vector<double> stack(480 * cells);
    for (std::size_t c = 0; c < cells; ++c) {
        auto rain = rain_of(480, static_cast<std::uint32_t>(c + 1));
        if (c % 7 == 0) rain[c] = missing_value;
        for (std::size_t m = 0; m < 480; ++m) stack[m * cells + c] = rain[m];
    }
    const SpiStack one = spi_stack(stack, cells, from_1981(), {1});
    for (const int threads : {0, 2, 5}) {
        const SpiStack many = spi_stack(stack, cells, from_1981(), {threads});
        BOOST_TEST(same_bytes(one.value, many.value));
        BOOST_TEST((one.gap == many.gap));
    }
    const SpiSeries alone = spi(rain_of(480, 4), from_1981());
    for (std::size_t m = 0; m < 480; ++m)
        BOOST_TEST((one.month(m)[3] == alone.value[m] ||
                    (std::isnan(one.month(m)[3]) && std::isnan(alone.value[m]))));
}

BOOST_AUTO_TEST_CASE(a_stack_reports_progress_and_can_be_stopped) {
    const std::vector<double> stack(240 * 1000, 1.0);
    double share = 0;
    spi_stack(stack, 1000, from_1981(), {2, [&](double done) { share = std::max(share, done); }});
    BOOST_TEST(share == 1);
    BOOST_CHECK_THROW(spi_stack(stack, 1000, from_1981(), {2, {}, [] { return true; }}), Cancelled);
    BOOST_CHECK_THROW(spi_stack(stack, 0, from_1981()), Error);
    BOOST_CHECK_THROW(spi_stack(stack, 7, from_1981()), Error);
}

BOOST_AUTO_TEST_SUITE_END()
