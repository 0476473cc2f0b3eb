// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include <djoliba/engine/flow_rules.hpp>
#include <djoliba/engine/stock_forecast.hpp>

namespace djoliba {

/// What the flow takes the future to be.
struct FlowOutlook {
    double half_life_days = 30;   ///< of the number who begin to flee each day; above 0
    double modelled_split = 0.5;  ///< 0: new arrivals split as past ones did; 1: as the flow splits them
};

/// What is tried at each origin.
struct FlowCandidate {
    FlowRules rules = {};
    /// As many flee from each place in conflict, whatever its population. One large town that comes into
    /// conflict does not outweigh all others then.
    bool equal_origins = false;
};
/// Flee's defaults with a camp weight of 1, 2 or 5 and a chance to leave a camp of 0.001 or 0, without
/// capacities, people coming by population or in equal numbers from places in conflict.
std::vector<FlowCandidate> flow_candidates();

/// The flow run from day 0 to the origin, under the candidate that fits best what was known by then.
struct FlowFit {
    FlowCandidate candidate = {};
    /// sum |modelled - reported| / sum reported, over the reports since day 0 of the 60 days before the
    /// origin, and over the last report of each camp where it is older.
    double difference = 0;
};
/// The candidate with the least difference, the first of equals. Precondition: view.flow().
FlowFit fit_flow(const AsOfView& view);

/// The flow of displaced people as a forecast, one for each outlook.
///
/// Up to the origin o new people are the daily increments of T(d), the total over camps as known at o; on
/// days on which nobody can flee they wait for the next. From o on, the camps hold what was reported last,
/// people in towns and on roads stay where the flow has them, conflict and closures stay as they are, and
///     R 2^(-k / half_life) people begin to flee on day o + k, R = sum max(0, s) 2^(-age / half_life),
/// with s of trend_forecast() and `age` of each camp. With g(l) the flow's change of a camp since o, G(l) its
/// sum over camps and q increment_shares(), a camp holds
///     max(0, L + m g(l) + (1 - m) q G(l)), m = modelled_split (1 where nothing has increased yet).
/// A camp that the graph lacks keeps L. Without view.flow() every camp does.
std::vector<StockPaths> flow_forecasts(const AsOfView& view, int leads,
                                       std::span<const FlowOutlook> outlooks);

}  // namespace djoliba
