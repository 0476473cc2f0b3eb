// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "gdal_crs.hpp"

#include "gdal_errors.hpp"

namespace djoliba {
namespace {

constexpr int sure_match = 90;  // of 100: PROJ found the same CRS under another name

std::string authority_code(OGRSpatialReferenceH ref) {
    const char* authority = OSRGetAuthorityName(ref, nullptr);
    const char* code = OSRGetAuthorityCode(ref, nullptr);
    if (!authority || !code) return "";
    const auto id = std::string(authority) + ":" + code;
    return id == "OGC:CRS84" ? "EPSG:4326" : id;
}

std::string matching_code(OGRSpatialReferenceH ref) {
    int count = 0;
    int* confidence = nullptr;
    OGRSpatialReferenceH* matches = OSRFindMatches(ref, nullptr, &count, &confidence);
    std::string id;
    if (count > 0 && confidence[0] >= sure_match) id = authority_code(matches[0]);
    OSRFreeSRSArray(matches);
    CPLFree(confidence);
    return id;
}

std::string wkt(OGRSpatialReferenceH ref) {
    char* text = nullptr;
    const char* options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", nullptr};
    OSRExportToWktEx(ref, &text, options);
    const GdalString owned(text);
    return text ? text : "";
}

}  // namespace

std::string crs_id(OGRSpatialReferenceH ref) {
    if (!ref) return "";
    const GdalErrors quiet;
    const GdalSpatialRef flat(OSRClone(ref));
    OSRStripVertical(flat.get());
    OSRDemoteTo2D(flat.get(), nullptr);
    OSRAutoIdentifyEPSG(flat.get());
    auto id = authority_code(flat.get());
    if (id.empty()) id = matching_code(flat.get());
    return id.empty() ? wkt(flat.get()) : id;
}

GdalSpatialRef crs_from_id(const std::string& id, const std::string& where) {
    const GdalErrors errors;
    GdalSpatialRef ref(OSRNewSpatialReference(nullptr));
    if (OSRSetFromUserInput(ref.get(), id.c_str()) != OGRERR_NONE)
        throw gdal_error(where, "crs", "\"" + id + "\" is not a coordinate reference system",
                         "write it like EPSG:4326", errors);
    OSRSetAxisMappingStrategy(ref.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return ref;
}

GdalTransform transform_between(OGRSpatialReferenceH from, const std::string& to, const std::string& where) {
    const auto id = crs_id(from);
    if (id == to) return nullptr;
    const GdalErrors errors;
    const auto target = crs_from_id(to, where);
    GdalTransform transform(OCTNewCoordinateTransformation(from, target.get()));
    if (!transform)
        throw gdal_error(where, "crs", "no way from " + id + " to " + to, "reproject it (ogr2ogr -t_srs)",
                         errors);
    return transform;
}

}  // namespace djoliba
