// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <djoliba/layers/vector_file.hpp>

#include "gdal_errors.hpp"
#include "gdal_handles.hpp"

namespace djoliba {

/// `where` names the file in messages; `errors` is the caller's, since some drivers read the whole file on
/// opening and find their faults there. Throws Error where the file is missing or OGR cannot read it.
GdalDataset open_vector_dataset(const std::string& path, const std::string& where, const GdalErrors& errors);

/// The named layer, or the only one. Throws Error listing the layers.
OGRLayerH layer_of(GDALDatasetH dataset, const std::string& layer, const std::string& where);

std::vector<std::string> field_names(OGRLayerH layer);

/// All attributes of a feature as text.
std::vector<std::string> field_values(OGRFeatureH feature);

/// Takes over the geometry of a feature, already in the wanted CRS; `g` may be null. Throws Error (with where
/// and key) for coordinates that are not finite.
void take_geometry(OGRGeometryH g, Feature& feature, const std::string& where);

}  // namespace djoliba
