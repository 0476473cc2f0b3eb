// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/layers/write_cog.hpp>
#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// What a map of a result shows.
struct MapDescription {
    std::string name = {};   ///< that of its file without extension
    std::string theme = {};  ///< for colours: "risk", and as in MapRaster
    Wording label = {};
    std::string unit = {};
};

/// A map before it is written: one band.
struct ResultMap {
    MapDescription about = {};
    RasterOutput output = {};
    RowFiller fill = {};  ///< the result must outlive it
};

/// The maps of a result: "risk" (score 0 to 10, no value where not assessed or outside), "class" (1 to 5, 0
/// not assessed, no value outside), then those of the layers.
std::vector<MapDescription> maps_of(const Result& result);

struct LocalityCells;

/// The maps of a result, which must outlive it. What several maps need is made once.
class ResultMaps {
 public:
    explicit ResultMaps(const Result& result) : result_(result) {}
    /// Throws Error for a name that maps_of() does not have, Cancelled.
    ResultMap map(std::string_view name, const Job& job = {});

 private:
    ResultMap score_map(MapDescription about, const Job& job);

    const Result& result_;
    std::shared_ptr<const LocalityCells> cells_ = {};
};

}  // namespace djoliba
