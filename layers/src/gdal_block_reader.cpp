// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include <djoliba/engine/error.hpp>

#include "gdal_errors.hpp"
#include "gdal_raster.hpp"

namespace djoliba {
namespace {

template <class T>
constexpr GDALDataType gdal_type = std::is_same_v<T, float> ? GDT_Float32 : GDT_Float64;

bool holds_in_float(const RasterBandFile& f) {
    const bool small =
        f.type == GDT_Byte || f.type == GDT_UInt16 || f.type == GDT_Int16 || f.type == GDT_Float32;
    return small && !f.has_scale();
}

Error unreadable(const RasterBandFile& f, const Window& w, const GdalErrors& errors) {
    return gdal_error(
        f.name, fmt::format("band {}, block {}, {}", f.band, w.col / f.block_cols, w.row / f.block_rows),
        fmt::format("cells {} to {} of rows {} to {} cannot be read", w.col, w.col + w.cols - 1, w.row,
                    w.row + w.rows - 1),
        "the file is damaged or truncated; download or copy it again", errors);
}

// Every value that is decoded goes through these two. Compilers turn the loops into vector instructions,
// those with a clone also into the wide ones of processors that have them. Clones cannot be templates.
#if defined(__x86_64__)
#define DJOLIBA_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define DJOLIBA_WIDE
#endif

/// True where a value is NaN, infinite or stands for "no value".
DJOLIBA_WIDE bool any_missing(const float* v, std::int64_t n, float value, float tolerance) {
    std::uint32_t missing = 0;
    for (std::int64_t i = 0; i < n; ++i)
        missing |= static_cast<std::uint32_t>(!(std::abs(v[i]) <= std::numeric_limits<float>::max()) |
                                              (std::abs(v[i] - value) <= tolerance));
    return missing != 0;
}

DJOLIBA_WIDE bool any_missing(const double* v, std::int64_t n, double value, double tolerance) {
    std::uint64_t missing = 0;
    for (std::int64_t i = 0; i < n; ++i)
        missing |= static_cast<std::uint64_t>(!(std::abs(v[i]) <= std::numeric_limits<double>::max()) |
                                              (std::abs(v[i] - value) <= tolerance));
    return missing != 0;
}

struct NotFinite {
    std::int64_t cells = 0;  // NaN or infinite
    bool infinite = false;   // one of them is
};

/// Puts NaN where a value is NaN, infinite or stands for "no value", and tells of the first two kinds.
template <class T>
NotFinite replace_missing(T* v, std::int64_t n, T value, T tolerance) {
    std::conditional_t<std::is_same_v<T, float>, std::uint32_t, std::uint64_t> bad = 0;
    const bool infinite = std::any_of(v, v + n, [](T x) { return std::isinf(x); });
    for (std::int64_t i = 0; i < n; ++i) {
        const bool not_finite = !(std::abs(v[i]) <= std::numeric_limits<T>::max());
        bad += not_finite;
        v[i] =
            not_finite | (std::abs(v[i] - value) <= tolerance) ? std::numeric_limits<T>::quiet_NaN() : v[i];
    }
    return {static_cast<std::int64_t>(bad), infinite};
}

/// The same for all values that stand for "no value".
template <class T>
NotFinite blank_missing(T* line, std::int64_t n, const std::vector<NoData>& nodata) {
    constexpr std::int64_t step = 512;  // most stretches miss nothing
    static const std::vector<NoData> nothing{{0, -1}};
    NotFinite bad;
    for (const NoData& stands : nodata.empty() ? nothing : nodata) {
        const T value = static_cast<T>(stands.value), tolerance = static_cast<T>(stands.tolerance);
        const bool first = nodata.empty() || &stands == nodata.data();  // afterwards all missing ones are NaN
        for (std::int64_t from = 0; from < n; from += step) {
            const std::int64_t count = std::min(step, n - from);
            if (!any_missing(line + from, count, value, tolerance)) continue;
            const NotFinite found = replace_missing(line + from, count, value, tolerance);
            if (first) bad = {bad.cells + found.cells, bad.infinite || found.infinite};
        }
    }
    return bad;
}

/// NaN where the number leaves the range of its type.
template <class T>
T scaled(const RasterBandFile& f, T stored) {
    const T v = f.has_scale() ? stored * static_cast<T>(f.scale) + static_cast<T>(f.offset) : stored;
    return std::isfinite(v) ? v : std::numeric_limits<T>::quiet_NaN();
}

/// How many of the masked cells were blank already.
template <class T>
std::int64_t blank_masked(std::span<T> line, std::span<const std::uint8_t> valid) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (valid[i]) continue;
        count += std::isnan(line[i]);
        line[i] = std::numeric_limits<T>::quiet_NaN();
    }
    return count;
}

}  // namespace

GdalBlockReader::GdalBlockReader(const RasterBandFile& file, std::shared_ptr<void> dataset)
    : file_(file),
      dataset_(std::move(dataset)),
      band_(GDALGetRasterBand(dataset_.get(), file.band)),
      block_(static_cast<std::size_t>(file.block_cols) * file.block_rows *
             GDALGetDataTypeSizeBytes(file.type)),
      stored_(file.path, dataset_.get(), band_, block_.size()) {
    int cols = 0, rows = 0;
    if (band_) GDALGetBlockSize(band_, &cols, &rows);
    if (cols != file.block_cols || rows != file.block_rows || GDALGetRasterDataType(band_) != file.type ||
        GDALGetRasterXSize(dataset_.get()) != file.layout.file_cols ||
        GDALGetRasterYSize(dataset_.get()) != file.layout.file_rows)
        throw Error(Problem{file.name, "", "the file changed while it was read", "run again"});
}

void GdalBlockReader::read(const Window& window, std::span<float> out) {
    if (holds_in_float(file_)) return fill(window, out);
    wide_.resize(out.size());
    fill(window, std::span<double>(wide_));
    std::transform(wide_.begin(), wide_.end(), out.begin(), [](double v) { return static_cast<float>(v); });
}

void GdalBlockReader::read(const Window& window, std::span<double> out) { fill(window, out); }

std::optional<double> GdalBlockReader::uniform(const Window& window) {
    const auto found = pieces(file_.layout, window);
    if (file_.masked || found.size() != 1 || found.front().file.cols != window.cols) return {};
    const Window& w = found.front().file;
    const auto last_row = (w.row + w.rows - 1) / file_.block_rows;
    const auto last_col = (w.col + w.cols - 1) / file_.block_cols;
    std::optional<double> value;
    for (auto row = w.row / file_.block_rows; row <= last_row; ++row)
        for (auto col = w.col / file_.block_cols; col <= last_col; ++col) {
            const auto here = uniform_block(col, row);
            const bool same = !value || here == value || (here && std::isnan(*here) && std::isnan(*value));
            if (!here || !same) return {};
            value = here;
        }
    return value;
}

std::optional<double> GdalBlockReader::uniform_block(std::int64_t block_col, std::int64_t block_row) {
    const auto bytes = stored_.short_block(block_col, block_row);
    if (bytes.empty()) return {};
    if (const auto known = stored_.value_of(bytes)) return known;
    hold(block_col, block_row);
    const auto value = holds_in_float(file_) ? value_of_held<float>() : value_of_held<double>();
    if (value) stored_.remember(bytes, *value);
    return value;
}

/// The value of the cells of the held block where it is the same in all, as read() would give it.
template <class T>
std::optional<double> GdalBlockReader::value_of_held() {
    const auto size = static_cast<std::size_t>(GDALGetDataTypeSizeBytes(file_.type));
    if (std::memcmp(block_.data(), block_.data() + size, block_.size() - size) != 0) return {};
    T value = 0;
    GDALCopyWords64(block_.data(), file_.type, 0, &value, gdal_type<T>, 0, 1);
    if (!std::isfinite(value) && !file_.nodata_not_finite) return {};  // read() counts such cells
    blank(&value, 1);
    return scaled(file_, value);
}

void GdalBlockReader::decode(std::int64_t block_col, std::int64_t block_row, void* to) const {
    const GdalErrors errors;
    if (GDALReadBlock(band_, static_cast<int>(block_col), static_cast<int>(block_row), to) == CE_None) return;
    const std::int64_t col = block_col * file_.block_cols, row = block_row * file_.block_rows;
    throw unreadable(file_,
                     {col, row, std::min<std::int64_t>(file_.block_cols, file_.layout.file_cols - col),
                      std::min<std::int64_t>(file_.block_rows, file_.layout.file_rows - row)},
                     errors);
}

void GdalBlockReader::hold(std::int64_t block_col, std::int64_t block_row) {
    const std::pair block{block_col, block_row};
    if (held_ == block) return;
    held_.reset();
    decode(block_col, block_row, block_.data());
    held_ = block;
}

template <class T>
void GdalBlockReader::fill(const Window& window, std::span<T> out) {
    const auto found = pieces(file_.layout, window);
    if (found.size() != 1 || found.front().file.cols != window.cols)
        std::fill(out.begin(), out.end(), std::numeric_limits<T>::quiet_NaN());
    for (const auto& piece : found) {
        read_piece(piece.file, out.data() + piece.col, window.cols);
        if (file_.masked || file_.has_scale())
            mask_and_scale(piece.file, out.data() + piece.col, window.cols);
    }
    if (!file_.layout.south_up) return;
    for (std::int64_t top = 0, low = window.rows - 1; top < low; ++top, --low)
        std::swap_ranges(out.begin() + top * window.cols, out.begin() + (top + 1) * window.cols,
                         out.begin() + low * window.cols);
}

template <class T>
void GdalBlockReader::read_piece(const Window& file, T* out, std::int64_t stride) {
    const std::int64_t bc = file_.block_cols, br = file_.block_rows;
    for (auto block_row = file.row / br; block_row * br < file.row + file.rows; ++block_row)
        for (auto block_col = file.col / bc; block_col * bc < file.col + file.cols; ++block_col) {
            const auto col = std::max(file.col, block_col * bc), row = std::max(file.row, block_row * br);
            const auto end_col = std::min(file.col + file.cols, (block_col + 1) * bc);
            const auto end_row = std::min(file.row + file.rows, (block_row + 1) * br);
            const Window part{col, row, end_col - col, end_row - row};
            const bool whole = part.cols == std::min(bc, file_.layout.file_cols - block_col * bc) &&
                               part.rows == std::min(br, file_.layout.file_rows - block_row * br);
            T* const to = out + (row - file.row) * stride + (col - file.col);
            if (whole)
                read_whole_block(block_col, block_row, part, to, stride);
            else
                read_part(part, to, stride);
        }
}

template <class T>
void GdalBlockReader::read_whole_block(std::int64_t block_col, std::int64_t block_row, const Window& part,
                                       T* out, std::int64_t stride) {
    if (file_.type == gdal_type<T> && stride == file_.block_cols && part.cols == file_.block_cols &&
        part.rows == file_.block_rows && held_ != std::pair{block_col, block_row}) {
        decode(block_col, block_row, out);
        return blank(out, part.size());
    }
    hold(block_col, block_row);
    const int size = GDALGetDataTypeSizeBytes(file_.type);
    for (std::int64_t r = 0; r < part.rows; ++r) {
        GDALCopyWords64(block_.data() + r * file_.block_cols * size, file_.type, size, out + r * stride,
                        gdal_type<T>, sizeof(T), part.cols);
        blank(out + r * stride, part.cols);
    }
}

template <class T>
void GdalBlockReader::read_part(const Window& part, T* out, std::int64_t stride) {
    const GdalErrors errors;
    const auto cols = static_cast<int>(part.cols), rows = static_cast<int>(part.rows);
    if (GDALRasterIOEx(band_, GF_Read, static_cast<int>(part.col), static_cast<int>(part.row), cols, rows,
                       out, cols, rows, gdal_type<T>, sizeof(T),
                       stride * static_cast<std::int64_t>(sizeof(T)), nullptr) != CE_None)
        throw unreadable(file_, part, errors);
    for (std::int64_t r = 0; r < part.rows; ++r) blank(out + r * stride, part.cols);
}

template <class T>
void GdalBlockReader::blank(T* line, std::int64_t cols) {
    const auto bad = blank_missing(line, cols, file_.nodata);
    if (bad.infinite && !file_.nodata_not_finite && !file_.masked)
        throw Error(Problem{file_.name, fmt::format("band {}", file_.band), "cells hold an infinite value",
                            "correct the file, or declare the value as nodata, for example with gdal_edit.py "
                            "-a_nodata inf"});
    if (!file_.nodata_not_finite) not_finite_ += bad.cells;
}

/// 1 byte a cell: 0 where the mask or alpha band says that there is no value. Empty where no such band
/// decides.
std::span<const std::uint8_t> GdalBlockReader::read_mask(const Window& file) {
    if (!file_.masked) return {};
    const GdalErrors errors;
    mask_.resize(static_cast<std::size_t>(file.size()));
    const auto cols = static_cast<int>(file.cols), rows = static_cast<int>(file.rows);
    if (GDALRasterIO(GDALGetMaskBand(band_), GF_Read, static_cast<int>(file.col), static_cast<int>(file.row),
                     cols, rows, mask_.data(), cols, rows, GDT_Byte, 0, 0) != CE_None)
        throw unreadable(file_, file, errors);
    return mask_;
}

/// Puts NaN where a mask says that there is no value, and applies the scale.
template <class T>
void GdalBlockReader::mask_and_scale(const Window& file, T* out, std::int64_t stride) {
    const auto mask = read_mask(file);
    for (std::int64_t r = 0; r < file.rows; ++r) {
        const std::span<T> line(out + r * stride, static_cast<std::size_t>(file.cols));
        const auto again =
            mask.empty()
                ? 0
                : blank_masked(line, mask.subspan(static_cast<std::size_t>(r * file.cols), line.size()));
        if (!file_.nodata_not_finite) not_finite_ -= again;
        if (file_.has_scale())
            for (T& v : line) v = scaled(file_, v);
    }
}

}  // namespace djoliba
