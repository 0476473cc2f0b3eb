// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/error.hpp>

namespace djoliba {

// The parameters of the published model Flee (Suleimenova, Bell and Groen, "A generalized simulation
// development approach for predicting refugee destinations", 2017, and its later versions), with its
// defaults. flow_parameters() lists each with its unit, meaning and source.

/// Chance that a person who stands at a place leaves it, each time they decide.
struct MoveChances {
    double conflict = 1;
    double town = 0.3;
    double camp = 0.001;
    double idp_camp = 0.1;
    double hub = 1;  ///< forwarding hubs and markers
    /// Every chance is multiplied by (max(population, capacity) / base)^power and capped at 1.
    double population_base = 10'000;
    double population_power = 0;
};

/// Factors of the score of a place.
struct PlaceWeights {
    double foreign = 1;
    double camp = 1;
    double conflict = 0.25;  ///< to the power of decay x intensity
};

/// How routes compare: ((weight_softening + score) / (softening_km + km)^distance_power x room)^weight_power.
struct RouteChoice {
    int awareness = 1;  ///< links that people look ahead, 1 to 3
    double softening_km = 10;
    double distance_power = 1;
    double weight_softening = 0;
    double weight_power = 1;
    double prune = 0;  ///< routes weighing less than the best / prune are out of question; 0: none
};

/// The room that a place with a capacity has: 1 below buffer x capacity, 0 at the capacity, linear between.
struct CapacityRules {
    double buffer = 0.9;
    double scaling = 1;      ///< of every capacity
    double turn_away = 0.5;  ///< whoever chose a camp with less room than this stays that day
    /// People in camps on day 0 are taken off the capacity, and counted as present all the same.
    bool less_initial = true;
    bool towns_turn_away = false;  ///< places that are no camps turn people away, too
};

struct TravelRules {
    double km_per_day = 360;
    double walk_km_per_day = 35;
    bool start_on_foot = false;       ///< the first link of each person is walked
    bool avoid_short_stints = false;  ///< agents only: no stop in a town before half a day's way
    double km_step = 1;               ///< links are counted in whole steps when the km of a day are summed
};

/// Where new people come from and how many.
struct SpawnRules {
    bool take_from_population = false;
    bool insert_day0 = true;  ///< people observed on day 0 start in their camps
    double constant_per_day = 500;
    double ratio_per_day = 0.01;
    /// Factor of the intensity by 30 days since conflict began; the last one holds on. Empty: 1.
    std::vector<double> conflict_decay = {};
};

struct FlowRules {
    MoveChances chance = {};
    PlaceWeights weight = {};
    RouteChoice route = {};
    CapacityRules capacity = {};
    TravelRules travel = {};
    SpawnRules spawn = {};
};

/// The decay after `days` in conflict.
double conflict_decay(const SpawnRules& rules, int days);

/// One parameter of the rules.
struct FlowParameter {
    std::string_view name;  ///< as in scenario files: "km_per_day"
    std::string_view unit;
    std::string_view meaning;
    std::string_view source;
};
std::span<const FlowParameter> flow_parameters();

/// Sets a parameter from text: a number, "true" or "false", or numbers separated by commas or spaces. Throws
/// Error with key = name for an unknown name, a text that is none of these, or a value out of range.
void set_parameter(FlowRules& rules, std::string_view name, std::string_view value);
/// As set_parameter() reads it.
std::string parameter_text(const FlowRules& rules, std::string_view name);

/// Values out of range, by parameter.
std::vector<Problem> problems(const FlowRules& rules);

}  // namespace djoliba
