// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario_read.hpp"

#include <cmath>

#include <djoliba/scenarios/schema.hpp>

namespace djoliba {
namespace {

const YamlNode* value_of(const MapReader& map, std::string_view name) {
    return map.node ? map.node->find(name) : nullptr;
}

MapReader reader_of(const YamlNode* value, std::string key, const Mark& mark) {
    return {value, std::move(key), mark};
}

}  // namespace

MapReader reader(const YamlNode& tree) { return {&tree, "", tree.mark}; }

bool MapReader::has(std::string_view name) const {
    const YamlNode* value = value_of(*this, name);
    return value && !value->is_null();
}

MapReader MapReader::map(std::string_view name) const {
    const YamlEntry* entry = node ? node->entry(name) : nullptr;
    if (!entry || !entry->value.is_map()) return {nullptr, key_path(key, name), mark};
    return reader_of(&entry->value, key_path(key, name), entry->mark);
}

std::vector<MapReader> MapReader::list(std::string_view name) const {
    std::vector<MapReader> readers;
    const YamlNode* value = value_of(*this, name);
    if (value && value->is_sequence())
        for (std::size_t i = 0; i < value->items.size(); ++i)
            readers.push_back(
                reader_of(&value->items[i], key_path(key_path(key, name), i), value->items[i].mark));
    return readers;
}

std::vector<MapReader> MapReader::one_or_list(std::string_view name) const {
    if (const MapReader one = map(name); one.node) return {one};
    std::vector<MapReader> maps = list(name);
    std::erase_if(maps, [](const MapReader& item) { return !item.node->is_map(); });
    return maps;
}

std::vector<std::pair<std::string, MapReader>> MapReader::entries(std::string_view name) const {
    std::vector<std::pair<std::string, MapReader>> readers;
    const YamlNode* value = value_of(*this, name);
    if (value)
        for (const YamlEntry& entry : value->entries)
            readers.emplace_back(
                entry.key, reader_of(&entry.value, key_path(key_path(key, name), entry.key), entry.mark));
    return readers;
}

std::vector<std::string> texts_of(const YamlNode& node) {
    if (node.is_scalar()) return {node.text};
    std::vector<std::string> texts;
    for (const YamlNode& item : node.items)
        if (item.is_scalar()) texts.push_back(item.text);
    return texts;
}

ScenarioFile file_of(const YamlNode& node) { return {node.is_scalar() ? node.text : "", {}, node.mark}; }

std::string MapReader::text(std::string_view name, const std::string& fallback) const {
    const YamlNode* value = value_of(*this, name);
    return value && value->is_scalar() ? value->text : fallback;
}

std::vector<std::string> MapReader::texts(std::string_view name) const {
    const YamlNode* value = value_of(*this, name);
    return value ? texts_of(*value) : std::vector<std::string>{};
}

std::map<std::string, std::string> MapReader::text_map(std::string_view name) const {
    std::map<std::string, std::string> map;
    for (const auto& [entry, value] : entries(name))
        if (value.node->is_scalar()) map[entry] = value.node->text;
    return map;
}

std::map<std::string, std::vector<std::string>> MapReader::texts_map(std::string_view name) const {
    std::map<std::string, std::vector<std::string>> map;
    for (const auto& [entry, value] : entries(name)) map[entry] = texts_of(*value.node);
    return map;
}

std::optional<double> MapReader::number(std::string_view name) const {
    const YamlNode* value = value_of(*this, name);
    const auto number = value ? number_of(*value) : std::nullopt;
    return number && std::isfinite(*number) ? number : std::nullopt;
}

double MapReader::number(std::string_view name, double fallback) const {
    return number(name).value_or(fallback);
}

int MapReader::whole(std::string_view name, int fallback) const {
    const double value = number(name, fallback);
    return std::abs(value) < 1e9 ? static_cast<int>(value) : fallback;
}

std::vector<double> MapReader::numbers(std::string_view name, std::vector<double> fallback) const {
    const YamlNode* value = value_of(*this, name);
    if (!value || !value->is_sequence()) return fallback;
    std::vector<double> numbers;
    for (const YamlNode& item : value->items)
        if (const auto number = number_of(item)) numbers.push_back(*number);
    return numbers;
}

bool MapReader::flag(std::string_view name, bool fallback) const {
    const YamlNode* value = value_of(*this, name);
    return value ? boolean_of(*value).value_or(fallback) : fallback;
}

ScenarioFile MapReader::file(std::string_view name) const {
    const YamlNode* value = value_of(*this, name);
    return value ? file_of(*value) : ScenarioFile{};
}

std::vector<ScenarioFile> MapReader::files(std::string_view name) const {
    const YamlNode* value = value_of(*this, name);
    if (!value) return {};
    if (!value->is_sequence()) return {file_of(*value)};
    std::vector<ScenarioFile> files;
    files.reserve(value->items.size());
    for (const YamlNode& item : value->items) files.push_back(file_of(item));
    return files;
}

LayerInfo read_info(const MapReader& layer, const std::string& source) {
    LayerInfo info;
    info.key = layer.key;
    info.source = source;
    info.mark = layer.mark;
    info.licence = layer.text("licence");
    info.sensitivity = layer.text("sensitivity", "open");
    info.provider = layer.text("provider");
    info.date = layer.text("date");
    info.note = layer.text("note");
    return info;
}

CodedTable read_coded_table(const MapReader& in) {
    CodedTable table;
    table.mark = in.mark;
    table.file = in.file("table");
    table.layer = in.text("layer");
    table.where = in.texts_map("where");
    table.code = in.text("code");
    table.name = in.text("name");
    table.level = in.text("level");
    table.vintage = in.text("vintage");
    table.crosswalk = in.file("crosswalk");
    table.code_prefix = in.text_map("code_prefix");
    for (const MapReader& fix : in.list("code_fixes"))
        table.code_fixes.push_back({fix.text("code"), fix.text("name"), fix.text("use")});
    table.other_names = in.texts_map("other_names");
    table.stands_for = in.texts_map("stands_for");
    table.ambiguous_codes = in.texts("ambiguous_codes");
    table.foreign_codes = in.texts("foreign_codes");
    table.sum_repeated_codes = in.text("repeated_codes") == "sum";
    return table;
}

std::optional<PeopleTable> read_people_table(const MapReader& table) {
    if (!table.node) return std::nullopt;
    return PeopleTable{read_coded_table(table), table.text("people")};
}

PointTable read_points(const MapReader& layer) {
    return {layer.file("points"), layer.text("layer"), layer.texts_map("where"), layer.text("lon"),
            layer.text("lat"),    layer.text("id"),    layer.text("name")};
}

Nodata read_nodata(const MapReader& layer) {
    return layer.text("nodata") == "none" ? Nodata::none : Nodata::unknown;
}

}  // namespace djoliba
