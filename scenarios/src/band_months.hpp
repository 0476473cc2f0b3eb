// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// The month that a text names in digits, year first: "1983-01", "precip 1983_01", "198301", "1983-01-31".
/// nullopt where it names none.
std::optional<std::chrono::year_month> month_in(std::string_view text);

/// What the names of the bands of a series of rainfall say against `start`: one problem for each file, for
/// the first of its bands that names another month. Bands that name none are taken as told. Throws Error
/// where a file cannot be opened.
std::vector<Problem> check_band_months(const DroughtLayer& drought, const Mark& start);

}  // namespace djoliba
