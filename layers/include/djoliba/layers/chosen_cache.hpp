// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <djoliba/layers/coverage_cache.hpp>

namespace djoliba {

/// The cache that a user asks for: "none" for none, "" for the usual folder, else a folder.
CoverageCache chosen_cache(const std::string& wanted);

}  // namespace djoliba
