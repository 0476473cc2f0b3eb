// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>
#include <cmath>

#include <djoliba/engine/error.hpp>

#include "../problems.hpp"
#include "real_boundaries.hpp"

using namespace djoliba;

namespace {

/// Plain shoelace area in square degrees, holes taken off.
double square_degrees(const MultiPolygon& shape) {
    double total = 0;
    for (const auto& polygon : shape)
        for (std::size_t r = 0; r < polygon.size(); ++r) {
            double twice = 0;
            for (std::size_t i = 0; i + 1 < polygon[r].size(); ++i)
                twice += polygon[r][i].x * polygon[r][i + 1].y - polygon[r][i + 1].x * polygon[r][i].y;
            total += (r == 0 ? 1 : -1) * std::abs(twice) / 2;
        }
    return total;
}

double square_degrees(const Localities& l, std::string_view level) {
    double total = 0;
    for (const int i : l.of_level(level)) total += square_degrees(l[static_cast<std::size_t>(i)].shape);
    return total;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(real_admin)

BOOST_AUTO_TEST_CASE(the_boundaries_of_2021_are_the_frame_of_2016_and_complete) {
    if (!has_real_data()) return;
    Account account;
    const auto l = read_localities(real_layers_2021(), account);
    BOOST_TEST(l.of_level("region").size() == 10U);
    BOOST_TEST(l.of_level("cercle").size() == 53U);
    BOOST_TEST(l.of_level("commune").size() == 701U);
    BOOST_TEST(l.vintage == "2016-frame");
    BOOST_TEST(account.exclusions.empty());
    for (const int i : l.of_level("commune")) {
        BOOST_REQUIRE(!l[static_cast<std::size_t>(i)].shape.empty());
        BOOST_REQUIRE(l.ancestor(i, "region") >= 0);
    }
    BOOST_TEST(l[static_cast<std::size_t>(l.find("region", "ML09"))].name == "Bamako");
    // The communes tile the regions.
    BOOST_TEST(square_degrees(l, "commune") == square_degrees(l, "region"),
               boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(the_boundaries_of_2015_are_told_apart) {
    if (!has_real_data()) return;
    Account account;
    const auto l = read_localities(real_layers_2015(), account);
    BOOST_TEST(l.vintage == "2015-frame");
    BOOST_TEST(l.of_level("commune").size() == 701U);
    auto claimed = real_layers_2015();
    claimed.vintage = "2016-frame";
    BOOST_CHECK_THROW(read_localities(claimed, account), Error);
    auto mixed = real_layers_2021();
    mixed.parents[1] = real_layers_2015().parents[1];
    mixed.parents[1].source = real_layers_2015().source;
    BOOST_CHECK_THROW(read_localities(mixed, account), Error);
}

BOOST_AUTO_TEST_CASE(the_malformed_geojson_ends_in_a_clear_error) {
    if (!has_real_data()) return;
    AdminLayer layer;
    layer.source = real_data() / "admin/negative_ibf_MLI_adm2_malformed.geojson";
    layer.file = "negative.geojson";
    layer.level = "cercle";
    layer.code = "ADM2_PCODE";
    layer.name = "ADM2_EN";
    Account account;
    try {
        read_localities(layer, account);
        BOOST_ERROR("no error");
    } catch (const Error& e) {
        BOOST_TEST(mentions(e.what(), "negative.geojson"));
        BOOST_TEST(mentions(e.what(), "49 of 53 features have no usable geometry"));
        BOOST_TEST(mentions(e.what(), "MultiPolygon"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
