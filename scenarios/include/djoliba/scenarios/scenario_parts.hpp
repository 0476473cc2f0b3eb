// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/date.hpp>
#include <djoliba/engine/exposure.hpp>
#include <djoliba/engine/index_tree.hpp>
#include <djoliba/engine/locality.hpp>
#include <djoliba/layers/table.hpp>
#include <djoliba/scenarios/yaml_file.hpp>

// What several layers of a scenario have in common. All of it mirrors the scenario file: scenarios/schema
// describes each key. Texts are empty and lists are empty where a key is not given.

namespace djoliba {

/// A file that a scenario names.
struct ScenarioFile {
    std::string text = {};            ///< as written
    std::filesystem::path path = {};  ///< where it was found; empty where it was not
    Mark mark = {};

    bool given() const { return !text.empty(); }
};

/// What stands beside the figures of a layer.
struct LayerInfo {
    std::string key = {};  ///< path in the scenario: "layers.flood", "layers.conflict[0]"
    std::string source =
        {};  ///< short name in outputs: "flood", the name of a conflict source, the key of a table
    Mark mark = {};
    std::string licence = {};
    std::string sensitivity = "open";
    std::string provider = {};
    std::string date = {};  ///< "2023", "2021-09", "2021-09-30" or "from/to"
    std::string note = {};
};

/// A code known to be wrong. An empty name stands for every row with this code.
struct CodeFix {
    std::string code;
    std::string name = {};
    std::string use;
};

/// A table with a code of a locality in each row.
struct CodedTable {
    ScenarioFile file = {};
    std::string layer = {};  ///< sheet of a workbook, layer of a vector file
    RowFilter where = {};
    std::string code = {};  ///< column
    std::string name = {};  ///< column
    Level level = {};
    std::string vintage = {};
    ScenarioFile crosswalk = {};
    std::map<std::string, std::string> code_prefix = {};
    std::vector<CodeFix> code_fixes = {};
    std::map<std::string, std::vector<std::string>> other_names = {};
    std::map<std::string, std::vector<std::string>> stands_for = {};
    std::vector<std::string> ambiguous_codes = {};
    std::vector<std::string> foreign_codes = {};  ///< beginnings
    bool sum_repeated_codes = false;              ///< else a repeated code stops
    Mark mark = {};
};

/// A table or a vector file of points.
struct PointTable {
    ScenarioFile file = {};
    std::string layer = {};  ///< sheet of a workbook, layer of a vector file
    RowFilter where = {};
    std::string lon = {};  ///< columns; empty for vector files
    std::string lat = {};
    std::string id = {};
    std::string name = {};
};

/// An index that a scenario uses: at most one of name, file and map is given.
struct IndexReference {
    std::string name = {};  ///< of the library
    ScenarioFile file = {};
    bool written_here = false;  ///< as a map in the scenario itself
    Mark mark = {};
    IndexTree tree = {};  ///< what it says

    bool given() const { return !name.empty() || file.given() || written_here; }
};

}  // namespace djoliba
