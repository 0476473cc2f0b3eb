// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace djoliba {

/// SHA-256 as 64 lower-case hexadecimal digits (FIPS 180-4).
std::string sha256(std::string_view bytes);

/// SHA-256 of a file's bytes, read a megabyte at a time. Throws Error where the file is missing or cannot be
/// read.
std::string sha256_file(const std::filesystem::path& file);

}  // namespace djoliba
