// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/figure.hpp>

#include "theme_drought.hpp"

namespace djoliba {

/// The season that happens in a place: whose rain, and what is added to its index.
struct DroughtThere {
    int year = 0;
    double spi_add = 0;
    friend bool operator==(const DroughtThere&, const DroughtThere&) = default;
};

/// Name of the hazard and raster of one year: that of the season for its own.
std::string field_name(const DroughtSeason& season, int year);

/// Values of the index of one year at which people must be counted for the changes, ascending.
std::vector<double> drought_edges(const DroughtLayer& layer, const DroughtSeason& season, int year,
                                  const std::vector<const Changes*>& changes);

/// The value of the index that becomes the threshold. Rounded to 1e-12.
double spi_before(double threshold, double spi_add);

std::vector<DroughtThere> droughts_by_piece(const Workings& w, const DroughtSeason& season);

/// The season that happens everywhere; nullopt where it differs from place to place.
std::optional<DroughtThere> drought_everywhere(const Changes& changes, const DroughtSeason& season);

/// What stands behind the name of a season in labels: "", ", with the rain of 2011, SPI - 0.5", or that it is
/// changed in places.
Wording drought_change_words(const Changes& changes, const DroughtSeason& season);

/// The index that happens, for maps; where the change differs from place to place, that of the season.
std::shared_ptr<const RasterSource> happening_spi(const Changes& changes, const DroughtSeason& season);

}  // namespace djoliba
