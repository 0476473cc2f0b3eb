// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/exposure_files.hpp>

#include "commands.hpp"

namespace djoliba::cli {
namespace {

struct ExposeCommand {
    std::string localities, code, people, rows, cache, out;
    std::vector<std::string> hazards = {}, edges = {}, below = {}, joints = {}, nodata = {}, multiply = {},
                             bands = {}, merge = {};
};

[[noreturn]] void refuse(const std::string& option, const std::string& problem) {
    throw CLI::ValidationError(option, problem);
}

/// "NAME=VALUE" cut in two.
std::pair<std::string, std::string> cut(const std::string& option, const std::string& text) {
    const auto equals = text.find('=');
    if (equals == 0 || equals == std::string::npos || equals + 1 == text.size())
        refuse(option, fmt::format("'{}' is not of the form NAME=VALUE", text));
    return {text.substr(0, equals), text.substr(equals + 1)};
}

double number(const std::string& option, const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        refuse(option, fmt::format("'{}' is no number", text));
    return value;
}

std::vector<std::string> list_of(const std::string& text) {
    std::vector<std::string> items(1);
    for (const char c : text) {
        if (c == ',') {
            items.emplace_back();
        } else {
            items.back() += c;
        }
    }
    return items;
}

HazardInput& hazard_named(const std::string& option, const std::string& name, ExposureRequest& request) {
    const auto found = std::find_if(request.hazards.begin(), request.hazards.end(),
                                    [&](const HazardInput& h) { return h.name == name; });
    if (found == request.hazards.end())
        refuse(option, fmt::format("there is no hazard '{}'; give --hazard {}=RASTER", name, name));
    return *found;
}

/// A hazard, or the people.
RasterInput& raster_named(const std::string& option, const std::string& name, ExposureRequest& request) {
    return name == "people" ? request.people : hazard_named(option, name, request).raster;
}

void read_hazards(const ExposeCommand& options, ExposureRequest& request) {
    for (const std::string& text : options.hazards) {
        const auto [name, file] = cut("--hazard", text);
        for (const HazardInput& h : request.hazards)
            if (h.name == name) refuse("--hazard", fmt::format("'{}' is given twice", name));
        if (name == "people") refuse("--hazard", "'people' is the name of the people; choose another");
        request.hazards.push_back({name, {file}});
    }
    for (const std::string& text : options.edges) {
        const auto [name, list] = cut("--edges", text);
        HazardInput& hazard = hazard_named("--edges", name, request);
        for (const std::string& item : list_of(list)) hazard.edges.push_back(number("--edges", item));
        std::sort(hazard.edges.begin(), hazard.edges.end());
        hazard.edges.erase(std::unique(hazard.edges.begin(), hazard.edges.end()), hazard.edges.end());
    }
    for (const std::string& name : options.below)
        hazard_named("--below", name, request).direction = Direction::at_or_below;
    for (const HazardInput& h : request.hazards)
        if (h.edges.empty())
            refuse("--edges",
                   fmt::format("the hazard '{}' has no edges; give --edges {}=...", h.name, h.name));
}

void read_raster_options(const ExposeCommand& options, ExposureRequest& request) {
    for (const std::string& text : options.nodata) {
        const auto [name, rule] = cut("--nodata", text);
        if (rule != "none" && rule != "unknown")
            refuse("--nodata", fmt::format("'{}' is neither none nor unknown", rule));
        raster_named("--nodata", name, request).nodata = rule == "none" ? Nodata::none : Nodata::unknown;
    }
    for (const std::string& text : options.multiply) {
        const auto [name, factor] = cut("--multiply", text);
        raster_named("--multiply", name, request).multiply = number("--multiply", factor);
    }
    for (const std::string& text : options.bands) {
        const auto [name, band] = cut("--band", text);
        raster_named("--band", name, request).band = static_cast<int>(number("--band", band));
    }
}

void read_joints(const ExposeCommand& options, ExposureRequest& request) {
    for (const std::string& text : options.joints) {
        const auto names = list_of(text);
        if (names.size() < 2) refuse("--joint", fmt::format("'{}' names fewer than two hazards", text));
        for (const std::string& name : names) {
            hazard_named("--joint", name, request);
            if (std::count(names.begin(), names.end(), name) > 1)
                refuse("--joint", fmt::format("'{}' is named twice", name));
        }
        request.joints.push_back(names);
    }
}

Rows rows_of(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos) refuse("--rows", fmt::format("'{}' is not of the form FROM:TO", text));
    const double from = number("--rows", text.substr(0, colon)),
                 to = number("--rows", text.substr(colon + 1));
    if (from < 0 || !(to > from) || to > 1e9 ||
        from != static_cast<double>(static_cast<std::int64_t>(from)) ||
        to != static_cast<double>(static_cast<std::int64_t>(to)))
        refuse("--rows", fmt::format("'{}' is no band of rows", text));
    return {static_cast<std::int64_t>(from), static_cast<std::int64_t>(to)};
}

ExposureRequest request_of(const ExposeCommand& options) {
    for (const auto& [option, value] : {std::pair{"--localities", &options.localities},
                                        {"--code", &options.code},
                                        {"--people", &options.people}})
        if (value->empty()) throw CLI::RequiredError(option);
    if (options.hazards.empty()) throw CLI::RequiredError("--hazard");
    ExposureRequest request;
    std::tie(request.localities, request.layer) = file_and_layer(options.localities);
    request.code = options.code;
    request.people.file = options.people;
    read_hazards(options, request);
    read_raster_options(options, request);
    read_joints(options, request);
    if (!options.rows.empty()) request.rows = rows_of(options.rows);
    request.cache = coverage_cache(options.cache);
    return request;
}

void describe_options(CLI::App& command, ExposeCommand& o) {
    const auto add = [&](const char* name, auto& value, const char* text, const char* type) {
        return command.add_option(name, value, text)->type_name(type);
    };
    add("-l,--localities", o.localities, "File with the areas of the localities", "FILE[:LAYER]");
    add("-c,--code", o.code, "Field that names a locality", "FIELD");
    add("-p,--people", o.people, "Raster of people per cell; its coordinate system is used", "RASTER");
    add("--hazard", o.hazards, "A hazard; may be given more than once", "NAME=RASTER")
        ->allow_extra_args(false);
    add("--edges", o.edges, "Intensities at which people are counted, separated by commas", "NAME=N,N,...")
        ->allow_extra_args(false);
    add("--below", o.below, "Count this hazard at or below its edges: low values are the bad ones", "NAME")
        ->allow_extra_args(false);
    add("--joint", o.joints, "Count people who reach an edge of each of these hazards, too", "NAME,NAME")
        ->allow_extra_args(false);
    add("--nodata", o.nodata, "What cells without value mean: unknown (default) or none; NAME may be people",
        "NAME=RULE")
        ->allow_extra_args(false);
    add("--multiply", o.multiply, "Factor to the unit of the edges, such as 0.01 from cm to m", "NAME=FACTOR")
        ->allow_extra_args(false);
    add("--band", o.bands, "Band of a raster, from 1", "NAME=N")->allow_extra_args(false);
    add("--rows", o.rows, "Count a band of rows of the people raster only, from the north, TO not included",
        "FROM:TO");
    add("--merge", o.merge, "Add bands that --rows wrote; takes no other option but --out", "PART");
    add_cache_option(command, o.cache);
    add("-o,--out", o.out, "CSV file to write; a joint goes beside it, with the names of its hazards", "FILE")
        ->required();
    command.footer(
        "Columns: code,hazard,edge,people_at_or_above,people_unknown,people_total. Where nothing is known a "
        "cell is "
        "empty, never 0.\n"
        "Bands of all rows, counted anywhere, add up to the bytes of the whole.");
    command.parse_complete_callback([&o] {
        if (o.merge.empty()) request_of(o);
        if (!o.merge.empty() && !(o.people + o.localities + o.code + o.rows).empty())
            throw CLI::ValidationError("--merge", "takes no other option but --out");
    });
}

std::filesystem::path joint_file(const std::filesystem::path& out, const std::vector<std::string>& names) {
    std::string name = out.stem().string();
    for (const std::string& hazard : names) name += "_" + hazard;
    return out.parent_path() / (name + out.extension().string());
}

int compute_exposure(const ExposeCommand& options, const Context& context) {
    if (!options.merge.empty()) {
        merge_bands({options.merge.begin(), options.merge.end()}, options.out);
        spdlog::info("{}: {} bands added", options.out, options.merge.size());
        return done;
    }
    const ExposureRequest request = request_of(options);
    check_output_file(options.out);
    const ExposureCount count =
        count_files(request, [&](double cells) { return context.job("counting", cells); });
    for (const std::string& note : count.notes) spdlog::warn("{}", note);
    write_curves(options.out, count);
    spdlog::info("{}: {} localities, {} hazards", options.out, count.codes.size(), request.hazards.size());
    for (std::size_t j = 0; j < request.joints.size(); ++j) {
        const auto file = joint_file(options.out, request.joints[j]);
        write_joint(file, count, j);
        spdlog::info("{}: people who reach an edge of each of {}", file.string(),
                     fmt::join(request.joints[j], ", "));
    }
    return done;
}

}  // namespace

void add_expose(CLI::App& app, Context& context) {
    add_command<ExposeCommand>(app, context, "expose", "Count people of localities by intensity of hazards",
                               describe_options, compute_exposure);
}

}  // namespace djoliba::cli
