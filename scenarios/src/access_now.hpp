// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/access_cut.hpp>
#include <djoliba/engine/criticality.hpp>
#include <djoliba/engine/facility_flood.hpp>

#include "travel.hpp"

namespace djoliba {

/// Who travels: people of the raster, or villages.
struct Travellers {
    std::string whom = {};  ///< in names: "people", "villages"
    Wording label = {};
    PlacedWeights placed = {};
    double cell_km = 0;          ///< what cannot be told within: a cell of the surface, or of the people
    double cell_minutes = 0;     ///< to cross it
    const LayerInfo* with = {};  ///< layer that tells where they live
};

/// Kinds of ways that a flood cuts. Where the friction is one raster, all is open country.
enum class WayKind : std::uint8_t { road, crossing, land };
inline constexpr std::size_t way_kinds = 3;

/// What a flood does to ways, facilities and people.
struct FloodCut {
    double return_period = 0;
    Drowned water = {};
    std::vector<ChangedCells> ways = {};  ///< by WayKind
    std::int64_t cells_unknown = 0;       ///< of unknown depth; passed as before
    AccessCut cut = {};                   ///< people are empty where nobody is placed
};

/// Access in a scenario, as the parts of the theme hand it on.
struct AccessNow {
    const AccessLayer& layer;
    const FacilitiesLayer& list;
    Travel travel;
    std::vector<int> open = {};
    std::shared_ptr<const TravelTimes> times = {};
    std::vector<Travellers> travellers = {};
    PlacedWeights residents = {};                  ///< of whom facilities carry the load
    PeopleCells cells = {};                        ///< the same by cell
    PeopleCells displaced = {};                    ///< by cell, among the residents of their unit
    const LayerInfo* residents_of = {};            ///< layer that tells where they live
    std::vector<bool> placed = {};                 ///< by locality of the finest level: has residents placed
    double not_placed = 0;                         ///< residents of localities where nobody is placed
    std::vector<double> load = {};                 ///< by facility: residents whose nearest it is
    std::vector<double> load_with_displaced = {};  ///< empty without a layer
    std::vector<double> per_10000 = {};            ///< by facility, see TwoStepAccess::ratio
    std::vector<FloodCut> floods = {};

    const std::vector<Facility>& facilities() const { return travel.facilities; }
};

/// Layers that go into a figure of access besides its own.
std::vector<const LayerInfo*> layers_behind(const AccessNow& now, const LayerInfo* people);

/// Why no figure of access can be given anywhere; empty where some can.
std::string no_access(const AccessNow& now);

/// Figures of the levels, or the one reason why all are missing.
void publish_access(Workings& w, const AccessNow& now, const IndicatorSpec& spec,
                    const std::vector<Figure>& figures);

/// Residents and where they live, once: people of the raster, where its cells are finer than the longest time
/// asked for; else the residents of each unit, evenly over its villages.
void place_residents(const Workings& w, AccessNow& now);

/// Who has which facility as the nearest, and what share of it: facility_load..., accessibility_per_10000.
void add_loads(Workings& w, AccessNow& now);

/// What the floods of the scenario do to ways and facilities.
void add_flooded_ways(Workings& w, AccessNow& now);

/// Beyond how many minutes care is far, where one limit counts: the middle one of the layer.
double far_minutes(const AccessNow& now);

/// Rows of facilities.csv; who cannot be told of goes to the account.
OutputTable facilities_table(Workings& w, const AccessNow& now);

/// What each flood cuts, and where people go instead: rows of access_cuts.csv and access_moves.csv.
OutputTable cuts_table(const Workings& w, const AccessNow& now);
OutputTable moves_table(const Workings& w, const AccessNow& now);

}  // namespace djoliba
