// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/admin.hpp>
#include <djoliba/layers/vector_file.hpp>
#include <djoliba/layers/vintage.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include <djoliba/engine/error.hpp>

#include "csv_records.hpp"

namespace djoliba {
namespace {

constexpr std::size_t some = 10;

/// The units of one level as read.
struct Units {
    const AdminLayer* layer = nullptr;
    std::string file;
    std::vector<Locality> items = {};       ///< ascending by code
    std::vector<std::string> parents = {};  ///< code of each one's parent; empty where the level has none
};

[[noreturn]] void refuse(const Units& units, std::string problem, std::string remedy) {
    throw Error(Problem{units.file, units.layer->level, std::move(problem), std::move(remedy)});
}

void note(Exclusion& exclusion, const std::string& example) {
    ++exclusion.rows;
    if (exclusion.examples.size() < some) exclusion.examples.push_back(example);
}

void keep(Account& account, Exclusion exclusion) {
    if (exclusion.rows > 0) account.exclusions.push_back(std::move(exclusion));
}

void check_areas(const Units& units, const std::vector<Feature>& features) {
    const auto points =
        std::count_if(features.begin(), features.end(), [](const Feature& f) { return f.point.has_value(); });
    if (points > 0)
        refuse(units, fmt::format("{} of {} features are points", points, features.size()),
               "give the layer of the areas");
    const auto bare =
        std::count_if(features.begin(), features.end(), [](const Feature& f) { return f.shape.empty(); });
    if (2 * bare > static_cast<std::int64_t>(features.size()))
        refuse(units, fmt::format("{} of {} units have no area", bare, features.size()),
               "the file is malformed or the layer is not that of the areas; take another source");
}

void account_geometry(const Units& units, const std::vector<Feature>& features, std::size_t code,
                      Account& account) {
    Exclusion bare{"localities", units.file,
                   fmt::format("units of level {} without geometry", units.layer->level)};
    Exclusion mended{
        "localities", units.file,
        fmt::format("units of level {} whose geometry was invalid and was made valid", units.layer->level)};
    for (const auto& f : features) {
        if (f.shape.empty())
            note(bare, f.values[code]);
        else if (!f.fault.empty())
            note(mended, f.values[code] + ": " + f.fault);
    }
    keep(account, std::move(bare));
    keep(account, std::move(mended));
}

void check_codes(const Units& units) {
    for (std::size_t i = 0; i < units.items.size(); ++i) {
        const auto& code = units.items[i].code;
        if (code.empty())
            refuse(units, fmt::format("a unit has no code (name `{}`)", units.items[i].name),
                   "give every unit a code");
        if (i > 0 && units.items[i - 1].code == code)
            refuse(units, fmt::format("two units have the code {}", code), "merge or recode them");
    }
}

void sort_by_code(Units& units) {
    std::vector<std::size_t> order(units.items.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return units.items[a].code < units.items[b].code; });
    Units sorted{units.layer, units.file};
    for (const auto i : order) {
        sorted.items.push_back(std::move(units.items[i]));
        sorted.parents.push_back(std::move(units.parents[i]));
    }
    units = std::move(sorted);
}

/// `parent_field` is empty for the coarsest level and for other partitions.
Units read_units(const AdminLayer& layer, const AdminLayer& before, const std::string& parent_field,
                 Account& account) {
    const auto& source = layer.source.empty() ? before.source : layer.source;
    const auto& file = layer.source.empty() ? before.file : layer.file;
    Units units{&layer, file.empty() ? source.string() : file};
    auto read = read_vector(source, {.layer = layer.layer, .name = units.file});
    if (read.features.empty())
        refuse(units, fmt::format("layer `{}` has no features", read.layer), "give a layer with units");
    const auto code = field_index(read, layer.code), name = field_index(read, layer.name);
    const auto parent = parent_field.empty() ? code : field_index(read, parent_field);
    check_areas(units, read.features);
    account_geometry(units, read.features, code, account);
    for (auto& f : read.features) {
        units.items.push_back({std::string(trimmed(f.values[code])), std::string(trimmed(f.values[name])),
                               layer.level, -1, std::move(f.shape)});
        units.parents.emplace_back(parent_field.empty() ? "" : trimmed(f.values[parent]));
    }
    sort_by_code(units);
    check_codes(units);
    account.layers.push_back({"localities",
                              units.file,
                              static_cast<std::int64_t>(units.items.size()),
                              static_cast<std::int64_t>(units.items.size()),
                              {"level " + layer.level}});
    return units;
}

void append(Localities& all, Units units, const std::map<std::string, int>& parents) {
    for (std::size_t i = 0; i < units.items.size(); ++i) {
        if (!units.parents[i].empty() || !parents.empty()) {
            const auto found = parents.find(units.parents[i]);
            if (found == parents.end())
                refuse(units,
                       fmt::format("{} ({}) names the parent `{}`, which is not in its layer",
                                   units.items[i].code, units.items[i].name, units.parents[i]),
                       "correct the code, or take both layers from one edition");
            units.items[i].parent = found->second;
        }
        all.items.push_back(std::move(units.items[i]));
    }
}

std::map<std::string, int> positions(const Localities& all, std::string_view level) {
    std::map<std::string, int> found;
    for (const int i : all.of_level(level)) found.emplace(all[static_cast<std::size_t>(i)].code, i);
    return found;
}

void check_levels(const AdminLayer& layers) {
    std::vector<Level> levels = {layers.level};
    for (const auto& parent : layers.parents) levels.push_back(parent.level);
    for (const auto& other : layers.also) levels.push_back(other.level);
    std::sort(levels.begin(), levels.end());
    const auto twice = std::adjacent_find(levels.begin(), levels.end());
    if (twice != levels.end())
        throw Error(Problem{layers.file, "level", "the level `" + *twice + "` is named twice",
                            "give each layer its own level"});
}

void settle_frame(const AdminLayer& layers, Localities& all, Account& account) {
    std::vector<CodedName> units;
    for (const auto& level : all.hierarchy)
        for (const int i : all.of_level(level))
            units.push_back({all[static_cast<std::size_t>(i)].code, all[static_cast<std::size_t>(i)].name});
    const auto file = layers.file.empty() ? layers.source.string() : layers.file;
    const auto found = recognise_vintage(units, file, Extent::whole_country);
    all.vintage = settle_vintage(layers.vintage, found, file);
    account.layers.front().notes.push_back(
        fmt::format("boundary frame {}: {}", all.vintage.empty() ? "unknown" : all.vintage, found.evidence));
    if (found.foreign > 0 && found.foreign < static_cast<std::int64_t>(units.size()))
        account.exclusions.push_back({"localities",
                                      file,
                                      "units whose code is not a P-code of Mali",
                                      found.foreign,
                                      {},
                                      {},
                                      found.foreign_examples});
}

}  // namespace

Localities read_localities(const AdminLayer& layers, Account& account) {
    check_levels(layers);
    Account read;
    std::vector<Units> levels;  // fine to coarse
    const AdminLayer* before = &layers;
    for (std::size_t i = 0; i <= layers.parents.size(); ++i) {
        const auto& layer = i == 0 ? layers : layers.parents[i - 1];
        const auto parent_field = i < layers.parents.size() ? layers.parents[i].code : "";
        levels.push_back(read_units(layer, *before, parent_field, read));
        if (!layer.source.empty()) before = &layer;
    }
    Localities all;
    all.crs = "EPSG:4326";
    for (auto units = levels.rbegin(); units != levels.rend(); ++units) {
        const auto parents =
            all.hierarchy.empty() ? std::map<std::string, int>{} : positions(all, all.hierarchy.back());
        all.hierarchy.push_back(units->layer->level);
        append(all, std::move(*units), parents);
    }
    for (const auto& other : layers.also) append(all, read_units(other, layers, "", read), {});
    settle_frame(layers, all, read);
    account.layers.insert(account.layers.end(), read.layers.begin(), read.layers.end());
    account.exclusions.insert(account.exclusions.end(), read.exclusions.begin(), read.exclusions.end());
    return all;
}

}  // namespace djoliba
