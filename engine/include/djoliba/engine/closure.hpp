// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/access.hpp>

namespace djoliba {

/// What a facility must fit to close: everything that is given. Lists of flags and depths have one entry for
/// each facility; empty lists fit all.
struct ClosureTest {
    std::vector<bool> named = {};
    std::vector<bool> inside = {};
    std::vector<std::string> types = {};
    std::optional<double> depth_over_m = {};
    std::span<const double> depth_m = {};  ///< NaN where not known; looked at where `depth_over_m` is given
    std::optional<double> within_km = {};  ///< of one of `events`; exactly so far is within
    const NearPoints* events = nullptr;    ///< needed where `within_km` is given
};

/// Facilities by position.
struct Closures {
    std::vector<int> closed = {};           ///< those that close
    std::vector<int> closed_before = {};    ///< fit, but did not function anyway
    std::vector<int> depth_not_known = {};  ///< fit but for the depth, which is not known: stay as they are
};

/// Depths must differ from the limit by more than this to be deeper: rasters hold 0.3 as 0.30000001.
inline constexpr double depth_slack_m = 1e-6;

/// Facilities that fit get the status `not_functioning`.
Closures close_facilities(std::vector<Facility>& facilities, const ClosureTest& test);

}  // namespace djoliba
