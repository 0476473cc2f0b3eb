// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <djoliba/engine/error.hpp>

namespace djoliba {

/// Brings problems into the order in which a reader goes through the files; those that are in none of them
/// come last.
void sort_by_place(std::vector<Problem>& problems, const std::vector<std::string>& files);

}  // namespace djoliba
