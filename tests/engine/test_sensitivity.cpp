// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <numbers>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/sensitivity.hpp>

using namespace djoliba;

namespace {

// sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, x uniform in -pi..pi (Ishigami and Homma 1990).
double ishigami(std::span<const double> u) {
    const auto x = [&](std::size_t i) { return (2 * u[i] - 1) * std::numbers::pi; };
    return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

// Exact values: S1 0.3139 0.4424 0, ST 0.5576 0.4424 0.2437 (Saltelli et al. 2008, Global Sensitivity
// Analysis).
constexpr double first[] = {0.31390519, 0.44241114, 0};
constexpr double total[] = {0.55758886, 0.44241114, 0.24368366};

UniformModel one_output(double (*f)(std::span<const double>)) {
    return [f](std::span<const double> u, std::span<double> out) { out[0] = f(u); };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sensitivity)

BOOST_AUTO_TEST_CASE(ishigami_to_a_hundredth_with_8192_rows) {
    const auto s = sobol_indices({0, 1, 2}, 1, one_output(ishigami), {.base = 8192});
    BOOST_TEST(s.runs == 8192u * 5);
    BOOST_TEST(s.outputs[0].mean == 3.5, boost::test_tools::tolerance(0.001));
    BOOST_TEST(s.outputs[0].variance == 13.844588, boost::test_tools::tolerance(0.005));
    for (std::size_t g = 0; g < 3; ++g) {
        const SobolPair& p = s.outputs[0].groups[g];
        BOOST_TEST(std::abs(p.first.value - first[g]) < 0.01);
        BOOST_TEST(std::abs(p.total.value - total[g]) < 0.01);
        BOOST_TEST((p.first.low < first[g] && first[g] < p.first.high));
        BOOST_TEST((p.total.low < total[g] && total[g] < p.total.high));
        BOOST_TEST(p.total.high - p.total.low < 0.1);
    }
}

BOOST_AUTO_TEST_CASE(the_error_falls_with_the_rows) {
    const auto error = [](std::size_t base) {
        double sum = 0;
        for (const std::uint64_t seed : {1, 2, 3, 4}) {
            const auto s = sobol_indices({0, 1, 2}, 1, one_output(ishigami),
                                         {.base = base, .resamples = 2, .seed = seed});
            for (std::size_t g = 0; g < 3; ++g)
                sum += std::abs(s.outputs[0].groups[g].total.value - total[g]);
        }
        return sum / 12;
    };
    const double few = error(256), many = error(4096);
    BOOST_TEST(many < few / 4);  // plain Monte Carlo would give 1/4 with 16 times the rows
}

BOOST_AUTO_TEST_CASE(a_sum_of_independent_inputs_has_indices_by_its_variances) {
    // 3 u + 4 v: variances 9/12 and 16/12, so 0.36 and 0.64, and no interaction.
    const UniformModel sum = [](std::span<const double> u, std::span<double> out) {
        out[0] = 100 + 3 * u[0] + 4 * u[1];
    };
    const auto s = sobol_indices({0, 1}, 1, sum, {.base = 4096}).outputs[0];
    BOOST_TEST(s.mean == 103.5, boost::test_tools::tolerance(1e-5));
    for (const auto& [group, index] : {std::pair{0, 0.36}, std::pair{1, 0.64}}) {
        BOOST_TEST(s.groups[group].first.value == index, boost::test_tools::tolerance(0.01));
        BOOST_TEST(s.groups[group].total.value == index, boost::test_tools::tolerance(0.01));
    }
}

BOOST_AUTO_TEST_CASE(inputs_of_a_group_go_together) {
    // u1 u2 + u3: alone, u1 and u2 interact; as one group they do not. Var(u1 u2) = 1/9 - 1/16 = 7/144.
    const UniformModel f = [](std::span<const double> u, std::span<double> out) {
        out[0] = u[0] * u[1] + u[2];
    };
    const auto s = sobol_indices({0, 0, 1}, 1, f, {.base = 4096}).outputs[0];
    const double share = (7.0 / 144) / (7.0 / 144 + 1.0 / 12);
    BOOST_TEST(s.groups.size() == 2u);
    BOOST_TEST(s.groups[0].first.value == share, boost::test_tools::tolerance(0.02));
    BOOST_TEST(s.groups[0].total.value == share, boost::test_tools::tolerance(0.02));
    BOOST_TEST(s.groups[1].total.value == 1 - share, boost::test_tools::tolerance(0.02));
}

BOOST_AUTO_TEST_CASE(outputs_that_are_missing_or_the_same_have_no_indices) {
    const UniformModel f = [](std::span<const double> u, std::span<double> out) {
        out[0] = u[0];
        out[1] = u[0] > 0.9 ? missing_value : u[0];
        out[2] = 0.1;
    };
    const auto s = sobol_indices({0, 1}, 3, f, {.base = 64}).outputs;
    BOOST_TEST(s[0].groups[0].total.value == 1, boost::test_tools::tolerance(0.2));
    BOOST_TEST(s[0].groups[1].total.value == 0);
    BOOST_TEST(std::isnan(s[1].mean));
    BOOST_TEST(std::isnan(s[1].groups[0].total.value));
    BOOST_TEST(s[2].mean == 0.1);
    BOOST_TEST(s[2].variance == 0);
    BOOST_TEST(std::isnan(s[2].groups[0].first.value));
}

BOOST_AUTO_TEST_CASE(outputs_together_are_weighted_by_their_variances) {
    // 3 u has nine times the variance of v: u explains 0.9 of both together.
    const auto points = sobol_points(4096, 4, 1);
    const SobolModelMaker maker = [&]() -> SobolModel {
        return [&](const SobolRun& run, std::span<double> out) {
            out[0] = 3 * points[run.row][run.from_b[0] != 0 ? 2 : 0];
            out[1] = points[run.row][run.from_b[1] != 0 ? 3 : 1];
            out[2] = missing_value;
        };
    };
    const auto s = sobol_indices(2, 3, maker, {.base = 4096, .blocks = 64}, {{0, 1, 2}, {1}});
    BOOST_TEST(s.sets[0][0].first.value == 0.9, boost::test_tools::tolerance(0.01));
    BOOST_TEST(s.sets[0][1].total.value == 0.1, boost::test_tools::tolerance(0.05));
    BOOST_TEST(s.sets[1][1].total.value == s.outputs[1].groups[1].total.value);
    BOOST_TEST(s.sets[1][0].total.value == 0);
}

BOOST_AUTO_TEST_CASE(threads_change_no_bit_and_the_seed_does) {
    const auto with = [](int threads, std::uint64_t seed) {
        return sobol_indices({0, 1, 2}, 1, one_output(ishigami), {.base = 300, .seed = seed},
                             {.threads = threads})
            .outputs[0]
            .groups[0]
            .total;
    };
    const SobolIndex one = with(1, 1), seven = with(7, 1), other = with(1, 2);
    BOOST_TEST(one.value == seven.value);
    BOOST_TEST(one.low == seven.low);
    BOOST_TEST(one.value != other.value);
}

BOOST_AUTO_TEST_CASE(points_fill_every_interval_once) {
    // The first 2^m points of a Sobol sequence, shifted or not, have one in each of 2^m equal intervals.
    const auto points = sobol_points(256, 40, 9);
    for (std::size_t k = 0; k < 40; ++k) {
        std::vector<int> hits(256, 0);
        for (const auto& point : points) {
            BOOST_TEST_REQUIRE((point[k] > 0 && point[k] < 1));
            ++hits[static_cast<std::size_t>(point[k] * 256)];
        }
        BOOST_TEST(std::ranges::all_of(hits, [](int n) { return n == 1; }));
    }
    BOOST_TEST(sobol_points(2, 3, 1)[0] != sobol_points(2, 3, 2)[0], boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_is_refused) {
    BOOST_CHECK_THROW(sobol_points(4, 3668, 1), Error);
    BOOST_CHECK_THROW(sobol_indices({}, 1, one_output(ishigami)), Error);
    BOOST_CHECK_THROW(sobol_indices({0, 1, 2}, 0, one_output(ishigami)), Error);
    BOOST_CHECK_THROW(sobol_indices({0, 1, 2}, 1, one_output(ishigami), {.base = 1}), Error);
    BOOST_CHECK_THROW(sobol_indices({0, 1, 2}, 1, one_output(ishigami), {.resamples = 1}), Error);
}

BOOST_AUTO_TEST_SUITE_END()
