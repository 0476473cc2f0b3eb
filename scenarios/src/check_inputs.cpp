// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <optional>

#include <fmt/format.h>

#include <djoliba/layers/join.hpp>
#include <djoliba/layers/raster_file.hpp>
#include <djoliba/layers/table.hpp>
#include <djoliba/layers/vector_file.hpp>
#include <djoliba/scenarios/check.hpp>

#include "band_months.hpp"
#include "change_data.hpp"
#include "inputs.hpp"

namespace djoliba {
namespace {

using Columns = std::vector<std::string>;

/// Collects what goes wrong, with the place in the scenario in front.
struct Trial {
    std::vector<Problem> problems = {};

    void attempt(const Mark& mark, const std::string& key, const std::function<void()>& work) {
        try {
            work();
        } catch (const Error& error) {
            for (const Problem& p : error.problems()) {
                std::string what = p.where.empty() ? "" : p.where + ": ";
                if (!p.key.empty() && p.key != key) what += p.key + ": ";
                problems.push_back({to_string(mark), key, what + p.problem, p.remedy});
            }
        }
    }
};

void check_columns(Trial& trial, const ScenarioFile& file, const RowFilter& where, const std::string& layer,
                   const std::string& key, const Columns& columns) {
    if (!file.given()) return;
    std::optional<Table> table;
    trial.attempt(file.mark, key, [&] {
        table = read_table(file.path, {.layer = layer, .where = where, .name = file.text});
    });
    if (!table) return;
    if (table->size() == 0) trial.attempt(file.mark, key, [&] { throw Error(no_rows(file.text, key)); });
    for (const auto& column : columns)
        if (!column.empty()) trial.attempt(file.mark, key, [&] { (void)table->column(column); });
}

void check_table(Trial& trial, const CodedTable& table, const std::string& key, Columns columns) {
    columns.push_back(table.code);
    columns.push_back(table.name);
    check_columns(trial, table.file, table.where, table.layer, key, columns);
}

/// Points of a vector file have their own positions; their columns are its fields.
void check_points(Trial& trial, const PointTable& points, const std::string& key, Columns columns) {
    for (const auto& column : {points.lon, points.lat, points.id, points.name}) columns.push_back(column);
    check_columns(trial, points.file, points.where, points.layer, key, columns);
}

void check_people_tables(Trial& trial, const Scenario& s) {
    const PopulationLayer& p = s.population;
    if (p.table) {
        Columns columns{p.table->people};
        for (const auto& [name, group] : p.groups) columns.insert(columns.end(), group.begin(), group.end());
        check_table(trial, p.table->table, p.info.key + ".table", columns);
    }
    if (p.rake_to) check_table(trial, p.rake_to->table, p.info.key + ".rake_to", {p.rake_to->people});
    if (p.urban) check_table(trial, p.urban->table, p.info.key + ".urban", {p.urban->column});
    if (s.displaced) {
        const DisplacedLayer& d = *s.displaced;
        check_table(
            trial, d.table, d.info.key,
            {d.people, d.households, d.returned_displaced, d.returned_refugees, d.hosts, d.displaced_from});
    }
    if (s.food_security) {
        const FoodSecurityLayer& f = *s.food_security;
        Columns columns{f.people,        f.exercise.months, f.exercise.year,
                        f.period.months, f.period.year,     f.outlook};
        columns.insert(columns.end(), f.phases.begin(), f.phases.end());
        columns.insert(columns.end(), f.part.begin(), f.part.end());
        check_table(trial, f.table, f.info.key, columns);
    }
}

void check_other_tables(Trial& trial, const Scenario& s) {
    for (const auto& layer : s.indicators) {
        Columns columns;
        for (const auto& column : layer.columns) columns.push_back(column.column);
        check_table(trial, layer.table, layer.info.key, columns);
    }
    for (const auto& c : s.conflict)
        for (const auto& file : c.events)
            check_columns(trial, file, c.where, c.layer, c.info.key,
                          {c.id, c.date, c.year, c.lon, c.lat, c.precision, c.fatalities, c.type});
    if (s.facilities)
        check_points(trial, s.facilities->points, s.facilities->info.key,
                     {s.facilities->type, s.facilities->status});
    if (s.settlements) check_points(trial, s.settlements->points, s.settlements->info.key, {});
    if (s.towns) check_points(trial, s.towns->points, s.towns->info.key, {});
    if (s.flow && s.flow->links) {
        const FlowLinkTable& l = *s.flow->links;
        check_columns(trial, l.file, l.where, l.layer, s.flow->info.key + ".links",
                      {l.from, l.to, l.km, l.minutes});
    }
    if (s.flow && s.flow->capacity && s.flow->capacity->table)
        check_table(trial, s.flow->capacity->table->table, s.flow->info.key + ".capacity.table",
                    {s.flow->capacity->table->people});
    for (const auto& figure : s.reconcile)
        if (const auto& b = figure.beside)
            check_columns(trial, b->file, b->where, b->layer, b->info.key, {b->return_period, b->people});
    if (s.flood && s.flood->months)
        check_table(trial, s.flood->months->table, s.flood->info.key + ".months",
                    {s.flood->months->first, s.flood->months->last});
}

/// Rasters of the layer `access` are opened with the others.
void check_ways(Trial& trial, const SurfaceParts& parts) {
    const auto ways = [&](const LayerInfo& info, const WayFile& file) {
        check_columns(trial, file.file, {}, file.layer, info.key, {file.class_column});
    };
    for (const Barriers& barriers : parts.barriers) ways(barriers.info, barriers.ways);
    for (const Roads& roads : parts.roads) ways(roads.info, roads.ways);
    for (const Crossings& c : parts.crossings)
        check_columns(trial, c.file, {}, c.layer, c.info.key,
                      {c.lon, c.lat, c.name, c.dry_kmh, c.wet_kmh, c.dry_minutes, c.wet_minutes});
}

void check_rasters(Trial& trial, const Scenario& s, const Localities& places) {
    const auto raster = [&](const LayerInfo& layer, const ScenarioFile& file) {
        if (file.given())
            trial.attempt(file.mark, layer.key, [&] { (void)open_raster_over(places, layer, file); });
    };
    raster(s.population.info, s.population.raster);
    if (s.flood) {
        for (const auto& r : s.flood->rasters) raster(s.flood->info, r.raster);
        raster(s.flood->info, s.flood->seasonal_water);
        raster(s.flood->info, s.flood->permanent_water);
    }
    if (s.drainage) raster(s.drainage->info, s.drainage->raster);
    if (s.drought)
        for (const auto& file : s.drought->series) raster(s.drought->info, file);
    if (s.access) {
        raster(s.access->info, s.access->friction.dry);
        raster(s.access->info, s.access->friction.wet);
    }
    if (!s.access || !s.access->surface) return;
    const SurfaceParts& parts = *s.access->surface;
    raster(parts.land_cover.info, parts.land_cover.raster);
    if (parts.relief) raster(parts.relief->info, parts.relief->raster);
    for (const WaterCells& water : parts.water) raster(water.info, water.raster);
}

/// Months that the bands name; files that cannot be opened are told of as rasters.
void check_rain_months(Trial& trial, const Scenario& s) {
    if (!s.drought) return;
    try {
        auto problems = check_band_months(*s.drought, mark_of(s, "layers.drought.start"));
        trial.problems.insert(trial.problems.end(), problems.begin(), problems.end());
    } catch (const Error&) {
        return;
    }
}

/// Seasons that happen again must be in the series.
void check_replays(Trial& trial, const Scenario& s) {
    if (!s.drought || !s.drought->start.ok()) return;
    std::size_t bands = 0;
    try {
        for (const auto& file : s.drought->series) bands += raster_info(file.path).bands.size();
    } catch (const Error&) {
        return;
    }
    const auto end = s.drought->start + std::chrono::months(static_cast<int>(bands) - 1);
    for (const auto& change : s.change.drought) {
        if (!change.replay) continue;
        const int year = *change.replay;
        for (const auto& spi : s.drought->index)
            if (std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(spi.month)) > end)
                trial.problems.push_back({to_string(change.mark), change.key + ".replay",
                                          fmt::format("the series ends in {:04}-{:02}, before {}-{:02}",
                                                      static_cast<int>(end.year()),
                                                      static_cast<unsigned>(end.month()), year, spi.month),
                                          "replay a year within the series"});
    }
}

void check_change_inputs(Trial& trial, const Scenario& s, const std::optional<Localities>& places) {
    for (const auto& change : s.change.displaced)
        if (change.table)
            check_table(trial, change.table->table, change.key + ".table", {change.table->people});
    check_replays(trial, s);
    if (!places) return;
    auto problems = check_changes(s, s.change, *places);
    if (problems.empty() && trial.problems.empty()) problems = check_change_data(s, *places);
    trial.problems.insert(trial.problems.end(), problems.begin(), problems.end());
}

}  // namespace

std::vector<Problem> check_inputs(const Scenario& scenario) {
    Trial trial;
    Account unused;
    std::optional<Localities> places;
    trial.attempt(scenario.localities.finest.mark, "localities",
                  [&] { places = read_localities(admin_layers(scenario.localities), unused); });
    check_people_tables(trial, scenario);
    check_other_tables(trial, scenario);
    if (scenario.access && scenario.access->surface) check_ways(trial, *scenario.access->surface);
    if (places) check_rasters(trial, scenario, *places);
    check_rain_months(trial, scenario);
    check_change_inputs(trial, scenario, places);
    return std::move(trial.problems);
}

}  // namespace djoliba
