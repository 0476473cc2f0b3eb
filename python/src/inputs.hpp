// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <djoliba/layers/table.hpp>
#include <djoliba/layers/wkb.hpp>
#include <djoliba/scenarios/exposure_files.hpp>

#include "bind.hpp"

namespace djoliba::python {

/// A raster that was opened: a band of a file, or an array whose memory it reads. Python has it as
/// `_core.Raster`.
struct RasterInputs {
    std::shared_ptr<const RasterSource> source = {};
    std::string name = {};
};

/// Areas of a file, not read yet, or in memory. Python has it as `_core.Areas`.
struct AreaInputs {
    std::string file = {};
    std::string layer = {};
    std::string code = {};  ///< field; may be empty where a function can do without
    std::shared_ptr<const WkbFeatures> memory = {};
};

/// How a raster counts, with the defaults of RasterInput.
RasterInput raster_input(const RasterInputs& raster, double multiply = 1, Nodata nodata = Nodata::unknown);

/// "none" or "unknown". Throws Error naming the argument.
Nodata nodata_of(const std::string& word, const std::string& argument);

}  // namespace djoliba::python
