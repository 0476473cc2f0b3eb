// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <string>
#include <string_view>

#include <djoliba/engine/access.hpp>
#include <djoliba/scenarios/result.hpp>

namespace djoliba {

// What is missing makes an empty cell.
inline Cell number(double v) { return std::isnan(v) ? Cell{} : Cell{v}; }
inline Cell number(const std::optional<double>& v) { return v ? Cell{*v} : Cell{}; }
inline Cell text(const std::string& s) { return s.empty() ? Cell{} : Cell{s}; }
inline Cell rank_cell(int rank) { return rank == 0 ? Cell{} : Cell{static_cast<std::int64_t>(rank)}; }

/// How tables write the status of a facility.
inline const char* word_of(FacilityStatus status) {
    switch (status) {
        case FacilityStatus::functioning:
            return "functioning";
        case FacilityStatus::partly:
            return "partly_functioning";
        case FacilityStatus::not_functioning:
            return "not_functioning";
        case FacilityStatus::unknown:
            break;
    }
    return "unknown";
}

inline std::string name_of_ancestor(const Localities& places, int i, std::string_view level) {
    const int up = places.ancestor(i, level);
    return up < 0 ? "" : places[up].name;
}

/// Levels in the order of the tables: headline first, then fine to coarse, then other partitions.
std::vector<Level> level_order(const Result& r);

}  // namespace djoliba
