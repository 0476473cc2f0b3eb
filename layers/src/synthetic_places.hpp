// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/engine/geometry.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace djoliba::synthetic {

/// A town with its real name and approximate position in degrees.
struct Place {
    std::string name;
    Point at;
    double people = 0;  ///< order of magnitude; 0 where it is an ordinary village
};

struct Cercle {
    std::string name;
    int communes = 0;           ///< number of communes, at least as many as places
    std::vector<Place> places;  ///< the seat first
};

struct Region {
    std::string name;
    std::vector<Cercle> cercles;  ///< in alphabetical order
};

/// The 10 regions and 53 cercles of the 2016 frame in the order of their numbers, with the towns that we
/// know.
std::vector<Region> real_places();

/// The outline of a region, closed; neighbours share the same vertices. Koulikoro's lies around Bamako.
Ring region_outline(std::string_view region);

}  // namespace djoliba::synthetic
