// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "raster_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr double same_cell = 1e-6;             // of a cell: rounding of a file's origin
constexpr double half_cell = 0.5 + same_cell;  // gridline-registered globes end half a cell beyond 180
constexpr double whole_globe =
    1e-3;  // of a cell: pixel sizes such as 0.166666666 lose this much over 360 degrees

void check_transform(const double (&t)[6], const std::string& where) {
    const bool finite = std::all_of(std::begin(t), std::end(t), [](double v) { return std::isfinite(v); });
    if (!finite || t[1] == 0 || t[5] == 0)
        throw Error(Problem{where, "georeference", fmt::format("cells of size {} by {}", t[1], t[5]),
                            "give the raster a geotransform (gdal_translate -a_ullr)"});
    if (t[2] != 0 || t[4] != 0)
        throw Error(Problem{where, "georeference", fmt::format("the grid is rotated ({} and {})", t[2], t[4]),
                            "warp it to a north-up grid (gdalwarp)"});
    if (t[1] < 0)
        throw Error(Problem{where, "georeference",
                            fmt::format("columns run from east to west (cell width {})", t[1]),
                            "warp it to a north-up grid (gdalwarp)"});
}

void move_columns(RasterLayout& layout, const std::string& where) {
    Grid& g = layout.grid;
    const auto cycle = std::llround(360 / g.dx);
    if (std::abs(static_cast<double>(cycle) * g.dx - 360) > whole_globe * g.dx)
        throw Error(Problem{
            where, "georeference",
            fmt::format("longitudes {} to {} cross 180 degrees and 360 is no whole number of cells of {}",
                        g.west, g.east(), g.dx),
            "cut it to -180..180 (gdalwarp -te)"});
    const auto first = static_cast<std::int64_t>(std::ceil((180 - g.west) / g.dx - same_cell));
    layout.first_col = first;
    layout.cycle = cycle;
    g.west += static_cast<double>(first - cycle) * g.dx;
    g.cols = cycle;
}

void turn_to_180(RasterLayout& layout, const std::string& where) {
    Grid& g = layout.grid;
    if (g.west >= 180 - same_cell * g.dx) g.west -= 360;
    if (g.east() > 180 + half_cell * g.dx) move_columns(layout, where);
}

void check_degrees(const Grid& g, const std::string& where) {
    if (g.north > 90 + g.dy || g.south() < -90 - g.dy || g.west < -180 - g.dx || g.east() > 180 + g.dx)
        throw Error(
            Problem{where, "georeference",
                    fmt::format("the CRS is in degrees but the cells span {} to {} east and {} to {} north",
                                g.west, g.east(), g.south(), g.north),
                    "give the CRS the coordinates are really in"});
}

}  // namespace

RasterLayout raster_layout(const double (&t)[6], std::int64_t cols, std::int64_t rows, bool degrees,
                           const std::string& where) {
    check_transform(t, where);
    RasterLayout layout;
    layout.file_cols = cols;
    layout.file_rows = rows;
    layout.south_up = t[5] > 0;
    const double dy = std::abs(t[5]);
    const double north = layout.south_up ? t[3] + static_cast<double>(rows) * dy : t[3];
    layout.grid = {t[0], north, t[1], dy, cols, rows};
    if (degrees) {
        turn_to_180(layout, where);
        check_degrees(layout.grid, where);
    }
    return layout;
}

std::vector<RasterPiece> pieces(const RasterLayout& layout, const Window& w) {
    const auto row = layout.south_up ? layout.file_rows - w.row - w.rows : w.row;
    if (layout.cycle == 0) return {{{w.col, row, w.cols, w.rows}, 0}};
    std::vector<RasterPiece> found;
    for (std::int64_t done = 0; done < w.cols;) {
        const auto file_col = (w.col + done + layout.first_col) % layout.cycle;
        const auto run = std::min(w.cols - done, layout.cycle - file_col);
        const auto held = std::min(run, layout.file_cols - file_col);
        if (held > 0) found.push_back({{file_col, row, held, w.rows}, done});
        done += run;
    }
    return found;
}

}  // namespace djoliba
