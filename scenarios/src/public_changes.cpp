// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "public_changes.hpp"

#include <algorithm>

namespace djoliba {
namespace {

bool has_source(const Scenario& s, const std::string& name) {
    return std::ranges::find(s.conflict, name, &ConflictLayer::name) != s.conflict.end();
}

/// An event without a source belongs to the only one.
bool gone(const Scenario& s, const AddedEvent& event) {
    return event.source.empty() ? s.conflict.empty() : !has_source(s, event.source);
}

void remove_conflict(Scenario& s) {
    std::erase_if(s.change.conflict, [&](ConflictChange& change) {
        const bool all = change.sources.empty();
        std::erase_if(change.sources, [&](const std::string& name) { return !has_source(s, name); });
        std::erase_if(change.add, [&](const AddedEvent& event) { return gone(s, event); });
        return s.conflict.empty() || (!all && change.sources.empty());
    });
}

/// Closures that depend on floods or fighting are not made where the run knows of none.
void remove_closures(Scenario& s) {
    std::erase_if(s.change.close_facilities, [&](const Closure& c) {
        return !s.facilities || (c.flood_depth_over_m && !s.flood) ||
               (c.conflict_within_km && s.conflict.empty());
    });
    if (!s.facilities) s.change.open_facilities.clear();
}

void remove_access(Scenario& s) {
    if (!s.access) s.change.access.clear();
    for (AccessChange& change : s.change.access)
        std::erase_if(change.block, [&](const TravelBlock& b) { return b.flood_depth_over_m && !s.flood; });
}

}  // namespace

void remove_changes(Scenario& s, const Scenario& whole) {
    if (!s.flood) s.change.flood.clear();
    if (!s.drought) s.change.drought.clear();
    if (!s.displaced) s.change.displaced.clear();
    if (!s.flow) s.change.close_links.clear(), s.change.capacity.clear();
    if (s.conflict.size() < whole.conflict.size()) remove_conflict(s);
    remove_closures(s);
    remove_access(s);
}

}  // namespace djoliba
