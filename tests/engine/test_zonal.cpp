// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/zonal.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

#include "overlay_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;

namespace {

using Values = std::vector<double>;
using Shapes = std::vector<MultiPolygon>;
using Source = std::unique_ptr<RasterSource>;
using enum Statistic;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
const Grid two_by_two{0, 2, 1, 1, 2, 2};
const std::vector<ZonalStatistic> plain{count,          sum,      mean,  Statistic::min,
                                        Statistic::max, variance, stdev, unknown_share};
const std::vector<ZonalStatistic> weighted{weighted_sum, weighted_mean, weight_unknown_share};
const std::vector<ZonalStatistic> classes{majority, minority, variety};

Source raster(const Values& values, const Grid& grid = two_by_two) {
    return memory_raster(grid, "EPSG:4326", values);
}

ZonalTable table(const Shapes& shapes, const Source& values, const std::vector<ZonalStatistic>& statistics,
                 const Source& weights = nullptr, const Job& job = {}) {
    std::vector<const RasterSource*> sources{values.get()};
    if (weights) sources.push_back(weights.get());
    const Covered coverage(shapes, analysis_grid(sources, "EPSG:4326", everywhere));
    return zonal(coverage, *values, statistics, weights.get(), job);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(zonal_statistics)

BOOST_AUTO_TEST_CASE(no_shapes_give_no_rows) {
    BOOST_TEST(table({}, raster({1, 2, 3, 4}), plain).shapes() == 0U);
}

BOOST_AUTO_TEST_CASE(whole_cells) {
    const auto t = table({box(0, 0, 2, 2)}, raster({1, 2, 3, 4}), plain);
    BOOST_TEST(t.at(0, count) == 4);
    BOOST_TEST(t.at(0, sum) == 10);
    BOOST_TEST(t.at(0, mean) == 2.5);
    BOOST_TEST(t.at(0, Statistic::min) == 1);
    BOOST_TEST(t.at(0, Statistic::max) == 4);
    BOOST_TEST(t.at(0, variance) == 1.25);
    BOOST_TEST(t.at(0, stdev) == std::sqrt(1.25));
    BOOST_TEST(t.at(0, unknown_share) == 0);
}

BOOST_AUTO_TEST_CASE(border_cells_count_by_their_share) {
    const auto t = table({box(0.5, 0, 1.5, 2)}, raster({1, 2, 3, 4}), plain);
    BOOST_TEST(t.at(0, count) == 2);
    BOOST_TEST(t.at(0, sum) == 5);
    const auto corner = table({box(0.5, 1, 2, 2)}, raster({1, 4, 0, 0}), plain);
    BOOST_TEST(corner.at(0, mean) == 3);
    BOOST_TEST(corner.at(0, variance) == 2);  // (0.5 * 4 + 1 * 1) / 1.5
}

BOOST_AUTO_TEST_CASE(cells_without_value_take_no_part_and_are_told) {
    const auto t = table({box(0, 0, 2, 2)}, raster({1, missing, 3, 4}), plain);
    BOOST_TEST(t.at(0, count) == 3);
    BOOST_TEST(t.at(0, mean) == 8.0 / 3);
    BOOST_TEST(t.at(0, variance) == 14.0 / 9, boost::test_tools::tolerance(1e-14));
    BOOST_TEST(t.at(0, unknown_share) == 0.25);
}

BOOST_AUTO_TEST_CASE(nothing_known_is_missing_and_never_zero) {
    const auto t =
        table({box(0, 0, 2, 2), {}, box(7, 7, 8, 8)}, raster({missing, missing, missing, missing}), plain);
    for (std::size_t s = 0; s < 3; ++s) {
        BOOST_TEST(t.at(s, count) == 0);
        for (const auto which : {sum, mean, Statistic::min, Statistic::max, variance, stdev})
            BOOST_TEST(std::isnan(t.at(s, which)));
    }
    BOOST_TEST(t.at(0, unknown_share) == 1);
    BOOST_TEST(std::isnan(t.at(1, unknown_share)));
    BOOST_TEST(t.at(2, unknown_share) == 1);
}

BOOST_AUTO_TEST_CASE(what_reaches_over_the_raster_is_unknown) {
    const auto t = table({box(1, 0, 3, 2)}, raster({1, missing, 3, 4}), plain);
    BOOST_TEST(t.at(0, unknown_share) == 0.75);
}

BOOST_AUTO_TEST_CASE(weights_of_the_same_grid) {
    const auto t = table({box(0.5, 0, 2, 2)}, raster({1, 2, 3, 4}), weighted, raster({10, 0, 20, 5}));
    BOOST_TEST(t.at(0, weighted_sum) == 0.5 * 10 + 0.5 * 60 + 20);
    BOOST_TEST(t.at(0, weighted_mean) == 55.0 / 20);
    BOOST_TEST(t.at(0, weight_unknown_share) == 0);
}

BOOST_AUTO_TEST_CASE(unknown_weights_take_no_part_and_are_told) {
    const auto t =
        table({box(0, 0, 2, 2)}, raster({1, 2, missing, 4}), weighted, raster({10, missing, 20, 30}));
    BOOST_TEST(t.at(0, weighted_mean) == 130.0 / 40);
    BOOST_TEST(t.at(0, weight_unknown_share) == 1.0 / 3);
    const auto none = table({box(0, 0, 2, 2)}, raster({1, 2, 3, 4}), weighted, raster(Values(4, missing)));
    BOOST_TEST(std::isnan(none.at(0, weighted_sum)));
    BOOST_TEST(std::isnan(none.at(0, weighted_mean)));
    BOOST_TEST(none.at(0, weight_unknown_share) == 1);
}

BOOST_AUTO_TEST_CASE(nobody_there_has_no_weighted_mean) {
    const auto t = table({box(0, 0, 2, 2)}, raster({1, 2, 3, 4}), weighted, raster({0, 0, 0, 0}));
    BOOST_TEST(t.at(0, weighted_sum) == 0);
    BOOST_TEST(std::isnan(t.at(0, weighted_mean)));
}

BOOST_AUTO_TEST_CASE(weights_are_split_and_values_repeated_where_grids_differ) {
    const Grid one{0, 2, 2, 2, 1, 1};
    const auto split =
        table({box(0, 1, 1, 2), box(0, 0, 2, 2)}, raster({1, 2, 3, 4}), weighted, raster({100}, one));
    BOOST_TEST(split.at(0, weighted_sum) == 25);
    BOOST_TEST(split.at(1, weighted_mean) == 2.5);
    auto both = weighted;
    both.push_back(count);
    both.push_back(sum);
    const auto repeated = table({box(0, 1, 1, 2)}, raster({8}, one), both, raster({1, 2, 3, 4}));
    BOOST_TEST(repeated.at(0, weighted_sum) == 8);
    BOOST_TEST(repeated.at(0, count) == 0.25);  // of the raster's own cell
    BOOST_TEST(repeated.at(0, sum) == 2);
}

BOOST_AUTO_TEST_CASE(classes_count_by_covered_share) {
    const auto t = table({box(0, 0, 2, 2), box(0.25, 0, 2, 1)}, raster({1, 2, 3, 3}), classes);
    BOOST_TEST(t.at(0, majority) == 3);
    BOOST_TEST(t.at(0, minority) == 1);
    BOOST_TEST(t.at(0, variety) == 3);
    const auto u = table({box(0.25, 0, 2, 1)}, raster({0, 0, 5, 3}), classes);
    BOOST_TEST(u.at(0, majority) == 3);
    BOOST_TEST(u.at(0, minority) == 5);
}

BOOST_AUTO_TEST_CASE(among_equal_classes_majority_is_the_largest_and_minority_the_smallest) {
    const auto t = table({box(0, 0, 2, 2), box(7, 7, 8, 8)}, raster({4, 2, 3, 1}), classes);
    BOOST_TEST(t.at(0, majority) == 4);
    BOOST_TEST(t.at(0, minority) == 1);
    BOOST_TEST(std::isnan(t.at(1, majority)));
    BOOST_TEST(t.at(1, variety) == 0);
}

BOOST_AUTO_TEST_CASE(classes_of_a_continuous_raster_are_refused) {
    const Grid g{0, 300, 1, 1, 300, 300};
    Values values(300 * 300);
    std::iota(values.begin(), values.end(), 0);
    BOOST_CHECK_THROW(table({box(0, 0, 300, 300)}, raster(values, g), classes), Error);
    BOOST_CHECK_NO_THROW(table({box(0, 0, 200, 300)}, raster(values, g), classes));
}

BOOST_AUTO_TEST_CASE(variance_keeps_its_digits_far_from_zero) {
    const double far = 1e9;
    const auto t = table({box(0, 0, 2, 2)}, raster({far + 1, far + 2, far + 3, far + 4}), plain);
    BOOST_TEST(t.at(0, variance) == 1.25);
}

BOOST_AUTO_TEST_CASE(quantiles_of_equal_weights_are_those_of_any_textbook) {
    const std::vector<WeightedValue> five{{1, 1}, {2, 1}, {4, 1}, {8, 1}, {16, 1}};
    BOOST_TEST(quantile_of(five, 0) == 1);
    BOOST_TEST(quantile_of(five, 0.5) == 4);
    BOOST_TEST(quantile_of(five, 0.25) == 2);
    BOOST_TEST(quantile_of(five, 0.375) == 3);
    BOOST_TEST(quantile_of(five, 1) == 16);
    BOOST_TEST(quantile_of(std::vector<WeightedValue>{{7, 0.25}}, 0.9) == 7);
    BOOST_TEST(std::isnan(quantile_of({}, 0.5)));
}

BOOST_AUTO_TEST_CASE(quantiles_of_uneven_weights_by_hand) {
    // s = 0 * 1, 1 * 3 + 1 * 1; the median stands at 0.5 * 1 * 4 = 2 between 0 and 4.
    BOOST_TEST(quantile_of(std::vector<WeightedValue>{{10, 1}, {20, 3}}, 0.5) == 15);
}

BOOST_AUTO_TEST_CASE(quantiles_of_a_raster_merge_equal_values) {
    // Three cells of 1 and one of 5: two values with weights 3 and 1; s = 0, 1 * 1 + 1 * 3.
    const auto t = table({box(0, 0, 2, 2)}, raster({1, 1, 1, 5}), {{quantile, 0.5}, count, {quantile, 1}});
    BOOST_TEST(t.at(0, {quantile, 0.5}) == 3);
    BOOST_TEST(t.at(0, {quantile, 1}) == 5);
    BOOST_TEST(t.at(0, count) == 4);
}

BOOST_AUTO_TEST_CASE(quantiles_in_pieces_are_those_of_the_sorted_whole) {
    // More cells than are sorted at once, in one shape and in two together.
    std::mt19937_64 random(33);
    std::uniform_real_distribution<float> value(0, 1);
    const Grid g{0, 1700, 1, 1, 1500, 1700};
    Values v(static_cast<std::size_t>(g.cols * g.rows));
    for (double& x : v) x = value(random) < 0.1F ? 0.25 : value(random);
    v[5] = missing;
    const std::vector<ZonalStatistic> wanted{
        {quantile, 0}, {quantile, 0.1}, {quantile, 0.5}, {quantile, 0.999}};
    const auto t =
        table({box(0, 0, 1500, 1700), box(0, 0, 10, 10), box(3, 3, 1500, 1699)}, raster(v, g), wanted);
    std::map<double, double> weights;
    for (const double x : v)
        if (!std::isnan(x)) weights[x] += 1;
    std::vector<WeightedValue> sorted;
    for (const auto& [x, n] : weights) sorted.push_back({x, n});
    for (const auto& w : wanted) BOOST_TEST(t.at(0, w) == quantile_of(sorted, w.level));
}

BOOST_AUTO_TEST_CASE(a_large_mean_does_not_spoil_a_small_variance) {
    const auto t = table({box(0, 0, 2, 2)}, raster({1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4}), {variance});
    BOOST_TEST(t.at(0, variance) == 1.25, boost::test_tools::tolerance(1e-9));
    const auto part =
        table({box(0.25, 0.5, 1.75, 1.5)}, raster({1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4}), {variance});
    BOOST_TEST(part.at(0, variance) == 1.25, boost::test_tools::tolerance(1e-8));
}

BOOST_AUTO_TEST_CASE(sums_of_very_large_and_very_small_values_are_exact) {
    const auto t = table({box(0, 0, 2, 2)}, raster({1e300, 1, -1e300, 1e-300}), {sum});
    BOOST_TEST(t.at(0, sum) == 1);
}

BOOST_AUTO_TEST_CASE(names_go_back_and_forth) {
    for (const auto s : {count, sum, mean, Statistic::min, Statistic::max, variance, stdev, weighted_sum,
                         weighted_mean, unknown_share, weight_unknown_share, majority, minority, variety})
        BOOST_TEST((parse_statistic(to_string(s)) == ZonalStatistic(s)));
    BOOST_TEST((parse_statistic("median") == ZonalStatistic(quantile, 0.5)));
    BOOST_TEST((parse_statistic("q2.5") == ZonalStatistic(quantile, 0.025)));
    BOOST_TEST(to_string({quantile, 0.025}) == "q2.5");
    BOOST_TEST(to_string({quantile, 0.5}) == "median");
    for (const auto* wrong : {"", "q", "q101", "q-1", "qa", "q5x", "Mean"})
        BOOST_TEST(!parse_statistic(wrong));
}

BOOST_AUTO_TEST_CASE(what_was_not_asked_for_or_cannot_be_computed_is_refused) {
    const auto r = raster({1, 2, 3, 4});
    BOOST_CHECK_THROW(table({box(0, 0, 1, 1)}, r, {mean}).at(0, sum), Error);
    BOOST_CHECK_THROW(table({box(0, 0, 1, 1)}, r, {weighted_mean}), Error);
    const Covered coverage({box(0, 0, 1, 1)}, grid_of(two_by_two));
    const auto other = memory_raster(two_by_two, "ESRI:54009", {1, 1, 1, 1});
    BOOST_CHECK_THROW(zonal(coverage, *r, weighted, other.get()), Error);
    BOOST_CHECK_THROW(zonal(coverage, *raster({1}, {0.5, 2, 1, 1, 1, 1}), plain), Error);
}

BOOST_AUTO_TEST_CASE(statistics_agree_with_sums_over_all_cells) {
    std::mt19937_64 random(31);
    std::uniform_real_distribution<double> value(-5, 5), chance(0, 1);
    const Grid g{-1, 1, 0.003, 0.005, 667, 400};
    Values v(static_cast<std::size_t>(g.cols * g.rows)), w(v.size());
    for (std::size_t i = 0; i < v.size(); ++i) {
        v[i] = chance(random) < 0.1 ? missing : value(random);
        w[i] = chance(random) < 0.1 ? missing : chance(random);
    }
    const auto values = raster(v, g), weights = raster(w, g);
    auto all = plain;
    all.insert(all.end(), weighted.begin(), weighted.end());
    for (int i = 0; i < 5; ++i) {
        const Shapes shapes{{{random_ring(random, {0, 0}, 0.9, 10 + 40 * i)}}};
        const auto t = table(shapes, values, all, weights);
        const auto f = fractions(shapes[0], grid_of(g));
        long double n = 0, s = 0, sw = 0, swx = 0;
        for (std::size_t k = 0; k < f.size(); ++k) {
            if (f[k] == 0 || std::isnan(v[k])) continue;
            n += f[k];
            s += f[k] * v[k];
            if (std::isnan(w[k])) continue;
            sw += f[k] * w[k];
            swx += f[k] * w[k] * v[k];
        }
        long double squares = 0;
        for (std::size_t k = 0; k < f.size(); ++k)
            if (f[k] > 0 && !std::isnan(v[k])) squares += f[k] * (v[k] - s / n) * (v[k] - s / n);
        const auto tolerance = boost::test_tools::tolerance(1e-11);
        BOOST_TEST(t.at(0, count) == static_cast<double>(n), tolerance);
        BOOST_TEST(t.at(0, sum) + 1 == static_cast<double>(s) + 1, tolerance);
        BOOST_TEST(t.at(0, variance) == static_cast<double>(squares / n), tolerance);
        BOOST_TEST(t.at(0, weighted_mean) + 1 == static_cast<double>(swx / sw) + 1, tolerance);
    }
}

BOOST_AUTO_TEST_CASE(threads_change_no_byte) {
    std::mt19937_64 random(32);
    std::uniform_int_distribution<int> value(0, 9);
    const Grid g{0, 1100, 1, 1, 1200, 1100};
    Values v(static_cast<std::size_t>(g.cols * g.rows));
    for (double& x : v) x = value(random) / 7.0;
    const auto values = raster(v, g);
    const auto shapes = triangles(random, 1100, 5);
    auto all = plain;
    all.insert(all.end(), classes.begin(), classes.end());
    const auto one = table(shapes, values, all, nullptr, {.threads = 1});
    BOOST_TEST((table(shapes, values, all, nullptr, {.threads = 4}).values == one.values));
}

BOOST_AUTO_TEST_SUITE_END()
