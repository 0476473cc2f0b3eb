// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace djoliba {

/// A figure for each place and day, [day][place].
struct PlaceDays {
    std::size_t days = 0;
    std::size_t places = 0;
    std::vector<double> values = {};

    PlaceDays() = default;
    PlaceDays(std::size_t n_days, std::size_t n_places)
        : days(n_days), places(n_places), values(n_days * n_places) {}
    double& at(std::size_t day, std::size_t place) { return values[day * places + place]; }
    double at(std::size_t day, std::size_t place) const { return values[day * places + place]; }
    std::span<const double> on(std::size_t day) const {
        return std::span(values).subspan(day * places, places);
    }
    std::span<double> on(std::size_t day) { return std::span(values).subspan(day * places, places); }
};

/// Days since conflict began, [day][place]: 0 on the first day of a run of days with an intensity above 0, -1
/// without conflict.
std::vector<int> days_in_conflict(const PlaceDays& intensity);

}  // namespace djoliba
