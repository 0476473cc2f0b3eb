// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <djoliba/engine/list_change.hpp>

#include "draw_sample.hpp"
#include "index_formulas.hpp"

namespace djoliba {
namespace {

constexpr double step = 0.1;     // points of a leaf
constexpr double narrow = 1e-8;  // points within which the place of a change is found

constexpr std::array<std::string_view, 6> names = {"none",    "not_ranked",      "no_weight",
                                                   "missing", "several_figures", "not_enough"};

double untransformed(Transform transform, double t) {
    if (transform == Transform::none) return t;
    return transform == Transform::log10_plus_1 ? std::pow(10, t) - 1 : std::pow(10, t);
}

// The value that scores so: scale() backwards.
double value_of(const IndexNode& leaf, double score) {
    const double low = transformed(leaf.transform, leaf.low), high = transformed(leaf.transform, leaf.high);
    const double share = leaf.higher_is_worse ? score / 10 : 1 - score / 10;
    return untransformed(leaf.transform, low + share * (high - low));
}

/// Whether a locality is in the top of its level, as a function of the score of one figure.
struct Mover {
    const IndexResult& result;
    const IndicatorTable& table;
    const Localities& localities;
    int locality;
    int top;
    Scorer scorer;
    Scorer::Space space;
    std::vector<double> scores;
    std::vector<int> ranks;
    std::vector<int> rows = {};   // finest localities in the unit
    std::vector<int> peers = {};  // units of its level
    std::vector<int> nodes = {};  // above the leaf at hand

    Mover(const IndexResult& r, const IndicatorTable& t, const Localities& l,
          const std::vector<double>& people, int unit, int n);
    int rank();
    bool in_top_of_scores();
    bool in_top_at(int leaf, const std::vector<int>& carriers, double score);
    std::vector<int> rows_with(const Indicator& indicator, const std::string& error) const;
    FigureChange change_of(int leaf, bool in_top);
    std::optional<double> search(int leaf, const std::vector<int>& carriers, bool in_top, double from);
    double halve(int leaf, const std::vector<int>& carriers, bool in_top, double same, double other);
};

bool holds(const Localities& localities, int unit, int finest) {
    if (!localities[unit].members.empty())
        return std::ranges::find(localities[unit].members, finest) != localities[unit].members.end();
    return localities.ancestor(finest, localities[unit].level) == unit;
}

Mover::Mover(const IndexResult& r, const IndicatorTable& t, const Localities& l,
             const std::vector<double>& people, int unit, int n)
    : result(r),
      table(t),
      localities(l),
      locality(unit),
      top(n),
      scorer(r.plan, l, people),
      space(scorer.space()),
      scores(l.size()),
      ranks(l.size()) {
    std::vector<double> values;
    for (const int leaf : r.plan.leaves) {
        values.clear();
        for (const int i : scorer.rows()) values.push_back(t.items[r.indicator[leaf]].value[i]);
        scorer.scale_leaf(space, leaf, values);
    }
    scorer.evaluate(space);
    peers = l.of_level(l[unit].level);
    for (std::size_t row = 0; row < scorer.rows().size(); ++row)
        if (holds(l, unit, scorer.rows()[row])) rows.push_back(static_cast<int>(row));
}

int Mover::rank() {
    scorer.roll_up(space, 0, scores);
    scorer.rank(space, scores, ranks);
    return ranks[locality];
}

std::vector<int> Mover::rows_with(const Indicator& indicator, const std::string& error) const {
    std::vector<int> found;
    for (std::size_t r = 0; r < scorer.rows().size(); ++r)
        if (error_of(indicator, localities, scorer.rows()[r], "none") == error)
            found.push_back(static_cast<int>(r));
    return found;
}

bool Mover::in_top_at(int leaf, const std::vector<int>& carriers, double score) {
    const auto of_leaf = scorer.row(space, leaf);
    for (const int r : carriers) of_leaf[r] = score;
    scorer.evaluate(space, nodes, carriers.front(), carriers.back());
    scorer.roll_up(space, 0, scores);
    return in_top_of_scores();
}

// Ranks are only found where a score is near to equal.
bool Mover::in_top_of_scores() {
    constexpr double near = 2e-9;
    const double own = scores[locality];
    int above = 0, level_with = 0;
    for (const int unit : peers) {
        above += scores[unit] > own + near ? 1 : 0;
        level_with += scores[unit] >= own - near ? 1 : 0;
    }
    if (std::isnan(own) || above >= top) return false;
    if (level_with <= top) return true;
    scorer.rank(space, scores, ranks);
    return ranks[locality] <= top;
}

// The score nearest to `other` at which the locality has moved, between one at which it has not and one at
// which it has.
double Mover::halve(int leaf, const std::vector<int>& carriers, bool in_top, double same, double other) {
    while (std::abs(other - same) > narrow) {
        const double middle = (same + other) / 2;
        (in_top_at(leaf, carriers, middle) == in_top ? same : other) = middle;
    }
    return other;
}

std::optional<double> Mover::search(int leaf, const std::vector<int>& carriers, bool in_top, double from) {
    const auto moved = [&](double score) { return in_top_at(leaf, carriers, score) != in_top; };
    if (carriers.size() == 1) {
        const double end = in_top ? 0 : 10;
        if (from == end || !moved(end)) return {};
        return halve(leaf, carriers, in_top, from, end);
    }
    double down = from, up = from;
    while (down > 0 || up < 10) {
        const double lower = std::max(down - step, 0.0), upper = std::min(up + step, 10.0);
        std::optional<double> found;
        if (lower < down && moved(lower)) found = halve(leaf, carriers, in_top, down, lower);
        if (upper > up && moved(upper)) {
            const double other = halve(leaf, carriers, in_top, up, upper);
            if (!found || other - from < from - *found) found = other;
        }
        if (found) return found;
        down = lower;
        up = upper;
    }
    return {};
}

FigureChange Mover::change_of(int leaf, bool in_top) {
    const Indicator& indicator = table.items[result.indicator[leaf]];
    FigureChange change{.leaf = leaf, .indicator = indicator.name};
    const auto without = [&](NoChange why) {
        change.why = why;
        return change;
    };
    if (!(effective_weights(result.plan)[leaf] > 0)) return without(NoChange::no_weight);
    std::string error;
    for (const int r : rows) {
        const std::string of = error_of(indicator, localities, scorer.rows()[r], "none");
        if (of.empty()) continue;
        if (!error.empty() && of != error) return without(NoChange::several_figures);
        error = of;
        change.from = indicator.value[scorer.rows()[r]];
    }
    if (error.empty()) return without(NoChange::missing);
    const auto carriers = rows_with(indicator, error);
    change.carriers = carriers.size();
    nodes = scorer.above(std::vector<int>{leaf});
    const double from = scorer.row(space, leaf)[carriers.front()];
    if (std::isnan(from)) return without(NoChange::missing);
    const auto to = search(leaf, carriers, in_top, from);
    in_top_at(leaf, carriers, from);  // as it was
    if (!to) return without(NoChange::not_enough);
    change.why = NoChange::none;
    change.to = value_of(result.plan.nodes[leaf], *to);
    change.points = *to - from;
    return change;
}

}  // namespace

std::string_view to_string(NoChange why) { return names[static_cast<std::size_t>(why)]; }

PlaceChange what_moves(const IndexResult& result, const IndicatorTable& table, const Localities& localities,
                       const std::vector<double>& people, int locality, int top) {
    check(DrawOptions{.top = top});
    Mover mover(result, table, localities, people, locality, top);
    PlaceChange place{.locality = locality, .rank = mover.rank()};
    place.in_top = place.rank > 0 && place.rank <= top;
    for (const int leaf : result.plan.leaves) {
        if (place.rank > 0)
            place.of.push_back(mover.change_of(leaf, place.in_top));
        else
            place.of.push_back({.leaf = leaf, .indicator = table.items[result.indicator[leaf]].name});
        const FigureChange& change = place.of.back();
        const int last = static_cast<int>(place.of.size()) - 1;
        if (change.why == NoChange::none &&
            (place.smallest < 0 || std::abs(change.points) < std::abs(place.of[place.smallest].points)))
            place.smallest = last;
    }
    return place;
}

}  // namespace djoliba
