// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/indicator.hpp>
#include <djoliba/engine/scorer.hpp>

#include "lanes.hpp"

namespace djoliba {
namespace {

// What the parts of a node add up to, for one set of lanes.
struct Sums {
    Lanes weight = Lanes::Zero();  // of the parts that are present
    Lanes sum = Lanes::Zero();     // weight times term
    Lanes low = Lanes::Constant(10);
    Lanes high = Lanes::Zero();
    Lanes excluded = Lanes::Zero();  // not 0 where a required part is missing

    void add(const double* score, const double* term, double w) {
        for (std::size_t l = 0; l < lanes; ++l) {
            const double x = score[l];
            weight.data()[l] += x == x ? w : 0;
            sum.data()[l] += x == x ? w * term[l] : 0;
            low.data()[l] = x < low.data()[l] ? x : low.data()[l];
            high.data()[l] = x > high.data()[l] ? x : high.data()[l];
        }
    }
    void require(const double* score) {
        for (std::size_t l = 0; l < lanes; ++l) excluded.data()[l] += score[l] == score[l] ? 0 : 1;
    }
};

// The scores of a part as its mean adds them up: as they are, or their logarithms.
const double* terms_of(Mean mean, const double* score, Lanes& room) {
    if (mean == Mean::arithmetic || mean == Mean::maximum) return score;
    std::copy_n(score, lanes, room.data());
    if (mean == Mean::inverted_geometric) room = (10 - room) / 10 * 9 + 1;
    room = room.log();
    return room.data();
}

// The mean, before it is kept within the range of its terms.
Lanes mean_of(Mean mean, const Sums& s) {
    if (mean == Mean::maximum) return s.high;
    Lanes value = s.sum / s.weight;
    if (mean == Mean::arithmetic) return value;
    value = value.exp();
    if (mean == Mean::inverted_geometric) return (10 - value) / 9 * 10;
    for (std::size_t l = 0; l < lanes; ++l) value.data()[l] = s.low.data()[l] == 0 ? 0 : value.data()[l];
    return value;
}

// `least`: share of the weight `all` that must be present.
void finish(Mean mean, const Sums& s, double all, double least, double* score) {
    const Lanes value = mean_of(mean, s);
    for (std::size_t l = 0; l < lanes; ++l) {
        const double w = s.weight.data()[l], low = s.low.data()[l], high = s.high.data()[l];
        const double v = value.data()[l];
        const double clamped = v < low ? low : v > high ? high : v;
        const double share = w / all;
        const bool assessed = w > 0 && share >= least && s.excluded.data()[l] == 0;
        score[l] = assessed ? clamped : missing_value;
    }
}

double transformed(Transform transform, double v) {
    if (transform == Transform::none) return v;
    return std::log10(transform == Transform::log10_plus_1 ? 1 + v : v);
}

// transformed() of many; NaN where it is not defined.
void transform_lanes(Transform transform, Lanes& v) {
    if (transform == Transform::none) return;
    const Lanes given = v;
    v = transform == Transform::log10_plus_1 ? Lanes((1 + v).log()) : Lanes(v.log());
    v *= 1 / std::log(10.0);
    for (std::size_t l = 0; l < lanes; ++l) v.data()[l] = given.data()[l] >= 0 ? v.data()[l] : missing_value;
}

void scale_lanes(const IndexNode& leaf, Lanes& v) {
    const double low = transformed(leaf.transform, leaf.low);
    const double range = transformed(leaf.transform, leaf.high) - low;
    transform_lanes(leaf.transform, v);
    for (std::size_t l = 0; l < lanes; ++l) {
        const double share = (v.data()[l] - low) / range;
        const double clamped = share < 0 ? 0 : share > 1 ? 1 : share;
        v.data()[l] = 10 * (leaf.higher_is_worse ? clamped : 1 - clamped);
    }
}

}  // namespace

Scorer::Scorer(const IndexPlan& plan, const Localities& localities, const std::vector<double>& people)
    : plan_(plan), units_(localities.size()), rows_(localities.of_level(localities.finest())) {
    if (!people.empty() && people.size() != localities.size())
        throw Error({.where = {},
                     .key = "people",
                     .problem = fmt::format("people are given for {} of {} localities", people.size(),
                                            localities.size()),
                     .remedy = "give one entry for each locality, NaN where not known"});
    stride_ = whole_lanes(rows_.size());
    row_of_.assign(units_, -1);
    for (std::size_t r = 0; r < rows_.size(); ++r) row_of_[rows_[r]] = static_cast<int>(r);
    find_units(localities, people);
    find_order(localities, people);
}

Scorer::Space Scorer::space() const {
    Space made{.weight = plan_.weight};
    made.score.assign(plan_.size() * stride_, missing_value);
    made.keys.reserve(units_);
    return made;
}

std::span<double> Scorer::row(Space& space, int node) const {
    return std::span(space.score).subspan(node * stride_, rows_.size());
}

std::span<const double> Scorer::row(const Space& space, int node) const {
    return std::span(space.score).subspan(node * stride_, rows_.size());
}

void Scorer::scale_leaf(Space& space, int leaf, std::span<const double> values) const {
    double* score = space.score.data() + leaf * stride_;
    for (std::size_t at = 0; at < values.size(); at += lanes) {
        const std::size_t count = std::min(lanes, values.size() - at);
        Lanes room = Lanes::Constant(missing_value);
        std::copy_n(values.data() + at, count, room.data());
        scale_lanes(plan_.nodes[leaf], room);
        std::copy_n(room.data(), count, score + at);
    }
}

void Scorer::evaluate_node(Space& space, int node) const {
    const IndexNode& of = plan_.nodes[node];
    const auto& parts = plan_.parts[node];
    double all = 0;
    for (const int part : parts) all += space.weight[part];
    bool never = false;
    for (const int p : plan_.required[node]) never = never || !(space.weight[parts[p]] > 0);
    double* score = space.score.data() + node * stride_;
    if (never) return std::fill_n(score, stride_, missing_value), void();
    for (std::size_t at = 0; at < stride_; at += lanes) {
        Sums sums;
        Lanes room;
        for (const int part : parts) {
            if (!(space.weight[part] > 0)) continue;
            const double* x = space.score.data() + part * stride_ + at;
            sums.add(x, terms_of(of.mean, x, room), space.weight[part]);
        }
        for (const int p : plan_.required[node]) sums.require(space.score.data() + parts[p] * stride_ + at);
        finish(of.mean, sums, all, of.minimum_share - 1e-9, score + at);
    }
}

void Scorer::evaluate(Space& space) const {
    for (int node = static_cast<int>(plan_.size()) - 1; node >= 0; --node)
        if (!plan_.leaf(node)) evaluate_node(space, node);
}

std::vector<int> Scorer::above(std::span<const int> nodes) const {
    std::vector<int> found;
    for (int node : nodes)
        while ((node = plan_.parent[node]) >= 0) found.push_back(node);
    std::ranges::sort(found, std::greater{});
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

void Scorer::evaluate(Space& space, std::span<const int> nodes) const {
    for (const int node : nodes) evaluate_node(space, node);
}

}  // namespace djoliba
