// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/scenarios/displacement_files.hpp>

namespace djoliba {

/// Reads a folder of Flee's layout.
DisplacementCase read_flee_folder(const std::filesystem::path& folder);

/// Reads a displacement file.
DisplacementCase read_displacement_file(const std::filesystem::path& file);

}  // namespace djoliba
