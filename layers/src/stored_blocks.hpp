// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cpl_vsi.h>
#include <gdal.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace djoliba {

/// The blocks of a GeoTIFF as their bytes stand in the file. Blocks of the same bytes hold the same values;
/// most blocks of a national raster hold one value only (nobody, dry, no value), and are then the same few
/// hundred bytes. For one thread.
class StoredBlocks {
 public:
    /// `block_bytes`: size of a block once decoded.
    StoredBlocks(const std::string& path, GDALDatasetH dataset, GDALRasterBandH band,
                 std::size_t block_bytes);
    ~StoredBlocks();
    StoredBlocks(const StoredBlocks&) = delete;
    StoredBlocks& operator=(const StoredBlocks&) = delete;

    /// The bytes of a block that is so short that it may hold one value only; empty for others, where the
    /// file does not tell, and where reading fails. Valid until the next call.
    std::span<const std::byte> short_block(std::int64_t block_col, std::int64_t block_row);
    /// The value that was remembered for the same bytes.
    std::optional<double> value_of(std::span<const std::byte> bytes) const;
    /// Remembers the value of all cells of a block; some few blocks are enough.
    void remember(std::span<const std::byte> bytes, double value);

 private:
    struct Known {
        std::vector<std::byte> bytes;
        double value;
    };

    std::uint64_t item(const char* what, std::int64_t block_col, std::int64_t block_row) const;

    GDALRasterBandH band_ = nullptr;
    std::string path_;            ///< empty where the file does not tell where its blocks lie
    VSILFILE* stream_ = nullptr;  ///< opened when a block is first asked for
    std::uint64_t longest_ = 0;
    std::vector<std::byte> bytes_ = {};
    std::vector<Known> known_ = {};
};

}  // namespace djoliba
