// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "cut_off.hpp"

#include <algorithm>

#include <tbb/enumerable_thread_specific.h>

#include <djoliba/engine/fixed_sum.hpp>

#include "bounded_search.hpp"
#include "parallel.hpp"
#include "people_tiles.hpp"

namespace djoliba::detail {
namespace {

class Comers {
 public:
    Comers(const TravelTimes& times, const PeopleCells& people)
        : surface_(times.surface()), people_(people), tiles_(surface_, people) {
        for (const Start& start : times.starts()) {
            const auto f = static_cast<std::size_t>(start.facility);
            if (places_.size() <= f) places_.resize(f + 1);
            if (surface_.passable(start.cell))
                places_[f].push_back(surface_.tiles().layout.place(start.cell));
        }
    }

    bool stands(std::size_t facility) const {
        return facility < places_.size() && !places_[facility].empty();
    }

    /// Looks farther and farther until enough people are found, or all who can come.
    bool enough(std::size_t facility, double needed) {
        BoundedSearch& search = searches_.local();
        for (double minutes = first_minutes;; minutes *= 4) {
            const Label end = label_beyond(minutes);
            search.run(places_[facility], end);
            if (found(search, end) >= needed) return true;
            if (!search.cut_short() || end == too_late) return false;
        }
    }

 private:
    static constexpr double first_minutes = 60;

    double found(const BoundedSearch& search, Label end) const {
        FixedSum sum;
        for (const std::int32_t tile : search.touched()) {
            const Label* label = search.labels(tile);
            for (const auto& [index, at] : tiles_.of(tile))
                if (label[at] != impassable && label[at] < end) sum.add(people_.people[index]);
        }
        return sum.value();
    }

    const TravelSurface& surface_;
    const PeopleCells& people_;
    PeopleTiles tiles_;
    std::vector<std::vector<CellPlace>> places_ = {};
    tbb::enumerable_thread_specific<BoundedSearch> searches_{[this] { return BoundedSearch(surface_); }};
};

}  // namespace

std::vector<std::int32_t> cut_off(const TravelTimes& times, const PeopleCells& people,
                                  std::span<const double> needed, std::span<const double> at_least,
                                  const Job& job) {
    Comers comers(times, people);
    std::vector<std::uint8_t> off(needed.size(), 0);
    for_each(job, needed.size(), [&](std::size_t f) {
        if (std::isnan(needed[f])) return;
        if (!comers.stands(f))
            off[f] = 1;
        else if (at_least[f] < needed[f])
            off[f] = comers.enough(f, needed[f]) ? 0 : 1;
    });
    std::vector<std::int32_t> list;
    for (std::size_t f = 0; f < off.size(); ++f)
        if (off[f] != 0) list.push_back(static_cast<std::int32_t>(f));
    return list;
}

}  // namespace djoliba::detail
