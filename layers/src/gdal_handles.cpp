// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "gdal_handles.hpp"

#include <mutex>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr GIntBig cache_bytes = GIntBig{128} << 20;

}  // namespace

void start_gdal() {
    static std::once_flag once;
    std::call_once(once, [] {
        GDALAllRegister();
        if (!CPLGetConfigOption("GDAL_CACHEMAX", nullptr)) GDALSetCacheMax64(cache_bytes);
    });
}

GDALDriverH gdal_driver(const char* name) {
    start_gdal();
    GDALDriverH driver = GDALGetDriverByName(name);
    if (driver == nullptr)
        throw Error(
            {"", "", "this GDAL cannot write " + std::string(name), "install a GDAL with this driver"});
    return driver;
}

GdalOption::GdalOption(const char* key, const std::string& value) : key_(key) {
    if (const char* before = CPLGetThreadLocalConfigOption(key, nullptr)) {
        was_set_ = true;
        before_ = before;
    }
    CPLSetThreadLocalConfigOption(key, value.c_str());
}

GdalOption::~GdalOption() { CPLSetThreadLocalConfigOption(key_, was_set_ ? before_.c_str() : nullptr); }

}  // namespace djoliba
