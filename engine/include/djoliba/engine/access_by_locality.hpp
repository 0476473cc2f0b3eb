// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/access.hpp>
#include <djoliba/engine/figure.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/locality.hpp>
#include <djoliba/engine/people_cells.hpp>
#include <djoliba/engine/raster.hpp>
#include <djoliba/engine/travel_surface.hpp>

namespace djoliba {

/// People, or villages, on the cells of a surface, each in a unit of the finest level.
struct PlacedWeights {
    std::vector<std::int64_t> cell = {};  ///< -1: no passable cell is near enough, nothing is known of ways
    std::vector<int> locality = {};       ///< finest unit that holds it, -1 where none does
    std::vector<double> weight = {};      ///< 0 or more
    std::string unit = "people";          ///< what the weights count

    std::size_t size() const { return cell.size(); }
};

/// The people of each cell, by the finest units that cover it: in proportion to the covered share of the
/// cell, as spread_people() does. In cell order, then that of the units. What lies in no unit is left out.
PlacedWeights place_cells(const PeopleCells& people, const Localities& localities, const Job& job = {});

/// Points moved to the passable cell near them, see snap().
struct PlacedPoints {
    PlacedWeights placed = {};  ///< one entry for each point, in their order
    std::int64_t moved = 0;     ///< to another cell than the one that holds them
    double farthest_km = 0;     ///< of these
    std::vector<int> not_placed = {};
};
PlacedPoints place_points(const Places& points, const TravelSurface& surface, double within_km);

/// The same weights per cell, localities aside; what is on no cell is left out, `people_outside` counts it.
PeopleCells cells_of(const PlacedWeights& placed, const TravelSurface& surface);

/// The weights of each finest unit brought to a total of its own, in proportion. A unit without weights
/// places nobody, and neither what lies in no unit nor a unit whose total is NaN weighs anything. `totals`:
/// by locality.
PlacedWeights scaled_to(PlacedWeights placed, std::span<const double> totals, const Localities& localities);

/// Minutes that so many km take at the mean friction, by weight, of the cells of the weights; NaN where none
/// is on a cell that can be passed.
double minutes_across(const PlacedWeights& placed, const TravelSurface& surface, double km);

/// Values of a raster in cells (row * cols + col); NaN for -1.
std::vector<double> values_at(const RasterSource& source, std::span<const std::int64_t> cells);

// Figures of every level of the hierarchy, parents from all that lies in them, from a value for each entry of
// the weights: NaN where not known. Other partitions are missing. A figure is missing where less than half of
// the weight has a known value (judgement), with the share in the reason; what is not known is left out of
// it.

/// Share of the weight whose value is above `limit`, in %. `unreachable_minutes` is above any limit.
std::vector<Figure> share_above(const PlacedWeights& placed, std::span<const double> values, double limit,
                                const Localities& localities);

/// Mean by weight of the values below `unreachable_minutes`; missing where there are none. Where some are not
/// below it, the mean is a lower bound.
std::vector<Figure> mean_below_unreachable(const PlacedWeights& placed, std::span<const double> values,
                                           const Localities& localities);

/// Weight whose value was at most `limit` and is above it after. `doubtful`: by entry, whether the value
/// after may be worse than given; a locality with such an entry has a lower bound. Empty: none.
std::vector<Figure> weight_crossing(const PlacedWeights& placed, std::span<const double> before,
                                    std::span<const double> after, double limit,
                                    const std::vector<bool>& doubtful, const Localities& localities);

}  // namespace djoliba
