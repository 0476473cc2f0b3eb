// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace djoliba {

/// Releases of the libraries that read rasters and project them: "GDAL 3.6.2, PROJ 9.1.1".
std::string gis_versions();

}  // namespace djoliba
