// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/indicator.hpp>

using namespace djoliba;

namespace {

std::optional<double> ratio(double published, std::optional<double> ours) {
    Reconciliation r;
    r.published = published;
    r.ours = ours;
    return r.ratio();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(account)

BOOST_AUTO_TEST_CASE(a_figure_we_do_not_have_has_no_ratio) {
    BOOST_TEST(!ratio(75000, std::nullopt).has_value());
    BOOST_TEST(!ratio(75000, missing_value).has_value());
}

BOOST_AUTO_TEST_CASE(nothing_is_divided_by_a_published_zero) {
    BOOST_TEST(!ratio(0, 3).has_value());
    BOOST_TEST(!ratio(missing_value, 3).has_value());
}

BOOST_AUTO_TEST_CASE(the_gap_between_a_sum_and_the_plan_is_printed_as_a_ratio) {
    BOOST_TEST(ratio(22.59e6, 25.20e6).value() == 25.20 / 22.59, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(ratio(3, 0).value() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
