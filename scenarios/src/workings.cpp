// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "memo.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/layers/raster_file.hpp>

#include "file_digests.hpp"
#include "people_gap.hpp"
#include "report_page.hpp"

namespace djoliba {
namespace {

InputFile input_file(const Workings& w, const LayerInfo& layer, const ScenarioFile& file) {
    return {layer.source,
            file.text,
            digest_of(file.path, w.digests),
            std::filesystem::file_size(file.path),
            layer.licence,
            layer.sensitivity,
            layer.provider,
            layer.date,
            "",
            layer.note};
}

bool is_among(const std::vector<InputFile>& inputs, const LayerFile& file) {
    return std::ranges::any_of(inputs, [&](const InputFile& f) {
        return f.file == file.file->text && f.layer == file.layer->source;
    });
}

/// Those of the layers.
std::vector<InputFile> input_files(const Workings& w) {
    const Scenario& scenario = w.scenario;
    std::vector<InputFile> inputs;
    for (const LayerFile& file : files_of(scenario))
        if (file.layer != &scenario.change.info && !is_among(inputs, file))
            inputs.push_back(input_file(w, *file.layer, *file.file));
    if (scenario.branches) {  // its points stand in the scenario itself
        const LayerInfo& b = scenario.branches->info;
        inputs.push_back({b.source, "", "", 0, b.licence, b.sensitivity, b.provider, b.date, "", b.note});
    }
    return inputs;
}

/// Those that its changes name.
void add_changed_inputs(Workings& w) {
    const Scenario& scenario = w.scenario;
    for (const LayerFile& file : files_of(scenario))
        if (file.layer == &scenario.change.info && !is_among(w.result.inputs, file))
            w.result.inputs.push_back(*remembered(w, "input of a change " + file.file->path.string(),
                                                  [&] { return input_file(w, *file.layer, *file.file); }));
}

/// The date of the oldest of the layers that go into a figure; of equal ones the first.
std::string oldest_date(const LayerInfo& layer, const std::vector<const LayerInfo*>& others) {
    std::string oldest = layer.date;
    for (const LayerInfo* other : others) {
        const auto day = last_day(other->date), known = last_day(oldest);
        if (day && (!known || *day < *known)) oldest = other->date;
    }
    return oldest;
}

bool is_restricted(const LayerInfo& layer, const std::vector<const LayerInfo*>& others) {
    return layer.sensitivity == "restricted" ||
           std::any_of(others.begin(), others.end(),
                       [](const LayerInfo* other) { return other->sensitivity == "restricted"; });
}

std::string boundary_note(const Scenario& scenario, const Localities& places) {
    std::string note =
        fmt::format("Boundary frame: {}.", places.vintage.empty() ? "unknown" : places.vintage);
    if (!scenario.localities.info.provider.empty())
        note += fmt::format(" Source: {}.", scenario.localities.info.provider);
    return note + " The boundaries and names shown do not imply official endorsement or acceptance.";
}

/// A run is worth having without its page.
void leave_out_report(Result& r) {
    if (has_report_page() || std::erase(r.outputs, "report") == 0) return;
    r.account.warnings.emplace_back(
        "report.html is not written: this program was built without the page of reports");
}

}  // namespace

void begin(Workings& w) {
    const Scenario& s = w.scenario;
    Result& r = w.result;
    w.given = std::make_shared<const std::vector<GivenIndicator>>(given_indicators(s));
    r.inputs = *remembered(w, "inputs", [&] { return input_files(w); });
    r.localities = *remembered(w, "localities", [&] {
        Localities places = read_localities(admin_layers(s.localities), r.account);
        assign_members(places);
        return places;
    });
    r.stamp = {s.title, s.as_of, s.synthetic, boundary_note(s, r.localities)};
    r.scenario = to_yaml(s.tree);
    r.outputs = s.outputs;
    leave_out_report(r);
    r.seed = s.seed;
    r.map_resolution = s.map_resolution;
    add_changed_inputs(w);
    for (auto& input : r.inputs)
        if (input.layer == s.localities.info.source) input.vintage = r.localities.vintage;
    for (const auto& level : r.localities.hierarchy)
        w.totals[level + "s"] = {static_cast<double>(r.localities.of_level(level).size()),
                                 s.localities.info.date};
}

void account_for_partitions(Workings& w) {
    const Localities& places = w.places();
    for (const auto& other : w.scenario.localities.also) {
        std::vector<bool> held(places.size(), false);
        for (const int unit : places.of_level(other.level))
            for (const int member : places[unit].members) held[member] = true;
        Exclusion outside{
            w.scenario.localities.info.source, other.source.text,
            fmt::format("{}s that lie in no unit of the level {}", places.finest(), other.level)};
        for (const int i : places.of_level(places.finest())) {
            if (held[i]) continue;
            ++outside.rows;
            if (outside.examples.size() < 5) outside.examples.push_back(places[i].name);
            if (!std::isnan(w.result.people[i]))
                outside.people = outside.people.value_or(0) + w.result.people[i];
        }
        if (outside.rows > 0) w.result.account.exclusions.push_back(std::move(outside));
    }
}

bool is_wanted(const Workings& w, std::string_view name) {
    return !w.only || std::binary_search(w.only->begin(), w.only->end(), name);
}

Indicator new_indicator(const Workings& w, const LayerInfo& layer, const IndicatorSpec& spec,
                        std::string_view why) {
    require_given(*w.given, spec.name, spec.roll_up);
    Indicator indicator;
    indicator.name = spec.name;
    indicator.label_en = spec.label.en;
    indicator.label_fr = spec.label.fr;
    indicator.unit = spec.unit;
    indicator.base = spec.base;
    indicator.level = spec.level;
    indicator.date = layer.date;
    indicator.source = layer.source;
    indicator.oldest = oldest_date(layer, spec.with);
    indicator.sensitivity = is_restricted(layer, spec.with) ? "restricted" : "open";
    indicator.roll_up = spec.roll_up;
    indicator.clear(w.places().size(), why);
    return indicator;
}

void publish(Workings& w, Indicator indicator) {
    carry_down(indicator, w.places());
    roll_up(indicator, w.places(), w.result.people);
    w.result.indicators.add(std::move(indicator));
}

void publish(Workings& w, const LayerInfo& layer, const IndicatorSpec& spec,
             const std::vector<Figure>& figures) {
    if (!is_wanted(w, spec.name)) return;
    w.result.indicators.add(carried(w, layer, spec, figures));
}

Indicator carried(const Workings& w, const LayerInfo& layer, const IndicatorSpec& spec,
                  const std::vector<Figure>& figures) {
    Indicator indicator = new_indicator(w, layer, spec, "");
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const Level& level = w.places()[i].level;
        if (level != spec.level && w.places().depth(level) >= 0)
            indicator.set_missing(i, "not given at this level");
        else
            put(indicator, i, figures[i]);
    }
    carry_down(indicator, w.places());
    roll_up(indicator, w.places(), w.result.people);
    return indicator;
}

void publish_all_levels(Workings& w, const LayerInfo& layer, const IndicatorSpec& spec,
                        const std::vector<Figure>& figures) {
    if (!is_wanted(w, spec.name)) return;
    Indicator indicator = new_indicator(w, layer, spec, "");
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (w.places().depth(w.places()[i].level) < 0) {
            indicator.set_missing(i, "not counted for this partition");
            continue;
        }
        put(indicator, i, figures[i], w.places()[i].level == spec.level ? Origin::own : Origin::rolled_up);
    }
    w.result.indicators.add(std::move(indicator));
}

std::vector<const LayerInfo*> people_of(const Scenario& scenario) {
    return {&scenario.population.info, &scenario.population.raster_info};
}

std::string gap_in_people(const Workings& w, std::size_t shape) {
    return gap_in_people(w.people_known[shape]);
}

bool partly_known(const Workings& w, std::size_t shape) { return partly_known(w.people_known[shape]); }

void add_caseload(Workings& w, std::string hazard, std::string hazard_fr, std::string indicator) {
    w.result.caseloads.push_back({std::move(hazard), std::move(hazard_fr), std::move(indicator)});
}

std::string decimal_comma(double number) {
    std::string text = fmt::format("{}", number);
    std::replace(text.begin(), text.end(), '.', ',');
    return text;
}

namespace {

void say_other_crs(Workings& w, const LayerInfo& layer, const ScenarioFile& file) {
    const std::string crs = raster_info(file.path).crs;
    if (crs == w.places().crs) return;
    const auto note =
        fmt::format("{}: {} is in another CRS ({}) than the localities; it was brought onto cells of {}",
                    layer.source, file.text, crs.substr(0, 40), w.places().crs);
    auto& warnings = w.result.account.warnings;
    if (std::find(warnings.begin(), warnings.end(), note) == warnings.end()) warnings.push_back(note);
}

}  // namespace

std::shared_ptr<const RasterSource> open_layer_raster(Workings& w, const LayerInfo& layer,
                                                      const ScenarioFile& file, const RasterUse& use) {
    const auto opened = remembered(w, fmt::format("raster {} {}", layer.key, file.text),
                                   [&] { return open_raster_over(w.places(), layer, file, use); });
    say_other_crs(w, layer, file);
    return *opened;
}

std::vector<std::shared_ptr<const RasterSource>> open_layer_bands(Workings& w, const LayerInfo& layer,
                                                                  const ScenarioFile& file) {
    say_other_crs(w, layer, file);
    return open_bands_over(w.places(), layer, file);
}

void check_plausible(Workings& w, const LayerInfo& layer, const ScenarioFile& file,
                     const RasterSource& source, double lowest, double highest, const std::string& hint) {
    if (w.only) return;  // nobody reads the account
    const auto known = remembered(w, fmt::format("checks {} {}", layer.key, file.text),
                                  [&] { return check_values(source, lowest, highest); });
    const RasterChecks& checks = *known;
    if (checks.not_finite > 0)
        w.result.account.exclusions.push_back(
            {layer.source, file.text, "cells that are NaN: counted as without value", checks.not_finite});
    if (checks.all_missing())
        w.result.account.warnings.push_back(
            fmt::format("{}: {} has no value in any cell", layer.source, file.text));
    if (checks.below + checks.above > 0)
        w.result.account.warnings.push_back(fmt::format(
            "{}: {} has {} cells below {} and {} above {} (from {} to {}); {}", layer.source, file.text,
            checks.below, lowest, checks.above, highest, checks.min, checks.max, hint));
}

}  // namespace djoliba
