// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>

#include "check_layers.hpp"
#include "flood_doubt.hpp"
#include "given_indicators.hpp"
#include "scenario_read.hpp"

namespace djoliba {
namespace {

using Names = std::vector<std::string>;

bool among(const std::string& name, const Names& names) {
    return std::ranges::find(names, name) != names.end();
}

/// Keys of which a map is to have one at most.
void check_one(const MapReader& in, std::initializer_list<const char*> keys, Complaints& out) {
    Names there;
    for (const char* key : keys)
        if (in.has(key)) there.emplace_back(key);
    if (there.size() > 1)
        out.add(in.key, fmt::format("has more than one spread: {}", fmt::join(there, ", ")),
                "keep one; `null` takes out what a `base` gives");
}

void check_shared(const std::string& key, const std::string& shared, Complaints& out) {
    Names names{"none", "country"};
    for (const Level& level : out.scenario.localities.hierarchy()) names.push_back(level);
    for (const LocalityLevel& other : out.scenario.localities.also) names.push_back(other.level);
    if (!among(shared, names))
        out.add(key + ".shared", fmt::format("`{}` is no level of the localities", shared),
                did_you_mean(shared, names, fmt::format("give one of {}", fmt::join(names, ", "))));
}

void check_ties(const FigureDoubt& figure, const Names& common, Complaints& out) {
    for (const Tie& tie : figure.doubt.ties)
        if (!among(tie.common, common))
            out.add(figure.key + ".ties." + tie.common,
                    fmt::format("no doubt about `{}` is declared", tie.common),
                    did_you_mean(tie.common, common, "declare it under `uncertainty.common`"));
}

void check_depth(const Scenario& s, const FigureDoubt& figure, Complaints& out) {
    if (figure.depth_m && !(s.flood && depth_of_people(*s.flood, figure.doubt.indicator)))
        out.add(figure.key + ".depth_m",
                fmt::format("`{}` does not count people at a flood depth", figure.doubt.indicator),
                "give another spread; `depth_m` is for `flood_people_...` and `flood_people_share_...`");
}

void check_sizes(const FigureDoubt& figure, Complaints& out) {
    const Spread& spread = figure.doubt.spread;
    const std::string kind(to_string(spread.kind));
    const bool peaked =
        spread.kind == SpreadKind::triangular || spread.kind == SpreadKind::triangular_relative;
    const double mode = peaked ? spread.mode : spread.low;
    if (!(spread.low <= mode && mode <= spread.high))
        out.add(figure.key + "." + kind, "is not in order",
                peaked ? "write the lowest offset from the value, the likeliest, the highest"
                       : "write the lowest offset from the value, then the highest");
    if (spread.down + spread.up > 1)
        out.add(figure.key + ".class_shift",
                fmt::format("{} down and {} up are more than 1 together", spread.down, spread.up),
                "give probabilities; what is left is that the class is right");
    if (!(figure.doubt.least <= figure.doubt.most))
        out.add(figure.key + ".least", "is above `most`", "give the lower limit first");
}

/// What a `base` says of a layer that this file takes out is in nobody's way; run.json names it.
bool of_a_base(const Scenario& s, const Mark& mark) {
    return mark.file && s.tree.mark.file && *mark.file != *s.tree.mark.file;
}

void check_figures(const Scenario& s, const MapReader& in, const Names& common, Complaints& out) {
    Names given;
    for (const GivenIndicator& g : given_indicators(s)) given.push_back(g.name);
    for (const auto& [name, figure] : in.entries("indicators"))
        check_one(figure,
                  {"factor", "cv", "normal", "relative", "uniform", "uniform_relative", "triangular",
                   "triangular_relative", "truncated_normal", "class_shift", "depth_m"},
                  out);
    for (const FigureDoubt& figure : s.uncertainty.indicators) {
        const std::string& name = figure.doubt.indicator;
        if (!among(name, given) && !of_a_base(s, figure.mark))
            out.add(figure.key, fmt::format("no layer gives the indicator `{}`", name),
                    did_you_mean(name, given, "name an indicator of the run, or take it out"));
        if (among(name, given)) check_depth(s, figure, out);
        check_shared(figure.key, figure.doubt.shared, out);
        check_ties(figure, common, out);
        check_sizes(figure, out);
    }
}

void collect_names(const IndexNode& node, Names& names) {
    names.push_back(node.id());
    for (const IndexNode& part : node.parts) collect_names(part, names);
}

void check_weight(const std::string& key, double size, bool uniform, Complaints& out) {
    if (uniform && size >= 1)
        out.add(key, fmt::format("uniform factors of 1 - {0} to 1 + {0} could be 0 or less", size),
                "give a size below 1, or `kind: lognormal`");
}

void check_weights(const Scenario& s, const MapReader& in, Complaints& out) {
    const WeightDoubt& weights = s.uncertainty.weights;
    const bool uniform = weights.kind == WeightDoubt::Kind::uniform;
    const bool has_map = in.map("weights").node != nullptr;
    check_weight(has_map ? "uncertainty.weights.size" : "uncertainty.weights", weights.size, uniform, out);
    Names names;
    collect_names(s.index.tree.root, names);
    if (names.size() < 2) return;  // an index that cannot be read is told of
    collect_names(s.change.index.tree.root, names);
    for (const auto& [node, size] : weights.size_of) {
        const std::string key = "uncertainty.weights.of." + node;
        check_weight(key, size, uniform, out);
        if (!among(node, names))
            out.add(key, fmt::format("the index has no node `{}`", node),
                    did_you_mean(node, names, fmt::format("its nodes: {}", fmt::join(names, ", "))));
    }
}

}  // namespace

void check_uncertainty(const Scenario& s, Complaints& out) {
    const MapReader in = reader(s.tree).map("uncertainty");
    if (!in.node) return;
    Names common;
    for (const auto& [name, figure] : in.entries("common")) {
        common.push_back(name);
        check_one(figure, {"factor", "cv", "size"}, out);
        check_shared(figure.key, figure.text("shared", "none"), out);
    }
    check_figures(s, in, common, out);
    check_weights(s, in, out);
}

}  // namespace djoliba
