// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <djoliba/engine/conflict.hpp>

namespace djoliba {

// What a scenario supposes of the events of the window (the days up to as_of). What was before stays as it
// was, with the trend and the recurrence that rest on it.

/// Events by position.
struct EventChoice {
    std::vector<bool> chosen = {};  ///< one for each event
    std::int64_t events = 0;        ///< chosen ones; records with the same id count once
    std::int64_t too_coarse = 0;    ///< recorded inside, but not placed finely enough to say that they were
};

/// All events of the window.
EventChoice events_in_window(const std::vector<ConflictEvent>& events, const ConflictWindow& window);

/// Events of the window in one of the `units` (one flag for each locality) or in the area. An event lies in a
/// unit where it counts for it or for a unit within it, and in the area where its place does and is known to
/// 25 km or better.
EventChoice events_in(const std::vector<ConflictEvent>& events, const ConflictWindow& window,
                      const Localities& localities, const std::vector<bool>& units, const MultiPolygon& area);

/// Chosen events count `factor` times as often. Throws Error below 0.
void scale_events(std::vector<ConflictEvent>& events, const std::vector<bool>& chosen, double factor);

/// Chosen events happen so many km farther east and north (geodesic_move), as finely placed as before. Their
/// units are emptied: the caller finds those in which they land.
void move_events(std::vector<ConflictEvent>& events, const std::vector<bool>& chosen, double east_km,
                 double north_km);

}  // namespace djoliba
