// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "stored_blocks.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

namespace djoliba {
namespace {

constexpr std::size_t least_ratio = 256;  // deflate, ZSTD and LERC do better for a block of one value
constexpr std::size_t most_known = 8;

}  // namespace

StoredBlocks::StoredBlocks(const std::string& path, GDALDatasetH dataset, GDALRasterBandH band,
                           std::size_t block_bytes)
    : band_(band), longest_(block_bytes / least_ratio) {
    if (GDALGetDatasetDriver(dataset) == GDALGetDriverByName("GTiff")) path_ = path;
}

StoredBlocks::~StoredBlocks() {
    if (stream_) VSIFCloseL(stream_);
}

std::uint64_t StoredBlocks::item(const char* what, std::int64_t block_col, std::int64_t block_row) const {
    char name[80];
    *fmt::format_to_n(name, sizeof name - 1, "BLOCK_{}_{}_{}", what, block_col, block_row).out = 0;
    const char* text = GDALGetMetadataItem(band_, name, "TIFF");
    return text ? std::strtoull(text, nullptr, 10) : 0;
}

std::span<const std::byte> StoredBlocks::short_block(std::int64_t block_col, std::int64_t block_row) {
    if (path_.empty()) return {};
    const auto size = item("SIZE", block_col, block_row);
    if (size == 0 || size > longest_) return {};
    bytes_.resize(size);
    if (!stream_) stream_ = VSIFOpenL(path_.c_str(), "rb");
    const auto at = item("OFFSET", block_col, block_row);
    if (!stream_ || at == 0 || VSIFSeekL(stream_, at, SEEK_SET) != 0 ||
        VSIFReadL(bytes_.data(), 1, size, stream_) != size)
        return {};
    return bytes_;
}

std::optional<double> StoredBlocks::value_of(std::span<const std::byte> bytes) const {
    for (const Known& known : known_)
        if (std::ranges::equal(known.bytes, bytes)) return known.value;
    return {};
}

void StoredBlocks::remember(std::span<const std::byte> bytes, double value) {
    if (known_.size() < most_known) known_.push_back({{bytes.begin(), bytes.end()}, value});
}

}  // namespace djoliba
