// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace djoliba {

/// Writes a PNG file of this size anew with a palette of at most 256 colours, which a map needs no more of:
/// colours that differ little become one. `name` is what messages call it. Throws Error where it cannot be
/// read, has another size, or stays larger than `most` bytes.
void make_small_png(const std::filesystem::path& file, const std::string& name, int width, int height,
                    std::uintmax_t most);

}  // namespace djoliba
