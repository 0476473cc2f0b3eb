// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// The cells of a raster that a box touches, as a raster of its own; the raster itself where the box holds
/// all of it. Throws Error, naming the raster, where it touches none.
std::shared_ptr<const RasterSource> window_raster(std::shared_ptr<const RasterSource> source, const Box& box);

}  // namespace djoliba
