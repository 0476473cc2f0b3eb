// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "conflict_records.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

void check(const ConflictWindow& window) {
    std::vector<Problem> problems;
    if (window.days <= 0)
        problems.push_back({{}, "window_days", fmt::format("{} days", window.days), "give a number above 0"});
    if (window.half_life_days && !(*window.half_life_days > 0))
        problems.push_back(
            {{}, "half_life_days", fmt::format("{} days", *window.half_life_days), "give a number above 0"});
    if (!problems.empty()) throw Error(std::move(problems));
}

bool wanted(const ConflictEvent& e, const ConflictWindow& w) {
    return w.categories.empty() ||
           std::find(w.categories.begin(), w.categories.end(), e.category) != w.categories.end();
}

}  // namespace

bool in_window(const Dated& d, const ConflictWindow& w) { return d.age_days && *d.age_days < w.days; }

std::vector<Dated> usable(const std::vector<ConflictEvent>& events, const ConflictWindow& window,
                          std::vector<ConflictCounts>& per_file) {
    check(window);
    std::vector<Dated> kept;
    std::set<std::string> seen;
    const int as_of_year = static_cast<int>(window.as_of.year());
    for (const ConflictEvent& e : events) {
        if (e.scale < 0)
            throw Error(Problem{{}, "scale", fmt::format("{} times", e.scale), "give 0 or more"});
        if (e.scale == 0) continue;
        if (e.file >= per_file.size()) per_file.resize(e.file + 1);
        ConflictCounts& counts = per_file[e.file];
        ++counts.read;
        if (e.fatalities < 0)
            throw Error(Problem{{},
                                "fatalities",
                                fmt::format("record {} has {} deaths", e.id, e.fatalities),
                                "correct the table or declare its missing value"});
        const int year = e.date ? static_cast<int>(e.date->year()) : e.year.value_or(0);
        const std::optional<int> age =
            e.date ? std::optional(days_between(*e.date, window.as_of)) : std::nullopt;
        if (!wanted(e, window))
            ++counts.other_category;
        else if (!e.date && !e.year)
            ++counts.undated;
        else if (age.value_or(0) < 0 || year > as_of_year)
            ++counts.later_than_as_of;
        else if (!e.id.empty() && !seen.insert(e.id).second)
            ++counts.duplicates;
        else {
            counts.year_only += !age;
            kept.push_back({&e, year, age});
        }
    }
    return kept;
}

ConflictCounts& ConflictCounts::operator+=(const ConflictCounts& other) {
    read += other.read;
    other_category += other.other_category;
    duplicates += other.duplicates;
    undated += other.undated;
    later_than_as_of += other.later_than_as_of;
    year_only += other.year_only;
    before_window += other.before_window;
    outside += other.outside;
    country_only += other.country_only;
    deaths_country_only += other.deaths_country_only;
    in_window += other.in_window;
    coarser_than_finest += other.coarser_than_finest;
    return *this;
}

EventPrecision precision_of_km(double km) {
    if (km <= 5) return EventPrecision::point;
    if (km < 25) return EventPrecision::commune;
    if (km == 25) return EventPrecision::within_25_km;
    if (km <= 100) return EventPrecision::cercle;
    if (km <= 250) return EventPrecision::region;
    return EventPrecision::country;
}

bool can_place(EventPrecision precision, const Level& level) {
    if (level == "region") return precision <= EventPrecision::region;
    if (level == "cercle") return precision <= EventPrecision::cercle;
    if (level == "commune") return precision <= EventPrecision::commune;
    return precision == EventPrecision::point;
}

std::vector<Footprint> footprints(const std::vector<ConflictEvent>& events, const ConflictWindow& window,
                                  double radius_km, EventPrecision coarsest) {
    if (!(radius_km >= 0))
        throw Error(Problem{{}, "radius_km", fmt::format("{} km", radius_km), "give 0 or more"});
    std::vector<ConflictCounts> unused;
    std::vector<Footprint> circles;
    for (const Dated& d : usable(events, window, unused))
        if (in_window(d, window) && d.event->precision <= coarsest)
            circles.push_back({d.event->place, std::max(radius_km, d.event->precision_km)});
    return circles;
}

}  // namespace djoliba
