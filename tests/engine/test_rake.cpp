// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/rake.hpp>

using namespace djoliba;
using boost::test_tools::tolerance;
using Figures = std::vector<double>;
using Parents = std::vector<int>;

BOOST_AUTO_TEST_SUITE(raking)

BOOST_AUTO_TEST_CASE(nothing_to_rake_is_no_fault) {
    const Raked r = rake({}, {}, {});
    BOOST_TEST(r.value.empty());
    BOOST_TEST(std::isnan(r.ratio_before));
}

BOOST_AUTO_TEST_CASE(negative_figures_are_refused) {
    BOOST_CHECK_THROW(rake(Figures{-1}, Parents{0}, Figures{10}), Error);
    BOOST_CHECK_THROW(rake(Figures{1}, Parents{0}, Figures{-10}), Error);
    BOOST_CHECK_THROW(rake(Figures{1, 2}, Parents{0}, Figures{10}), Error);
}

// Communes of 60 and 50 under a cercle of 100: factor 100/110, ratio 1.1.
BOOST_AUTO_TEST_CASE(children_are_moved_to_the_total_of_their_parent) {
    const Raked r = rake(Figures{60, 50, 30}, Parents{0, 0, 1}, Figures{100, 60});
    BOOST_TEST(r.value[0] == 60 * 100 / 110.0, tolerance(1e-14));
    BOOST_TEST(r.value[1] == 50 * 100 / 110.0, tolerance(1e-14));
    BOOST_TEST(r.value[2] == 60);
    BOOST_TEST(r.parents[0].ratio_before == 1.1, tolerance(1e-14));
    BOOST_TEST(r.parents[0].factor == 100 / 110.0, tolerance(1e-14));
    BOOST_TEST(r.parents[0].published == 100);
    BOOST_TEST(r.parents[1].factor == 2);
    BOOST_TEST(r.ratio_before == 140 / 160.0, tolerance(1e-14));
}

// Case T4: 25.20 M by commune against 22.59 M published.
BOOST_AUTO_TEST_CASE(the_ratio_of_levels_that_disagree_is_recorded) {
    const Raked r = rake(Figures{25.20e6}, Parents{0}, Figures{22.59e6});
    BOOST_TEST(r.ratio_before == 1.1155, tolerance(1e-4));
    BOOST_TEST(r.value[0] == 22.59e6, tolerance(1e-14));
}

BOOST_AUTO_TEST_CASE(a_missing_child_stays_missing_and_its_brothers_are_left_alone) {
    const Raked r = rake(Figures{60, missing_value, 30}, Parents{0, 0, 1}, Figures{100, 60});
    BOOST_TEST(r.value[0] == 60);
    BOOST_TEST(std::isnan(r.value[1]));
    BOOST_TEST(r.value[2] == 60);
    BOOST_TEST(std::isnan(r.parents[0].factor));
    BOOST_TEST(r.parents[0].children_missing == 1);
    BOOST_TEST(r.parents[0].reason == "1 of 2 children have no figure");
}

BOOST_AUTO_TEST_CASE(figures_that_contradict_their_total_become_missing_with_a_reason) {
    const Raked zero_sum = rake(Figures{0, 0}, Parents{0, 0}, Figures{100});
    BOOST_TEST(std::isnan(zero_sum.value[0]));
    BOOST_TEST(!zero_sum.parents[0].reason.empty());
    const Raked zero_total = rake(Figures{10}, Parents{0}, Figures{0});
    BOOST_TEST(std::isnan(zero_total.value[0]));
    BOOST_TEST(!zero_total.parents[0].reason.empty());
    BOOST_TEST(rake(Figures{0}, Parents{0}, Figures{0}).value[0] == 0);
}

BOOST_AUTO_TEST_CASE(without_a_published_total_figures_stay_as_they_are) {
    const Raked r = rake(Figures{60, 7}, Parents{0, -1}, Figures{missing_value});
    BOOST_TEST(r.value[0] == 60);
    BOOST_TEST(r.value[1] == 7);
    BOOST_TEST(r.without_parent == 1);
    BOOST_TEST(r.parents[0].reason == "no published total");
    BOOST_TEST(std::isnan(r.ratio_before));
}

BOOST_AUTO_TEST_CASE(raked_children_sum_to_the_total_and_raking_again_changes_nothing) {
    Figures children;
    Parents parents;
    for (int i = 0; i < 700; ++i) {
        children.push_back(100 + (i * 7919) % 50021);
        parents.push_back(i % 53);
    }
    Figures published(53);
    for (std::size_t p = 0; p < 53; ++p) published[p] = 300000 + static_cast<double>(p * 1013);
    const Raked once = rake(children, parents, published);
    Figures sums(53, 0.0);
    for (std::size_t c = 0; c < children.size(); ++c)
        sums[static_cast<std::size_t>(parents[c])] += once.value[c];
    for (std::size_t p = 0; p < 53; ++p) BOOST_TEST(sums[p] == published[p], tolerance(1e-12));
    const Raked twice = rake(once.value, parents, published);
    for (std::size_t c = 0; c < children.size(); ++c)
        BOOST_TEST(twice.value[c] == once.value[c], tolerance(1e-12));
}

BOOST_AUTO_TEST_SUITE_END()
