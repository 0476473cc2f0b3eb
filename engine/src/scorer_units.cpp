// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include <djoliba/engine/indicator.hpp>
#include <djoliba/engine/scorer.hpp>

namespace djoliba {
namespace {

constexpr int place_bits = 30;  // of a key: 34 bits for a score in 1e-9, the rest for the place among equals

// std::round(score * 1e9), without a call.
std::uint64_t billionths(double score) {
    const double scaled = score * 1e9;
    const auto whole = static_cast<std::int64_t>(scaled);
    return static_cast<std::uint64_t>(whole + (scaled - static_cast<double>(whole) >= 0.5 ? 1 : 0));
}

double people_key(const std::vector<double>& people, int i) {
    return people.empty() || std::isnan(people[i]) ? -1 : people[i];
}

// Finest localities below each unit of the other levels, and in each unit of another partition.
std::vector<std::vector<int>> localities_below(const Localities& localities, const std::vector<int>& finest) {
    std::vector<std::vector<int>> below(localities.size());
    for (std::size_t depth = 0; depth + 1 < localities.hierarchy.size(); ++depth)
        for (const int i : finest) {
            const int unit = localities.ancestor(i, localities.hierarchy[depth]);
            if (unit >= 0) below[unit].push_back(i);
        }
    for (std::size_t i = 0; i < localities.size(); ++i)
        if (!localities[i].members.empty()) below[i] = localities[i].members;
    return below;
}

}  // namespace

void Scorer::find_units(const Localities& localities, const std::vector<double>& people) {
    if (people.empty()) return;
    const auto below = localities_below(localities, rows_);
    for (std::size_t i = 0; i < units_; ++i) {
        Unit unit{.locality = static_cast<int>(i)};
        for (const int member : below[i]) {
            if (row_of_[member] < 0 || !(people[member] > 0)) continue;
            unit.rows.push_back(row_of_[member]);
            unit.people.push_back(people[member]);
            unit.all += people[member];
        }
        if (unit.all > 0) parents_.push_back(std::move(unit));
    }
}

void Scorer::find_order(const Localities& localities, const std::vector<double>& people) {
    std::map<Level, std::vector<int>> of_level;
    for (std::size_t i = 0; i < units_; ++i) of_level[localities[i].level].push_back(static_cast<int>(i));
    for (auto& [level, units] : of_level) {
        std::ranges::sort(units, [&](int a, int b) {
            if (people_key(people, a) != people_key(people, b))
                return people_key(people, a) > people_key(people, b);
            return localities[a].code < localities[b].code;
        });
        levels_.push_back(std::move(units));
    }
}

void Scorer::roll_up(const Space& space, int node, std::span<double> scores,
                     std::span<double> missing_share) const {
    std::ranges::fill(scores, missing_value);
    std::ranges::fill(missing_share, missing_value);
    const auto of_rows = row(space, node);
    for (std::size_t r = 0; r < rows_.size(); ++r) scores[rows_[r]] = of_rows[r];
    for (const Unit& unit : parents_) {
        double sum = 0, present = 0, low = 10, high = 0;
        for (std::size_t k = 0; k < unit.rows.size(); ++k) {
            const double x = of_rows[unit.rows[k]];
            if (std::isnan(x)) continue;
            present += unit.people[k];
            sum += unit.people[k] * x;
            low = std::min(low, x);
            high = std::max(high, x);
        }
        const double missing = (unit.all - present) / unit.all;
        if (!missing_share.empty()) missing_share[unit.locality] = missing;
        scores[unit.locality] = missing <= 0.5 ? std::clamp(sum / present, low, high) : missing_value;
    }
}

void Scorer::rank(Space& space, std::span<const double> scores, std::span<int> ranks) const {
    std::ranges::fill(ranks, 0);
    for (const auto& units : levels_) {
        space.keys.clear();
        for (std::size_t place = 0; place < units.size(); ++place) {
            const double score = scores[units[place]];
            if (std::isnan(score)) continue;
            const std::uint64_t from_top = (std::uint64_t{1} << 34) - 1 - billionths(score);
            space.keys.push_back(from_top << place_bits | place);
        }
        std::ranges::sort(space.keys);
        int next = 1;
        for (const std::uint64_t key : space.keys)
            ranks[units[key & ((std::uint64_t{1} << place_bits) - 1)]] = next++;
    }
}

}  // namespace djoliba
