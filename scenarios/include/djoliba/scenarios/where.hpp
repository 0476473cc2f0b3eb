// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/locality.hpp>
#include <djoliba/scenarios/scenario_changes.hpp>

namespace djoliba {

/// By locality: whether the lists of `where` name it or a unit above it; all where it acts everywhere. A unit
/// of another partition counts where all its members do. What `where` draws is not looked at. Throws Error,
/// with the place in the scenario, for codes and names that no unit of the hierarchy has, with the nearest
/// one, and for names that several have, with their codes.
std::vector<bool> units_in(const Where& where, const Localities& places);

/// The unit of the coarsest level with this code or name. Throws Error as units_in() does; `key` and `mark`
/// are those of the text.
int region_of(std::string_view text, const std::string& key, const Mark& mark, const Localities& places);

/// The unit of a level with this code. Throws Error with the nearest code where there is none.
int unit_with_code(std::string_view code, const Level& level, const std::string& key, const Mark& mark,
                   const Localities& places);

}  // namespace djoliba
