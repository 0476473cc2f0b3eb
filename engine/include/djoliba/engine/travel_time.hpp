// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>
#include <djoliba/engine/travel_surface.hpp>

namespace djoliba {

/// A facility on a surface. Several may stand in one cell, and a facility may stand in several.
struct Start {
    std::int64_t cell = -1;
    std::int32_t facility = 0;  ///< 0 or more; among equally near ones the smallest is the nearest
    friend bool operator==(const Start&, const Start&) = default;
};

/// Minutes that stand in rasters for a place from which no facility can be reached. Larger than any time.
inline constexpr double unreachable_minutes = 1e10;

namespace detail {
struct TimeTiles;
}

/// Least time from each cell of a surface to a facility, travelling towards it, and which facility that is.
/// Immutable, cheap to copy. Times are sums of whole numbers of 2^-32 minutes, so that ties are ties and any
/// order of the work gives the same bits.
class TravelTimes {
 public:
    const TravelSurface& surface() const;
    const std::vector<Start>& starts() const;
    /// NaN where the friction is not known; `unreachable_minutes` where no facility can be reached or nobody
    /// passes.
    double minutes(std::int64_t cell) const;
    /// -1 where none is reached.
    std::int32_t nearest(std::int64_t cell) const;
    /// The next cell on the quickest way to the nearest facility; -1 at a facility and where none is reached.
    /// Of equally quick ones the first in the order N, W, E, S, NW, NE, SW, SE, then knights' moves.
    std::int64_t next(std::int64_t cell) const;

    const detail::TimeTiles& tiles() const { return *tiles_; }
    explicit TravelTimes(std::shared_ptr<const detail::TimeTiles> tiles);

 private:
    std::shared_ptr<const detail::TimeTiles> tiles_;
};

/// Shortest paths from all starts at once. Starts on cells that cannot be passed reach nothing: snap() them
/// first. Throws Error for a start outside the grid, and where a way takes more than 2^30 minutes. Source of
/// the method: label correction by tiles within a moving window of time, after delta-stepping (Meyer and
/// Sanders 2003, doi:10.1016/S0196-6774(03)00076-2).
TravelTimes travel_times(const TravelSurface& surface, std::span<const Start> starts, const Job& job = {});

/// What differs from a solved surface.
struct TravelChange {
    std::vector<CellFriction> cells = {};  ///< each once; quicker, slower, blocked or opened again
    std::vector<std::int32_t> close = {};  ///< facilities all of whose starts go
    std::vector<Start> open = {};          ///< starts that come
};

/// What travel_times() gives on the changed surface with the changed starts, to the bit, found by repairing
/// `before`: the work grows with the cells whose way changes. Throws Error as travel_times() and
/// TravelSurface::with() do.
TravelTimes updated(const TravelTimes& before, const TravelChange& change, const Job& job = {});

/// The times as a raster in minutes, for expose() and for writing; the source keeps what it needs.
std::unique_ptr<RasterSource> minutes_raster(const TravelTimes& times, std::string name = "travel time");

/// The facility of each cell as a raster; no value where none is reached. `numbers`: what stands for each
/// facility, by index; empty: the index itself.
std::unique_ptr<RasterSource> nearest_raster(const TravelTimes& times, std::vector<double> numbers = {},
                                             std::string name = "nearest facility");

/// Length in km of the way that next() follows from each cell, as a raster: `unreachable_minutes` and no
/// value where the times have them.
std::unique_ptr<RasterSource> way_km_raster(const TravelTimes& times, const Job& job = {},
                                            std::string name = "km along the quickest way");

}  // namespace djoliba
