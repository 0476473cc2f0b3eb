// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <djoliba/engine/travel_time.hpp>

namespace djoliba {

TravelTimes updated(const TravelTimes& before, const TravelChange& change, const Job& job) {
    std::vector<Start> starts = before.starts();
    std::erase_if(starts, [&](const Start& s) {
        return std::ranges::find(change.close, s.facility) != change.close.end();
    });
    starts.insert(starts.end(), change.open.begin(), change.open.end());
    return travel_times(before.surface().with(change.cells), starts, job);
}

}  // namespace djoliba
