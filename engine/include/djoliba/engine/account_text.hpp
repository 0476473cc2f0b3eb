// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <djoliba/engine/account.hpp>

namespace djoliba {

/// "facilities: 12 rows whose status is not known, such as Kati; Segou": people where they are counted, else
/// rows, and at most three examples.
std::string to_string(const Exclusion& exclusion);

}  // namespace djoliba
