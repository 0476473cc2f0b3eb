// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// "Régions", "Cercles", "Communes"; other levels as they are named.
std::string level_label_fr(const Level& level);

/// classement.xlsx: every text that Djoliba writes in French. `table`: of ranking_table().
void save_workbook(const Result& r, const OutputTable& table, const std::filesystem::path& file);

}  // namespace djoliba
