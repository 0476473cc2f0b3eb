// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/conflict.hpp>

#include "workings.hpp"

namespace djoliba {

/// The days that count.
ConflictWindow window_of(const Scenario& scenario, const ConflictLayer& layer);

/// The events of conflict layer k under the changes, one after the other: each scales and moves those that it
/// chooses by their place before, then adds its own. As read where nothing acts on the layer.
std::shared_ptr<const std::vector<ConflictEvent>> changed_events(Workings& w, const Changes& changes,
                                                                 std::size_t k);

/// Whether some change acts on the layer.
bool acts_on(const Changes& changes, const Scenario& scenario, std::size_t k);

/// Names where the changes leave the events of layer k: equal for changes that leave them at the same places.
/// Empty where they are those of the source.
std::string field_of(const Changes& changes, const Scenario& scenario, std::size_t k);

/// What the changes of the scenario did to the events of layer k.
void account_for_events(Workings& w, std::size_t k);

}  // namespace djoliba
