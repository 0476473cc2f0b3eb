// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/result_outputs.hpp>

#include <filesystem>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>
#include <djoliba/scenarios/explanation.hpp>

namespace djoliba {
namespace {

struct MadeTable {
    std::string name;
    OutputTable (*make)(const Result&);
};

const std::vector<MadeTable>& made_tables() {
    static const std::vector<MadeTable> tables{
        {"ranking", ranking_table}, {"caseload", caseload_table}, {"contributions", contributions_table}};
    return tables;
}

std::string name_of(const NamedTable& table) { return std::filesystem::path(table.file).stem().string(); }

}  // namespace

std::vector<std::string> table_names(const Result& result) {
    std::vector<std::string> names;
    for (const MadeTable& table : made_tables()) names.push_back(table.name);
    for (const NamedTable& table : result.tables) names.push_back(name_of(table));
    return names;
}

OutputTable result_table(const Result& result, const std::string& name) {
    for (const MadeTable& table : made_tables())
        if (table.name == name) return table.make(result);
    for (const NamedTable& table : result.tables)
        if (name_of(table) == name) return table.table;
    const auto names = table_names(result);
    throw Error(Problem{"", name, "there is no such table",
                        did_you_mean(name, names, fmt::format("tables: {}", fmt::join(names, ", ")))});
}

std::string type_word(ColumnType type) {
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

}  // namespace djoliba
