// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <djoliba/engine/exposure_sums.hpp>

namespace djoliba {

// Minutes, or km along the quickest way, of the people of a shape: rasters of travel_time.hpp counted as a
// hazard at or below edges, so that exactly 60 minutes are within 60.

/// The last edge: what a way may take at most, and far below `unreachable_minutes`.
inline constexpr double longest_travel = 0x1p30;

/// `wanted`, and longest_travel. Throws Error for an edge that is not above 0 and below longest_travel.
std::vector<double> travel_edges(std::span<const double> wanted);

/// The same, and edges fine enough for a median: one apart up to 240, then each 2 % above the one before.
std::vector<double> fine_travel_edges(std::span<const double> wanted);

/// NaN: not known. Nobody lives there: people 0, mean and median NaN.
struct TravelFigures {
    double people = 0;                ///< NaN where no cell has a known number of people
    double unknown = 0;               ///< of these: the raster has no value there
    double unreachable = 0;           ///< of these; NaN, as all below, where all people are `unknown`
    std::vector<double> within = {};  ///< at or below each of the edges asked for
    double beyond = 0;                ///< above the last of them, but reached
    double mean = 0;                  ///< of the people who reach a facility
    double median = 0;                ///< of the same, straight within a bin: as precise as the edges are
};

/// `within`: edges of the curve, ascending; its last must be longest_travel. Throws Error where it is not,
/// for another edge, or for a curve that counts at or above.
TravelFigures travel_figures(const ExposureSums& sums, std::size_t shape, std::size_t hazard,
                             std::span<const double> within);

}  // namespace djoliba
