// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "access_surface.hpp"

#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/crs.hpp>
#include <djoliba/layers/warped_raster.hpp>

#include "memory_inputs.hpp"

namespace djoliba {
namespace {

constexpr std::size_t some = 10;
constexpr double told_stretch = 0.01, most_stretch = 0.05;

/// How the CRS of a raster measures the ground; a note where it does so badly.
Ground ground_of(const RasterSource& source, Account& account) {
    switch (crs_measure(source.crs(), source.name())) {
        case CrsMeasure::degrees:
            return Ground::degrees;
        case CrsMeasure::metres:
            break;
        case CrsMeasure::other:
            throw Error(
                {source.name(), "crs",
                 "its coordinates are neither longitude and latitude in degrees nor metres of a plane",
                 "warp it to EPSG:4326 or to a UTM zone (gdalwarp -t_srs)"});
    }
    const double stretch = scale_error(source.grid(), source.crs(), source.name());
    if (!(stretch <= most_stretch))
        throw Error(
            {source.name(), "crs",
             fmt::format("a metre of its coordinate system differs from one on the ground by up to {:.0f} %",
                         100 * stretch),
             "warp it to EPSG:4326 or to a UTM zone (gdalwarp -t_srs)"});
    if (stretch > told_stretch)
        account.warnings.push_back(
            fmt::format("friction: a metre of its coordinate system differs from one on the ground by up to "
                        "{:.1f} %, and so do times",
                        100 * stretch));
    return Ground::metres;
}

void report_friction(const FrictionChecks& checks, const std::string& file, Account& account) {
    const auto add = [&](std::int64_t cells, const char* reason) {
        if (cells > 0) account.exclusions.push_back({"friction", file, reason, cells, {}, {}, {}});
    };
    add(checks.missing, "cells without friction: not known, nobody passes");
    add(checks.not_positive, "cells whose friction is 0 or negative: not known, nobody passes");
    add(checks.implausible, "cells quicker than 120 km/h or slower than 0.06 km/h: used as they are");
}

}  // namespace

std::shared_ptr<const RasterSource> raster_on(const TravelSurface& surface, const RasterInput& input,
                                              Quantity quantity) {
    auto raster = open_input(input);
    if (raster->crs() == surface.crs()) return raster;
    return warped_raster(raster, surface.crs(), surface.grid(), quantity);
}

TravelSurface open_surface(const AccessRequest& request, Account& account, const JobForPart& job) {
    const auto source = open_input(request.friction);
    const Moves moves{ground_of(*source, account), request.neighbours};
    const Grid& grid = source->grid();
    report_friction(
        check_friction(*source, request.unit, {0, 0, grid.cols, grid.rows}, job("checking the friction")),
        request.friction.file, account);
    const auto friction = friction_raster(source, request.unit);
    const RasterInput& heights = request.elevation;
    const auto elevation = heights.file.empty() ? nullptr : open_input(heights);
    return {*friction, elevation.get(), moves, job("reading the friction")};
}

Sites sites_of(const TravelSurface& surface, const std::vector<Facility>& facilities, double within_km,
               const std::string& source, const std::string& file, Account& account) {
    Sites sites;
    for (const Facility& f : facilities) sites.place.push_back(f.place);
    sites.place = from_lonlat(std::move(sites.place), surface.crs(), file);
    Exclusion moved{source, file, "moved to the nearest cell that can be passed"};
    Exclusion outside{source, file, "off the grid of the friction: left out"};
    Exclusion far{source, file,
                  fmt::format("no cell that can be passed within {} km: left out", number_text(within_km))};
    for (std::size_t i = 0; i < facilities.size(); ++i) {
        const bool nowhere = std::isnan(sites.place[i].x);
        const Snapped s = nowhere ? Snapped{-1, 0, true} : snap(surface, sites.place[i], within_km);
        sites.stands.push_back(s);
        if (s.cell >= 0 && s.km == 0) continue;
        Exclusion& e = s.outside ? outside : s.cell < 0 ? far : moved;
        ++e.rows;
        const std::string label = facilities[i].name.empty() ? facilities[i].id : facilities[i].name;
        if (e.examples.size() < some)
            e.examples.push_back(s.cell < 0 ? label : fmt::format("{} by {:.2f} km", label, s.km));
    }
    for (const Exclusion& e : {moved, outside, far})
        if (e.rows > 0) account.exclusions.push_back(e);
    return sites;
}

}  // namespace djoliba
