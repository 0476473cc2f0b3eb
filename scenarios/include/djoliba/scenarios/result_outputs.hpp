// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// Names of the tables of a result, "ranking" first; those of their files without extension.
std::vector<std::string> table_names(const Result& result);

/// A table by its name. Throws Error for a name that table_names() does not have.
OutputTable result_table(const Result& result, const std::string& name);

/// Names of the files that save() writes, in its order, without run.json.
std::vector<std::string> output_files(const Result& result);

/// "string", "integer", "number" or "boolean", as datapackage.json has it.
std::string type_word(ColumnType type);

}  // namespace djoliba
