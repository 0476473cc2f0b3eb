// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/scenario.hpp>

using namespace djoliba;

namespace {

constexpr const char* base =
    "title: Test\nas_of: 2024-06-30\n"
    "localities: {source: a.gpkg, level: commune, code: C, name: N, vintage: 2016-frame,\n"
    "             parents: [{level: cercle, code: C2, name: N2}, {level: region, code: C1, name: N1}]}\n"
    "layers:\n"
    "  population: {raster: p.tif, date: 2022}\n"
    "  flood: {raster: {20: f20.tif, 100: f100.tif}, quantity: depth_m, depths_m: [0.3]}\n"
    "  displaced: {table: d.csv, code: c, level: cercle, people: p, date: 2024}\n"
    "index:\n"
    "  name: risk\n"
    "  mean: arithmetic\n"
    "  parts:\n"
    "    - {name: hazard, parts: [{indicator: flood_people_0p3m, bounds: [0, 1]}]}\n"
    "    - {name: people, parts: [{indicator: displaced_per_100, bounds: [0, 1]}]}\n"
    "uncertainty:\n";

// Problems of the key `uncertainty` of the scenario above, but for files that are not there; one a line.
std::string problems_of(const std::string& uncertainty) {
    try {
        resolve_text(base + uncertainty, "s.yaml", "");
    } catch (const Error& error) {
        std::string all;
        for (const Problem& p : error.problems())
            if (p.problem.find("there is no file") == std::string::npos) all += to_string(p) + "\n";
        return all;
    }
    return "";
}

bool says(const std::string& uncertainty, const std::string& words) {
    const std::string problems = problems_of(uncertainty);
    BOOST_TEST_INFO(problems);
    return problems.find(words) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(uncertainty)

BOOST_AUTO_TEST_CASE(all_that_may_be_declared_is_taken) {
    BOOST_TEST(
        problems_of("  draws: 500\n  seed: 3\n  top: 10\n  in_batch: true\n"
                    "  weights: {kind: lognormal, size: 1.2, of: {hazard: 0.1, displaced_per_100: 0}}\n"
                    "  common: {population: {cv: 0.1, shared: cercle}, count: {size: 0.2}}\n"
                    "  indicators:\n"
                    "    flood_people_0p3m: {depth_m: 0.3, shared: region, ties: {population: 1}}\n"
                    "    flood_people_share_0p3m_rp100: {depth_m: 0.3}\n"
                    "    displaced_people: {ties: {count: 1}}\n"
                    "    displaced_per_100: {triangular: [-1, 0, 2], least: 0, most: 100}\n") == "");
    BOOST_TEST(problems_of("  weights: 0\n") == "");
    BOOST_TEST(problems_of("  draws: 0\n") == "");
}

BOOST_AUTO_TEST_CASE(a_problem_names_line_key_and_the_nearest_name) {
    BOOST_TEST(problems_of("  indicators:\n    displaced_peple: {cv: 0.1}\n") ==
               "s.yaml:17:5: uncertainty.indicators.displaced_peple: no layer gives the indicator "
               "`displaced_peple`; did you mean `displaced_people`?\n");
    BOOST_TEST(says("  common: {population: {cv: 0.1, shared: regio}}\n", "did you mean `region`?"));
    BOOST_TEST(
        says("  common: {population: {cv: 0.1}}\n"
             "  indicators: {displaced_people: {ties: {populaton: 1}}}\n",
             "did you mean `population`?"));
    BOOST_TEST(says("  weights: {of: {hasard: 0.1}}\n", "did you mean `hazard`?"));
}

BOOST_AUTO_TEST_CASE(one_spread_for_one_figure) {
    BOOST_TEST(says("  indicators: {displaced_people: {cv: 0.1, normal: 3}}\n",
                    "has more than one spread: cv, normal"));
    BOOST_TEST(says("  common: {population: {cv: 0.1, size: 3}}\n", "has more than one spread: cv, size"));
    BOOST_TEST(says("  indicators: {displaced_people: {shared: country}}\n", "needs at least one of"));
}

BOOST_AUTO_TEST_CASE(sizes_that_cannot_be) {
    BOOST_TEST(says("  weights: 1.5\n", "uncertainty.weights"));
    BOOST_TEST(says("  weights: {size: 1}\n", "kind: lognormal"));
    BOOST_TEST(says("  weights: {of: {hazard: 1.5}}\n", "uncertainty.weights.of.hazard"));
    BOOST_TEST(says("  indicators: {displaced_people: {factor: 0.9}}\n", "displaced_people.factor"));
    BOOST_TEST(says("  indicators: {displaced_people: {uniform: [2, 1]}}\n", "is not in order"));
    BOOST_TEST(says("  indicators: {displaced_people: {depth_m: 0.3}}\n",
                    "`displaced_people` does not count people at a flood depth"));
    BOOST_TEST(says("  indicators: {displaced_people: {cv: 0.3, least: 2, most: 1}}\n", "is above `most`"));
}

BOOST_AUTO_TEST_SUITE_END()
