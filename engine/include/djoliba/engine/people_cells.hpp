// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/exposure.hpp>
#include <djoliba/engine/grid.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// The cells of a grid in which people live.
struct PeopleCells {
    Grid grid = {};
    std::string crs = {};
    std::vector<std::int64_t> cell = {};  ///< row * cols + col, ascending, each once
    std::vector<double> people = {};      ///< in each of them, above 0
    double people_outside = 0;            ///< who live off the grid
    double cells_unknown = 0;  ///< cells of the people raster on the grid whose people are not known,
                               ///< fractions summed

    std::size_t size() const { return cell.size(); }
    /// People on the grid.
    double total() const;
};

/// Counts people into the cells of a grid: those of finer cells are summed, those of coarser ones split by
/// area, so that nobody is lost. Missing, negative and absurd numbers are treated as in expose(). Reads the
/// raster tile by tile. Same bytes for every Job. Throws Error for another CRS and for a layer that cannot be
/// used.
PeopleCells people_cells(const PeopleLayer& people, const Grid& grid, std::string_view crs,
                         const Job& job = {});

/// People of a table, put where others live.
struct SpreadPeople {
    PeopleCells cells = {};
    std::vector<int> not_placed = {};  ///< shapes where nobody lives on the grid
    double people_not_placed = 0;      ///< of these
    int not_known = 0;                 ///< shapes whose number is NaN
};

/// Spreads the displaced of each shape over its cells in proportion to the residents there: a convention for
/// lists that name no site, which says that displaced people live among residents. A cell on a border counts
/// to each shape by its covered share. `number`: one for each shape, NaN where not known. Throws Error for
/// negative numbers.
SpreadPeople spread_people(std::span<const double> number, std::span<const MultiPolygon> shapes,
                           const PeopleCells& residents, const Job& job = {});

/// Adds the people of both, cell by cell. Throws Error where the grids differ.
PeopleCells added_up(const PeopleCells& a, const PeopleCells& b);

/// A raster of values that are known where people live; no value elsewhere. For expose(), which then gives
/// means weighted by people for each locality. Throws Error unless there is a value for each cell.
std::unique_ptr<RasterSource> cells_raster(const PeopleCells& cells, std::vector<double> values,
                                           std::string name);

}  // namespace djoliba
