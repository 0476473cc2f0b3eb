// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/date.hpp>
#include <djoliba/engine/figure.hpp>
#include <djoliba/engine/locality.hpp>
#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// How well the place of a record is known, fine to coarse. 25 km stands between communes and cercles: most
/// communes where people live are smaller, so such a record counts for its cercle.
enum class EventPrecision : std::uint8_t { point, commune, within_25_km, cercle, region, country };

/// From a distance in km: up to 5 a point, below 25 a commune, 25, up to 100 a cercle, up to 250 a region,
/// else the country (a circle as large as the mean commune of Mali has a radius of 24 km, cercle 86 km,
/// region 199 km; a judgement). Country for NaN.
EventPrecision precision_of_km(double km);

/// True where a record of this precision can be counted for a unit of this level. For levels other than
/// commune, cercle and region only points can.
bool can_place(EventPrecision precision, const Level& level);

struct ConflictEvent {
    std::string id;  ///< records with the same id count once; empty: never the same
    std::optional<Date> date;
    std::optional<int> year;  ///< where only the year is known: for the recurrence only
    Point place;              ///< longitude, latitude
    EventPrecision precision = EventPrecision::point;
    double precision_km = 0;  ///< distance by which the place may be wrong
    double fatalities = missing_value;
    std::string category;
    std::vector<int> units;  ///< finest unit that holds the place, and one of each other partition
    std::size_t file = 0;    ///< which of the files of a source the record is from
    int alike = 1;           ///< so many events of this kind happened
    double scale = 1;  ///< events and deaths of the window count so many times; 0: as if it were not there
};

/// What a source claims to hold. Without a claim, and for samples, no record says nothing.
struct EventClaim {
    bool complete = false;     ///< every event inside the area and the period is in the source
    std::optional<Date> from;  ///< first and last day; empty: no period is declared
    std::optional<Date> to;
    std::vector<bool> area;  ///< one for each locality; empty: all of them
};

struct ConflictWindow {
    Date as_of;  ///< last day of the window; later records are refused
    int days = 365;
    std::optional<double> half_life_days = {};
    std::vector<std::string> categories = {};  ///< count only these; empty: all
    bool coarser_hides_zero = true;  ///< no zero where a record of the window is known only for a unit above
    int fewest_for_trend = 5;        ///< events in both windows together
};

/// What became of the records: read is the sum of all that follow down to in_window.
struct ConflictCounts {
    int read = 0;
    int other_category = 0;
    int duplicates = 0;
    int undated = 0;  ///< neither day nor year
    int later_than_as_of = 0;
    int year_only = 0;      ///< kept, for the recurrence
    int before_window = 0;  ///< kept, for the trend and the recurrence
    int outside = 0;        ///< dated in the window, in no unit
    int country_only = 0;   ///< dated in the window, known for no unit
    double deaths_country_only = 0;
    int in_window = 0;            ///< dated in the window and counted for some unit
    int coarser_than_finest = 0;  ///< of these, not counted for the finest level

    ConflictCounts& operator+=(const ConflictCounts& other);
};

/// Figures of each locality. A count is at_least where the source is a sample, does not cover the window, or
/// records of a coarser unit may belong to it. Where nothing is recorded it is 0 only for a complete source
/// that covers the locality and the window; otherwise missing with the reason.
struct ConflictFigures {
    std::vector<Figure> events;      ///< in the days (as_of - days, as_of]
    std::vector<Figure> deaths;      ///< missing where no record says how many
    std::vector<Figure> decayed;     ///< events, each counted 2^(-age/half life); empty without a half life
    std::vector<Figure> trend;       ///< (events + 0.5)/(events of the window before + 0.5)
    std::vector<Figure> recurrence;  ///< share of the whole years of the declared period with an event
    std::vector<int> coarser;        ///< records of the window known only for a unit above
    ConflictCounts counts;           ///< of all records
    std::vector<ConflictCounts> per_file;  ///< by ConflictEvent::file
};

/// The trend needs a complete source that covers both windows and fewest_for_trend events in them. Years
/// count for the recurrence where the declared period holds all their days up to as_of. Throws Error for a
/// window or half life not above 0, a period that ends before it begins, and negative deaths or scales.
ConflictFigures conflict_figures(const std::vector<ConflictEvent>& events, const Localities& localities,
                                 const EventClaim& claim, const ConflictWindow& window);

/// A circle on the ground.
struct Footprint {
    Point centre;
    double radius_km = 0;
};

/// Where the records of the window may have happened: radius max(radius_km, precision_km). Duplicates,
/// records that have no day and those coarser than `coarsest` are left out: the circle of a region would hold
/// everybody.
std::vector<Footprint> footprints(const std::vector<ConflictEvent>& events, const ConflictWindow& window,
                                  double radius_km, EventPrecision coarsest = EventPrecision::within_25_km);

/// km from each cell's centre to the nearest centre of a footprint, whatever its radius, on the ellipsoid
/// (error below 1 m up to 2,000 km, then rounded to float). The grid is in degrees. NaN everywhere where
/// there is no footprint. Computed as it is read.
std::unique_ptr<RasterSource> distance_source(const std::vector<Footprint>& footprints, const Grid& degrees,
                                              std::string crs = "EPSG:4326", std::string name = "distance");

/// 1 where the centre of the cell lies in one of the footprints, 0 elsewhere; the border is inside, exact on
/// the ellipsoid. NaN everywhere where there is no footprint: no record does not say that nothing happened.
std::unique_ptr<RasterSource> footprint_source(const std::vector<Footprint>& footprints, const Grid& degrees,
                                               std::string crs = "EPSG:4326", std::string name = "footprint");

}  // namespace djoliba
