// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/versions.hpp>

#include <gdal.h>
#include <ogr_srs_api.h>

#include <fmt/format.h>

namespace djoliba {

std::string gis_versions() {
    int major = 0, minor = 0, patch = 0;
    OSRGetPROJVersion(&major, &minor, &patch);
    return fmt::format("GDAL {}, PROJ {}.{}.{}", GDALVersionInfo("RELEASE_NAME"), major, minor, patch);
}

}  // namespace djoliba
