// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <ogr_api.h>

#include <memory>

#include <boost/test/unit_test.hpp>

#include <djoliba/layers/write_wkb.hpp>

using namespace djoliba;

namespace {

const Ring shell{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}};
const Ring hole{{1, 1}, {1, 2}, {2, 2}, {1, 1}};
const Ring island{{5.25, -1}, {6, -1}, {6, 0.1}, {5.25, -1}};

/// The same bytes in GDAL's words.
std::string text_of(const std::string& wkb) {
    OGRGeometryH geometry = nullptr;
    BOOST_REQUIRE(OGR_G_CreateFromWkb(wkb.data(), nullptr, &geometry, static_cast<int>(wkb.size())) ==
                  OGRERR_NONE);
    char* text = nullptr;
    OGR_G_ExportToIsoWkt(geometry, &text);
    std::string copy = text;
    CPLFree(text);
    OGR_G_DestroyGeometry(geometry);
    return copy;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(write_wkb)

BOOST_AUTO_TEST_CASE(an_empty_shape_has_no_bytes) { BOOST_TEST(to_wkb({}).empty()); }

BOOST_AUTO_TEST_CASE(gdal_reads_polygons_with_holes_as_they_were) {
    BOOST_TEST(text_of(to_wkb({{shell, hole}, {island}})) ==
               "MULTIPOLYGON (((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,1 1)),((5.25 -1,6 -1,6.0 0.1,5.25 -1)))");
}

BOOST_AUTO_TEST_CASE(a_triangle_takes_the_bytes_of_the_standard) {
    // order, type and count of the whole, of the polygon, points of the ring, four points
    BOOST_TEST(to_wkb({{island}}).size() == (1 + 4 + 4) + (1 + 4 + 4) + 4 + 4 * 16);
}

BOOST_AUTO_TEST_SUITE_END()
