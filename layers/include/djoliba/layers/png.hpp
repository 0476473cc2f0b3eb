// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include <djoliba/layers/colours.hpp>

namespace djoliba {

/// A colour and how much of what lies below it shows: 0 clear, 255 opaque.
struct Tint {
    Colour colour = {};
    std::uint8_t opacity = 255;
};

/// The bytes of a PNG file with a palette of at most 256 entries; `cells` are row by row from the top and
/// index the palette. Throws Error where the size is none or above 65,535, or a cell has no entry.
std::string png_bytes(int cols, int rows, std::span<const std::uint8_t> cells, std::span<const Tint> palette);

/// Base64 (RFC 4648) in one line, padded.
std::string base64(std::string_view bytes);

}  // namespace djoliba
