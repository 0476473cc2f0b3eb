// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flood_changes.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "change_edges.hpp"
#include "flood_doubt.hpp"

namespace djoliba {
namespace {

bool changes_depth(const FloodChange& change) { return change.depth_scale != 1 || change.depth_add_m != 0; }

FloodThere changed(FloodThere flood, const FloodChange& change) {
    if (change.return_period) flood.return_period = *change.return_period;
    if (changes_depth(change)) flood.depth = then(flood.depth, change.depth_scale, change.depth_add_m);
    return flood;
}

/// All that the changes may make of depths in some place.
std::vector<DepthChange> depth_changes(const Changes& changes) {
    std::vector<DepthChange> all{{}};
    for (const FloodChange& change : changes.flood) {
        if (!changes_depth(change)) continue;
        std::vector<DepthChange> next;
        if (!change.where.everywhere()) next = all;
        for (const DepthChange& before : all)
            if (const auto after = then(before, change.depth_scale, change.depth_add_m);
                std::ranges::find(next, after) == next.end())
                next.push_back(after);
        all = std::move(next);
    }
    return all;
}

void add_edges(const FloodLayer& layer, const Changes& changes, const Uncertainty& doubt,
               std::vector<double>& edges) {
    for (const DepthChange& change : depth_changes(changes)) {
        for (const double depth : layer.depths_m) edges.push_back(depth_before(change, depth));
        for (const FigureDoubt& figure : doubt.indicators) {
            const auto depth = depth_of_people(layer, figure.doubt.indicator);
            if (!depth || !figure.depth_m) continue;
            const double doubt_m = *figure.depth_m;
            for (const double z : depth_variates)
                edges.push_back(depth_before(depth_in_doubt(change, z, doubt_m), *depth));
        }
    }
}

bool differs_by_place(const Changes& changes, bool with_return_period) {
    return std::ranges::any_of(changes.flood, [&](const FloodChange& change) {
        return !change.where.everywhere() &&
               (changes_depth(change) || (with_return_period && change.return_period));
    });
}

}  // namespace

std::vector<double> flood_edges(const FloodLayer& layer, const Changes& changes) {
    return flood_edges(layer, std::vector{&changes});
}

std::vector<double> flood_edges(const FloodLayer& layer, const std::vector<const Changes*>& changes,
                                const Uncertainty& doubt) {
    std::vector<double> edges = layer.depths_m;
    for (const Changes* some : changes) add_edges(layer, *some, doubt, edges);
    return edges_told_apart(std::move(edges), layer.depths_m);
}

std::vector<FloodThere> floods_where(const Workings& w, double planned, std::size_t size,
                                     const std::function<std::vector<bool>(const Where&)>& acts) {
    std::vector<FloodThere> all(size, {planned, {}});
    for (const FloodChange& change : w.scenario.change.flood) {
        const std::vector<bool> here = acts(change.where);
        for (std::size_t i = 0; i < size; ++i)
            if (here[i]) all[i] = changed(all[i], change);
    }
    return all;
}

std::vector<FloodThere> floods_by_piece(const Workings& w, double planned) {
    return floods_where(w, planned, w.pieces->size(),
                        [&](const Where& where) { return w.pieces->in(where); });
}

std::vector<FloodThere> floods_at(const Workings& w, double planned, const std::vector<PlacedPoint>& points) {
    return floods_where(w, planned, points.size(),
                        [&](const Where& where) { return points_in(w, where, points); });
}

std::optional<DepthChange> depth_change_everywhere(const Changes& changes) {
    if (differs_by_place(changes, false)) return std::nullopt;
    return depth_changes(changes).front();
}

double return_period_of(const Changes& changes, double planned) {
    for (const FloodChange& change : changes.flood)
        if (change.return_period && change.where.everywhere()) planned = *change.return_period;
    return planned;
}

Wording flood_change_words(const Changes& changes, bool with_return_period) {
    if (differs_by_place(changes, with_return_period))
        return {", changed in places", ", modifiée par endroits"};
    const DepthChange change = depth_changes(changes).front();
    Wording words;
    if (change.scale != 1) {
        words.en += fmt::format(" x {:.6g}", change.scale);
        words.fr += fmt::format(" x {}", decimal_comma(change.scale));
    }
    if (change.add_m != 0) {
        const char* sign = change.add_m > 0 ? " + " : " - ";
        words.en += fmt::format("{}{:.6g} m", sign, std::abs(change.add_m));
        words.fr += fmt::format("{}{} m", sign, decimal_comma(std::abs(change.add_m)));
    }
    return words;
}

std::shared_ptr<const RasterSource> happening_depths(const Changes& changes,
                                                     std::shared_ptr<const RasterSource> depth,
                                                     double metres) {
    const auto change = depth_change_everywhere(changes);
    if (!change || change->nothing()) return depth;
    const std::string name = depth->name();
    return changed_depths(std::move(depth), *change, metres, name);
}

}  // namespace djoliba
