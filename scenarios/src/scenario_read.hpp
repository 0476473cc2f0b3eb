// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// One map of a scenario. Nothing here throws: what is missing or of the wrong type reads as not given, since
/// the schema check has reported it and the other checks are to go on.
struct MapReader {
    const YamlNode* node = nullptr;
    std::string key = {};
    Mark mark = {};  ///< of the key

    bool has(std::string_view name) const;
    MapReader map(std::string_view name) const;
    std::vector<MapReader> list(std::string_view name) const;
    /// The maps of a list, or the single map that stands in its place.
    std::vector<MapReader> one_or_list(std::string_view name) const;
    /// One for each entry of a map, with its last key.
    std::vector<std::pair<std::string, MapReader>> entries(std::string_view name) const;

    std::string text(std::string_view name, const std::string& fallback = "") const;
    /// A single value, or a list of them.
    std::vector<std::string> texts(std::string_view name) const;
    std::map<std::string, std::string> text_map(std::string_view name) const;
    std::map<std::string, std::vector<std::string>> texts_map(std::string_view name) const;
    std::optional<double> number(std::string_view name) const;
    double number(std::string_view name, double fallback) const;
    int whole(std::string_view name, int fallback) const;
    std::vector<double> numbers(std::string_view name, std::vector<double> fallback = {}) const;
    bool flag(std::string_view name, bool fallback) const;
    ScenarioFile file(std::string_view name) const;
    std::vector<ScenarioFile> files(std::string_view name) const;
};

MapReader reader(const YamlNode& tree);

/// The texts of a single value or a list.
std::vector<std::string> texts_of(const YamlNode& node);
ScenarioFile file_of(const YamlNode& node);

LayerInfo read_info(const MapReader& layer, const std::string& source);
CodedTable read_coded_table(const MapReader& table);
std::optional<PeopleTable> read_people_table(const MapReader& table);  ///< where it is given
PointTable read_points(const MapReader& layer);
Nodata read_nodata(const MapReader& layer);
/// The key `season` of a layer or change of access.
std::optional<TravelSeason> read_season(const MapReader& in);
AccessLayer read_access_layer(const MapReader& in);
FlowLayer read_flow_layer(const MapReader& in);
IndexReference read_index_reference(const MapReader& above, std::string_view key = "index");

void read_people_and_hazards(const MapReader& layers, Scenario& scenario);
void read_people_at_risk(const MapReader& layers, Scenario& scenario);

Uncertainty read_uncertainty(const MapReader& uncertainty);

/// Everything but the places of files.
Scenario read_scenario(YamlNode tree);

}  // namespace djoliba
