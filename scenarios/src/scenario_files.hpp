// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// Those of the layer `access`.
template <typename AnyLayer, typename Visit>
void for_each_file_of(AnyLayer& access, const Visit& visit) {
    visit(access.info, access.friction.dry);
    visit(access.info, access.friction.wet);
    if (!access.surface) return;
    auto& parts = *access.surface;
    visit(parts.land_cover.info, parts.land_cover.raster);
    if (parts.relief) visit(parts.relief->info, parts.relief->raster);
    for (auto& water : parts.water) visit(water.info, water.raster);
    for (auto& barriers : parts.barriers) visit(barriers.info, barriers.ways.file);
    for (auto& roads : parts.roads) visit(roads.info, roads.ways.file);
    for (auto& crossings : parts.crossings) visit(crossings.info, crossings.file);
}

/// Calls visit(layer, file) for every file that is given, but for those of its changes; for a Scenario or a
/// const Scenario.
template <typename AnyScenario, typename Visit>
void for_each_file(AnyScenario& s, const Visit& visit_any) {
    const auto visit = [&](const LayerInfo& layer, auto& file) {
        if (file.given()) visit_any(layer, file);
    };
    const auto visit_table = [&](const LayerInfo& layer, auto& table) {
        visit(layer, table.file);
        visit(layer, table.crosswalk);
    };
    auto& places = s.localities;
    visit(places.info, places.finest.source);
    for (auto& parent : places.parents) visit(places.info, parent.source);
    for (auto& other : places.also) visit(other.info, other.source);
    auto& people = s.population;
    if (people.table) visit_table(people.info, people.table->table);
    if (people.rake_to) visit_table(people.info, people.rake_to->table);
    visit(people.raster_info, people.raster);
    if (people.urban) visit_table(people.info, people.urban->table);
    if (s.flood) {
        for (auto& flood : s.flood->rasters) visit(s.flood->info, flood.raster);
        visit(s.flood->info, s.flood->seasonal_water);
        visit(s.flood->info, s.flood->permanent_water);
        if (s.flood->months) visit_table(s.flood->info, s.flood->months->table);
    }
    if (s.drainage) visit(s.drainage->info, s.drainage->raster);
    if (s.drought)
        for (auto& series : s.drought->series) visit(s.drought->info, series);
    for (auto& source : s.conflict)
        for (auto& events : source.events) visit(source.info, events);
    if (s.displaced) {
        visit_table(s.displaced->info, s.displaced->table);
        for (auto& round : s.displaced->earlier_rounds) visit(s.displaced->info, round.file);
    }
    if (s.facilities) visit(s.facilities->info, s.facilities->points.file);
    if (s.access) for_each_file_of(*s.access, visit);
    if (s.flow && s.flow->links) visit(s.flow->info, s.flow->links->file);
    if (s.flow && s.flow->capacity && s.flow->capacity->table)
        visit_table(s.flow->info, s.flow->capacity->table->table);
    if (s.settlements) visit(s.settlements->info, s.settlements->points.file);
    if (s.towns) visit(s.towns->info, s.towns->points.file);
    if (s.food_security) visit_table(s.food_security->info, s.food_security->table);
    for (auto& table : s.indicators) visit_table(table.info, table.table);
    for (auto& figure : s.reconcile)
        if (figure.beside) visit(figure.beside->info, figure.beside->file);
}

/// Calls visit(key, file) for every file that changes name, the index apart.
template <typename AnyChanges, typename Visit>
void for_each_changed_file(AnyChanges& changes, const Visit& visit_any) {
    const auto visit = [&](const std::string& key, auto& file) {
        if (file.given()) visit_any(key, file);
    };
    const auto visit_where = [&](auto& where) { visit(where.key + ".polygon", where.polygon_file); };
    for (auto& change : changes.flood) visit_where(change.where);
    for (auto& change : changes.drought) visit_where(change.where);
    for (auto& change : changes.conflict) visit_where(change.where);
    for (auto& change : changes.displaced) {
        if (change.table) {
            visit(change.key + ".table", change.table->table.file);
            visit(change.key + ".table.crosswalk", change.table->table.crosswalk);
        }
        visit_where(change.where);
    }
    for (auto& closure : changes.close_facilities) visit_where(closure.where);
    for (auto& change : changes.access)
        for (auto& block : change.block) visit_where(block.where);
    for (auto& closed : changes.close_links) visit_where(closed.between), visit_where(closed.other_end);
    for (auto& change : changes.capacity) visit_where(change.where);
    for (auto& change : changes.population) visit_where(change.where);
}

/// Fills in where the files are. `folder_of`: folder of each scenario file by the name that marks carry;
/// empty for a scenario of the library. Adds a problem for each file that is not found.
void locate_files(Scenario& scenario, const std::vector<std::filesystem::path>& data,
                  const std::map<std::string, std::filesystem::path>& folder_of,
                  std::vector<Problem>& problems);
void locate_files(Changes& changes, const std::vector<std::filesystem::path>& data,
                  const std::map<std::string, std::filesystem::path>& folder_of,
                  std::vector<Problem>& problems);

}  // namespace djoliba
