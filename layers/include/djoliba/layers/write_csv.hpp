// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include <djoliba/layers/output_table.hpp>

namespace djoliba {

/// One heading row of column names, then the rows. RFC 4180 with LF line ends, UTF-8 without byte order mark,
/// numbers as number_text() gives them, missing = empty. Throws Error; no file is left behind then.
void write_csv(const std::filesystem::path& file, const OutputTable& table);

/// The same with the HXL 1.1 tags on row 2. At least one column must have a tag.
void write_hxl_csv(const std::filesystem::path& file, const OutputTable& table);

}  // namespace djoliba
