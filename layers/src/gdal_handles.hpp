// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <memory>
#include <string>
#include <type_traits>

namespace djoliba {

/// Registers GDAL's drivers and caps its block cache at 128 MB (unless GDAL_CACHEMAX is set). Cheap to call
/// again.
void start_gdal();

template <auto Free>
struct GdalDeleter {
    template <class T>
    void operator()(T* handle) const {
        Free(handle);
    }
};

template <class Handle, auto Free>
using GdalHandle = std::unique_ptr<std::remove_pointer_t<Handle>, GdalDeleter<Free>>;

using GdalDataset = GdalHandle<GDALDatasetH, GDALClose>;
using GdalFeature = GdalHandle<OGRFeatureH, OGR_F_Destroy>;
using GdalGeometry = GdalHandle<OGRGeometryH, OGR_G_DestroyGeometry>;
using GdalSpatialRef = GdalHandle<OGRSpatialReferenceH, OSRRelease>;
using GdalTransform = GdalHandle<OGRCoordinateTransformationH, OCTDestroyCoordinateTransformation>;
using GdalString = std::unique_ptr<char, GdalDeleter<VSIFree>>;

/// A driver that this build of GDAL must have to write with; throws Error where it does not.
GDALDriverH gdal_driver(const char* name);

/// Sets a configuration option of GDAL for this thread while it lives.
class GdalOption {
 public:
    GdalOption(const char* key, const std::string& value);
    ~GdalOption();
    GdalOption(const GdalOption&) = delete;
    GdalOption& operator=(const GdalOption&) = delete;

 private:
    const char* key_;
    bool was_set_ = false;
    std::string before_;
};

}  // namespace djoliba
