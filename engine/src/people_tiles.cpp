// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "people_tiles.hpp"

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba::detail {

void check_people(const TravelSurface& surface, const PeopleCells& people) {
    if (!same_grid(surface.grid(), people.grid) || surface.crs() != people.crs)
        throw Error(Problem{{},
                            "people",
                            "they are counted on another grid than that of the surface",
                            "count them with people_cells() on the grid of the surface"});
    if (people.size() > std::numeric_limits<std::uint32_t>::max())
        throw Error(Problem{{}, "people", fmt::format("{} cells are too many", people.size()), {}});
}

void check_facilities(std::span<const Start> starts, std::size_t facilities) {
    for (const Start& start : starts)
        if (start.facility < 0 || static_cast<std::size_t>(start.facility) >= facilities)
            throw Error(Problem{{},
                                "facilities",
                                fmt::format("a start of facility {} of {}", start.facility, facilities),
                                {}});
}

void check_minutes(double minutes) {
    if (!(minutes > 0) || !(minutes < unreachable_minutes))
        throw Error(
            Problem{{}, "minutes", fmt::format("a limit of {} minutes", minutes), "give one above 0"});
}

PeopleTiles::PeopleTiles(const TravelSurface& surface, const PeopleCells& people)
    : begin_(surface.tiles().layout.tiles() + 1, 0), entries_(people.size()) {
    const TileLayout& layout = surface.tiles().layout;
    for (const std::int64_t cell : people.cell)
        ++begin_[static_cast<std::size_t>(layout.place(cell).tile) + 1];
    for (std::size_t t = 1; t < begin_.size(); ++t) begin_[t] += begin_[t - 1];
    std::vector<std::size_t> end(begin_.begin(), begin_.end() - 1);
    for (std::size_t i = 0; i < people.size(); ++i) {
        const CellPlace place = layout.place(people.cell[i]);
        entries_[end[static_cast<std::size_t>(place.tile)]++] = {static_cast<std::uint32_t>(i), place.at};
    }
}

}  // namespace djoliba::detail
