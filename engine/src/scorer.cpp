// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/indicator.hpp>
#include <djoliba/engine/scorer.hpp>

#include "index_formulas.hpp"

namespace djoliba {
namespace {

// What the parts of a node add up to, for one set of lanes.
struct Sums {
    Lanes weight, sum, low, high;  // weight present, weight times term, range of the scores present
    Lanes present;                 // weight present, by which the share is measured
    Lanes excluded;                // above 0 where a required part is missing
};

DJOLIBA_WIDE void begin(Sums& s) {
    for (std::size_t l = 0; l < lanes; ++l) {
        s.weight[l] = s.sum[l] = s.high[l] = s.present[l] = s.excluded[l] = 0;
        s.low[l] = 10;
    }
}

template <Mean mean>
inline void add_terms(Sums& s, const double* score, double w) {
    for (std::size_t l = 0; l < lanes; ++l) {
        const double x = score[l];
        const double weighted = w * term_of<mean>(x);
        s.weight[l] += x == x ? w : 0;
        s.sum[l] += x == x ? weighted : 0;
        s.low[l] = x < s.low[l] ? x : s.low[l];
        s.high[l] = x > s.high[l] ? x : s.high[l];
    }
}

DJOLIBA_WIDE void add(Sums& s, Mean mean, const double* score, double w) {
    switch (mean) {
        case Mean::arithmetic:
            return add_terms<Mean::arithmetic>(s, score, w);
        case Mean::geometric:
            return add_terms<Mean::geometric>(s, score, w);
        case Mean::inverted_geometric:
            return add_terms<Mean::inverted_geometric>(s, score, w);
        case Mean::maximum:
            return add_terms<Mean::maximum>(s, score, w);
    }
}

DJOLIBA_WIDE void add_present(Sums& s, const double* score, double w) {
    for (std::size_t l = 0; l < lanes; ++l) s.present[l] += score[l] == score[l] ? w : 0;
}

DJOLIBA_WIDE void require(Sums& s, const double* score) {
    for (std::size_t l = 0; l < lanes; ++l) s.excluded[l] += score[l] == score[l] ? 0 : 1;
}

// `all`: weight of all parts, of which the share `least` must be present.
template <Mean mean>
inline void finish_with(const Sums& s, double all, double least, double* score) {
    for (std::size_t l = 0; l < lanes; ++l) {
        const double value = mean_of_terms<mean>(s.sum[l], s.weight[l], s.low[l], s.high[l]);
        const double share = s.present[l] / all;
        const bool assessed = (s.weight[l] > 0) & (share >= least) & (s.excluded[l] == 0);
        score[l] = assessed ? value : missing_value;
    }
}

DJOLIBA_WIDE void finish(const Sums& s, Mean mean, double all, double least, double* score) {
    switch (mean) {
        case Mean::arithmetic:
            return finish_with<Mean::arithmetic>(s, all, least, score);
        case Mean::geometric:
            return finish_with<Mean::geometric>(s, all, least, score);
        case Mean::inverted_geometric:
            return finish_with<Mean::inverted_geometric>(s, all, least, score);
        case Mean::maximum:
            return finish_with<Mean::maximum>(s, all, least, score);
    }
}

template <Transform transform>
inline void scale_with(double low, double range, bool higher_is_worse, Lanes& v) {
    for (std::size_t l = 0; l < lanes; ++l)
        v[l] = score_of_transformed(transformed<transform>(v[l]), low, range, higher_is_worse);
}

DJOLIBA_WIDE void scale_lanes(Transform transform, double low, double range, bool higher_is_worse, Lanes& v) {
    switch (transform) {
        case Transform::none:
            return scale_with<Transform::none>(low, range, higher_is_worse, v);
        case Transform::log10:
            return scale_with<Transform::log10>(low, range, higher_is_worse, v);
        case Transform::log10_plus_1:
            return scale_with<Transform::log10_plus_1>(low, range, higher_is_worse, v);
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
    const IndexNode& of = plan_.nodes[leaf];
    const double low = transformed(of.transform, of.low);
    const double range = transformed(of.transform, of.high) - low;
    double* score = space.score.data() + leaf * stride_;
    for (std::size_t at = 0; at < values.size(); at += lanes) {
        const std::size_t count = std::min(lanes, values.size() - at);
        Lanes room;
        std::copy_n(values.data() + at, count, room.at.data());
        scale_lanes(of.transform, low, range, of.higher_is_worse, room);
        std::copy_n(room.at.data(), count, score + at);
    }
}

// `from`, `to`: whole lanes.
void Scorer::evaluate_node(Space& space, int node, std::size_t from, std::size_t to) const {
    const IndexNode& of = plan_.nodes[node];
    const auto& parts = plan_.parts[node];
    double* score = space.score.data() + node * stride_;
    const auto& share = space.share_weight.empty() ? space.weight : space.share_weight;
    double all = 0;
    for (const int part : parts) all += share[part];
    bool never = false;
    for (const int p : plan_.required[node]) never = never || !(space.weight[parts[p]] > 0);
    if (never) {
        std::fill(score + from, score + to, missing_value);
        return;
    }
    Sums sums;
    for (std::size_t at = from; at < to; at += lanes) {
        begin(sums);
        const auto of_part = [&](int part) { return space.score.data() + part * stride_ + at; };
        for (const int part : parts) {
            if (!(space.weight[part] > 0)) continue;
            add(sums, of.mean, of_part(part), space.weight[part]);
            add_present(sums, of_part(part), share[part]);
        }
        for (const int p : plan_.required[node]) require(sums, of_part(parts[p]));
        finish(sums, of.mean, all, of.minimum_share - 1e-9, score + at);
    }
}

void Scorer::evaluate(Space& space) const {
    for (int node = static_cast<int>(plan_.size()) - 1; node >= 0; --node)
        if (!plan_.leaf(node)) evaluate_node(space, node, 0, stride_);
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
    for (const int node : nodes) evaluate_node(space, node, 0, stride_);
}

void Scorer::evaluate(Space& space, std::span<const int> nodes, std::size_t first, std::size_t last) const {
    const std::size_t from = first / lanes * lanes, to = whole_lanes(last + 1);
    for (const int node : nodes) evaluate_node(space, node, from, to);
}

}  // namespace djoliba
