// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/people_cells.hpp>
#include <djoliba/engine/travel_time.hpp>

namespace djoliba {

/// Cells of one kind (road, track, open country) whose friction changes.
struct ChangedCells {
    std::int64_t blocked = 0;  ///< passed before, not passed now
    std::int64_t slowed = 0;
    std::int64_t quickened = 0;  ///< quicker, or opened again
    double blocked_km2 = 0;
    double slowed_km2 = 0;
    double blocked_km = 0;  ///< sum of the square roots of the areas: about the length of a road that is one
                            ///< cell wide
    double slowed_km = 0;
};

/// What a change does to the cells of each kind. `kind`: of each entry of `cells`, below `kinds`. Cells whose
/// friction stays the same count nowhere. Throws Error as TravelSurface::with() does, and for a kind out of
/// range.
std::vector<ChangedCells> changed_cells(const TravelSurface& before, std::span<const CellFriction> cells,
                                        std::span<const std::uint8_t> kind, std::size_t kinds);

/// People who go somewhere else than before.
struct PeopleMoved {
    std::int32_t from = -1;  ///< facility; -1: reached none before
    std::int32_t to = -1;    ///< facility; -1: reach none now
    double people = 0;
};

struct CutRule {
    double beyond_minutes = 60;  ///< exactly so long is not beyond
    double cut_off_share = 0.5;  ///< see AccessCut::cut_off; above 0, at most 1
};

/// What a change of ways and facilities does to people. Sums over cells whose friction is known.
struct AccessCut {
    std::vector<std::int32_t> closed = {};  ///< facilities that had a start before and have none now
    /// Not closed, but fewer people than the rule's share of those whose nearest it was can come to it now,
    /// by any way; or nobody passes its cell any more. Not those that nobody could come to before.
    std::vector<std::int32_t> cut_off = {};
    double people_beyond_before = 0;  ///< beyond the rule's minutes, those who reach none included
    double people_beyond_after = 0;
    double people_newly_beyond = 0;
    double people_no_longer_beyond = 0;
    double people_newly_unreachable = 0;  ///< reached one before, none now
    double people_on_blocked = 0;         ///< of these: on cells that nobody passes now
    double people_newly_reachable = 0;
    double person_hours_added = 0;  ///< one way, of people who reach one before and after and take longer
    double person_hours_saved = 0;  ///< the same of those who take less
    double people_slower = 0;       ///< who take longer
    std::vector<PeopleMoved> moved = {};  ///< ascending by (from, to); those who stay are not listed
    std::vector<double> load_before = {}, load_after = {};  ///< by facility: people whose nearest it is
};

/// `after`: updated(before, change), or times on the same grid. `facilities`: number of them. Same bytes for
/// every Job. Throws Error where grids differ.
AccessCut access_cut(const TravelTimes& before, const TravelTimes& after, const PeopleCells& people,
                     std::size_t facilities, const CutRule& rule = {}, const Job& job = {});

}  // namespace djoliba
