// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/drawer.hpp>
#include <djoliba/engine/random.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using namespace djoliba::index_fixture;

namespace {

const double no = missing_value;
const auto each = boost::test_tools::per_element();
const std::string mine = "indicator|a|commune|C1000";

/// The figure of one commune over draws. Bounds 0 and 1000 turn its score into the figure.
std::vector<double> figures(double given, const IndicatorDoubt& doubt, int draws, bool at_least = false) {
    IndicatorTable table;
    table.add(indicator("a", {given}));
    table.items[0].at_least[0] = at_least;
    const auto result =
        combine(table, flat(1), {"t", "T", node("risk", Mean::arithmetic, {leaf("a", -1000, 1000)})});
    const Scorer scorer(result.plan, flat(1), {});
    const Drawer drawer(scorer, result, table, flat(1), {.indicators = {doubt}}, 42);
    auto space = drawer.space();
    std::vector<double> found;
    for (int d = 0; d < draws; ++d) {
        drawer.draw(d, space);
        found.push_back(scorer.row(space.scorer, 1)[0] * 200 - 1000);
    }
    return found;
}

std::vector<double> figures(double given, const Spread& spread, int draws) {
    return figures(given, {.indicator = "a", .spread = spread}, draws);
}

double mean(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) sum += x;
    return sum / static_cast<double>(v.size());
}

double sd(const std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) sum += (x - mean(v)) * (x - mean(v));
    return std::sqrt(sum / static_cast<double>(v.size()));
}

double share(const std::vector<double>& v, auto holds) {
    return static_cast<double>(std::ranges::count_if(v, holds)) / static_cast<double>(v.size());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(doubt)

BOOST_AUTO_TEST_CASE(each_kind_is_its_formula_of_the_variate_of_its_item) {
    const double z = normal(42, 3, item_of(mine)), u = uniform(42, 3, item_of(mine));
    const auto third = [&](const Spread& s) { return figures(20, s, 4)[3]; };
    const auto close = boost::test_tools::tolerance(1e-11);
    BOOST_TEST(third({.kind = SpreadKind::normal, .size = 3}) == 20 + 3 * z, close);
    BOOST_TEST(third({.kind = SpreadKind::relative, .size = 0.1}) == 20 * (1 + 0.1 * z), close);
    BOOST_TEST(third({.kind = SpreadKind::lognormal, .size = 0.2}) == 20 * std::exp(0.2 * z), close);
    BOOST_TEST(third({.kind = SpreadKind::uniform, .low = -3, .high = 5}) == 17 + 8 * u, close);
    BOOST_TEST(third({.kind = SpreadKind::uniform_relative, .low = -0.5, .high = 1}) == 20 * (0.5 + 1.5 * u),
               close);
    BOOST_TEST(third({.kind = SpreadKind::none}) == 20, close);
}

BOOST_AUTO_TEST_CASE(a_triangle_has_its_ends_and_its_mean) {
    const auto v =
        figures(20, Spread{.kind = SpreadKind::triangular, .low = -2, .high = 4, .mode = 1}, 20000);
    BOOST_TEST(std::ranges::min(v) > 18);
    BOOST_TEST(std::ranges::max(v) < 24);
    const double deviation =
        std::sqrt((4 + 16 + 1 + 8 + 2 - 4) / 18.);  // a b c: sum of squares less products
    BOOST_TEST(std::abs(mean(v) - 21) < 3.3 * deviation / std::sqrt(20000.));
    BOOST_TEST(std::abs(sd(v) - deviation) < 0.02);
    BOOST_TEST(std::abs(share(v, [](double x) { return x < 21; }) - 0.5) < 0.012);  // 3^2 / (6 * 3)
    const auto relative = figures(
        20, Spread{.kind = SpreadKind::triangular_relative, .low = -0.1, .high = 0.2, .mode = 0.05}, 9);
    for (int d = 0; d < 9; ++d) BOOST_TEST(relative[d] == v[d], boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(a_class_is_off_by_one_as_often_as_is_said) {
    const auto v = figures(2, Spread{.kind = SpreadKind::class_shift, .down = 0.1, .up = 0.2}, 20000);
    const auto is = [](double x) { return [x](double y) { return std::abs(x - y) < 1e-9; }; };
    BOOST_TEST(std::abs(share(v, is(1)) - 0.1) < 3.3 * std::sqrt(0.09 / 20000));
    BOOST_TEST(std::abs(share(v, is(3)) - 0.2) < 3.3 * std::sqrt(0.16 / 20000));
    BOOST_TEST(share(v, is(1)) + share(v, is(2)) + share(v, is(3)) == 1);
    IndicatorDoubt limited{.indicator = "a",
                           .spread = {.kind = SpreadKind::class_shift, .down = 0.5, .up = 0.5},
                           .least = 1,
                           .most = 2};
    const auto w = figures(2, limited, 1000);
    BOOST_TEST(share(w, is(1)) + share(w, is(2)) == 1);
}

BOOST_AUTO_TEST_CASE(a_percentage_stays_within_its_limits_without_gathering_on_them) {
    const auto percent = [](double given, double size) {
        return figures(given,
                       {.indicator = "a",
                        .spread = {.kind = SpreadKind::truncated_normal, .size = size},
                        .least = 0,
                        .most = 100},
                       20000);
    };
    const auto at_zero = percent(0, 5);
    BOOST_TEST(std::ranges::min(at_zero) > 0);
    BOOST_TEST(std::abs(mean(at_zero) - 5 * std::sqrt(2 / 3.14159265358979)) < 0.08);  // half a normal
    const auto near_most = percent(97, 10);
    BOOST_TEST(std::ranges::max(near_most) < 100);
    BOOST_TEST(share(near_most, [](double x) { return x > 99.999; }) < 0.001);
    const auto inside = percent(50, 5);
    BOOST_TEST(std::abs(mean(inside) - 50) < 3.3 * 5 / std::sqrt(20000.));
    BOOST_TEST(std::abs(sd(inside) - 5) < 0.1);
    BOOST_TEST(std::ranges::max(percent(30, 0)) == 30, boost::test_tools::tolerance(1e-12));
}

BOOST_AUTO_TEST_CASE(a_response_is_interpolated_between_its_figures) {
    const Spread response{.kind = SpreadKind::response, .at = {-1, 0, 2}, .values = {{10}, {20}, {60}}};
    const auto v = figures(20, response, 200);
    for (int d = 0; d < 200; ++d) {
        const double z = normal(42, d, item_of(mine));
        const double expected = z < -1 ? 10 : z < 0 ? 20 + 10 * z : z < 2 ? 20 + 20 * z : 60;
        BOOST_TEST(v[d] == expected, boost::test_tools::tolerance(1e-10));
    }
    BOOST_TEST(std::ranges::min(v) == 10, boost::test_tools::tolerance(1e-10));
}

BOOST_AUTO_TEST_CASE(a_lower_bound_is_only_raised_where_that_is_said) {
    IndicatorDoubt doubt{.indicator = "a", .spread = {.kind = SpreadKind::normal, .size = 3}};
    doubt.raise_lower_bounds = true;
    const auto free = figures(20, doubt, 100), raised = figures(20, doubt, 100, true);
    for (int d = 0; d < 100; ++d)
        BOOST_TEST(raised[d] == 20 + std::abs(free[d] - 20), boost::test_tools::tolerance(1e-10));
    doubt.raise_lower_bounds = false;
    BOOST_TEST(figures(20, doubt, 100, true) == free, each);
}

BOOST_AUTO_TEST_CASE(what_an_error_carries_beyond_a_limit_is_set_to_it) {
    const auto v = figures(
        1, {.indicator = "a", .spread = {.kind = SpreadKind::normal, .size = 1}, .least = 0, .most = 10},
        5000);
    BOOST_TEST(std::abs(std::ranges::min(v)) < 1e-9);
    BOOST_TEST(std::abs(share(v, [](double x) { return x < 1e-9; }) - 0.158655) <
               3.3 * std::sqrt(0.158655 * 0.841345 / 5000));
}

BOOST_AUTO_TEST_CASE(factors_and_variations_as_sizes) {
    BOOST_TEST(within_factor(2).size == std::log(2.));
    const auto v = figures(20, with_variation(0.1), 20000);
    BOOST_TEST(std::abs(sd(v) / mean(v) - 0.1) < 0.002);
}

BOOST_AUTO_TEST_CASE(a_common_figure_moves_all_that_was_made_with_it) {
    IndicatorTable table;
    table.add(indicator("per_person", {8, 8}));
    table.add(indicator("exposed", {8, 8}));
    const IndexTree tree{
        "t", "T", node("risk", Mean::arithmetic, {leaf("per_person", 0, 100), leaf("exposed", 0, 100)})};
    const auto result = combine(table, flat(2), tree);
    const Scorer scorer(result.plan, flat(2), {});
    const Doubts doubts{.indicators = {{.indicator = "per_person", .ties = {{"population", -1}}},
                                       {.indicator = "exposed", .ties = {{"population", 1}}}},
                        .common = {{.name = "population", .size = 0.1}}};
    const Drawer drawer(scorer, result, table, flat(2), doubts, 1);
    BOOST_TEST_REQUIRE(drawer.sources().size() == 1u);
    BOOST_TEST(drawer.sources()[0].nodes == result.plan.leaves, each);
    auto space = drawer.space();
    for (int d = 0; d < 20; ++d) {
        drawer.draw(d, space);
        for (int i = 0; i < 2; ++i) {
            const double factor =
                std::exp(0.1 * normal(1, d, item_of("common|population|commune|C100" + std::to_string(i))));
            BOOST_TEST(scorer.row(space.scorer, 1)[i] == 0.8 / factor, boost::test_tools::tolerance(1e-12));
            BOOST_TEST(scorer.row(space.scorer, 2)[i] == 0.8 * factor, boost::test_tools::tolerance(1e-12));
        }
    }
}

BOOST_AUTO_TEST_CASE(errors_are_shared_as_declared_and_as_the_figure_is) {
    Localities localities = small_country();
    Indicator a = indicator("a", {1, 2, 3, 4}, 4);
    BOOST_TEST(error_of(a, localities, 4, "none") == "commune|A11");
    BOOST_TEST(error_of(a, localities, 4, "cercle") == "cercle|A1");
    BOOST_TEST(error_of(a, localities, 4, "region") == "region|A");
    BOOST_TEST(error_of(a, localities, 4, "country") == "country");
    a.set_missing(5, "no row");
    BOOST_TEST(error_of(a, localities, 5, "country").empty());

    Indicator b = indicator("b", {no, no, 7, 7, no, no, no, no}, 0, "cercle");
    carry_down(b, localities);
    BOOST_TEST(error_of(b, localities, 4, "none") == "cercle|A1");
    BOOST_TEST(error_of(b, localities, 5, "none") == "cercle|A1");
    BOOST_TEST(error_of(b, localities, 5, "commune") == "cercle|A1");
    BOOST_TEST(error_of(b, localities, 6, "none") == "cercle|B1");
    BOOST_TEST(error_of(b, localities, 6, "region") == "region|B");

    for (const int cercle : {2, 3}) b.origin[cercle] = Origin::shared;  // one code stands for both
    BOOST_TEST(error_of(b, localities, 4, "none") == error_of(b, localities, 7, "region"));
    BOOST_TEST(error_of(b, localities, 4, "none") == "shared|0x1.cp+2");

    localities.items.push_back({"D1", "District", "health_district", -1, {}, {4, 6}});
    a.clear(9, "no row");
    for (int i = 4; i < 8; ++i) a.set(i, i);
    BOOST_TEST(error_of(a, localities, 4, "health_district") == "health_district|D1");
    BOOST_TEST(error_of(a, localities, 5, "health_district") == "commune|A12");
}

BOOST_AUTO_TEST_CASE(sources_may_be_drawn_one_by_one_and_taken_back) {
    IndicatorTable table;
    table.add(indicator("a", {5}));
    table.add(indicator("b", {5}));
    const auto result =
        combine(table, flat(1), {"t", "T", node("risk", Mean::arithmetic, {leaf("a"), leaf("b")})});
    const Scorer scorer(result.plan, flat(1), {});
    const Spread spread{.kind = SpreadKind::normal, .size = 1};
    const Drawer drawer(scorer, result, table, flat(1),
                        {.indicators = {{"a", spread}, {"b", spread}}, .weights = {.size = 0.5}}, 42);
    auto space = drawer.space();
    const auto given = space.scorer;
    const auto none = Drawer::as_given;
    drawer.draw(std::vector<std::uint64_t>{none, 7, none}, space);
    BOOST_TEST(scorer.row(space.scorer, 1)[0] == 5);
    BOOST_TEST(scorer.row(space.scorer, 2)[0] == 5 + normal(42, 7, item_of("indicator|b|commune|C1000")),
               boost::test_tools::tolerance(1e-12));
    BOOST_TEST(space.scorer.weight == given.weight, each);
    drawer.draw(std::vector<std::uint64_t>{6, none, 3}, space);
    BOOST_TEST(scorer.row(space.scorer, 1)[0] == 5 + normal(42, 6, item_of("indicator|a|commune|C1000")),
               boost::test_tools::tolerance(1e-12));
    BOOST_TEST(scorer.row(space.scorer, 2)[0] == 5);
    BOOST_TEST(space.scorer.weight[1] == 0.5 + uniform(42, 3, item_of("weight|a")),
               boost::test_tools::tolerance(1e-12));
    drawer.draw(none, space);
    BOOST_TEST(space.scorer.weight == given.weight, each);
    BOOST_TEST(scorer.row(space.scorer, 1)[0] == 5);
}

BOOST_AUTO_TEST_CASE(what_has_no_weight_is_not_drawn) {
    IndicatorTable table;
    table.add(indicator("a", {5}));
    table.add(indicator("b", {5}));
    table.add(indicator("c", {5}));
    const auto result =
        combine(table, flat(1), {"t", "T", node("risk", Mean::arithmetic, {leaf("a"), leaf("b", 0, 10, 0)})});
    const Scorer scorer(result.plan, flat(1), {});
    const Spread spread{.kind = SpreadKind::normal, .size = 1};
    const Doubts doubts{.indicators = {{"a", spread}, {"b", spread}, {"c", spread}},
                        .weights = {.size = 0.2}};
    const Drawer drawer(scorer, result, table, flat(1), doubts, 42);
    BOOST_TEST_REQUIRE(drawer.sources().size() == 2u);
    BOOST_TEST(drawer.sources()[0].name == "a");
    BOOST_TEST(drawer.sources()[1].nodes == std::vector<int>{1}, each);
}

BOOST_AUTO_TEST_CASE(all_that_is_wrong_is_said_at_once) {
    IndicatorTable table;
    table.add(indicator("flood", {5, 6}));
    const IndexPlan made = plan({"t", "T", node("risk", Mean::arithmetic, {leaf("flood")})});
    const auto problems = [&](const Doubts& doubts) { return check(doubts, made, table, flat(2)); };
    const auto said = [&](const Doubts& doubts) {
        std::string all;
        for (const Problem& p : problems(doubts)) all += to_string(p) + "\n";
        return all;
    };
    const auto with = [](const Spread& spread) { return Doubts{.indicators = {{"flood", spread}}}; };
    const auto has = [](const std::string& all, const char* text) {
        return all.find(text) != std::string::npos;
    };
    BOOST_TEST(problems(with({.kind = SpreadKind::normal, .size = 1})).empty());
    BOOST_TEST(has(said({.indicators = {{"flod"}}}), "did you mean `flood`?"));
    BOOST_TEST(has(said({.indicators = {{"flood"}, {"flood"}}}), "declared twice"));
    BOOST_TEST(
        has(said({.indicators = {{.indicator = "flood", .shared = "comune"}}}), "did you mean `commune`?"));
    BOOST_TEST(has(said({.indicators = {{.indicator = "flood", .ties = {{"population"}}}}}), "tied to"));
    BOOST_TEST(has(said({.indicators = {{.indicator = "flood", .least = 2, .most = 1}}}), "limits"));
    BOOST_TEST(has(said(with({.size = -1})), "size -1"));
    BOOST_TEST(has(said(with({.size_of = {1}})), "1 of 2 localities"));
    BOOST_TEST(has(said(with({.kind = SpreadKind::uniform, .low = 1, .high = 0})), "not in order"));
    BOOST_TEST(has(said(with({.down = 0.6, .up = 0.6})), "probabilities"));
    BOOST_TEST(has(said(with({.kind = SpreadKind::response, .at = {0, 0}, .values = {{1, 1}, {2, 2}}})),
                   "ascending"));
    BOOST_TEST(has(said(with({.kind = SpreadKind::response, .at = {0}, .values = {{1, no}}})), "C1001"));
    BOOST_TEST(has(said({.common = {{.name = "p", .size = -1}, {.name = "p"}}}), "declared twice"));
    BOOST_TEST(has(said({.weights = {.size = 1}}), "weights"));
    BOOST_TEST(has(said({.weights = {.size_of = {{"floood", 0.1}}}}), "did you mean `flood`?"));
    BOOST_TEST(
        problems({.indicators = {{"x"}, {.indicator = "flood", .shared = "y"}}, .weights = {.size = -1}})
            .size() == 3u);
    const auto result = combine(table, flat(2), {"t", "T", node("risk", Mean::arithmetic, {leaf("flood")})});
    const Scorer scorer(result.plan, flat(2), {});
    BOOST_CHECK_THROW(Drawer(scorer, result, table, flat(2), {.indicators = {{"x"}}}, 1), Error);
}

BOOST_AUTO_TEST_CASE(kinds_have_names) {
    for (const char* name :
         {"none", "normal", "relative", "lognormal", "uniform", "uniform_relative", "triangular",
          "triangular_relative", "truncated_normal", "class_shift", "response"})
        BOOST_TEST(to_string(parse_spread_kind(name).value()) == name);
    BOOST_TEST(!parse_spread_kind("gauss").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
