// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/figure.hpp>
#include <djoliba/engine/geodesic.hpp>
#include <djoliba/engine/locality.hpp>

namespace djoliba {

enum class FacilityStatus : std::uint8_t { functioning, partly, not_functioning, unknown };

/// A place that serves people.
struct Facility {
    Point place;       ///< longitude, latitude
    std::string type;  ///< as the scenario names it: "cscom", "csref", "hospital"
    FacilityStatus status = FacilityStatus::unknown;
    int locality = -1;  ///< finest unit that holds it, -1 where none does
    std::string name = {};
    std::string id = {};
};

/// Whether facilities of unknown status are taken to serve. Functioning and partly functioning ones always
/// do, those that do not function never. A list without status is no sign of service: give both bounds.
enum class UnknownStatus : std::uint8_t { open, closed };

bool is_open(FacilityStatus status, UnknownStatus rule);

/// Positions of the facilities of one of these types (all types where empty) that are open by the rule.
std::vector<int> open_facilities(const std::vector<Facility>& facilities,
                                 const std::vector<std::string>& types, UnknownStatus rule);

/// For each place the nearest of the chosen facilities, by index into `facilities`; index -1 and NaN where
/// none is chosen.
std::vector<Neighbour> nearest_facility(const std::vector<Point>& from,
                                        const std::vector<Facility>& facilities,
                                        const std::vector<int>& chosen);

/// Places that stand for people: settlements or cells.
struct Places {
    std::vector<Point> at;          ///< longitude, latitude
    std::vector<double> weight;     ///< people; all 1 for settlements without people; NaN where not known
    std::vector<int> locality;      ///< finest unit that holds each, -1 where none does
    double resolution_km = 0;       ///< size of the cells they stand for; 0 for surveyed points
    std::string unit = "villages";  ///< what the weights count
};

/// Share of the weight of each locality, and of those above it, farther than `beyond_km` from the nearest
/// facility, in %.
struct FarShare {
    double beyond_km = 0;
    std::vector<Figure> percent;       ///< one for each locality
    std::vector<double> weight_far;    ///< people or villages beyond; NaN where missing
    std::vector<double> weight_known;  ///< on which the share rests; 0 where there is none
    double weight_outside = 0;         ///< weight in no locality
    int places_without_weight = 0;     ///< places left out because their weight is not known
};

/// Missing where a locality has no place, and everywhere, with that reason, where the distance is finer than
/// the places (beyond_km < resolution_km) or where no facility is listed: "none listed" is not "none". A
/// distance of exactly `beyond_km` is within. Other partitions than the hierarchy are missing.
std::vector<FarShare> share_beyond(const Places& places, const std::vector<Neighbour>& nearest,
                                   const Localities& localities, std::span<const double> beyond_km);

/// Facilities of one choice of types in one locality or below it.
struct FacilityCount {
    int listed = 0;
    int functioning = 0;
    int partly = 0;
    int not_functioning = 0;
    int unknown = 0;
    int open(UnknownStatus rule) const {
        return functioning + partly + (rule == UnknownStatus::open ? unknown : 0);
    }
};

/// One entry for each locality, parents with all that lies below them; `outside`: facilities in no locality.
std::vector<FacilityCount> count_facilities(const std::vector<Facility>& facilities,
                                            const std::vector<std::string>& types,
                                            const Localities& localities, FacilityCount& outside);

/// Service of one locality: bounds from what is not known of the status.
struct FacilityService {
    Range per_10000;            ///< open facilities per 10,000 people; low: unknown ones closed, high: open
    Range people_per_facility;  ///< low: unknown ones open; high: unknown ones closed, infinite where that
                                ///< leaves none
    Figure
        people_per_listed;  ///< people over facilities not known to be closed; missing where none is listed
    double at_least =
        missing_value;  ///< where none is listed: people, the figure that one unlisted facility would give
    std::string reason = {};  ///< why per_10000 or people_per_facility are missing
};

/// `people`: residents, or residents and displaced, NaN where not known. None listed gives no figure, as
/// lists are not complete, but the bound `at_least`: not infinity, and not 0 facilities.
std::vector<FacilityService> facility_service(const std::vector<FacilityCount>& counts,
                                              std::span<const double> people);

/// residents + displaced; NaN where one of them is not known.
std::vector<double> residents_and_displaced(std::span<const double> residents,
                                            std::span<const double> displaced);

/// Facilities of a locality at one depth of water.
struct FloodedFacilities {
    int wet = 0;  ///< depth at or over the threshold
    int dry = 0;
    int unknown = 0;  ///< no depth at that place: neither wet nor dry
};

/// For each locality (parents with what lies below) among `chosen` facilities. `depth_m`: depth at each
/// facility for one return period, NaN where not known. Facilities in no locality are not counted.
std::vector<FloodedFacilities> flooded_facilities(const std::vector<Facility>& facilities,
                                                  const std::vector<int>& chosen,
                                                  std::span<const double> depth_m, double threshold_m,
                                                  const Localities& localities);

/// From where help comes: a regional capital or a branch of the Red Cross.
struct Branch {
    std::string name;
    Point place;
};

struct BranchDistance {
    Figure km;
    int branch = -1;
    bool from_centre = false;  ///< no place lies in the locality: distance from its `centre`
};

/// Mean geodesic distance, by weight, of the places of each locality to its branch; from the locality's
/// centre where it has no places. `assigned`: branch of each locality, -1 for the one with the smallest mean
/// distance; of equal ones the first. `centres`: a point in each locality; NaN coordinates where there is
/// none.
std::vector<BranchDistance> branch_distance(const Places& places, const Localities& localities,
                                            const std::vector<Branch>& branches,
                                            const std::vector<int>& assigned,
                                            const std::vector<Point>& centres);

}  // namespace djoliba
