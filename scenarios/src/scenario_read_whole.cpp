// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/library.hpp>

#include "scenario_read.hpp"

namespace djoliba {
namespace {

LocalityLevel read_level(const MapReader& in, const ScenarioFile& source_above) {
    LocalityLevel level;
    level.level = in.text("level");
    level.source = in.has("source") ? in.file("source") : source_above;
    level.layer = in.text("layer");
    level.code = in.text("code");
    level.name = in.text("name");
    level.mark = in.mark;
    return level;
}

LocalitiesInput read_localities_input(const MapReader& in) {
    LocalitiesInput localities;
    localities.info = read_info(in, "localities");
    localities.finest = read_level(in, {});
    localities.vintage = in.text("vintage");
    for (const MapReader& parent : in.list("parents"))
        localities.parents.push_back(read_level(parent, localities.finest.source));
    for (const MapReader& other : in.list("also")) {
        localities.also.push_back(read_level(other, {}));
        localities.also.back().info = read_info(other, other.text("level"));
    }
    return localities;
}

PublishedExposure read_exposure(const MapReader& in) {
    return {read_info(in, "reconcile"), in.file("table"),         in.text("layer"),
            in.texts_map("where"),      in.text("return_period"), in.text("people")};
}

PublishedFigure read_figure(const MapReader& in) {
    PublishedFigure figure;
    figure.figure = in.text("figure");
    figure.figure_fr = in.text("figure_fr");
    figure.published = in.number("published", 0);
    figure.unit = in.text("unit", figure.unit);
    figure.source = in.text("source");
    figure.ours = in.text("ours");
    if (const MapReader beside = in.map("beside"); beside.node) figure.beside = read_exposure(beside);
    figure.reason = in.text("reason");
    figure.reason_fr = in.text("reason_fr");
    figure.mark = in.mark;
    return figure;
}

}  // namespace

IndexReference read_index_reference(const MapReader& in, std::string_view key) {
    IndexReference index;
    const YamlEntry* entry = in.node ? in.node->entry(key) : nullptr;
    if (!entry) return index;
    index.mark = entry->value.mark;
    index.written_here = entry->value.is_map();
    if (!entry->value.is_scalar()) return index;
    if (library_index(entry->value.text))
        index.name = entry->value.text;
    else
        index.file = file_of(entry->value);
    return index;
}

Scenario read_scenario(YamlNode tree) {
    Scenario s;
    s.tree = std::move(tree);
    const MapReader in = reader(s.tree);
    s.title = in.text("title");
    s.description = in.text("description");
    s.as_of = parse_date(in.text("as_of")).value_or(Date{});
    s.synthetic = in.flag("synthetic", false);
    s.localities = read_localities_input(in.map("localities"));
    read_people_and_hazards(in.map("layers"), s);
    read_people_at_risk(in.map("layers"), s);
    s.index = read_index_reference(in);
    s.public_index = read_index_reference(in, "public_index");
    s.insist = in.texts("insist");
    s.map_resolution = in.number("map_resolution", s.map_resolution);
    for (const MapReader& figure : in.list("reconcile")) s.reconcile.push_back(read_figure(figure));
    if (in.has("outputs")) s.outputs = in.texts("outputs");
    if (const YamlEntry* change = s.tree.entry("change")) s.change = read_changes(change->value);
    s.uncertainty = read_uncertainty(in.map("uncertainty"));
    s.keep = in.texts("keep");
    s.seed = static_cast<std::uint64_t>(std::max(0.0, in.number("seed", 1)));
    return s;
}

}  // namespace djoliba
