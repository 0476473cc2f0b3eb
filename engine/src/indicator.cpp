// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/indicator.hpp>

namespace djoliba {
namespace {

std::vector<std::vector<int>> children_of_each(const Localities& localities) {
    std::vector<std::vector<int>> children(localities.size());
    for (std::size_t i = 0; i < localities.size(); ++i)
        if (localities[i].parent >= 0) children[localities[i].parent].push_back(static_cast<int>(i));
    return children;
}

// Levels of the hierarchy as lists of units, coarse to fine.
std::vector<std::vector<int>> units_by_depth(const Localities& localities) {
    std::vector<std::vector<int>> units;
    units.reserve(localities.hierarchy.size());
    for (const Level& level : localities.hierarchy) units.push_back(localities.of_level(level));
    return units;
}

// A figure that was carried down may not be summed: the parts would count the same people again.
bool may_be_summed(Origin origin) { return origin == Origin::own || origin == Origin::rolled_up; }

// A mean over fewer people says more about who was counted than about the unit (judgement).
constexpr double least_known_people = 0.5;

// Why the parts give no value, empty where they gave one.
std::string roll_up_sum(Indicator& indicator, int parent, const std::vector<int>& children) {
    double sum = 0;
    std::size_t missing = 0;
    bool at_least = false;
    for (const int c : children) {
        if (may_be_summed(indicator.origin[c]))
            sum += indicator.value[c], at_least = at_least || indicator.at_least[c];
        else
            ++missing;
    }
    if (missing > 0)
        return fmt::format("{} of its {} parts have no figure of their own", missing, children.size());
    indicator.set(parent, sum, Origin::rolled_up, at_least);
    return {};
}

std::string roll_up_mean(Indicator& indicator, int parent, const std::vector<int>& children,
                         const std::vector<double>& people) {
    double weighted = 0, weight = 0, all = 0, low = 0, high = 0;
    bool at_least = false;
    for (const int c : children) {
        if (people[c] > 0) all += people[c];
        if (!indicator.known(c) || !(people[c] > 0)) continue;
        const double v = indicator.value[c];
        low = weight == 0 ? v : std::min(low, v);
        high = weight == 0 ? v : std::max(high, v);
        weighted += people[c] * v;
        weight += people[c];
        at_least = at_least || indicator.at_least[c];
    }
    if (!(weight > 0)) return "none of its parts has both a value and people";
    if (weight < least_known_people * all)
        return fmt::format("known for {:.0f} % of its people only", 100 * weight / all);
    // Rounding must not carry a mean beyond its terms.
    indicator.set(parent, std::clamp(weighted / weight, low, high), Origin::rolled_up, at_least);
    return {};
}

}  // namespace

void Indicator::clear(std::size_t localities, std::string_view why) {
    value.assign(localities, missing_value);
    origin.assign(localities, Origin::missing);
    reason.assign(localities, std::string(why));
    at_least.assign(localities, false);
}

void Indicator::set(std::size_t locality, double v, Origin from, bool lower_bound) {
    if (std::isnan(v) || from == Origin::missing) return set_missing(locality, "not a number");
    value[locality] = v;
    origin[locality] = from;
    reason[locality].clear();
    at_least[locality] = lower_bound;
}

void Indicator::set_missing(std::size_t locality, std::string_view why) {
    value[locality] = missing_value;
    origin[locality] = Origin::missing;
    reason[locality] = why;
    at_least[locality] = false;
}

const Indicator* IndicatorTable::find(std::string_view name) const {
    const auto at = std::find_if(items.begin(), items.end(), [&](const auto& i) { return i.name == name; });
    return at == items.end() ? nullptr : &*at;
}

Indicator* IndicatorTable::find(std::string_view name) {
    return const_cast<Indicator*>(std::as_const(*this).find(name));
}

Indicator& IndicatorTable::add(Indicator indicator) {
    if (const Indicator* taken = find(indicator.name))
        throw Error({.where = {},
                     .key = indicator.name,
                     .problem = fmt::format("two indicators have this name (from {} and {})", taken->source,
                                            indicator.source),
                     .remedy = "rename one of them"});
    return items.emplace_back(std::move(indicator));
}

void carry_down(Indicator& indicator, const Localities& localities) {
    const int from = localities.depth(indicator.level);
    if (from < 0) return;
    for (std::size_t i = 0; i < localities.size(); ++i) {
        const int depth = localities.depth(localities[i].level);
        if (depth <= from || indicator.known(i)) continue;
        const int above = localities.ancestor(static_cast<int>(i), indicator.level);
        if (above < 0) continue;
        if (indicator.known(above))
            indicator.set(i, indicator.value[above], Origin::inherited, indicator.at_least[above]);
        else
            indicator.reason[i] = indicator.reason[above];
    }
}

void roll_up(Indicator& indicator, const Localities& localities, const std::vector<double>& people) {
    if (indicator.roll_up == RollUp::none) return;
    if (people.size() != localities.size())
        throw Error({.where = {},
                     .key = indicator.name,
                     .problem = fmt::format("people are given for {} of {} localities", people.size(),
                                            localities.size()),
                     .remedy = "give one entry for each locality, NaN where not known"});
    const auto children = children_of_each(localities);
    const auto units = units_by_depth(localities);
    for (std::size_t i = 0; i < localities.size(); ++i) {
        const std::vector<int>& members = localities[i].members;
        if (indicator.known(i)) continue;
        if (members.empty()) {
            if (localities.depth(localities[i].level) < 0 && indicator.reason[i].empty())
                indicator.reason[i] = holds_nothing;
            continue;
        }
        const int unit = static_cast<int>(i);
        indicator.reason[i] = indicator.roll_up == RollUp::sum
                                  ? roll_up_sum(indicator, unit, members)
                                  : roll_up_mean(indicator, unit, members, people);
    }
    for (int depth = static_cast<int>(units.size()) - 2; depth >= 0; --depth) {
        // Where the source itself should have had a figure, its reason says more than ours.
        const bool source_speaks = depth >= localities.depth(indicator.level);
        for (const int parent : units[depth]) {
            if (indicator.known(parent) || children[parent].empty()) continue;
            const std::string why = indicator.roll_up == RollUp::sum
                                        ? roll_up_sum(indicator, parent, children[parent])
                                        : roll_up_mean(indicator, parent, children[parent], people);
            if (!why.empty() && (!source_speaks || indicator.reason[parent].empty()))
                indicator.reason[parent] = why;
        }
    }
}

}  // namespace djoliba
