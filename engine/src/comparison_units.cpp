// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <utility>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "comparison_game.hpp"

namespace djoliba {
namespace {

// Positions in the joint list of the units of one run, added where they are new.
std::vector<int> add_units(JointUnits& joint, std::map<std::pair<Level, std::string>, int>& known,
                           const Localities& places, int run) {
    std::vector<int> position;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const int next = static_cast<int>(joint.at.size());
        const auto [found, is_new] = known.try_emplace({places[i].level, places[i].code}, next);
        if (is_new) {
            joint.all.items.push_back({places[i].code, places[i].name, places[i].level, -1});
            joint.at.push_back({-1, -1});
        }
        joint.at[found->second][run] = static_cast<int>(i);
        position.push_back(found->second);
    }
    return position;
}

void add_below(JointUnits& joint, const Localities& places, const std::vector<int>& position, int run) {
    auto& below = joint.below[run];
    below.resize(joint.at.size());
    joint.finest[run].assign(joint.at.size(), false);
    for (const int i : places.of_level(places.finest())) {
        joint.finest[run][position[i]] = true;
        for (int above = places[i].parent; above >= 0; above = places[above].parent)
            below[position[above]].push_back(position[i]);
    }
    for (std::size_t i = 0; i < places.size(); ++i)
        for (const int member : places[i].members) below[position[i]].push_back(position[member]);
}

bool any_in_common(const JointUnits& joint) {
    for (std::size_t u = 0; u < joint.at.size(); ++u)
        if (joint.finest[0][u] && joint.finest[1][u]) return true;
    return false;
}

}  // namespace

JointUnits join_units(const Localities& before, const Localities& after) {
    if (before.finest() != after.finest())
        throw Error({{},
                     "localities",
                     fmt::format("the old run ranks units of level `{}`, the new one of level `{}`",
                                 before.finest(), after.finest()),
                     "compare runs over localities of one level"});
    JointUnits joint;
    joint.all.hierarchy = before.hierarchy;
    std::map<std::pair<Level, std::string>, int> known;
    const auto old_position = add_units(joint, known, before, 0);
    const auto new_position = add_units(joint, known, after, 1);
    add_below(joint, before, old_position, 0);
    add_below(joint, after, new_position, 1);
    if (!any_in_common(joint))
        throw Error(
            {{},
             "localities",
             fmt::format("the runs have no {} in common", before.finest()),
             "compare runs over the same country; runs of different boundary frames need a crosswalk"});
    return joint;
}

}  // namespace djoliba
