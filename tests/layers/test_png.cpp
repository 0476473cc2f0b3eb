// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/png.hpp>

#include <vector>

#include <cpl_vsi.h>
#include <gdal.h>
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>

using namespace djoliba;

BOOST_AUTO_TEST_SUITE(png)

BOOST_AUTO_TEST_CASE(a_picture_reads_back_with_its_colours) {
    const std::vector<std::uint8_t> cells{0, 1, 2, 2, 1, 0};
    const std::vector<Tint> palette{{{1, 2, 3}, 0}, {{40, 50, 60}, 128}, {{200, 100, 0}, 255}};
    std::string bytes = png_bytes(3, 2, cells, palette);
    BOOST_TEST(bytes.substr(1, 3) == "PNG");

    const char* name = "/vsimem/test_png.png";
    VSIFCloseL(VSIFileFromMemBuffer(name, reinterpret_cast<GByte*>(bytes.data()), bytes.size(), FALSE));
    GDALDatasetH dataset = GDALOpen(name, GA_ReadOnly);
    BOOST_REQUIRE(dataset != nullptr);
    GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
    std::vector<std::uint8_t> read(6);
    BOOST_REQUIRE(GDALRasterIO(band, GF_Read, 0, 0, 3, 2, read.data(), 3, 2, GDT_Byte, 0, 0) == CE_None);
    BOOST_TEST(read == cells, boost::test_tools::per_element());
    GDALColorTableH table = GDALGetRasterColorTable(band);
    BOOST_REQUIRE(table != nullptr);
    for (int i = 0; i < 3; ++i) {
        const GDALColorEntry* entry = GDALGetColorEntry(table, i);
        BOOST_TEST(entry->c1 == palette[i].colour.red);
        BOOST_TEST(entry->c3 == palette[i].colour.blue);
        BOOST_TEST(entry->c4 == palette[i].opacity);
    }
    GDALClose(dataset);
    VSIUnlink(name);
}

BOOST_AUTO_TEST_CASE(pictures_that_cannot_be_are_refused) {
    const std::vector<std::uint8_t> cells{0, 1};
    const std::vector<Tint> one{{{0, 0, 0}, 255}}, two{{{0, 0, 0}, 255}, {{9, 9, 9}, 255}};
    BOOST_CHECK_THROW(png_bytes(0, 1, {}, two), Error);
    BOOST_CHECK_THROW(png_bytes(70000, 1, cells, two), Error);
    BOOST_CHECK_THROW(png_bytes(3, 1, cells, two), Error);  // a cell short
    BOOST_CHECK_THROW(png_bytes(2, 1, cells, one), Error);  // 1 has no colour
}

BOOST_AUTO_TEST_CASE(base64_of_the_standard_s_examples) {  // RFC 4648, section 10
    BOOST_TEST(base64("") == "");
    BOOST_TEST(base64("f") == "Zg==");
    BOOST_TEST(base64("fo") == "Zm8=");
    BOOST_TEST(base64("foo") == "Zm9v");
    BOOST_TEST(base64("foobar") == "Zm9vYmFy");
    BOOST_TEST(base64(std::string("\0\xFF", 2)) == "AP8=");
}

BOOST_AUTO_TEST_SUITE_END()
