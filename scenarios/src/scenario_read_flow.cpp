// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>

#include "scenario_read.hpp"

namespace djoliba {
namespace {

FlowPrior read_prior(const MapReader& in, std::string_view name, const FlowPrior& otherwise) {
    const auto ends = in.numbers(name);
    return ends.size() == 2 ? FlowPrior{ends[0], ends[1]} : otherwise;
}

FlowLinkTable read_links(const MapReader& in) {
    return {.file = in.file("table"),
            .layer = in.text("layer"),
            .where = in.texts_map("where"),
            .from = in.text("from"),
            .to = in.text("to"),
            .km = in.text("km"),
            .minutes = in.text("minutes")};
}

std::vector<DepthShare> read_shares(const MapReader& flood) {
    std::vector<DepthShare> shares;
    const MapReader by_depth = flood.map("shares");
    for (const auto& [text, unused] : flood.entries("shares")) {
        DepthShare one{0, by_depth.number(text, 0)};
        if (std::from_chars(text.data(), text.data() + text.size(), one.depth_m).ec == std::errc())
            shares.push_back(one);
    }
    std::ranges::sort(shares, {}, &DepthShare::depth_m);
    return shares;
}

std::optional<FlowCapacity> read_capacity(const MapReader& in) {
    if (!in.node) return std::nullopt;
    return FlowCapacity{read_people_table(in.map("table")), in.number("per_1000_residents", missing_value),
                        in.number("per_facility", missing_value)};
}

LocalityFlowRules read_flow_rules(const MapReader& in, const MapReader& flood) {
    LocalityFlowRules rules;
    rules.rate = read_prior(in, "rate", rules.rate);
    rules.softening_km = read_prior(in, "softening_km", rules.softening_km);
    rules.move_chance = read_prior(in, "move_chance", rules.move_chance);
    rules.kinship = read_prior(in, "kinship", rules.kinship);
    rules.flood_factor = read_prior(flood, "factor", rules.flood_factor);
    if (in.has("horizons")) {
        rules.horizons.clear();
        for (const double days : in.numbers("horizons"))
            rules.horizons.push_back(static_cast<int>(std::lround(days)));
    }
    rules.draws = in.whole("draws", rules.draws);
    return rules;
}

}  // namespace

FlowLayer read_flow_layer(const MapReader& in) {
    FlowLayer layer;
    layer.info = read_info(in, "flow");
    layer.conflict = in.text("conflict");
    const MapReader intensity = in.map("intensity");
    layer.intensity = {intensity.number("half_after_days", layer.intensity.half_life_days),
                       intensity.number("half_events", layer.intensity.half_events),
                       intensity.number("least", layer.intensity.least)};
    if (const MapReader links = in.map("links"); links.node) layer.links = read_links(links);
    layer.length.by_time = in.text("distance", "km") == "time";
    layer.length.km_per_hour = in.number("km_per_hour", layer.length.km_per_hour);
    const MapReader attraction = in.map("attraction");
    layer.attraction = {attraction.number("reference", layer.attraction.reference),
                        attraction.number("power", layer.attraction.power)};
    layer.capacity = read_capacity(in.map("capacity"));
    const MapReader flood = in.map("flood");
    layer.flood_shares = read_shares(flood);
    layer.rules = in.text_map("rules");
    layer.flow = read_flow_rules(in, flood);
    return layer;
}

}  // namespace djoliba
