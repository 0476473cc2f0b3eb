// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/status_bounds.hpp>

#include <algorithm>

#include <djoliba/engine/indicator.hpp>

namespace djoliba {

double StatusBounds::unknown_share() const {
    return listed > 0 ? static_cast<double>(unknown) / listed : missing_value;
}

StatusBounds status_bounds(const std::vector<Facility>& facilities, const std::vector<std::string>& types) {
    StatusBounds bounds;
    bounds.open = open_facilities(facilities, types, UnknownStatus::open);
    bounds.closed = open_facilities(facilities, types, UnknownStatus::closed);
    bounds.unknown = static_cast<int>(bounds.open.size() - bounds.closed.size());
    bounds.listed = static_cast<int>(std::ranges::count_if(facilities, [&](const Facility& f) {
        return types.empty() || std::ranges::find(types, f.type) != types.end();
    }));
    return bounds;
}

}  // namespace djoliba
