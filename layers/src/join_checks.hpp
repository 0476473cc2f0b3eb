// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/layers/join.hpp>

#include "join_rules.hpp"

namespace djoliba {

/// Codes of another frame exist in the boundaries but mean other places: then most names disagree. Throws
/// Error where more than a third (at least three) do.
void check_names(const std::vector<JoinRow>& rows, const Joining& j);

/// Throws Error for codes that are of no place in the country: those of another scheme, and those that the
/// frame of the boundaries does not have. Codes of the frame beside the boundaries pass, and are counted.
void check_known(const std::vector<JoinRow>& rows, const Joining& j);

/// Holds a table with codes whose frame is neither stated nor told by its codes to its names: two thirds of
/// the codes must stand beside the name of their unit. Throws Error where the boundaries are of a frame whose
/// codes are known to be reused; else warns.
void confirm_vintage(const std::vector<JoinRow>& rows, const Joining& j, Account& account);

/// Throws Error for several rows of one unit unless they are wanted.
void check_repeated(const std::vector<JoinRow>& rows, const std::vector<JoinedRow>& joined_rows,
                    const Joining& j);

}  // namespace djoliba
