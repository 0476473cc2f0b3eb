// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <djoliba/engine/spi.hpp>

#include "workings.hpp"

namespace djoliba {

/// Monthly rainfall of all cells, month by month.
struct RainStack {
    Grid grid = {};
    std::string crs = {};
    std::size_t months = 0;
    std::vector<double> mm = {};
};

/// The rainfall index of one season, cell by cell.
struct DroughtSeason {
    SpiRequest request = {};
    int year = 0;
    std::string name = {};  ///< "drought_spi3"
    std::shared_ptr<const RasterSource> spi = {};
    std::shared_ptr<const RasterSource> frequency =
        {};  ///< share of the reference years with a severe drought
    std::vector<SpiGap> gaps = {};
};

}  // namespace djoliba
