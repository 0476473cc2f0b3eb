// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/layers/table.hpp>

namespace djoliba {

/// Names of the sheets of an XLSX or ODS file that hold anything. `name` is what messages call the file.
/// Throws Error where it cannot be read.
std::vector<std::string> sheet_names(const std::filesystem::path& path, const std::string& name);

/// The rows of a sheet as read_text_rows() gives those of a text file. Days are "YYYY/MM/DD"; a formula is
/// its last value, and only the first of merged cells has one.
TextRows read_sheet_rows(const std::filesystem::path& path, const std::string& sheet,
                         const std::string& name);

}  // namespace djoliba
