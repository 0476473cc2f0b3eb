// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flood_doubt.hpp"

#include "doubts.hpp"
#include "flood_people.hpp"

namespace djoliba {

std::optional<double> depth_of_people(const FloodLayer& layer, const std::string& indicator) {
    for (const double depth : layer.depths_m) {
        if (indicator == flood_people_name(depth) || indicator == flood_people_share_name(depth))
            return depth;
        for (const FloodRaster& r : layer.rasters)
            if (indicator == flood_people_name(depth, r.return_period) ||
                indicator == flood_people_share_name(depth, r.return_period))
                return depth;
    }
    return std::nullopt;
}

DepthChange depth_in_doubt(const DepthChange& change, double z, double depth_sd_m) {
    return z == 0 ? change : then(change, 1, z * depth_sd_m);
}

void add_responses(Workings& w, const FloodLayer& layer, const std::vector<FloodThere>& floods, double depth,
                   const IndicatorSpec& people, const IndicatorSpec& share) {
    if (!doubts_wanted(w)) return;
    for (const FigureDoubt& figure : w.scenario.uncertainty.indicators) {
        const std::string& name = figure.doubt.indicator;
        if (!figure.depth_m || (name != people.name && name != share.name)) continue;
        const double doubt_m = *figure.depth_m;
        auto& response = w.responses[name];
        for (const double z : depth_variates) {
            auto shifted = floods;
            for (FloodThere& flood : shifted) flood.depth = depth_in_doubt(flood.depth, z, doubt_m);
            const FloodExposed all = people_exposed(w, shifted, depth);
            const bool shares = name == share.name;
            response.push_back(
                carried(w, layer.info, shares ? share : people, shares ? share_of_residents(all) : all.people)
                    .value);
        }
    }
}

}  // namespace djoliba
