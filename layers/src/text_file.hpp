// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/text_file.hpp>

namespace djoliba {

/// Directories in which results wait for their commit begin with this.
inline constexpr std::string_view partial_prefix = ".djoliba-partial-";

/// `file` could not be written. `reason` is the message of the system or of a library; a full disk is
/// recognised and named.
Error write_error(const std::filesystem::path& file, const std::string& reason);

/// The same, with the reason in `errno_value`.
Error write_error(const std::filesystem::path& file, int errno_value);

}  // namespace djoliba
