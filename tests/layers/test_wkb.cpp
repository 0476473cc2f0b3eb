// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <ogr_api.h>
#include <boost/test/unit_test.hpp>
#include <cmath>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/wkb.hpp>

#include "../problems.hpp"

using namespace djoliba;

namespace {

std::string wkb_of(std::string wkt) {
    char* text = wkt.data();
    OGRGeometryH geometry = nullptr;
    BOOST_REQUIRE(OGR_G_CreateFromWkt(&text, nullptr, &geometry) == OGRERR_NONE);
    std::string bytes(static_cast<std::size_t>(OGR_G_WkbSize(geometry)), '\0');
    OGR_G_ExportToWkb(geometry, wkbNDR, reinterpret_cast<unsigned char*>(bytes.data()));
    OGR_G_DestroyGeometry(geometry);
    return bytes;
}

WkbFeatures features(const std::vector<std::string>& shapes, const std::string& crs = "EPSG:4326") {
    WkbFeatures given{.name = "communes", .crs = crs};
    for (const std::string& wkt : shapes) {
        given.codes.push_back("C" + std::to_string(given.codes.size()));
        given.wkb.push_back(wkt.empty() ? "" : wkb_of(wkt));
    }
    return given;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(wkb)

BOOST_AUTO_TEST_CASE(areas_points_and_missing_geometries_are_read_with_their_codes) {
    const auto layer = read_wkb(features({"POLYGON((0 0,1 0,1 1,0 1,0 0))", "", "POINT(3 4)",
                                          "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))"}),
                                "EPSG:4326");
    BOOST_REQUIRE(layer.features.size() == 4U);
    BOOST_TEST(layer.fields == std::vector<std::string>{"code"}, boost::test_tools::per_element());
    BOOST_TEST(layer.features[3].values[0] == "C3");
    BOOST_TEST(layer.features[3].id == 3);
    BOOST_TEST(layer.features[0].shape.size() == 1U);
    BOOST_TEST(layer.features[1].shape.empty());
    BOOST_TEST((layer.features[2].point == Point{3, 4}));
    BOOST_TEST(layer.features[3].shape.size() == 2U);
}

BOOST_AUTO_TEST_CASE(an_invalid_area_is_repaired_and_says_so) {
    const auto layer = read_wkb(features({"POLYGON((0 0,2 2,2 0,0 2,0 0))"}), "EPSG:4326");
    BOOST_TEST(mentions(layer.features[0].fault, "Self-intersection"));
    BOOST_TEST(layer.features[0].shape.size() == 2U);
}

BOOST_AUTO_TEST_CASE(another_crs_is_reprojected_with_longitude_first) {
    const auto layer = read_wkb(features({"POINT(500000 1658000)"}, "EPSG:32630"), "EPSG:4326");
    BOOST_TEST(layer.features[0].point->x == -3.0, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(std::abs(layer.features[0].point->y - 14.997) < 0.01);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_used_is_refused) {
    const auto problem = [](const WkbFeatures& given) {
        return problem_of([&] { read_wkb(given, "EPSG:4326"); });
    };
    BOOST_TEST(mentions(problem(features({"POINT(0 0)"}, "")),
                        "communes: crs: the geometries do not say their CRS"));
    BOOST_TEST(mentions(problem(features({"POINT(0 0)"}, "EPSG:nonsense")), "EPSG:nonsense"));
    WkbFeatures cut = features({"POLYGON((0 0,1 0,1 1,0 1,0 0))"});
    cut.wkb[0].resize(30);
    BOOST_TEST(mentions(problem(cut), "feature 0: the bytes are no geometry"));
}

BOOST_AUTO_TEST_SUITE_END()
