// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <djoliba/engine/geometry.hpp>

namespace djoliba {

/// The bytes of a MultiPolygon in well-known binary (OGC 06-103r4, section 8), little-endian, two dimensions.
/// Empty for an empty shape.
std::string to_wkb(const MultiPolygon& shape);

}  // namespace djoliba
