// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/wkb.hpp>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "gdal_crs.hpp"
#include "gdal_errors.hpp"
#include "gdal_vector.hpp"

namespace djoliba {
namespace {

/// Null where the coordinates are in the wanted CRS already.
GdalTransform transform_to(const WkbFeatures& given, const std::string& crs) {
    if (given.crs.empty())
        throw Error(Problem{given.name, "crs", "the geometries do not say their CRS",
                            "set it, for example with areas.set_crs(\"EPSG:4326\")"});
    return transform_between(crs_from_id(given.crs, given.name).get(), crs, given.name);
}

GdalGeometry geometry_of(const std::string& wkb, const std::string& where, std::size_t feature) {
    if (wkb.empty()) return nullptr;
    const GdalErrors errors;
    OGRGeometryH geometry = nullptr;
    if (OGR_G_CreateFromWkb(wkb.data(), nullptr, &geometry, static_cast<int>(wkb.size())) != OGRERR_NONE)
        throw gdal_error(where, fmt::format("feature {}", feature), "the bytes are no geometry",
                         "give well-known binary", errors);
    return GdalGeometry(geometry);
}

}  // namespace

VectorLayer read_wkb(const WkbFeatures& given, const std::string& crs) {
    start_gdal();
    const auto transform = transform_to(given, crs);
    VectorLayer layer{given.name, given.name, {given.field}, crs};
    for (std::size_t i = 0; i < given.wkb.size(); ++i) {
        const auto geometry = geometry_of(given.wkb[i], given.name, i);
        const GdalErrors quiet;
        if (geometry && transform && OGR_G_Transform(geometry.get(), transform.get()) != OGRERR_NONE)
            throw Error(Problem{given.name, fmt::format("feature {}", i),
                                "the geometry cannot be reprojected", "check the CRS of the geometries"});
        Feature feature{static_cast<std::int64_t>(i), {given.codes[i]}};
        take_geometry(geometry.get(), feature, given.name);
        layer.features.push_back(std::move(feature));
    }
    return layer;
}

}  // namespace djoliba
