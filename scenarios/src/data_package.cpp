// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "data_package.hpp"

#include <nlohmann/json.hpp>

#include <djoliba/scenarios/result_outputs.hpp>

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

/// Columns that together name a row; empty where none do.
std::vector<std::string> key_of(const std::string& table) {
    if (table == "ranking" || table == "contributions") return {"level", "code"};
    if (table == "caseload") return {"hazard", "level", "code"};
    return {};
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
    if (const auto key = key_of(name); !key.empty()) schema["primaryKey"] = key;
    return {{"name", name},
            {"path", name + ".csv"},
            {"profile", "tabular-data-resource"},
            {"encoding", "utf-8"},
            {"schema", schema}};
}

}  // namespace

std::string data_package(const Result& r) {
    Json resources = Json::array();
    for (const std::string& name : table_names(r)) resources.push_back(resource(name, result_table(r, name)));
    const Json json = {{"profile", "tabular-data-package"},
                       {"title", r.stamp.title},
                       {"description", r.stamp.synthetic ? std::string(synthetic_warning()) : r.stamp.note},
                       {"resources", resources}};
    return json.dump(2) + "\n";
}

}  // namespace djoliba
