// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/access_cut.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/fixed_sum.hpp>
#include <djoliba/engine/indicator.hpp>

#include "cut_off.hpp"
#include "parallel.hpp"
#include "people_tiles.hpp"

namespace djoliba {
namespace {

using Pair = std::pair<std::int32_t, std::int32_t>;

/// What an AccessCut holds, before it is rounded.
struct Sums {
    explicit Sums(std::size_t facilities) : load_before(facilities), load_after(facilities) {}
    FixedSum beyond_before = {}, beyond_after = {}, newly_beyond = {}, no_longer_beyond = {};
    FixedSum newly_unreachable = {}, on_blocked = {}, newly_reachable = {};
    FixedSum hours_added = {}, hours_saved = {}, slower = {};
    std::map<Pair, FixedSum> moved = {};
    std::vector<FixedSum> load_before, load_after;

    void add(const Sums& other) {
        for (FixedSum Sums::* sum :
             {&Sums::beyond_before, &Sums::beyond_after, &Sums::newly_beyond, &Sums::no_longer_beyond,
              &Sums::newly_unreachable, &Sums::on_blocked, &Sums::newly_reachable, &Sums::hours_added,
              &Sums::hours_saved, &Sums::slower})
            (this->*sum).add(other.*sum);
        for (const auto& [pair, people] : other.moved) moved[pair].add(people);
        for (std::size_t f = 0; f < load_before.size(); ++f) {
            load_before[f].add(other.load_before[f]);
            load_after[f].add(other.load_after[f]);
        }
    }
};

class CutCount {
 public:
    CutCount(const TravelTimes& before, const TravelTimes& after, double beyond_minutes)
        : before_(before), after_(after), beyond_minutes_(beyond_minutes) {}

    void add(std::int64_t cell, double people, Sums& to) const {
        const double before = before_.minutes(cell), after = after_.minutes(cell);
        if (std::isnan(before) || std::isnan(after)) return;
        add_beyond(before > beyond_minutes_, after > beyond_minutes_, people, to);
        const std::int32_t from = before_.nearest(cell), now = after_.nearest(cell);
        if (from >= 0) to.load_before[static_cast<std::size_t>(from)].add(people);
        if (now >= 0) to.load_after[static_cast<std::size_t>(now)].add(people);
        if (from != now) to.moved[{from, now}].add(people);
        if (from >= 0 && now >= 0) return add_hours(after - before, people, to);
        if (from < 0 && now >= 0) to.newly_reachable.add(people);
        if (from < 0 || now >= 0) return;
        to.newly_unreachable.add(people);
        if (!after_.surface().passable(cell)) to.on_blocked.add(people);
    }

 private:
    static void add_beyond(bool before, bool after, double people, Sums& to) {
        if (before) to.beyond_before.add(people);
        if (after) to.beyond_after.add(people);
        if (after && !before) to.newly_beyond.add(people);
        if (before && !after) to.no_longer_beyond.add(people);
    }

    static void add_hours(double minutes, double people, Sums& to) {
        if (minutes > 0) to.slower.add(people);
        if (minutes > 0) to.hours_added.add(people * minutes / 60);
        if (minutes < 0) to.hours_saved.add(people * -minutes / 60);
    }

    const TravelTimes& before_;
    const TravelTimes& after_;
    double beyond_minutes_;
};

Sums count(const TravelTimes& before, const TravelTimes& after, const PeopleCells& people,
           std::size_t facilities, const CutRule& rule, const Job& job) {
    constexpr std::size_t piece = std::size_t{1} << 18;
    const CutCount cut(before, after, rule.beyond_minutes);
    Sums all(facilities);
    std::mutex mutex;
    for_each(job, (people.size() + piece - 1) / piece, [&](std::size_t p) {
        Sums sums(facilities);
        for (std::size_t i = p * piece; i < std::min(people.size(), (p + 1) * piece); ++i)
            cut.add(people.cell[i], people.people[i], sums);
        const std::scoped_lock lock(mutex);
        all.add(sums);
    });
    return all;
}

std::vector<double> values(const std::vector<FixedSum>& sums) {
    std::vector<double> rounded;
    rounded.reserve(sums.size());
    for (const FixedSum& sum : sums) rounded.push_back(sum.value());
    return rounded;
}

AccessCut rounded(const Sums& sums) {
    AccessCut cut;
    cut.people_beyond_before = sums.beyond_before.value();
    cut.people_beyond_after = sums.beyond_after.value();
    cut.people_newly_beyond = sums.newly_beyond.value();
    cut.people_no_longer_beyond = sums.no_longer_beyond.value();
    cut.people_newly_unreachable = sums.newly_unreachable.value();
    cut.people_on_blocked = sums.on_blocked.value();
    cut.people_newly_reachable = sums.newly_reachable.value();
    cut.person_hours_added = sums.hours_added.value();
    cut.person_hours_saved = sums.hours_saved.value();
    cut.people_slower = sums.slower.value();
    for (const auto& [pair, people] : sums.moved)
        cut.moved.push_back({pair.first, pair.second, people.value()});
    cut.load_before = values(sums.load_before);
    cut.load_after = values(sums.load_after);
    return cut;
}

std::vector<bool> with_start(const TravelTimes& times, std::size_t facilities, bool passable) {
    std::vector<bool> has(facilities, false);
    for (const Start& start : times.starts())
        if (!passable || times.surface().passable(start.cell))
            has[static_cast<std::size_t>(start.facility)] = true;
    return has;
}

void check(const TravelTimes& before, const TravelTimes& after, const PeopleCells& people,
           std::size_t facilities, const CutRule& rule) {
    detail::check_people(before.surface(), people);
    detail::check_people(after.surface(), people);
    detail::check_facilities(before.starts(), facilities);
    detail::check_facilities(after.starts(), facilities);
    detail::check_minutes(rule.beyond_minutes);
    if (!(rule.cut_off_share > 0) || rule.cut_off_share > 1)
        throw Error(
            Problem{{}, "cut_off_share", fmt::format("{} is not a share above 0", rule.cut_off_share), {}});
}

}  // namespace

AccessCut access_cut(const TravelTimes& before, const TravelTimes& after, const PeopleCells& people,
                     std::size_t facilities, const CutRule& rule, const Job& job) {
    check(before, after, people, facilities, rule);
    AccessCut cut = rounded(count(before, after, people, facilities, rule, part_of(job, 0, 0.5)));
    const auto had = with_start(before, facilities, false), has = with_start(after, facilities, false);
    const auto served = with_start(before, facilities, true);
    std::vector<double> needed(facilities, missing_value);
    for (std::size_t f = 0; f < facilities; ++f) {
        if (had[f] && !has[f]) cut.closed.push_back(static_cast<std::int32_t>(f));
        if (served[f] && has[f]) needed[f] = rule.cut_off_share * cut.load_before[f];
    }
    // Whoever still goes there can come to it.
    std::vector<double> stayed = cut.load_before;
    for (const PeopleMoved& moved : cut.moved)
        if (moved.from >= 0) stayed[static_cast<std::size_t>(moved.from)] -= moved.people;
    cut.cut_off = detail::cut_off(after, people, needed, stayed, part_of(job, 0.5, 1));
    return cut;
}

}  // namespace djoliba
