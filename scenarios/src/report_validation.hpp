// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace djoliba {

/// A page of a report with other decisions of committees in it: the text of validation.json stands in a block
/// of data of its own, which is no script. Throws Error where the page has no such block.
std::string page_with_decisions(const std::filesystem::path& page, std::string_view json);

}  // namespace djoliba
