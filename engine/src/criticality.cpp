// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/criticality.hpp>

#include <cmath>
#include <span>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/fixed_sum.hpp>

#include "parallel.hpp"
#include "people_tiles.hpp"

namespace djoliba {
namespace {

/// Positions of people cells by their nearest facility.
class ByNearest {
 public:
    ByNearest(const TravelTimes& times, const PeopleCells& people, std::size_t facilities)
        : begin_(facilities + 1, 0) {
        std::vector<std::int32_t> nearest;
        nearest.reserve(people.size());
        for (const std::int64_t cell : people.cell) {
            nearest.push_back(times.nearest(cell));
            if (nearest.back() >= 0) ++begin_[static_cast<std::size_t>(nearest.back()) + 1];
        }
        for (std::size_t f = 1; f < begin_.size(); ++f) begin_[f] += begin_[f - 1];
        index_.resize(begin_.back());
        std::vector<std::size_t> end(begin_.begin(), begin_.end() - 1);
        for (std::size_t i = 0; i < nearest.size(); ++i)
            if (nearest[i] >= 0) index_[end[static_cast<std::size_t>(nearest[i])]++] = i;
    }

    std::span<const std::size_t> of(std::size_t facility) const {
        return std::span(index_).subspan(begin_[facility], begin_[facility + 1] - begin_[facility]);
    }

 private:
    std::vector<std::size_t> begin_;
    std::vector<std::size_t> index_ = {};
};

Criticality compare(const TravelTimes& with, const TravelTimes& without, const PeopleCells& people,
                    std::span<const std::size_t> served, double beyond_minutes) {
    FixedSum all, beyond, unreachable, hours;
    for (const std::size_t i : served) {
        const double before = with.minutes(people.cell[i]), after = without.minutes(people.cell[i]);
        all.add(people.people[i]);
        if (before <= beyond_minutes && after > beyond_minutes) beyond.add(people.people[i]);
        if (after == unreachable_minutes)
            unreachable.add(people.people[i]);
        else
            hours.add(people.people[i] * (after - before) / 60);
    }
    return {all.value(), beyond.value(), unreachable.value(), hours.value()};
}

}  // namespace

std::vector<Criticality> criticality(const TravelTimes& times, const PeopleCells& people,
                                     std::size_t facilities, double beyond_minutes, const Job& job) {
    detail::check_people(times.surface(), people);
    detail::check_facilities(times.starts(), facilities);
    detail::check_minutes(beyond_minutes);
    const ByNearest groups(times, people, facilities);
    std::vector<Criticality> found(facilities);
    for_each(job, facilities, [&](std::size_t f) {
        const auto served = groups.of(f);
        if (served.empty()) return;
        const TravelChange change{.close = {static_cast<std::int32_t>(f)}};
        found[f] = compare(times, updated(times, change, {.threads = 1}), people, served, beyond_minutes);
    });
    return found;
}

}  // namespace djoliba
