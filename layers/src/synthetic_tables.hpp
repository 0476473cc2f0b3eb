// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <djoliba/layers/output_table.hpp>
#include <string>
#include <vector>

#include "synthetic_country.hpp"

namespace djoliba::synthetic {

/// The day of the demo; no invented record is later.
inline constexpr Date demo_day = std::chrono::year{2024} / 6 / 30;
/// First day of the invented events.
inline constexpr Date first_event_day = std::chrono::year{2015} / 1 / 1;

/// A table with the given columns (a name ending in ":n" holds numbers, ":i" whole numbers, else texts) and a
/// last column "synthetic" that add_row() fills with 1.
OutputTable table_of(const std::vector<std::string>& columns);
void add_row(OutputTable& table, std::vector<Cell> cells);

/// How violent a place is in a year, about 0 to 1: invented, highest in the centre and the north-east, rising
/// over time.
double violence(Point degrees, int year);

OutputTable conflict_events(const Country& country);
OutputTable aid_incidents(const Country& country);
OutputTable displacement(const Country& country);
OutputTable facilities(const Country& country);
OutputTable settlement_list(const Country& country);
OutputTable food_security(const Country& country);
OutputTable population_groups(const Country& country);
OutputTable flood_months(const Country& country);
OutputTable branches(const Country& country);

/// GeoJSON of a road network between the seats of cercles and from them to those of communes.
std::string roads_geojson(const Country& country);

}  // namespace djoliba::synthetic
