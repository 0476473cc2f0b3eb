// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/facility_flood.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

[[noreturn]] void refuse(std::string problem) { throw Error(Problem{{}, "flood", std::move(problem), {}}); }

void check(std::span<const FacilityDepths> sorted, double over_m) {
    if (!(over_m >= 0) || std::isinf(over_m)) refuse(fmt::format("a depth threshold of {} m", over_m));
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const FacilityDepths& flood = sorted[i];
        if (!(flood.years >= 1)) refuse(fmt::format("a return period of {} years", flood.years));
        if (i > 0 && flood.years == sorted[i - 1].years)
            refuse(fmt::format("the return period of {} years comes twice", flood.years));
        if (flood.depth_m.size() != sorted[0].depth_m.size())
            refuse(fmt::format("{} depths at {} years, {} at {}", flood.depth_m.size(), flood.years,
                               sorted[0].depth_m.size(), sorted[0].years));
        for (const double depth : flood.depth_m)
            if (depth < 0) refuse(fmt::format("a depth of {} m at {} years", depth, flood.years));
    }
}

}  // namespace

std::vector<Drowned> drowned_facilities(std::span<const FacilityDepths> floods, std::span<const int> chosen,
                                        double over_m) {
    std::vector<FacilityDepths> sorted(floods.begin(), floods.end());
    std::ranges::sort(sorted, {}, &FacilityDepths::years);
    check(sorted, over_m);
    std::vector<Drowned> out;
    std::vector<double> deepest(sorted.empty() ? 0 : sorted[0].depth_m.size(), 0.0);
    for (const FacilityDepths& flood : sorted) {
        Drowned& drowned = out.emplace_back(Drowned{flood.years});
        for (const int f : chosen) {
            const auto at = static_cast<std::size_t>(f);
            if (at >= deepest.size()) refuse(fmt::format("no depth for facility {}", f));
            const double depth = flood.depth_m[at];
            if (std::isnan(depth)) drowned.not_known.push_back(f);
            if (depth > over_m + depth_slack_m) drowned.drowned.push_back(f);
            if (depth < deepest[at] - depth_slack_m) drowned.shallower.push_back(f);
            deepest[at] = std::max(deepest[at], std::isnan(depth) ? 0 : depth);
        }
    }
    return out;
}

}  // namespace djoliba
