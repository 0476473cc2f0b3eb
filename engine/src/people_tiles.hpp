// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <djoliba/engine/people_cells.hpp>

#include "travel_tiles.hpp"

namespace djoliba::detail {

/// Throws Error unless the people lie on the grid of the surface.
void check_people(const TravelSurface& surface, const PeopleCells& people);

/// Throws Error where a start names a facility that is none of 0 to `facilities` - 1.
void check_facilities(std::span<const Start> starts, std::size_t facilities);

/// Throws Error unless a limit of minutes is above 0 and below unreachable_minutes.
void check_minutes(double minutes);

/// Cells with people by the tile of a surface that holds them.
class PeopleTiles {
 public:
    struct Entry {
        std::uint32_t index;  ///< of the people cell
        At at;
    };

    PeopleTiles(const TravelSurface& surface, const PeopleCells& people);

    std::span<const Entry> of(std::int32_t tile) const {
        const auto t = static_cast<std::size_t>(tile);
        return std::span(entries_).subspan(begin_[t], begin_[t + 1] - begin_[t]);
    }

 private:
    std::vector<std::size_t> begin_;
    std::vector<Entry> entries_;
};

}  // namespace djoliba::detail
