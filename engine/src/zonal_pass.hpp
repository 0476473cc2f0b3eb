// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/zonal.hpp>

#include "cell_statistics.hpp"
#include "tiles.hpp"

namespace djoliba {

/// What is to be computed from which rasters.
struct ZonalPlan {
    const CoverageSource& coverage;
    const RasterSource& raster;
    const RasterSource* weights = nullptr;
    SourceMap map = {};
    SourceMap weight_map = {};
    TileCuts cuts = {};
    bool classes = false;
    bool squares = false;
};

/// One pass over the rasters: the statistics of every shape.
std::vector<CellStatistics> statistics_of(const ZonalPlan& plan, const Job& job);

/// Further passes over the raster: by shape and level. `cells` tells how many cells of each shape have a
/// value.
std::vector<std::vector<double>> quantiles_of(const ZonalPlan& plan, const std::vector<std::int64_t>& cells,
                                              const std::vector<double>& levels, const Job& job);

}  // namespace djoliba
