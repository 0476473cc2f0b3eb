// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "season_surface.hpp"

#include <iterator>

#include <djoliba/engine/cost_surface.hpp>
#include <djoliba/engine/friction.hpp>
#include <djoliba/engine/window_raster.hpp>
#include <djoliba/layers/cost_layers.hpp>

namespace djoliba {
namespace {

constexpr const char* lonlat = "EPSG:4326";

template <typename T>
void append(std::vector<T>& to, std::vector<T> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

CostFile cost_file(const LayerInfo& info, const ScenarioFile& file, const std::string& layer) {
    return {file.path, layer, info.source, file.text};
}

RasterOptions named(const ScenarioFile& file) {
    RasterOptions options;
    options.name = file.text;
    return options;
}

std::shared_ptr<const RasterSource> raster(const ScenarioFile& file, const CostTarget& target) {
    return cost_raster(file.path, named(file), target);
}

std::vector<std::string> values_of(const std::string& value) {
    return value.empty() ? std::vector<std::string>{} : std::vector{value};
}

std::vector<RoadClass> roads_of(const Roads& roads, const CostTarget& target, Account& account) {
    std::vector<RoadValues> classes;
    classes.reserve(roads.kinds.size());
    for (const RoadKind& kind : roads.kinds)
        classes.push_back({values_of(kind.value),
                           {.name = kind.value.empty() ? roads.ways.file.text : kind.value,
                            .speed = {kind.kmh.dry, kind.kmh.wet,
                                      roads.on_foot ? TravelMode::on_foot : TravelMode::by_vehicle},
                            .bridges = roads.bridges}});
    return read_roads(cost_file(roads.info, roads.ways.file, roads.ways.layer), roads.ways.class_column,
                      classes, target, account);
}

std::vector<BarrierClass> barriers_of(const Barriers& barriers, const CostTarget& target, Account& account) {
    std::vector<BarrierValues> classes;
    classes.reserve(barriers.kinds.size());
    for (const BarrierKind& kind : barriers.kinds)
        classes.push_back({values_of(kind.value),
                           {.name = kind.value.empty() ? barriers.ways.file.text : kind.value,
                            .dry = kind.dry,
                            .wet = kind.wet}});
    return read_barriers(cost_file(barriers.info, barriers.ways.file, barriers.ways.layer),
                         barriers.ways.class_column, classes, target, account);
}

std::vector<Crossing> crossings_of(const Crossings& c, const CostTarget& target, Account& account) {
    const Crossing otherwise{
        .name = c.file.text, .dry = {c.kmh.dry, c.minutes.dry}, .wet = {c.kmh.wet, c.minutes.wet}};
    return read_crossings(cost_file(c.info, c.file, c.layer),
                          {c.lon, c.lat, c.name, c.dry_kmh, c.wet_kmh, c.dry_minutes, c.wet_minutes},
                          otherwise, target, account);
}

void add_relief(const Relief& relief, const CostTarget& target, CostSpec& spec) {
    if (relief.quantity == "elevation_m") {
        spec.elevation_m = elevation_raster(relief.raster.path, named(relief.raster), target);
        return;
    }
    spec.slope = raster(relief.raster, target);
    spec.slope_unit = relief.quantity == "slope_percent" ? SlopeUnit::percent : SlopeUnit::degrees;
}

CostSpec spec_of(const SurfaceParts& parts, TravelSeason season, const Box& box, Account& account) {
    CostSpec spec{.crs = lonlat, .season = season};
    spec.grid = cost_grid(spec, box, parts.cell);
    const CostTarget target{spec.grid, spec.crs};
    spec.land_cover = raster(parts.land_cover.raster, target);
    for (const CoverKind& kind : parts.land_cover.kinds)
        spec.classes.push_back({kind.value, std::to_string(kind.value), {kind.kmh.dry, kind.kmh.wet}});
    if (parts.relief) add_relief(*parts.relief, target, spec);
    for (const WaterCells& water : parts.water)
        spec.water.push_back({raster(water.raster, target), water.at_least});
    for (const Barriers& barriers : parts.barriers)
        append(spec.barriers, barriers_of(barriers, target, account));
    for (const Roads& roads : parts.roads) append(spec.roads, roads_of(roads, target, account));
    for (const Crossings& crossings : parts.crossings)
        append(spec.crossings, crossings_of(crossings, target, account));
    return spec;
}

FrictionUnit unit_of(const std::string& text) {
    if (text == "km_per_hour") return FrictionUnit::km_per_hour;
    if (text == "hours_per_metre") return FrictionUnit::hours_per_metre;
    return text == "seconds_per_metre" ? FrictionUnit::seconds_per_metre : FrictionUnit::minutes_per_metre;
}

void account_for(const FrictionChecks& checks, const AccessLayer& layer, const ScenarioFile& file,
                 Account& account) {
    const auto add = [&](std::int64_t cells, const char* why) {
        if (cells > 0) account.exclusions.push_back({layer.info.source, file.text, why, cells});
    };
    add(checks.missing, "cells without friction: not known, nobody passes");
    add(checks.not_positive, "cells whose friction is 0 or negative: not known, nobody passes");
    add(checks.implausible, "cells quicker than 120 km/h or slower than 0.06 km/h: used as they are");
}

SeasonSurface read_friction(const AccessLayer& layer, TravelSeason season, const Box& box,
                            const OpenRaster& open, const Moves& moves, Account& account, const Job& job) {
    const ScenarioFile& file = season == TravelSeason::dry ? layer.friction.dry : layer.friction.wet;
    const FrictionUnit unit = unit_of(layer.friction.unit);
    const auto source = window_raster(open(file), box);
    const Window all{0, 0, source->grid().cols, source->grid().rows};
    account_for(check_friction(*source, unit, all, job), layer, file, account);
    return {TravelSurface(*friction_raster(source, unit), nullptr, moves, job)};
}

}  // namespace

SeasonSurface season_surface(const AccessLayer& layer, TravelSeason season, const Box& box,
                             const OpenRaster& open, Account& account, const Job& job) {
    const Moves moves{.ground = Ground::degrees, .neighbours = layer.neighbours};
    if (!layer.surface) return read_friction(layer, season, box, open, moves, account, job);
    const CostSurface cost(spec_of(*layer.surface, season, box, account));
    report_cost(cost, cost.count(job), layer.info.source, account);
    std::shared_ptr<const RasterSource> friction = cost.friction();
    return {TravelSurface(*friction, cost.elevation().get(), moves, job), friction, cost.kinds()};
}

}  // namespace djoliba
