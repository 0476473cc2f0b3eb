// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "scenario_read.hpp"

namespace djoliba {
namespace {

/// The first of the keys that is there.
std::string given_of(const MapReader& in, std::initializer_list<const char*> keys) {
    const auto found = std::ranges::find_if(keys, [&](const char* key) { return in.has(key); });
    return found == keys.end() ? "" : *found;
}

Spread read_spread(const MapReader& in) {
    const std::string key =
        given_of(in, {"factor", "cv", "normal", "relative", "uniform", "uniform_relative", "triangular",
                      "triangular_relative", "truncated_normal", "class_shift", "depth_m"});
    if (key.empty()) return {};
    if (key == "factor") return within_factor(std::max(1.0, in.number(key, 1)));
    if (key == "cv") return with_variation(std::max(0.0, in.number(key, 0)));
    if (key == "class_shift") {
        const MapReader shift = in.map(key);
        return {
            .kind = SpreadKind::class_shift, .down = shift.number("down", 0), .up = shift.number("up", 0)};
    }
    if (key == "depth_m") return {.kind = SpreadKind::response};
    Spread spread{.kind = parse_spread_kind(key).value_or(SpreadKind::none)};
    const auto offsets = in.numbers(key);
    if (offsets.empty()) {
        spread.size = in.number(key, 0);
    } else {
        spread.low = offsets.front();
        spread.high = offsets.back();
        if (offsets.size() == 3) spread.mode = offsets[1];
    }
    return spread;
}

FigureDoubt read_figure(const std::string& name, const MapReader& in) {
    FigureDoubt figure;
    figure.key = in.key;
    figure.mark = in.mark;
    figure.depth_m = in.number("depth_m");
    IndicatorDoubt& doubt = figure.doubt;
    doubt.indicator = name;
    doubt.spread = read_spread(in);
    doubt.shared = in.text("shared", doubt.shared);
    for (const auto& [common, exponent] : in.entries("ties"))
        if (const auto number = number_of(*exponent.node)) doubt.ties.push_back({common, *number});
    doubt.least = in.number("least", doubt.least);
    doubt.most = in.number("most", doubt.most);
    doubt.raise_lower_bounds = in.flag("raise_lower_bounds", false);
    return figure;
}

CommonDoubt read_common(const std::string& name, const MapReader& in) {
    Spread spread = read_spread(in);
    if (const auto size = in.number("size")) spread.size = *size;
    return {name, spread.size, in.text("shared", "none")};
}

WeightDoubt read_weights(const MapReader& above, WeightDoubt weights) {
    weights.size = above.number("weights", weights.size);
    const MapReader in = above.map("weights");
    if (!in.node) return weights;
    if (in.text("kind") == "lognormal") weights.kind = WeightDoubt::Kind::lognormal;
    weights.size = in.number("size", weights.size);
    for (const auto& [node, size] : in.entries("of"))
        if (const auto number = number_of(*size.node)) weights.size_of[node] = *number;
    return weights;
}

}  // namespace

Uncertainty read_uncertainty(const MapReader& in) {
    Uncertainty u;
    u.draws = in.whole("draws", u.draws);
    if (const auto seed = in.number("seed"); seed && *seed >= 0) u.seed = static_cast<std::uint64_t>(*seed);
    u.top = in.whole("top", u.top);
    u.in_batch = in.flag("in_batch", u.in_batch);
    for (const auto& [name, figure] : in.entries("indicators"))
        u.indicators.push_back(read_figure(name, figure));
    for (const auto& [name, common] : in.entries("common")) u.common.push_back(read_common(name, common));
    u.weights = read_weights(in, u.weights);
    return u;
}

}  // namespace djoliba
