// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/array_raster.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "gdal_crs.hpp"
#include "gdal_raster.hpp"

namespace djoliba {
namespace {

constexpr std::int64_t block_side = 512;

/// Calls with a value of the type of the cells.
template <class Call>
void with_type(CellType type, const Call& call) {
    switch (type) {
        case CellType::int8:
            return call(std::int8_t{});
        case CellType::uint8:
            return call(std::uint8_t{});
        case CellType::int16:
            return call(std::int16_t{});
        case CellType::uint16:
            return call(std::uint16_t{});
        case CellType::int32:
            return call(std::int32_t{});
        case CellType::uint32:
            return call(std::uint32_t{});
        case CellType::int64:
            return call(std::int64_t{});
        case CellType::uint64:
            return call(std::uint64_t{});
        case CellType::float32:
            return call(float{});
        case CellType::float64:
            return call(double{});
    }
}

GDALDataType gdal_type(CellType type) {
    if (type == CellType::float32) return GDT_Float32;
    return type == CellType::float64 ? GDT_Float64 : GDT_Int32;
}

struct ArrayBand {
    ArrayCells cells;
    RasterLayout layout;
    std::vector<NoData> nodata = {};
};

class ArrayReader : public BlockReader {
 public:
    explicit ArrayReader(const ArrayBand& band) : band_(band) {}
    void read(const Window& window, std::span<float> out) override { fill(window, out); }
    void read(const Window& window, std::span<double> out) override { fill(window, out); }

 private:
    template <class To>
    void fill(const Window& window, std::span<To> out) const {
        std::fill(out.begin(), out.end(), std::numeric_limits<To>::quiet_NaN());
        for (const RasterPiece& piece : pieces(band_.layout, window))
            for (std::int64_t r = 0; r < piece.file.rows; ++r) {
                const std::int64_t to = band_.layout.south_up ? piece.file.rows - 1 - r : r;
                with_type(band_.cells.type, [&](auto type) {
                    copy(type, piece.file.row + r, piece.file.col,
                         out.subspan(static_cast<std::size_t>(to * window.cols + piece.col),
                                     static_cast<std::size_t>(piece.file.cols)));
                });
            }
    }

    template <class From, class To>
    void copy(From, std::int64_t row, std::int64_t col, std::span<To> out) const {
        const ArrayCells& c = band_.cells;
        const std::byte* from = c.first + row * c.row_stride + col * c.col_stride;
        for (To& value : out) {
            From stored;
            std::memcpy(&stored, from, sizeof stored);
            from += c.col_stride;
            const auto v = static_cast<double>(stored);
            if (!missing(v)) value = static_cast<To>(v);
        }
    }

    bool missing(double v) const {
        return !std::isfinite(v) ||
               std::any_of(band_.nodata.begin(), band_.nodata.end(),
                           [&](const NoData& n) { return std::abs(v - n.value) <= n.tolerance; });
    }

    const ArrayBand& band_;
};

class ArrayRaster : public RasterSource {
 public:
    ArrayRaster(ArrayBand band, std::string crs, std::string name)
        : band_(std::move(band)), crs_(std::move(crs)), name_(std::move(name)) {}
    const Grid& grid() const override { return band_.layout.grid; }
    const std::string& crs() const override { return crs_; }
    const std::string& name() const override { return name_; }
    Window block() const override {
        return {0, 0, std::min(block_side, grid().cols), std::min(block_side, grid().rows)};
    }
    bool fits_float() const override {
        bool fits = false;
        with_type(band_.cells.type,
                  [&](auto cell) { fits = sizeof cell <= 2 || std::is_same_v<decltype(cell), float>; });
        return fits;
    }
    std::unique_ptr<BlockReader> open() const override { return std::make_unique<ArrayReader>(band_); }

 private:
    ArrayBand band_;
    std::string crs_;
    std::string name_;
};

}  // namespace

std::unique_ptr<RasterSource> array_raster(const ArrayCells& cells, const ArrayPlace& place) {
    start_gdal();
    if (cells.rows <= 0 || cells.cols <= 0)
        throw Error(Problem{place.name, "",
                            fmt::format("the array has no cells ({} x {})", cells.rows, cells.cols),
                            "give rows and columns with values"});
    if (place.crs.empty())
        throw Error(Problem{place.name, "crs", "the array does not say its CRS",
                            "give crs=\"EPSG:4326\" or another"});
    const auto ref = crs_from_id(place.crs, place.name);
    double transform[6];
    std::copy(place.transform.begin(), place.transform.end(), transform);
    ArrayBand band{
        cells, raster_layout(transform, cells.cols, cells.rows, OSRIsGeographic(ref.get()) != 0, place.name)};
    for (const double value : place.nodata)
        if (std::isfinite(value)) band.nodata.push_back(as_stored(value, gdal_type(cells.type)));
    return std::make_unique<ArrayRaster>(std::move(band), crs_id(ref.get()), place.name);
}

}  // namespace djoliba
