// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "data_package.hpp"

#include <map>

#include <nlohmann/json.hpp>

#include <djoliba/scenarios/result_outputs.hpp>

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

/// Columns that together name a row, of tables that have such columns.
const std::map<std::string, std::vector<std::string>>& keys() {
    static const std::map<std::string, std::vector<std::string>> columns{
        {"ranking", {"level", "code"}},
        {"caseload", {"hazard", "level", "code"}},
        {"contributions", {"level", "code"}}};
    return columns;
}

Json field(const OutputColumn& column) {
    Json json = {{"name", column.name}, {"type", type_word(column.type)}};
    if (!column.label_en.empty()) json["title"] = column.label_en;
    if (!column.label_fr.empty()) json["title_fr"] = column.label_fr;
    if (!column.unit.empty()) json["unit"] = column.unit;
    return json;
}

Json resource(const std::string& name, const OutputTable& table) {
    Json fields = Json::array();
    for (const OutputColumn& column : table.columns) fields.push_back(field(column));
    Json schema = {{"fields", fields}, {"missingValues", {""}}};
    if (const auto key = keys().find(name); key != keys().end()) schema["primaryKey"] = key->second;
    return {{"name", name},
            {"path", name + ".csv"},
            {"profile", "tabular-data-resource"},
            {"encoding", "utf-8"},
            {"schema", schema}};
}

}  // namespace

std::string data_package(const Result& result) {
    Json resources = Json::array();
    for (const std::string& name : table_names(result))
        resources.push_back(resource(name, result_table(result, name)));
    const Stamp& stamp = result.stamp;
    const Json json = {{"profile", "tabular-data-package"},
                       {"title", stamp.title},
                       {"description", stamp.synthetic ? std::string(synthetic_warning()) : stamp.note},
                       {"resources", resources}};
    return json.dump(2) + "\n";
}

}  // namespace djoliba
