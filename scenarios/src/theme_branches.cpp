// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "memo.hpp"

namespace djoliba {
namespace {

std::vector<Point> centres(const Localities& places) {
    std::vector<Point> list;
    list.reserve(places.size());
    for (const auto& place : places.items) list.push_back(point_inside(place.shape));
    return list;
}

/// The branch that serves each unit: its own or that of the unit above.
std::vector<int> assigned_branches(const Workings& w, const BranchesLayer& layer) {
    std::vector<int> assigned(w.places().size(), -1);
    for (std::size_t i = 0; i < assigned.size(); ++i)
        for (int up = static_cast<int>(i); up >= 0 && assigned[i] < 0; up = w.places()[up].parent)
            for (std::size_t b = 0; b < layer.points.size(); ++b)
                if (std::find(layer.points[b].serves.begin(), layer.points[b].serves.end(),
                              w.places()[up].code) != layer.points[b].serves.end())
                    assigned[i] = static_cast<int>(b);
    return assigned;
}

}  // namespace

void add_branches(Workings& w) {
    if (!w.scenario.branches) return;
    const BranchesLayer& layer = *w.scenario.branches;
    std::vector<Branch> branches;
    branches.reserve(layer.points.size());
    for (const auto& b : layer.points) branches.push_back({b.name, b.place});
    const auto distance = remembered(w, "branch distance", [&] {
        return branch_distance(w.settlements ? *w.settlements : Places{}, w.places(), branches,
                               assigned_branches(w, layer), centres(w.places()));
    });
    std::vector<Figure> km;
    TextColumn branch{"branch", "Regional capital (branch)", "Capitale régionale (branche)", {}};
    for (const auto& d : *distance) {
        km.push_back(d.km);
        branch.value.push_back(d.branch < 0 ? "" : branches[d.branch].name);
    }
    std::vector<const LayerInfo*> with;
    if (w.scenario.settlements) with.push_back(&w.scenario.settlements->info);
    publish_all_levels(w, layer.info,
                       {"branch_distance_km",
                        {"Distance to the regional capital", "Distance à la capitale régionale"},
                        "km",
                        "settlements",
                        w.places().finest(),
                        RollUp::none,
                        with},
                       km);
    w.result.texts.push_back(std::move(branch));
}

}  // namespace djoliba
