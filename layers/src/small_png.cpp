// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/small_png.hpp>

#include <algorithm>
#include <limits>
#include <unordered_map>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/png.hpp>
#include <djoliba/layers/staging.hpp>

#include "gdal_errors.hpp"
#include "gdal_handles.hpp"

namespace djoliba {
namespace {

constexpr std::size_t palette_size = 256;

using Pixels = std::vector<std::uint32_t>;  // 0xRRGGBB

Pixels pixels_of(const std::filesystem::path& file, const std::string& name, int width, int height) {
    start_gdal();
    const GdalErrors errors;
    const GdalDataset picture(
        GDALOpenEx(file.c_str(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR, nullptr, nullptr, nullptr));
    if (!picture || GDALGetRasterCount(picture.get()) < 3)
        throw gdal_error(name, "", "it is no picture in colours", "", errors);
    if (GDALGetRasterXSize(picture.get()) != width || GDALGetRasterYSize(picture.get()) != height)
        throw Error(
            {name, "",
             fmt::format("it has {} x {} pixels in place of {} x {}", GDALGetRasterXSize(picture.get()),
                         GDALGetRasterYSize(picture.get()), width, height),
             "take another version of Chromium"});
    Pixels pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    std::vector<std::uint8_t> channel(pixels.size());
    for (int band = 1; band <= 3; ++band) {
        if (GDALRasterIO(GDALGetRasterBand(picture.get(), band), GF_Read, 0, 0, width, height, channel.data(),
                         width, height, GDT_Byte, 0, 0) != CE_None)
            throw gdal_error(name, "", "the picture cannot be read", "", errors);
        for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = pixels[i] << 8 | channel[i];
    }
    return pixels;
}

/// The most frequent colours, which are those of areas and texts: what lies between them is edges.
std::vector<std::uint32_t> palette_of(const Pixels& pixels) {
    std::unordered_map<std::uint32_t, std::size_t> count;
    for (const auto pixel : pixels) ++count[pixel];
    std::vector<std::pair<std::size_t, std::uint32_t>> by_count;
    by_count.reserve(count.size());
    for (const auto& [colour, n] : count) by_count.emplace_back(n, colour);
    std::ranges::sort(by_count, std::greater<>());
    std::vector<std::uint32_t> palette;
    for (std::size_t k = 0; k < std::min(palette_size, by_count.size()); ++k)
        palette.push_back(by_count[k].second);
    return palette;
}

int distance(std::uint32_t a, std::uint32_t b) {
    int sum = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        const int d = static_cast<int>(a >> shift & 0xFF) - static_cast<int>(b >> shift & 0xFF);
        sum += d * d;
    }
    return sum;
}

std::uint8_t nearest(std::uint32_t colour, const std::vector<std::uint32_t>& palette) {
    const auto at =
        std::ranges::min_element(palette, {}, [&](std::uint32_t p) { return distance(p, colour); });
    return static_cast<std::uint8_t>(at - palette.begin());
}

}  // namespace

void make_small_png(const std::filesystem::path& file, const std::string& name, int width, int height,
                    std::uintmax_t most) {
    const Pixels pixels = pixels_of(file, name, width, height);
    const auto palette = palette_of(pixels);
    std::unordered_map<std::uint32_t, std::uint8_t> found;
    std::vector<std::uint8_t> cells(pixels.size());
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        const auto [entry, is_new] = found.try_emplace(pixels[i], std::uint8_t{0});
        if (is_new) entry->second = nearest(pixels[i], palette);
        cells[i] = entry->second;
    }
    std::vector<Tint> tints;
    tints.reserve(palette.size());
    for (const auto colour : palette)
        tints.push_back(
            {{static_cast<std::uint8_t>(colour >> 16), static_cast<std::uint8_t>(colour >> 8 & 0xFF),
              static_cast<std::uint8_t>(colour & 0xFF)}});
    const std::string bytes = png_bytes(width, height, cells, tints);
    if (bytes.size() > most)
        throw Error({name, "", fmt::format("the picture has {} bytes, and may have {}", bytes.size(), most),
                     "open report.html and take a picture of a part of the map"});
    write_text(file, bytes);
}

}  // namespace djoliba
