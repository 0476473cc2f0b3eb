// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

namespace djoliba {

/// The same with long lists of numbers and texts written shorter where values stand side by side:
/// {"~": [values, [k, n, ...]]} is n times value k, and so on. scenarios/report/src/packed.ts reads it.
nlohmann::ordered_json packed(nlohmann::ordered_json value);

}  // namespace djoliba
