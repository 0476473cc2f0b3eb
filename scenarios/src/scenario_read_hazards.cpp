// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <djoliba/engine/leading_whole.hpp>
#include "scenario_read.hpp"

namespace djoliba {
namespace {

PopulationLayer read_population(const MapReader& in) {
    PopulationLayer layer;
    layer.info = read_info(in, "population");
    layer.table = read_people_table(in.map("table"));
    layer.rake_to = read_people_table(in.map("rake_to"));
    layer.raster = in.file("raster");
    layer.raster_info = layer.info;
    if (const MapReader source = in.map("raster_source"); source.node) {
        layer.raster_info = read_info(source, layer.info.source);
        layer.raster_info.key = layer.info.key;
    }
    layer.per_km2 = in.text("quantity") == "people_per_km2";
    layer.multiply = in.number("multiply", 1);
    layer.nodata = read_nodata(in);
    layer.groups = in.texts_map("groups");
    if (const MapReader urban = in.map("urban"); urban.node)
        layer.urban = UrbanTable{read_coded_table(urban), urban.text("column"), urban.texts("values")};
    return layer;
}

double return_period(const std::string& key) {
    YamlNode years;
    years.kind = YamlNode::Kind::scalar;
    years.text = key;
    return number_of(years).value_or(0);
}

FloodLayer read_flood(const MapReader& in) {
    FloodLayer layer;
    layer.info = read_info(in, "flood");
    for (const auto& [years, raster] : in.entries("raster"))
        layer.rasters.push_back({return_period(years), file_of(*raster.node)});
    layer.metres = in.text("quantity") == "depth_cm" ? 0.01 : 1;
    layer.nodata = read_nodata(in);
    layer.return_period = in.number("return_period");
    layer.depths_m = in.numbers("depths_m", layer.depths_m);
    layer.seasonal_water = in.file("seasonal_water");
    layer.permanent_water = in.file("permanent_water");
    if (const MapReader months = in.map("months"); months.node)
        layer.months = FloodMonths{read_coded_table(months), months.text("first"), months.text("last")};
    return layer;
}

DrainageLayer read_drainage(const MapReader& in) {
    DrainageLayer layer;
    layer.info = read_info(in, "drainage");
    layer.raster = in.file("raster");
    layer.at_least_km2 = in.number("at_least_km2", layer.at_least_km2);
    layer.within_km = in.number("within_km", layer.within_km);
    return layer;
}

// "1983-01"; the schema has checked it.
std::chrono::year_month read_month(const std::string& text) {
    const auto day = parse_date(text + "-01");
    return day ? day->year() / day->month() : std::chrono::year_month{};
}

SpiRequest read_spi(const MapReader& in) {
    SpiRequest spi;
    spi.months = in.whole("spi", 0);
    spi.month = in.whole("month", 0);
    const std::string reference = in.text("reference");
    if (reference.size() == 9) {
        spi.reference_from = leading_whole<int>(reference.substr(0, 4));
        spi.reference_to = leading_whole<int>(reference.substr(5));
    }
    if (in.has("year")) spi.year = in.whole("year", 0);
    return spi;
}

DroughtLayer read_drought(const MapReader& in) {
    DroughtLayer layer;
    layer.info = read_info(in, "drought");
    layer.series = in.files("raster_series");
    layer.start = read_month(in.text("start"));
    layer.nodata = read_nodata(in);
    layer.multiply = in.number("multiply", 1);
    for (const MapReader& spi : in.list("index")) layer.index.push_back(read_spi(spi));
    layer.threshold = in.number("threshold", layer.threshold);
    return layer;
}

EventCoverage read_coverage(const MapReader& in) {
    return {parse_date(in.text("from")).value_or(Date{}), parse_date(in.text("to")).value_or(Date{}),
            in.texts("codes")};
}

ConflictLayer read_conflict(const MapReader& in) {
    ConflictLayer layer;
    layer.name = in.text("name");
    layer.info = read_info(in, layer.name);
    layer.info.date.clear();  // `date` is a column here
    layer.label_en = in.text("label_en");
    layer.label_fr = in.text("label_fr");
    layer.events = in.files("events");
    layer.layer = in.text("layer");
    layer.where = in.texts_map("where");
    layer.id = in.text("id");
    layer.date = in.text("date");
    layer.year = in.text("year");
    layer.lon = in.text("lon");
    layer.lat = in.text("lat");
    layer.precision = in.text("precision");
    for (const auto& [label, km] : in.entries("precision_km"))
        layer.precision_km[label] = number_of(*km.node).value_or(0);
    layer.fatalities = in.text("fatalities");
    layer.type = in.text("type");
    layer.complete = in.text("completeness") == "complete";
    if (const MapReader coverage = in.map("coverage"); coverage.node)
        layer.coverage = read_coverage(coverage);
    layer.window_days = in.whole("window_days", layer.window_days);
    layer.half_life_days = in.number("half_life_days");
    layer.radius_km = in.number("radius_km", layer.radius_km);
    layer.count_people = in.flag("count_people", layer.count_people);
    layer.at_level = in.text("at_level");
    return layer;
}

}  // namespace

void read_people_and_hazards(const MapReader& layers, Scenario& s) {
    s.population = read_population(layers.map("population"));
    if (const MapReader flood = layers.map("flood"); flood.node) s.flood = read_flood(flood);
    if (const MapReader drainage = layers.map("drainage"); drainage.node)
        s.drainage = read_drainage(drainage);
    if (const MapReader drought = layers.map("drought"); drought.node) s.drought = read_drought(drought);
    for (const MapReader& source : layers.list("conflict")) s.conflict.push_back(read_conflict(source));
}

}  // namespace djoliba
