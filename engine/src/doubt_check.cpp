// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/doubt.hpp>
#include <djoliba/engine/nearest.hpp>

namespace djoliba {
namespace {

template <typename List>
std::vector<std::string> names_of(const List& list) {
    std::vector<std::string> names;
    names.reserve(list.size());
    for (const auto& item : list) names.push_back(item.name);
    return names;
}

struct Checker {
    const Doubts& doubts;
    const IndexPlan& plan;
    const IndicatorTable& table;
    const Localities& localities;
    std::vector<Problem> problems = {};

    void say(const std::string& key, std::string problem, std::string remedy) {
        problems.push_back(
            {.where = {}, .key = key, .problem = std::move(problem), .remedy = std::move(remedy)});
    }
    void shared(const std::string& key, const std::string& shared);
    void spread(const IndicatorDoubt& doubt, const Indicator& indicator);
    void offsets(const std::string& key, const Spread& spread);
    void response(const std::string& key, const Spread& spread, const Indicator& indicator);
    void ties(const IndicatorDoubt& doubt);
    void indicators();
    void common();
    void weights();
};

bool size_is_good(double size) { return size >= 0 && std::isfinite(size); }

void Checker::shared(const std::string& key, const std::string& shared) {
    if (shared == "none" || shared == "country") return;
    std::vector<std::string> names = {"none", "country"};
    for (const Locality& unit : localities.items)
        if (std::ranges::find(names, unit.level) == names.end()) names.push_back(unit.level);
    if (std::ranges::find(names, shared) == names.end())
        say(key, fmt::format("`shared` is `{}`, which is no level", shared),
            did_you_mean(shared, names, fmt::format("give one of {}", fmt::join(names, ", "))));
}

void Checker::offsets(const std::string& key, const Spread& spread) {
    const bool has_mode =
        spread.kind == SpreadKind::triangular || spread.kind == SpreadKind::triangular_relative;
    const double mode = has_mode ? spread.mode : spread.low;
    if (!(spread.low <= mode && mode <= spread.high) || !std::isfinite(spread.low) ||
        !std::isfinite(spread.high))
        say(key,
            fmt::format("the interval {} to {} (peak {}) is not in order", spread.low, spread.high, mode),
            "give offsets from the value: low, peak, high");
}

void Checker::response(const std::string& key, const Spread& spread, const Indicator& indicator) {
    if (spread.at.empty() || spread.at.size() != spread.values.size() ||
        !std::ranges::is_sorted(spread.at, std::less_equal{}))
        return say(key, "a response needs standard variates in ascending order and figures for each of them",
                   "give one list of figures for each variate");
    for (const auto& values : spread.values) {
        if (values.size() != localities.size())
            return say(key,
                       fmt::format("a response has figures for {} of {} localities", values.size(),
                                   localities.size()),
                       "give one entry for each locality, NaN where the indicator is missing");
        for (std::size_t i = 0; i < values.size(); ++i)
            if (indicator.known(i) && !std::isfinite(values[i]))
                return say(key, fmt::format("the response has no figure for {}", localities[i].code),
                           "give a figure wherever the indicator has one");
    }
}

void Checker::spread(const IndicatorDoubt& doubt, const Indicator& indicator) {
    const Spread& s = doubt.spread;
    if (!s.size_of.empty() && s.size_of.size() != localities.size())
        say(doubt.indicator,
            fmt::format("sizes are given for {} of {} localities", s.size_of.size(), localities.size()),
            "give one entry for each locality");
    if (!size_is_good(s.size) || !std::ranges::all_of(s.size_of, size_is_good))
        say(doubt.indicator, fmt::format("the size {} of a spread is not 0 or more", s.size),
            "give a standard deviation of 0 or more");
    if (!(s.down >= 0 && s.up >= 0 && s.down + s.up <= 1))
        say(doubt.indicator, fmt::format("the probabilities {} down and {} up do not fit", s.down, s.up),
            "give probabilities of 0 or more that sum to at most 1");
    if (!(doubt.least <= doubt.most))
        say(doubt.indicator, fmt::format("the limits {} to {} are not in order", doubt.least, doubt.most),
            "give the lower limit first");
    offsets(doubt.indicator, s);
    if (s.kind == SpreadKind::response) response(doubt.indicator, s, indicator);
}

void Checker::ties(const IndicatorDoubt& doubt) {
    const auto names = names_of(doubts.common);
    for (const Tie& tie : doubt.ties) {
        if (std::ranges::find(names, tie.common) == names.end())
            say(doubt.indicator, fmt::format("it is tied to `{}`, of which no doubt is declared", tie.common),
                did_you_mean(tie.common, names, "declare it"));
        if (!std::isfinite(tie.exponent))
            say(doubt.indicator, "the exponent of a tie is not a number", "give 1 or -1, for example");
    }
}

void Checker::indicators() {
    std::set<std::string> seen;
    const auto names = names_of(table.items);
    for (const IndicatorDoubt& doubt : doubts.indicators) {
        if (!seen.insert(doubt.indicator).second)
            say(doubt.indicator, "its doubt is declared twice", "declare it once");
        shared(doubt.indicator, doubt.shared);
        ties(doubt);
        if (const Indicator* indicator = table.find(doubt.indicator))
            spread(doubt, *indicator);
        else
            say(doubt.indicator, "no layer gives this indicator",
                did_you_mean(doubt.indicator, names, "declare the doubt of an indicator of the run"));
    }
}

void Checker::common() {
    std::set<std::string> seen;
    for (const CommonDoubt& c : doubts.common) {
        if (!seen.insert(c.name).second) say(c.name, "its doubt is declared twice", "declare it once");
        shared(c.name, c.shared);
        const auto same = [&](const IndicatorDoubt& d) { return d.together == c.name; };
        if (std::ranges::any_of(doubts.indicators, same))
            say(c.name, "an error that indicators have together has this name too", "rename one of them");
        if (!size_is_good(c.size))
            say(c.name, fmt::format("the size {} is not 0 or more", c.size),
                "give a standard deviation of the natural logarithm");
    }
}

void Checker::weights() {
    const WeightDoubt& w = doubts.weights;
    const auto good = [&](double size) {
        return size_is_good(size) && (w.kind == WeightDoubt::Kind::lognormal || size < 1);
    };
    const auto names = names_of(plan.nodes);
    if (!good(w.size))
        say("weights", fmt::format("the size {} does not fit", w.size), "give 0 or more, uniform below 1");
    for (const auto& [name, size] : w.size_of) {
        if (plan.find(name) < 0)
            say(name, "the index has no part of this name",
                did_you_mean(name, names, "name a part of the index"));
        if (!good(size))
            say(name, fmt::format("the size {} does not fit", size), "give 0 or more, uniform below 1");
    }
}

}  // namespace

std::vector<Problem> check(const Doubts& doubts, const IndexPlan& plan, const IndicatorTable& table,
                           const Localities& localities) {
    Checker checker{doubts, plan, table, localities};
    checker.indicators();
    checker.common();
    checker.weights();
    return std::move(checker.problems);
}

}  // namespace djoliba
