// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// validation.xlsx: a sheet for each level on which a committee accepts or moves units, in the language of
/// the result. `ranking`: of ranking_table().
void save_validation_form(const Result& result, const OutputTable& ranking,
                          const std::filesystem::path& file);

}  // namespace djoliba
