// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace djoliba {

/// A file of the source tree that was made part of the program; the name is its path below scenarios/.
struct EmbeddedFile {
    std::string_view name;
    std::string_view text;
};

/// Sorted by name.
std::span<const EmbeddedFile> embedded_files();

}  // namespace djoliba
