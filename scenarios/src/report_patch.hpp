// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <nlohmann/json.hpp>

namespace djoliba {

/// What turns one value into another, shorter than the other in full; nothing where they are the same.
/// null: it is not there any more. {"=": value}: another value. {"@": [skipped, items]}: a list of which some
/// items are others; `skipped` tells how many are the same before each. {".": {key: patch}}: a map, or a list
/// by position, of which some members are others. scenarios/report/src/patch.ts reads it.
std::optional<nlohmann::ordered_json> patch_between(const nlohmann::ordered_json& from,
                                                    const nlohmann::ordered_json& to);

}  // namespace djoliba
