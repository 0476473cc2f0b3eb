// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/geometry.hpp>
#include <djoliba/engine/grid.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>
#include <djoliba/engine/travel_season.hpp>
#include <djoliba/engine/travel_surface.hpp>

namespace djoliba {

/// Slopes slow down who walks, and nobody else.
enum class TravelMode : std::uint8_t { on_foot, by_vehicle };

/// Speeds in km/h on level ground: 0, or 0.06 to 300.
struct SeasonSpeed {
    double dry_kmh = 0;
    double wet_kmh = 0;
    TravelMode mode = TravelMode::on_foot;
};

/// A class of land cover. Speed 0: never passed in that season (permanent water). A class that the table
/// lacks is not known.
struct LandClass {
    std::int32_t value = 0;  ///< in the raster
    std::string name = {};
    SeasonSpeed speed = {};
};

/// Roads or tracks of one class. Speed 0: in that season they do not count, and the land beneath does.
struct RoadClass {
    std::string name = {};
    SeasonSpeed speed = {0, 0, TravelMode::by_vehicle};
    bool bridges = false;  ///< open the barriers that they cross; false: only crossings do
    std::vector<Line> lines = {};
};

/// Rivers, lakes, fences: nobody passes a cell that a line or an area touches, in the seasons given.
struct BarrierClass {
    std::string name = {};
    bool dry = true;
    bool wet = true;
    std::vector<Line> lines = {};
    std::vector<MultiPolygon> areas = {};
};

/// How a barrier is crossed: at a speed, or in a number of minutes from bank to bank. Both 0: closed.
struct Passage {
    double kmh = 0;
    double minutes = 0;  ///< more than 0, at most 1440
};

/// A bridge, ford or ferry. A line opens the barrier cells that it touches: draw it from bank to bank. A
/// single point opens the shortest straight run of barrier cells through its own, along the row or the column
/// (the row where both are equal), that has passable cells at both ends, of at most `longest_run` cells.
struct Crossing {
    static constexpr std::int64_t longest_run = 64;
    std::string name = {};
    Line at = {};  ///< one point, or a line
    Passage dry = {};
    Passage wet = {};
};

/// Water by threshold: cells of at least `at_least` (percent of the time, months of the year) are barriers;
/// lower values and cells without value are not.
struct WaterRaster {
    std::shared_ptr<const RasterSource> source = {};
    double at_least = 0;
};

enum class SlopeUnit : std::uint8_t { degrees, percent };

/// What a cost surface is made of. All sources are in `crs`, each on a grid of its own; lines and points too.
struct CostSpec {
    Grid grid = {};  ///< of the surface
    std::string crs = {};
    Ground ground = Ground::degrees;
    TravelSeason season = TravelSeason::dry;
    std::shared_ptr<const RasterSource> land_cover = {};  ///< whole numbers; taken at the centre of the cell
    std::vector<LandClass> classes = {};
    std::shared_ptr<const RasterSource> slope = {};  ///< at the centre of the cell; or null
    SlopeUnit slope_unit = SlopeUnit::degrees;
    std::shared_ptr<const RasterSource> elevation_m = {};  ///< instead of slopes: by direction; or null
    std::vector<WaterRaster> water = {};
    std::vector<BarrierClass> barriers = {};
    std::vector<RoadClass> roads = {};
    std::vector<Crossing> crossings = {};
};

/// What decides about a cell of a cost surface; values of the raster kinds().
enum class CellKind : std::uint8_t {
    unknown = 0,  ///< no land cover, or a class that the table lacks, and no road
    land = 1,
    road = 2,      ///< a road, quicker than the land beneath or where that is not known
    bridge = 3,    ///< a barrier that a road with bridges opens
    crossing = 4,  ///< a barrier that a crossing opens
    barrier = 5,   ///< land cover of speed 0, water, river
    steep = 6      ///< land so steep that walking it is slower than 0.06 km/h: never passed
};

/// What became of a crossing.
enum class CrossingState : std::uint8_t {
    opened,
    closed,       ///< in this season
    outside,      ///< off the grid
    off_barrier,  ///< no barrier there: it changes nothing
    too_wide      ///< a point, and no straight run of barrier cells through it leads from bank to bank
};

struct CrossingResult {
    CrossingState state = CrossingState::closed;
    std::int64_t cells = 0;  ///< barrier cells opened
};

/// What burning the lines did, by position in the lists of the spec; kilometres on the grid.
struct BurntLines {
    std::vector<double> road_km = {};
    std::vector<double> barrier_km = {};  ///< lines only; 0 in a season in which they are no barrier
    std::vector<CrossingResult> crossings = {};
};

/// The cells of a cost surface by what they are.
struct CostCounts {
    std::int64_t cells = 0;
    std::map<CellKind, std::int64_t> kinds = {};  ///< kinds that occur; they add up to `cells`
    std::vector<std::int64_t> classes = {};       ///< cells of each class of the table, whatever is on top
    std::map<std::int64_t, std::int64_t> not_in_table = {};  ///< class value -> cells
    std::int64_t no_land_cover = 0;
    std::int64_t no_slope = 0;  ///< walked cells without usable slope or elevation: taken as level
};

namespace detail {
struct CostPlan;
}

/// Minutes per metre on each cell of a grid, from land cover, slopes, water, rivers, roads and crossings, in
/// this order:
/// 1. land cover: 60 / (1000 v) minutes per metre at v km/h; class not in the table: not known; 0: barrier;
/// 2. walking on a slope: times slope_factor();
/// 3. water rasters and barriers: every cell touched is a barrier; lines are 4-connected, so that no move to
///    one of 8 neighbours passes through them;
/// 4. roads: the quickest wins, and never makes a cell slower; barriers stay closed to roads without bridges;
/// 5. crossings: open barrier cells only; of several, and of bridges, the quickest wins.
/// Computed by windows as it is read; only lines and areas are held. Immutable, cheap to copy.
class CostSurface {
 public:
    /// Burns lines and areas and tries the crossings. Throws Error for land cover or its table missing, a
    /// source in another CRS or off the grid, a class twice in the table, an impossible speed, slope and
    /// elevation together, impossible coordinates; and later on reading, for land cover that is no whole
    /// number.
    explicit CostSurface(CostSpec spec);

    const CostSpec& spec() const;
    const BurntLines& burnt() const;

    /// Minutes per metre; no value where nobody goes or nothing is known.
    std::unique_ptr<RasterSource> friction() const;
    /// Metres, between the centres of the source's cells interpolated (bilinear), on the cells that are
    /// walked as land or road; no value elsewhere. Null where the spec has no elevation.
    std::unique_ptr<RasterSource> elevation() const;
    /// CellKind as numbers; every cell has one.
    std::unique_ptr<RasterSource> kinds() const;

    /// Reads the whole surface once.
    CostCounts count(const Job& job = {}) const;

 private:
    std::shared_ptr<const detail::CostPlan> plan_;
};

/// Says in the account under `source` what was burnt and counted: one layer with notes, and as exclusions the
/// cells that are not known, walked without slope or too steep, and the crossings that opened nothing.
void report_cost(const CostSurface& surface, const CostCounts& counts, const std::string& source,
                 Account& account);

/// A grid over the box, its edges those of the finest raster of the spec (land cover, water, slope,
/// elevation), or multiples of `cell` where that is above 0, in units of the CRS. Throws Error for an empty
/// box, a cell that is no size, or more than 1e11 cells.
Grid cost_grid(const CostSpec& spec, const Box& box, double cell = 0);

/// Speed of a walker in km/h on a slope (rise over run, uphill above 0): 6 exp(-3.5 |slope + 0.05|). Source:
/// Tobler 1993, Three presentations on geographical analysis and modeling, NCGIA report 93-1.
double tobler_kmh(double slope);

/// How much longer a metre takes on a slope walked as often up as down than on level ground: the mean of the
/// times of both, over the time at slope 0.
double slope_factor(double slope);

}  // namespace djoliba
