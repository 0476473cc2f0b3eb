// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "writing_gdal.hpp"

#include <djoliba/engine/error.hpp>
#include <mutex>

namespace djoliba {

GdalMessages::GdalMessages() { CPLPushErrorHandlerEx(collect, this); }

GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

void CPL_STDCALL GdalMessages::collect(CPLErr kind, CPLErrorNum, const char* message) {
    if (kind < CE_Failure) return;
    // One failure drags others behind it: the first says what went wrong.
    auto& failure = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData())->failure_;
    if (failure.empty()) failure = message;
}

GdalOption::GdalOption(const char* key, const std::string& value) : key_(key) {
    if (const char* before = CPLGetThreadLocalConfigOption(key, nullptr)) {
        was_set_ = true;
        before_ = before;
    }
    CPLSetThreadLocalConfigOption(key, value.c_str());
}

GdalOption::~GdalOption() { CPLSetThreadLocalConfigOption(key_, was_set_ ? before_.c_str() : nullptr); }

GDALDriverH gdal_driver(const char* name) {
    static std::once_flag registered;
    std::call_once(registered, GDALAllRegister);
    GDALDriverH driver = GDALGetDriverByName(name);
    if (driver == nullptr)
        throw Error(
            {"", "", "this GDAL cannot write " + std::string(name), "install a GDAL with this driver"});
    return driver;
}

OgrSrs gdal_srs(const std::string& crs, const std::filesystem::path& file) {
    OgrSrs srs(OSRNewSpatialReference(nullptr));
    if (OSRSetFromUserInput(srs.get(), crs.c_str()) != OGRERR_NONE)
        throw Error({file.filename().string(), "crs",
                     "'" + crs + "' is not a known coordinate reference system",
                     "use a code such as EPSG:4326"});
    OSRSetAxisMappingStrategy(srs.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return srs;
}

}  // namespace djoliba
