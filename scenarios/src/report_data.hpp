// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <vector>

#include <nlohmann/json.hpp>

#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// Points of all borders that a report holds: about 300 kB.
inline constexpr std::size_t report_border_points = 30000;

/// null where missing.
inline nlohmann::ordered_json exact_json(double v) {
    return std::isfinite(v) ? nlohmann::ordered_json(v) : nlohmann::ordered_json(nullptr);
}
/// With as many digits as a reader can use; whole numbers as such. null where missing.
nlohmann::ordered_json rounded_json(double v, int significant = 6);
/// The same to a number of decimals.
nlohmann::ordered_json fixed_json(double v, int decimals);

/// Units of all levels: codes, names, levels, parents, people; ranks, classes and what is said of each.
nlohmann::ordered_json report_units(const Result& result);
/// Shapes of the finest level as borders held once, in steps of 0.0001 degrees from corner to corner:
/// `borders` are [x, y, dx, dy, dx, dy, ...], `shapes` are [unit][polygon][ring][border], where -1 - b is
/// border b backwards.
nlohmann::ordered_json report_shapes(const Localities& localities);
/// The index as a list of nodes, with the scores of leaves in full, so that the page computes what the engine
/// computes, and what each node contributes.
nlohmann::ordered_json report_index(const Result& result);
/// All indicators: what they are and the figure of every unit.
nlohmann::ordered_json report_indicators(const Result& result);
/// Flooded areas as pictures: each cell as opaque as the share of it that holds water.
nlohmann::ordered_json report_pictures(const Result& result);
/// Places that the map can show: health facilities, towns and events of conflict.
nlohmann::ordered_json report_points(const Result& result);
/// Towns, an empty list where the run has none; events of each layer. Parts of report_points().
std::vector<nlohmann::ordered_json> report_towns(const Result& result);
std::vector<nlohmann::ordered_json> report_events(const Result& result);
/// Who is exposed in which flood, and in which months each hazard comes.
nlohmann::ordered_json report_hazards(const Result& result);
/// How classes and themes are coloured.
nlohmann::ordered_json report_colours(const Result& result);
/// What was read, left out and changed, in both languages.
nlohmann::ordered_json report_account(const Result& result);

/// All that the page of one run shows. See scenarios/report/src/report.ts for its reader.
nlohmann::ordered_json report_data(const Result& result);

}  // namespace djoliba
