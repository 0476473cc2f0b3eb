// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/conflict_days.hpp>

#include <algorithm>

#include <djoliba/engine/flow_rules.hpp>

namespace djoliba {

std::vector<int> days_in_conflict(const PlaceDays& intensity) {
    std::vector<int> since(intensity.values.size(), -1);
    for (std::size_t i = 0; i < since.size(); ++i)
        if (intensity.values[i] > 0) since[i] = i < intensity.places ? 0 : since[i - intensity.places] + 1;
    return since;
}

double conflict_decay(const SpawnRules& rules, int days) {
    if (rules.conflict_decay.empty()) return 1;
    const auto period = static_cast<std::size_t>(std::max(0, days) / 30);
    return rules.conflict_decay[std::min(period, rules.conflict_decay.size() - 1)];
}

}  // namespace djoliba
