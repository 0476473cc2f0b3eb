// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "saved_manifest.hpp"

#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/yaml_file.hpp>

namespace djoliba {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// A JSON object of a file, with the path that leads to it.
struct Member {
    const Json& json;
    std::string file;
    std::string key;
    std::string version;

    [[noreturn]] void stop(const std::string& name, const std::string& problem) const {
        const std::string by = version.empty() ? "another program" : "djoliba " + version;
        throw Error({file, key + name, problem,
                     fmt::format("the file was written by {}, or changed: run the scenario again with this "
                                 "version ({})",
                                 by, DJOLIBA_VERSION)});
    }
    const Json& at(const std::string& name) const {
        if (!json.is_object() || !json.contains(name)) stop(name, "there is no such member");
        return json.at(name);
    }
    template <typename T>
    T get(const std::string& name) const {
        try {
            return at(name).get<T>();
        } catch (const Json::exception&) {
            stop(name, "it is not what a run writes there");
        }
    }
    Member object(const std::string& name) const { return {at(name), file, key + name + ".", version}; }
    std::vector<Member> list(const std::string& name) const {
        const Json& items = at(name);
        if (!items.is_array()) stop(name, "it is no list");
        std::vector<Member> members;
        members.reserve(items.size());
        for (std::size_t i = 0; i < items.size(); ++i)
            members.push_back({items[i], file, fmt::format("{}{}[{}].", key, name, i), version});
        return members;
    }
};

std::string text_of(const fs::path& folder) {
    std::error_code ignored;
    const fs::path file = folder / manifest_name;
    const std::string remedy = "name a folder that `djoliba run` wrote (with its --out)";
    if (!fs::is_directory(folder, ignored))
        throw Error({folder.string(), "",
                     fs::exists(folder, ignored) ? "it is a file" : "there is no such folder", remedy});
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        throw Error(
            {folder.string(), "", fmt::format("it holds no {} that can be read", manifest_name), remedy});
    return {std::istreambuf_iterator<char>(stream), {}};
}

Json parsed(const std::string& text, const std::string& file) {
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object())
        throw Error({file, "", "it is no whole JSON object", "the file is damaged: run the scenario again"});
    return json;
}

std::string version_of(const Json& json) {
    const auto program = json.find("program");
    if (program == json.end() || !program->is_object()) return "";
    return program->value("name", "") == "djoliba" ? program->value("version", "") : "";
}

double map_resolution_in(const std::string& scenario, const std::string& file) {
    const YamlNode tree = parse_yaml(scenario, file + ": scenario");
    const YamlNode* given = tree.find("map_resolution");
    return given == nullptr ? 0.01 : number_of(*given).value_or(0.01);
}

void read_places(const Member& in, SavedManifest& manifest) {
    manifest.vintage = in.get<std::string>("boundary_vintage");
    manifest.crs = in.get<std::string>("crs");
    manifest.hierarchy = in.get<std::vector<Level>>("hierarchy");
    if (manifest.hierarchy.empty()) in.stop("hierarchy", "it names no level");
    for (const Member& level : in.list("levels")) {
        manifest.levels.push_back(level.get<std::string>("level"));
        manifest.units += level.get<std::size_t>("units");
    }
    for (const Member& unit : in.list("partitions"))
        manifest.partitions.push_back({unit.get<std::string>("level"), unit.get<std::string>("code"),
                                       unit.get<std::vector<std::string>>("members")});
}

void read_index(const Member& in, SavedManifest& manifest) {
    manifest.definition = in.at("definition").dump();
    manifest.insist = in.get<std::vector<std::string>>("insist");
    manifest.headline_level = in.get<std::string>("headline_level");
}

}  // namespace

SavedManifest read_saved_manifest(const fs::path& folder) {
    const std::string file = (folder / manifest_name).string();
    const Json json = parsed(text_of(folder), file);
    const Member in{json, file, "", version_of(json)};
    SavedManifest manifest;
    manifest.version = in.version;
    if (manifest.version.empty()) in.stop("program", "it does not name djoliba and its version");
    manifest.title = in.get<std::string>("title");
    const auto day = parse_date(in.get<std::string>("as_of"));
    if (!day) in.stop("as_of", "it is no day");
    manifest.as_of = *day;
    manifest.synthetic = in.get<bool>("synthetic");
    manifest.note = in.get<std::string>("note");
    read_places(in, manifest);
    read_index(in.object("index"), manifest);
    for (const Member& x : in.list("indicators")) manifest.indicators.push_back(x.get<std::string>("name"));
    for (const Member& x : in.list("inputs"))
        manifest.inputs.push_back(
            {x.get<std::string>("layer"), x.get<std::string>("file"), x.get<std::string>("sha256")});
    manifest.scenario = in.get<std::string>("scenario");
    manifest.map_resolution = map_resolution_in(manifest.scenario, file);
    manifest.outputs = in.get<std::vector<std::string>>("outputs");
    return manifest;
}

}  // namespace djoliba
