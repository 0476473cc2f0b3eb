// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <charconv>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/synthetic.hpp>
#include <djoliba/layers/write_csv.hpp>
#include <djoliba/layers/write_gpkg.hpp>

#include "synthetic_rasters.hpp"
#include "synthetic_scenario.hpp"
#include "synthetic_tables.hpp"

namespace djoliba {
namespace {

using namespace synthetic;

constexpr double finest = 1.0 / 3600, coarsest = 0.25;

void check_resolution(double degrees, const std::string& text) {
    if (degrees >= finest * (1 - 1e-9) && degrees <= coarsest) return;
    throw Error({"", "resolution", fmt::format("{} is out of range", text),
                 "choose from 1s (1/3600 of a degree) to 0.25 degrees, for example 30s"});
}

// Levels 1 to 3; a unit carries the codes and names of those above it.
FeatureLayer admin_layer(const Country& country, int level) {
    const auto& units = level == 1 ? country.regions : level == 2 ? country.cercles : country.communes;
    std::vector<std::string> columns;
    for (int l = level; l >= 1; --l) {
        columns.push_back(fmt::format("ADM{}_PCODE", l));
        columns.push_back(fmt::format("ADM{}_FR", l));
    }
    columns.emplace_back("NAME_KIND");
    FeatureLayer layer;
    layer.name = fmt::format("adm{}", level);
    layer.label_fr = level == 1 ? "Regions" : level == 2 ? "Cercles" : "Communes";
    layer.table = table_of(columns);
    layer.table.columns.back().name = "SYNTHETIC";
    for (const auto& unit : units) {
        std::vector<Cell> row(columns.size());
        std::size_t i = 0;
        const Unit* at = &unit;
        for (int l = level; l >= 1; --l) {
            row[i++] = at->code;
            row[i++] = at->name;
            if (l > 1) at = &(l == 3 ? country.cercles : country.regions)[at->parent];
        }
        row[i] = std::string(unit.real_name ? "real" : "invented");
        add_row(layer.table, std::move(row));
        layer.shapes.push_back(&unit.shape);
    }
    return layer;
}

void write_admin(const Country& country, const std::filesystem::path& file) {
    const Stamp stamp{"Synthetic country", demo_day, true,
                      "National outline and regions: Natural Earth, simplified; everything else is invented"};
    write_gpkg(file, {admin_layer(country, 1), admin_layer(country, 2), admin_layer(country, 3)}, stamp);
}

void write_tables(const Country& country, const PathOf& path) {
    write_csv(path("conflict_events.csv"), conflict_events(country));
    write_csv(path("aid_incidents.csv"), aid_incidents(country));
    write_csv(path("displacement.csv"), displacement(country));
    write_csv(path("facilities.csv"), facilities(country));
    write_csv(path("settlements.csv"), settlement_list(country));
    write_csv(path("food_security.csv"), food_security(country));
    write_csv(path("population_groups.csv"), population_groups(country));
    write_csv(path("flood_months.csv"), flood_months(country));
    write_csv(path("branches.csv"), branches(country));
    write_text(path("roads.geojson"), roads_geojson(country));
}

/// The part of a job between two shares of the whole.
Job part_of(const Job& job, double from, double to) {
    Job part = job;
    if (job.progress)
        part.progress = [&job, from, to](double done) { job.progress(from + (to - from) * done); };
    return part;
}

}  // namespace

double resolution_from_text(std::string_view text) {
    std::string_view digits = text;
    const bool seconds = digits.ends_with('s');
    if (seconds) digits.remove_suffix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size())
        throw Error({"", "resolution", fmt::format("'{}' is not a resolution", text),
                     "write degrees (0.025) or arc seconds (30s)"});
    const double degrees = seconds ? value / 3600 : value;
    check_resolution(degrees, std::string(text));
    return degrees;
}

void write_synthetic_country(const std::filesystem::path& dir, const SyntheticOptions& options,
                             const Job& job) {
    check_resolution(options.resolution_degrees, fmt::format("{} degrees", options.resolution_degrees));
    Staging staging(dir);
    const PathOf path = [&](const std::string& name) { return staging.path(name); };
    const Country country = invent_country(options.seed);
    const Grid grid = country_grid(options.resolution_degrees);
    if (job.progress) job.progress(0.05);
    write_admin(country, path("admin.gpkg"));
    write_tables(country, path);
    write_rainfall(options.seed, path("rainfall_1991_2020.tif"));
    write_land_cover(options.seed, path("land_cover.tif"));
    write_population(country, grid, path("population.tif"), part_of(job, 0.1, 0.4));
    write_floods(country, grid, path, part_of(job, 0.4, 1));
    for (const auto& [name, text] : scenario_files(country, options)) write_text(path(name), text);
    staging.commit();
}

}  // namespace djoliba
