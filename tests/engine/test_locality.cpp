// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using index_fixture::small_country;

BOOST_AUTO_TEST_SUITE(locality)

BOOST_AUTO_TEST_CASE(a_code_that_is_not_there_is_not_found) {
    const Localities country = small_country();
    BOOST_TEST(country.find("commune", "Z99") == -1);
    BOOST_TEST(country.find("cercle", "A11") == -1);  // there, but at another level
    BOOST_TEST(country.find("commune", "B11") == 6);
    BOOST_TEST(Localities{}.find("commune", "A11") == -1);
}

BOOST_AUTO_TEST_CASE(an_ancestor_of_ones_own_level_is_oneself) {
    const Localities country = small_country();
    BOOST_TEST(country.ancestor(6, "commune") == 6);
    BOOST_TEST(country.ancestor(6, "cercle") == 3);
    BOOST_TEST(country.ancestor(6, "region") == 1);
    BOOST_TEST(country.ancestor(1, "cercle") == -1);  // above it, not below
    BOOST_TEST(country.ancestor(6, "basin") == -1);
    BOOST_TEST(country.ancestor(-1, "region") == -1);
}

BOOST_AUTO_TEST_CASE(levels_and_children_come_in_the_order_of_the_list) {
    const Localities country = small_country();
    BOOST_TEST(country.of_level("commune") == std::vector<int>({4, 5, 6, 7}),
               boost::test_tools::per_element());
    BOOST_TEST(country.children(3) == std::vector<int>({6, 7}), boost::test_tools::per_element());
    BOOST_TEST(country.children(7).empty());
    BOOST_TEST(country.of_level("basin").empty());
    BOOST_TEST(country.finest() == "commune");
}

BOOST_AUTO_TEST_CASE(other_partitions_have_no_depth) {
    const Localities country = small_country();
    BOOST_TEST(country.depth("region") == 0);
    BOOST_TEST(country.depth("commune") == 2);
    BOOST_TEST(country.depth("health_district") == -1);
}

BOOST_AUTO_TEST_SUITE_END()
