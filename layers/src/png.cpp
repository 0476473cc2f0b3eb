// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/png.hpp>

#include <algorithm>

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <openssl/evp.h>

#include "gdal_errors.hpp"
#include "gdal_handles.hpp"

namespace djoliba {
namespace {

constexpr int largest = 65535;

/// A file in GDAL's memory, gone with this.
struct MemoryFile {
    std::string name;
    explicit MemoryFile(const void* owner) : name(fmt::format("/vsimem/djoliba_{}.png", owner)) {}
    ~MemoryFile() { VSIUnlink(name.c_str()); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    std::string bytes() const {
        vsi_l_offset size = 0;
        const auto* data = VSIGetMemFileBuffer(name.c_str(), &size, FALSE);
        return data == nullptr ? std::string() : std::string(data, data + size);
    }
};

void check_picture(int cols, int rows, std::span<const std::uint8_t> cells, std::size_t colours) {
    const auto refuse = [](const std::string& what) { throw Error(Problem{"PNG", "", what, ""}); };
    if (cols < 1 || rows < 1 || cols > largest || rows > largest)
        refuse(fmt::format("a picture of {} x {} cells cannot be written", cols, rows));
    if (cells.size() != static_cast<std::size_t>(cols) * static_cast<std::size_t>(rows))
        refuse(fmt::format("{} cells are given for {} x {}", cells.size(), cols, rows));
    if (std::ranges::any_of(cells, [&](std::uint8_t c) { return c >= colours; }))
        refuse("a cell has no entry in the palette");
}

void set_palette(GDALRasterBandH band, std::span<const Tint> palette) {
    const GdalHandle<GDALColorTableH, GDALDestroyColorTable> table(GDALCreateColorTable(GPI_RGB));
    for (int i = 0; i < static_cast<int>(palette.size()); ++i) {
        const auto& [colour, opacity] = palette[static_cast<std::size_t>(i)];
        const GDALColorEntry entry = {colour.red, colour.green, colour.blue, opacity};
        GDALSetColorEntry(table.get(), i, &entry);
    }
    GDALSetRasterColorTable(band, table.get());
}

}  // namespace

std::string png_bytes(int cols, int rows, std::span<const std::uint8_t> cells,
                      std::span<const Tint> palette) {
    check_picture(cols, rows, cells, std::min<std::size_t>(palette.size(), 256));
    start_gdal();
    const GdalErrors errors;
    const GdalDataset memory(GDALCreate(gdal_driver("MEM"), "", cols, rows, 1, GDT_Byte, nullptr));
    const MemoryFile file(memory.get());
    bool written = memory != nullptr;
    if (written) {
        GDALRasterBandH band = GDALGetRasterBand(memory.get(), 1);
        set_palette(band, palette);
        std::vector<std::uint8_t> copy(cells.begin(), cells.end());
        written = GDALRasterIO(band, GF_Write, 0, 0, cols, rows, copy.data(), cols, rows, GDT_Byte, 0, 0) ==
                  CE_None;
        const GdalDataset png(GDALCreateCopy(gdal_driver("PNG"), file.name.c_str(), memory.get(), FALSE,
                                             nullptr, nullptr, nullptr));
        written = written && png != nullptr;
    }
    std::string bytes = file.bytes();
    if (!written || errors.failed() || bytes.empty())
        throw gdal_error("PNG", "", "the picture could not be written", "", errors);
    return bytes;
}

std::string base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());  // NOLINT: what OpenSSL takes
    auto* to = reinterpret_cast<unsigned char*>(text.data());                 // NOLINT
    text.resize(static_cast<std::size_t>(EVP_EncodeBlock(to, from, static_cast<int>(bytes.size()))));
    return text;
}

}  // namespace djoliba
