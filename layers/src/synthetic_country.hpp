// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <djoliba/engine/geometry.hpp>
#include <string>
#include <vector>

#include "synthetic_places.hpp"
#include "synthetic_rivers.hpp"

namespace djoliba::synthetic {

/// A region, cercle or commune. Codes begin with SY, which no P-code of Mali does.
struct Unit {
    std::string code;
    std::string name;
    int parent = -1;        ///< index in the list of the level above
    bool real_name = true;  ///< false: invented
    Point seat;             ///< degrees
    MultiPolygon shape;
    double people = 0;
    bool urban = false;  ///< a town of 20,000 or more; communes only
};

struct Settlement {
    std::string name;
    Point at;
    double people = 0;
    int commune = -1;
    bool real_name = false;
    bool town = false;
};

/// People around a point, spread as a normal distribution cut off at three standard deviations.
struct Cluster {
    Point at;          ///< degrees
    double spread_km;  ///< standard deviation
    double people;
};

/// Everything that does not depend on a grid.
struct Country {
    std::uint64_t seed;
    std::vector<Unit> regions, cercles, communes;  ///< each in ascending order of code
    MultiPolygon outline;
    std::vector<Settlement> settlements;
    std::vector<Cluster> clusters;
    Relief relief;
};

Country invent_country(std::uint64_t seed);

/// Fills in regions, cercles, communes and the outline.
void divide(Country& country, const std::vector<Region>& regions);
/// Fills in settlements and clusters, and the people of all units.
void settle(Country& country, const std::vector<Region>& regions);

/// How readily people settle at a place, relative; more in the south and near water.
double attraction(const Relief& relief, std::uint64_t seed, Point degrees);

}  // namespace djoliba::synthetic
