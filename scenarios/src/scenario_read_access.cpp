// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "scenario_read.hpp"

namespace djoliba {
namespace {

/// A number, or a map of one for each season.
BySeason by_season(const MapReader& in, std::string_view name, double otherwise = 0) {
    if (const auto one = in.number(name)) return {*one, *one};
    const MapReader each = in.map(name);
    return {each.number("dry", otherwise), each.number("wet", otherwise)};
}

/// One for each entry of a map from values of a class to speeds.
template <typename Add>
void each_speed(const MapReader& in, const Add& add) {
    const MapReader speeds = in.map("speeds");
    for (const auto& [value, unused] : in.entries("speeds")) add(value, by_season(speeds, value));
}

FrictionRasters read_friction(const MapReader& in) {
    FrictionRasters friction;
    friction.unit = in.text("unit");
    const MapReader each = in.map("raster");
    friction.dry = each.node ? each.file("dry") : in.file("raster");
    friction.wet = each.node ? each.file("wet") : friction.dry;
    return friction;
}

LandCover read_land_cover(const MapReader& in) {
    LandCover cover{.info = read_info(in, "access.land_cover"), .raster = in.file("raster")};
    each_speed(in, [&](const std::string& text, const BySeason& kmh) {
        int value = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc())
            cover.kinds.push_back({value, kmh});
    });
    return cover;
}

WayFile read_ways(const MapReader& in) { return {in.file("lines"), in.text("layer"), in.text("class")}; }

Roads read_roads(const MapReader& in) {
    Roads roads{.info = read_info(in, "access.roads"), .ways = read_ways(in)};
    each_speed(in,
               [&](const std::string& value, const BySeason& kmh) { roads.kinds.push_back({value, kmh}); });
    if (in.has("speed")) roads.kinds.push_back({"", by_season(in, "speed")});
    roads.on_foot = in.flag("on_foot", false);
    roads.bridges = in.flag("bridges", false);
    return roads;
}

BarrierKind barrier_kind(const std::string& value, const std::string& when) {
    return {value, when == "always" || when == "dry", when == "always" || when == "wet"};
}

Barriers read_barriers(const MapReader& in) {
    Barriers barriers{.info = read_info(in, "access.barriers"), .ways = read_ways(in)};
    for (const auto& [value, when] : in.text_map("bars")) barriers.kinds.push_back(barrier_kind(value, when));
    if (barriers.kinds.empty()) barriers.kinds.push_back(barrier_kind("", in.text("bars", "always")));
    return barriers;
}

Crossings read_crossings(const MapReader& in) {
    Crossings crossings{.info = read_info(in, "access.crossings"),
                        .file = in.file("places"),
                        .layer = in.text("layer"),
                        .lon = in.text("lon"),
                        .lat = in.text("lat"),
                        .name = in.text("name")};
    const MapReader columns = in.map("columns");
    crossings.dry_kmh = columns.text("dry_kmh");
    crossings.wet_kmh = columns.text("wet_kmh");
    crossings.dry_minutes = columns.text("dry_minutes");
    crossings.wet_minutes = columns.text("wet_minutes");
    crossings.kmh = by_season(in, "speed");
    crossings.minutes = by_season(in, "minutes");
    return crossings;
}

SurfaceParts read_surface(const MapReader& in) {
    SurfaceParts parts;
    parts.cell = in.number("cell", 0);
    parts.land_cover = read_land_cover(in.map("land_cover"));
    if (const MapReader relief = in.map("relief"); relief.node)
        parts.relief =
            Relief{read_info(relief, "access.relief"), relief.file("raster"), relief.text("quantity")};
    for (const MapReader& water : in.one_or_list("water"))
        parts.water.push_back(
            {read_info(water, "access.water"), water.file("raster"), water.number("at_least", 0)});
    for (const MapReader& map : in.one_or_list("barriers")) parts.barriers.push_back(read_barriers(map));
    for (const MapReader& map : in.one_or_list("roads")) parts.roads.push_back(read_roads(map));
    for (const MapReader& map : in.one_or_list("crossings")) parts.crossings.push_back(read_crossings(map));
    return parts;
}

}  // namespace

std::optional<TravelSeason> read_season(const MapReader& in) {
    const std::string season = in.text("season");
    if (season.empty()) return std::nullopt;
    return season == "wet" ? TravelSeason::wet : TravelSeason::dry;
}

AccessLayer read_access_layer(const MapReader& in) {
    AccessLayer layer;
    layer.info = read_info(in, "access");
    layer.friction = read_friction(in.map("friction"));
    if (const MapReader surface = in.map("surface"); surface.node) layer.surface = read_surface(surface);
    layer.season = read_season(in).value_or(layer.season);
    layer.types = in.texts("types");
    layer.minutes = in.numbers("minutes", layer.minutes);
    layer.km = in.numbers("km", layer.km);
    layer.snap_km = in.number("snap_km", layer.snap_km);
    layer.neighbours = in.whole("neighbours", layer.neighbours);
    const MapReader flood = in.map("flood");
    layer.flood = {flood.number("closes_over_m", layer.flood.closes_over_m), flood.number("slows_over_m"),
                   flood.number("times", layer.flood.times)};
    layer.criticality = in.flag("criticality", false);
    return layer;
}

}  // namespace djoliba
