// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "validation_sheet.hpp"

namespace djoliba {

/// The decisions that the rows of one file hold. Throws Error with every problem of every row.
std::vector<ValidatedUnit> checked_decisions(const std::vector<FilledRow>& rows, const Validation& run,
                                             const std::string& sheet);

}  // namespace djoliba
