// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/small_png.hpp>

#include <gdal.h>

#include <boost/test/unit_test.hpp>
#include <djoliba/engine/error.hpp>

#include "../problems.hpp"
#include "../temp_dir.hpp"

using namespace djoliba;

namespace {

/// A picture of three channels: each pixel by its position.
template <typename Colour>
void write_picture(const std::filesystem::path& file, int width, int height, Colour colour) {
    GDALAllRegister();
    GDALDatasetH memory = GDALCreate(GDALGetDriverByName("MEM"), "", width, height, 3, GDT_Byte, nullptr);
    for (int band = 0; band < 3; ++band) {
        std::vector<std::uint8_t> values;
        for (int i = 0; i < width * height; ++i)
            values.push_back(static_cast<std::uint8_t>(colour(i) >> (16 - 8 * band) & 0xFF));
        BOOST_REQUIRE(GDALRasterIO(GDALGetRasterBand(memory, band + 1), GF_Write, 0, 0, width, height,
                                   values.data(), width, height, GDT_Byte, 0, 0) == CE_None);
    }
    GDALClose(
        GDALCreateCopy(GDALGetDriverByName("PNG"), file.c_str(), memory, FALSE, nullptr, nullptr, nullptr));
    GDALClose(memory);
}

/// The colour of a pixel of a picture with a palette.
std::uint32_t colour_at(const std::filesystem::path& file, int x, int y) {
    GDALDatasetH picture = GDALOpen(file.c_str(), GA_ReadOnly);
    GDALRasterBandH band = GDALGetRasterBand(picture, 1);
    std::uint8_t index = 0;
    BOOST_REQUIRE(GDALRasterIO(band, GF_Read, x, y, 1, 1, &index, 1, 1, GDT_Byte, 0, 0) == CE_None);
    const GDALColorEntry* entry = GDALGetColorEntry(GDALGetRasterColorTable(band), index);
    const std::uint32_t colour = static_cast<std::uint32_t>(entry->c1) << 16 |
                                 static_cast<std::uint32_t>(entry->c2) << 8 |
                                 static_cast<std::uint32_t>(entry->c3);
    GDALClose(picture);
    return colour;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(small_png)

BOOST_AUTO_TEST_CASE(frequent_colours_stay_and_rare_ones_become_the_nearest) {
    const TempDir dir;
    const auto file = dir / "a.png";
    // Row 0 holds 300 colours once each, row 1 one colour, row 2 another.
    write_picture(file, 300, 3, [](int i) {
        if (i >= 600) return 0xBD0026U;
        return i >= 300 ? 0xFFFFB2U : static_cast<std::uint32_t>(i);
    });
    make_small_png(file, "a.png", 300, 3, 100'000);
    BOOST_TEST(colour_at(file, 7, 1) == 0xFFFFB2U);
    BOOST_TEST(colour_at(file, 7, 2) == 0xBD0026U);
    // 254 of the 300 have a place, the larger ones. 45 becomes 46; 3 becomes 0x103, a step of green away.
    BOOST_TEST(colour_at(file, 299, 0) == 299U);
    BOOST_TEST(colour_at(file, 46, 0) == 46U);
    BOOST_TEST(colour_at(file, 45, 0) == 46U);
    BOOST_TEST(colour_at(file, 3, 0) == 0x103U);
}

BOOST_AUTO_TEST_CASE(a_picture_that_stays_too_large_or_has_another_size_is_refused) {
    const TempDir dir;
    const auto file = dir / "a.png";
    write_picture(file, 64, 64, [](int i) { return static_cast<std::uint32_t>(i * 2654435761U) >> 8; });
    BOOST_TEST(mentions(problem_of([&] { make_small_png(file, "a.png", 64, 64, 1000); }),
                        "bytes, and may have 1000"));
    BOOST_TEST(mentions(problem_of([&] { make_small_png(file, "a.png", 65, 64, 100'000); }),
                        "64 x 64 pixels in place of 65 x 64"));
}

BOOST_AUTO_TEST_SUITE_END()
