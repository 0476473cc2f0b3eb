// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "far_villages.hpp"

#include <deque>
#include <mutex>
#include <utility>

#include "memo.hpp"

namespace djoliba {
namespace {

using Shares = std::shared_ptr<const std::vector<FarShare>>;

/// Shares by set of facilities, the latest first. May be used from several threads.
class KeptShares {
 public:
    Shares find(const std::vector<int>& chosen) {
        const std::scoped_lock lock(mutex_);
        for (const auto& [set, shares] : kept_)
            if (set == chosen) return shares;
        return {};
    }
    void keep(const std::vector<int>& chosen, Shares shares) {
        const std::scoped_lock lock(mutex_);
        kept_.emplace_front(chosen, std::move(shares));
        if (kept_.size() > most) kept_.pop_back();
    }

 private:
    static constexpr std::size_t most = 64;  // a set takes some 100 kB for the communes of a country
    std::mutex mutex_;
    std::deque<std::pair<std::vector<int>, Shares>> kept_;
};

}  // namespace

Shares villages_beyond(Workings& w, const FacilitiesLayer& layer, const std::vector<Facility>& facilities,
                       const std::vector<int>& chosen) {
    const std::shared_ptr<KeptShares> kept =
        *remembered(w, "villages beyond", [] { return std::make_shared<KeptShares>(); });
    if (auto shares = kept->find(chosen)) return shares;
    const auto nearest = nearest_facility(w.settlements->at, facilities, chosen);
    auto shares = std::make_shared<const std::vector<FarShare>>(
        share_beyond(*w.settlements, nearest, w.places(), layer.within_km));
    kept->keep(chosen, shares);
    return shares;
}

}  // namespace djoliba
