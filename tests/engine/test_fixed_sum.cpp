// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/fixed_sum.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

using namespace djoliba;

namespace {

FixedSum one_by_one(const std::vector<double>& terms) {
    FixedSum sum;
    for (const double v : terms) sum.add(v);
    return sum;
}

FixedSum at_once(const std::vector<double>& terms) {
    FixedSum sum;
    sum.add(std::span<const double>(terms));
    return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fixed_sum)

BOOST_AUTO_TEST_CASE(nothing_sums_to_zero) {
    BOOST_TEST(FixedSum{}.value() == 0);
    BOOST_TEST(FixedSum{}.is_zero());
    BOOST_TEST(at_once({}).is_zero());
}

BOOST_AUTO_TEST_CASE(small_terms_survive_large_ones) {
    BOOST_TEST(one_by_one({1e18, 0.125, -1e18}).value() == 0.125);
    BOOST_TEST(at_once({1e18, 0.125, -1e18}).value() == 0.125);
}

BOOST_AUTO_TEST_CASE(terms_are_rounded_to_the_sixtieth_binary_place) {
    BOOST_TEST(one_by_one({0x1p-60}).value() == 0x1p-60);
    BOOST_TEST(one_by_one({0x1.8p-61}).value() == 0x1p-60);
    BOOST_TEST(one_by_one({0x1p-61}).value() == 0);  // halfway goes to the even unit
    BOOST_TEST(one_by_one({-0x1.8p-61}).value() == -0x1p-60);
}

BOOST_AUTO_TEST_CASE(single_values_come_back_unchanged) {
    for (const double v :
         {1.0, -1.0, 0.1, 7043.7, 1e9, 0x1p34, 0x1.fffffffffffffp34, 0x1p35, -0x1.0000000000001p35,
          0x1.fffffffffffffp35, -0x1.fffffffffffffp34, 123456789012345.678, -0x1.fffffffffffffp65})
        BOOST_TEST(one_by_one({v}).value() == v);
}

BOOST_AUTO_TEST_CASE(a_list_sums_as_its_terms_do_one_by_one_in_any_order) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> digits(-1, 1);
    for (const double scale : {1e-12, 1.0, 1e6, 3e10, 1e17}) {
        std::vector<double> terms;
        for (int i = 0; i < 3001; ++i) terms.push_back(digits(random) * scale);
        const FixedSum sum = one_by_one(terms);
        BOOST_TEST((at_once(terms) == sum));
        std::shuffle(terms.begin(), terms.end(), random);
        BOOST_TEST((at_once(terms) == sum));
        FixedSum halves = at_once({terms.begin(), terms.begin() + 1234});
        halves.add(at_once({terms.begin() + 1234, terms.end()}));
        BOOST_TEST((halves == sum));
    }
}

BOOST_AUTO_TEST_CASE(five_hundred_equal_worst_cases_stay_exact) {
    // High parts that add up to just below the limit, low parts as large as they get.
    const double worst = std::nextafter(0x1p26, 0) - 0x1p-17;
    const std::vector<double> terms(512, worst);
    BOOST_TEST((at_once(terms) == one_by_one(terms)));
    BOOST_TEST(at_once(terms).value() == worst * 512);
}

BOOST_AUTO_TEST_CASE(products_are_rounded_to_double_and_then_summed) {
    std::mt19937_64 random(4);
    std::uniform_real_distribution<double> digits(0, 1e6);
    std::vector<double> a, b, products;
    for (int i = 0; i < 1500; ++i) {
        a.push_back(digits(random));
        b.push_back(digits(random));
        products.push_back(a.back() * b.back());
    }
    FixedSum sum;
    sum.add_products(a, b);
    BOOST_TEST((sum == one_by_one(products)));
}

BOOST_AUTO_TEST_CASE(what_is_not_a_number_or_absurd_is_refused_and_changes_nothing) {
    const double inf = std::numeric_limits<double>::infinity();
    for (const double bad : {std::numeric_limits<double>::quiet_NaN(), inf, -inf, 1e20, -3.4e38}) {
        FixedSum sum;
        sum.add(5);
        const std::vector<double> terms{1, bad};
        BOOST_CHECK_THROW(sum.add(bad), Error);
        BOOST_CHECK_THROW(sum.add(std::span<const double>(terms)), Error);
        BOOST_TEST(sum.value() == 5);
    }
}

BOOST_AUTO_TEST_CASE(a_sum_that_leaves_the_range_is_refused) {
    FixedSum sum;
    sum.add(7e19);
    sum.add(7e19);
    BOOST_CHECK_THROW(sum.add(7e19), Error);
    BOOST_TEST(sum.value() == 1.4e20);
}

BOOST_AUTO_TEST_CASE(units_go_back_and_forth) {
    for (const double v : {0.0, 1.0, -1.0, 0.1, -7e19, 0x1p-60, 123456789.0625}) {
        FixedSum sum;
        sum.add(v);
        BOOST_TEST((FixedSum::from_units(sum.units()) == sum));
        BOOST_TEST((-sum).value() == -sum.value());
    }
    FixedSum one;
    one.add(1);
    BOOST_TEST(one.units() == "1152921504606846976");  // 2^60
    for (const auto* wrong : {"", "-", "1.5", " 1", "1e3", "9999999999999999999999999999999999999999999"})
        BOOST_CHECK_THROW(FixedSum::from_units(wrong), Error);
}

BOOST_AUTO_TEST_SUITE_END()
