// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/scenarios/validation.hpp>

namespace djoliba {

inline constexpr const char* validation_json_name = "validation.json";

/// The text of validation.json: the run that was judged, and every decision.
std::string decisions_json(const Validation& validation);

/// The decisions of such a file; none where there is no file. Throws Error where it is damaged, or of a run
/// with another digest.
std::vector<ValidatedUnit> read_decisions(const std::filesystem::path& file, const std::string& digest);

}  // namespace djoliba
