// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <filesystem>
#include <memory>
#include <string>

namespace djoliba {

/// Collects what GDAL has to say in this thread, so that nothing is printed and errors carry its words.
class GdalMessages {
 public:
    GdalMessages();
    ~GdalMessages();
    GdalMessages(const GdalMessages&) = delete;
    GdalMessages& operator=(const GdalMessages&) = delete;

    bool failed() const { return !failure_.empty(); }
    /// The first failure, or `otherwise` where GDAL gave none.
    std::string text(const std::string& otherwise) const { return failed() ? failure_ : otherwise; }

 private:
    static void CPL_STDCALL collect(CPLErr kind, CPLErrorNum number, const char* message);
    std::string failure_;
};

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

struct CloseDataset {
    void operator()(void* dataset) const { GDALClose(dataset); }
};
using GdalDataset = std::unique_ptr<void, CloseDataset>;

struct DestroyFeature {
    void operator()(OGRFeatureH feature) const { OGR_F_Destroy(feature); }
};
using OgrFeature = std::unique_ptr<std::remove_pointer_t<OGRFeatureH>, DestroyFeature>;

struct ReleaseSrs {
    void operator()(void* srs) const { OSRRelease(srs); }
};
using OgrSrs = std::unique_ptr<void, ReleaseSrs>;

/// A driver that this build of GDAL must have; throws Error where it does not.
GDALDriverH gdal_driver(const char* name);

/// The CRS behind an opaque id ("EPSG:4326", WKT), with x before y. Throws Error naming `file`.
OgrSrs gdal_srs(const std::string& crs, const std::filesystem::path& file);

}  // namespace djoliba
