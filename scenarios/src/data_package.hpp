// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/layers/output_table.hpp>

namespace djoliba {

/// A table of the run and the file that holds it.
struct PackagedTable {
    std::string file;
    const OutputTable* table = nullptr;
    std::vector<std::string> key = {};  ///< columns that together name a row; empty where none do
};

/// datapackage.json: name, type, unit and headings of every column of the CSV files, in the form of the
/// specification Data Package 1 (Frictionless Standards).
std::string data_package(const Stamp& stamp, const std::vector<PackagedTable>& tables);

}  // namespace djoliba
