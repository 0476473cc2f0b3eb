// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/small_counts.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <djoliba/engine/cell_suppression.hpp>

namespace djoliba {
namespace {

using Units = std::vector<int>;

template <std::size_t n>
bool among(std::string_view word, const std::array<std::string_view, n>& words) {
    return std::ranges::find(words, word) != words.end();
}

/// What a rate by people is to be multiplied with to give a count for one resident; 0 for what is no such
/// rate.
double count_for_one(const Indicator& rate) {
    constexpr std::array<std::string_view, 6> people{"resident", "people",    "exposed",
                                                     "affected", "displaced", "analysed"};
    if (rate.unit == "%" && among(rate.base, people)) return 0.01;
    if (rate.unit == "per 100") return 0.01;
    if (rate.unit == "per 10000") return 1e-4;
    if (rate.unit == "events/100000") return 1e-5;
    return 0;
}

bool is_own(Origin origin) { return origin == Origin::own || origin == Origin::rolled_up; }

/// The counts that an indicator tells, by unit; empty where it tells none.
Counts counts_told(const Indicator& x, const std::vector<double>& people) {
    const double factor = is_count(x) ? 1 : count_for_one(x);
    if (factor == 0) return {};
    Counts counts(x.value.size(), missing_value);
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (is_own(x.origin[i])) counts[i] = std::abs(x.value[i]) * factor * (is_count(x) ? 1 : people[i]);
    return counts;
}

/// Those of some units alone, and their tree.
struct Part {
    Part(const Localities& places, const Units& of) : units(of) {
        std::map<int, int> position;
        for (const int i : units) {
            const auto above = position.find(places[i].parent);
            parent.push_back(above == position.end() ? -1 : above->second);
            position.emplace(i, static_cast<int>(position.size()));
        }
    }
    std::vector<Counts> of(const std::vector<Counts>& tables) const {
        std::vector<Counts> part;
        for (const Counts& table : tables) {
            part.emplace_back();
            for (const int i : units) part.back().push_back(table[i]);
        }
        return part;
    }
    void mark(const Suppression& not_shown, std::vector<bool>& masked) const {
        for (std::size_t k = 0; k < units.size(); ++k) masked[units[k]] = not_shown.cell[k];
    }
    Units units;
    UnitTree parent = {};
};

/// The hierarchy, then each of the other partitions.
std::vector<Part> parts_of(const Localities& places) {
    std::map<int, Units> by_level;
    std::map<Level, int> others;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const bool other = places.depth(places[i].level) < 0;
        const int key =
            other ? others.emplace(places[i].level, static_cast<int>(others.size()) + 1).first->second : 0;
        by_level[key].push_back(static_cast<int>(i));
    }
    std::vector<Part> parts;
    parts.reserve(by_level.size());
    for (const auto& [key, units] : by_level) parts.emplace_back(places, units);
    return parts;
}

/// By unit, whether the figures of a group are not to be shown.
std::vector<bool> masked_units(const std::vector<Counts>& tables, const Localities& places,
                               const std::vector<Part>& parts) {
    std::vector<bool> masked(places.size(), false);
    for (const Part& part : parts) {
        std::vector<bool> wanted;
        for (const int i : part.units)
            wanted.push_back(std::ranges::any_of(places[i].members, [&](int m) { return masked[m]; }));
        part.mark(suppress(part.of(tables), part.parent, std::move(wanted)), masked);
    }
    return masked;
}

/// The unit whose figure unit i shows: that of several units together stands with their parent.
int unit_of_figure(const Indicator& x, const Localities& places, int i) {
    int unit = x.origin[i] == Origin::inherited ? places.ancestor(i, x.level) : i;
    if (unit >= 0 && x.origin[unit] == Origin::shared) unit = places[unit].parent;
    return unit;
}

/// It is not said of a unit with several parts, of which there could be as many as it has people.
bool says_small(const Indicator& x, const Localities& places, int i) {
    const double v = std::abs(x.value[i]);
    if (!is_count(x) || !is_own(x.origin[i]) || !(v > 0 && v < least_shown_count)) return false;
    const auto children = places.children(i);
    return std::ranges::count_if(children, [&](int c) { return is_own(x.origin[c]) && x.value[c] != 0; }) < 2;
}

using Groups = std::map<std::string, std::vector<bool>>;

bool is_masked(const Indicator& x, const Groups& groups, int unit) {
    return unit >= 0 && std::ranges::any_of(x.groups, [&](const std::string& name) {
               const auto group = groups.find(name);
               return group != groups.end() && group->second[unit];
           });
}

void mask(Indicator& x, const Groups& groups, const Localities& places, MaskedCounts& count) {
    const Indicator before = x;
    for (int i = 0; i < std::ssize(x.value); ++i) {
        if (!before.known(i) || !is_masked(x, groups, unit_of_figure(before, places, i))) continue;
        const bool small = says_small(before, places, i);
        ++(small ? count.small : count.others);
        x.set_missing(i, small ? small_count_reason : masked_reason);
    }
}

}  // namespace

bool is_count(const Indicator& x) {
    constexpr std::array<std::string_view, 6> units{"people", "households", "facilities",
                                                    "events", "deaths",     "villages"};
    return x.roll_up == RollUp::sum || among(x.unit, units);
}

MaskedCounts mask_small_counts(IndicatorTable& table, std::vector<double>& people, const Localities& places) {
    std::map<std::string, std::vector<Counts>> tables;
    for (const Indicator& x : table.items)
        if (x.sensitivity == "open" && !x.groups.empty())
            if (Counts told = counts_told(x, people); !told.empty())
                tables[x.groups.front()].push_back(std::move(told));
    const auto parts = parts_of(places);
    Groups groups;
    for (const auto& [name, counts] : tables) groups.emplace(name, masked_units(counts, places, parts));
    MaskedCounts count;
    for (Indicator& x : table.items) {
        if (x.sensitivity == "published") continue;
        mask(x, groups, places, count);
        if (x.name != "population") continue;
        for (std::size_t i = 0; i < people.size(); ++i)
            if (x.reason[i] == small_count_reason || x.reason[i] == masked_reason) people[i] = missing_value;
    }
    return count;
}

}  // namespace djoliba
