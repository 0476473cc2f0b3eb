// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "validation_words.hpp"

namespace djoliba {

/// A row of a validation sheet in which a committee has written.
struct FilledRow {
    std::string where = {};  ///< "fiche.xlsx, sheet Communes, row 12"
    Level level = {};
    std::array<std::string, sheet_columns> cells = {};     ///< by SheetColumn, without blanks around them
    std::array<std::string, sheet_columns> headings = {};  ///< as the sheet has them

    const std::string& at(SheetColumn column) const { return cells[static_cast<std::size_t>(column)]; }
    const std::string& heading(SheetColumn column) const {
        return headings[static_cast<std::size_t>(column)];
    }
};

/// The filled rows of a workbook. Throws Error where it cannot be read, holds no validation sheet, or one of
/// another run than that with this digest, or lacks a column.
std::vector<FilledRow> filled_rows(const std::filesystem::path& file, const std::string& digest);

}  // namespace djoliba
