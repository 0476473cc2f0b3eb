// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// Where a key such as "change.displaced.add.ML0101", or the nearest above it, stands.
Mark change_mark(const Changes& changes, const std::string& key);

/// Does a part of a change; what is wrong with it is thrown with its place and key in front.
void change_at(const Changes& changes, const std::string& key, const std::function<void()>& work);

/// What is put behind the label of a figure that the scenario changes.
inline constexpr const char* changed_en = " (scenario)";
inline constexpr const char* changed_fr = " (scénario)";

}  // namespace djoliba
