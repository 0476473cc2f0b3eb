// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/catchment.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/fixed_sum.hpp>

#include "parallel.hpp"
#include "people_tiles.hpp"

namespace djoliba {
namespace {

void check_edges(std::span<const double> edges) {
    for (std::size_t i = 0; i < edges.size(); ++i)
        if (!std::isfinite(edges[i]) || edges[i] < 0 || (i > 0 && edges[i] <= edges[i - 1]))
            throw Error(Problem{{},
                                "minutes",
                                fmt::format("{} does not ascend from 0", edges[i]),
                                "list the ends of bands from the shortest to the longest"});
}

struct Sums {
    Sums(std::size_t facilities, std::size_t bands) : in_band(facilities * bands), hours(facilities) {}
    std::vector<FixedSum> in_band;
    std::vector<FixedSum> hours;
    FixedSum unreachable = {}, unknown = {};

    void add(const Sums& other) {
        for (std::size_t i = 0; i < in_band.size(); ++i) in_band[i].add(other.in_band[i]);
        for (std::size_t i = 0; i < hours.size(); ++i) hours[i].add(other.hours[i]);
        unreachable.add(other.unreachable);
        unknown.add(other.unknown);
    }
};

void add_cell(const TravelTimes& times, std::int64_t cell, double people, std::span<const double> edges,
              Sums& to) {
    const double minutes = times.minutes(cell);
    if (std::isnan(minutes)) return to.unknown.add(people);
    if (minutes == unreachable_minutes) return to.unreachable.add(people);
    const auto facility = static_cast<std::size_t>(times.nearest(cell));
    const auto band = static_cast<std::size_t>(std::ranges::lower_bound(edges, minutes) - edges.begin());
    to.in_band[facility * (edges.size() + 1) + band].add(people);
    to.hours[facility].add(people * minutes / 60);
}

Catchments rounded(const Sums& sums, std::span<const double> edges) {
    Catchments out{{edges.begin(), edges.end()}};
    out.people_unreachable = sums.unreachable.value();
    out.people_unknown = sums.unknown.value();
    FixedSum total = sums.unreachable;
    total.add(sums.unknown);
    for (std::size_t f = 0; f < sums.hours.size(); ++f) {
        FixedSum people;
        for (std::size_t band = 0; band < out.bands(); ++band) {
            const FixedSum& sum = sums.in_band[f * out.bands() + band];
            people.add(sum);
            out.people_in_band.push_back(sum.value());
        }
        total.add(people);
        out.people.push_back(people.value());
        out.person_hours.push_back(sums.hours[f].value());
    }
    out.people_total = total.value();
    return out;
}

}  // namespace

double Catchments::within(std::size_t facility, std::size_t edge) const {
    FixedSum sum;
    sum.add(std::span(people_in_band).subspan(facility * bands(), edge + 1));
    return sum.value();
}

Catchments catchments(const TravelTimes& times, const PeopleCells& people, std::size_t facilities,
                      std::span<const double> edges_minutes, const Job& job) {
    detail::check_people(times.surface(), people);
    detail::check_facilities(times.starts(), facilities);
    check_edges(edges_minutes);
    constexpr std::size_t piece = std::size_t{1} << 18;
    Sums all(facilities, edges_minutes.size() + 1);
    std::mutex mutex;
    for_each(job, (people.size() + piece - 1) / piece, [&](std::size_t p) {
        Sums sums(facilities, edges_minutes.size() + 1);
        for (std::size_t i = p * piece; i < std::min(people.size(), (p + 1) * piece); ++i)
            add_cell(times, people.cell[i], people.people[i], edges_minutes, sums);
        const std::scoped_lock lock(mutex);
        all.add(sums);
    });
    return rounded(all, edges_minutes);
}

std::vector<std::vector<double>> loads_by_type(const TravelTimes& times, std::span<const int> type,
                                               std::span<const PeopleCells* const> people, const Job& job) {
    std::map<int, std::vector<Start>> starts;
    for (const Start& start : times.starts()) {
        const auto facility = static_cast<std::size_t>(start.facility);
        if (facility >= type.size())
            throw Error({"", "type", fmt::format("facility {} has none", facility), "give one for each"});
        starts[type[facility]].push_back(start);
    }
    std::vector loads(people.size(), std::vector<double>(type.size(), 0.0));
    for (const auto& [which, some] : starts) {
        const TravelTimes theirs = starts.size() == 1 ? times : travel_times(times.surface(), some, job);
        for (std::size_t group = 0; group < people.size(); ++group) {
            const Catchments c = catchments(theirs, *people[group], type.size(), {}, job);
            for (const Start& start : some) loads[group][start.facility] = c.people[start.facility];
        }
    }
    return loads;
}

}  // namespace djoliba
