// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/layers/output_table.hpp>

namespace djoliba {

/// One table on a sheet of its own: French headings with units, filters, a header that stays in view.
struct XlsxSheet {
    std::string name;  ///< at most 31 characters, none of [ ] : * ? / and backslash
    OutputTable table = {};
    /// Integer column with classes 1 to 5, shown as "5 - très élevé" on the class colour. Rows in which it is
    /// 0 or missing are hatched and read "non évalué" there. Empty: no colours.
    std::string class_column = {};
    int frozen_columns = 0;  ///< columns at the left that stay in view
};

/// A paragraph of the sheet "Lire_moi".
struct XlsxNote {
    std::string heading;
    std::string text;
};

/// Writes a workbook: the sheets, "Légende" with the classes where a sheet has them, and "Lire_moi" with
/// title, date and notes. A synthetic stamp puts a warning above every table. Numbers are stored in full (16
/// digits) and shown with the column's decimals; dates in the file are those of `stamp.as_of`, same bytes for
/// the same input. Throws Error where a name or text is too long for the format or writing fails; no file is
/// left behind then.
void write_xlsx(const std::filesystem::path& file, const std::vector<XlsxSheet>& sheets,
                const std::vector<XlsxNote>& notes, const Stamp& stamp);

}  // namespace djoliba
