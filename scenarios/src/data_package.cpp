// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "data_package.hpp"

#include <filesystem>

#include <nlohmann/json.hpp>

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

const char* word_of(ColumnType type) {
    switch (type) {
        case ColumnType::real:
            return "number";
        case ColumnType::integer:
            return "integer";
        case ColumnType::boolean:
            return "boolean";
        case ColumnType::text:
            break;
    }
    return "string";
}

Json field(const OutputColumn& column) {
    Json json = {{"name", column.name}, {"type", word_of(column.type)}};
    if (!column.label_en.empty()) json["title"] = column.label_en;
    if (!column.label_fr.empty()) json["title_fr"] = column.label_fr;
    if (!column.unit.empty()) json["unit"] = column.unit;
    return json;
}

Json resource(const PackagedTable& packaged) {
    Json fields = Json::array();
    for (const OutputColumn& column : packaged.table->columns) fields.push_back(field(column));
    Json schema = {{"fields", fields}, {"missingValues", {""}}};
    if (!packaged.key.empty()) schema["primaryKey"] = packaged.key;
    return {{"name", std::filesystem::path(packaged.file).stem().string()},
            {"path", packaged.file},
            {"profile", "tabular-data-resource"},
            {"encoding", "utf-8"},
            {"schema", schema}};
}

}  // namespace

std::string data_package(const Stamp& stamp, const std::vector<PackagedTable>& tables) {
    Json resources = Json::array();
    for (const PackagedTable& table : tables) resources.push_back(resource(table));
    const Json json = {{"profile", "tabular-data-package"},
                       {"title", stamp.title},
                       {"description", stamp.synthetic ? std::string(synthetic_warning()) : stamp.note},
                       {"resources", resources}};
    return json.dump(2) + "\n";
}

}  // namespace djoliba
