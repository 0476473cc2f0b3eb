// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "gdal_handles.hpp"

#include <mutex>

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

}  // namespace djoliba
