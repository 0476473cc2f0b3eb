// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/indicator.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// An indicator that the layers of a scenario give, as its keys tell.
struct GivenIndicator {
    std::string name;
    RollUp roll_up = RollUp::none;
    Worse worse = Worse::not_stated;
};

/// Every indicator that a run of the scenario can give, known without reading data. A few come only where the
/// data allow it: people near events need cells finer than the radius, other bounds a facility of unknown
/// status.
std::vector<GivenIndicator> given_indicators(const Scenario& scenario);

/// National figures of a run besides the sums of indicators: "communes", "settlements", "returnees", ...
std::vector<std::string> given_totals(const Scenario& scenario);

/// Throws std::logic_error where given_indicators() has no such indicator.
void require_given(const std::vector<GivenIndicator>& given, const std::string& name, RollUp roll_up);

/// "0p3" for 0.3, "20" for 20: a number as part of a name.
std::string in_name(double number);

// Names that hold a number or a date of the scenario.
std::string flood_people_name(double depth_m);  ///< in the flood that happens
std::string flood_people_share_name(double depth_m);
std::string flood_people_name(double depth_m, double return_period);
std::string flood_people_share_name(double depth_m, double return_period);
std::string flood_expected_name(double depth_m);
std::string drought_name(const DroughtLayer& layer, const SpiRequest& request);  ///< "drought_spi3"
std::string displaced_change_name(const DisplacedRound& earlier);
std::string villages_beyond_name(double km);
std::string facilities_flooded_name(double depth_m, double return_period);

/// Of access: `whom` is "people" or "villages".
std::string beyond_minutes_name(std::string_view whom, double minutes);
std::string beyond_way_name(std::string_view whom, double km);
std::string beyond_added_name(std::string_view whom, double minutes, double return_period);
std::string facilities_cut_off_name(double return_period);

/// Of the flow: "flow_arrivals_30d".
std::string flow_name(std::string_view what, int days);

/// Whether people count as exposed to a flood raster: not to that of the water of every year.
bool counts_exposed(const FloodLayer& layer, const FloodRaster& raster);

/// The return period that people plan with: that of the layer, else the shortest of at least 20 years, else
/// the longest. nullopt where no raster exposes people.
std::optional<double> planning_period(const FloodLayer& layer);

RollUp roll_up_of(const IndicatorColumn& column);

}  // namespace djoliba
