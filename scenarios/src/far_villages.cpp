// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "far_villages.hpp"

#include "kept.hpp"
#include "memo.hpp"

namespace djoliba {
namespace {

using KeptShares = Kept<std::vector<Point>, std::vector<FarShare>>;  // by where the facilities are
constexpr std::size_t most_sets = 64;  // a set takes some 100 kB for the communes of a country

}  // namespace

std::shared_ptr<const std::vector<FarShare>> villages_beyond(Workings& w, const FacilitiesLayer& layer,
                                                             const std::vector<Facility>& facilities,
                                                             const std::vector<int>& chosen) {
    const std::shared_ptr<KeptShares> kept =
        *remembered(w, "villages beyond", [] { return std::make_shared<KeptShares>(most_sets); });
    std::vector<Point> where;
    where.reserve(chosen.size());
    for (const int i : chosen) where.push_back(facilities[i].place);
    return kept->get(where, [&] {
        const auto nearest = nearest_facility(w.settlements->at, facilities, chosen);
        return share_beyond(*w.settlements, nearest, w.places(), layer.within_km);
    });
}

}  // namespace djoliba
