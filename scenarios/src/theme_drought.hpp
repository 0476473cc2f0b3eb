// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "workings.hpp"

namespace djoliba {

/// The rainfall index of one season, cell by cell.
struct DroughtSeason {
    SpiRequest request = {};
    int year = 0;           ///< of the season that the scenario looks at
    std::string name = {};  ///< "drought_spi3"
    std::map<int, std::shared_ptr<const RasterSource>> spi = {};  ///< of this year, and of years that changes
                                                                  ///< let happen again
    std::shared_ptr<const RasterSource> frequency =
        {};  ///< share of the reference years with a severe drought
};

/// The seasons of a layer, with the years that the changes of the pass need. Throws Error for a year that the
/// series does not hold.
std::vector<DroughtSeason> drought_seasons(Workings& w, const DroughtLayer& layer);

}  // namespace djoliba
