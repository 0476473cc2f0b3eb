// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include <djoliba/layers/output_table.hpp>

namespace djoliba {

/// Writes layers as one GeoPackage. A layer with an integer column "class" (1 to 5; 0 or missing: not
/// assessed) gets a default style in the table layer_styles, which QGIS applies on opening: classes in colour
/// with French labels, "non évalué" hatched with its own legend entry, French field names, names from the
/// column "name" as map labels. Title, date, note and the synthetic warning are metadata of the file and in
/// the description of every layer. Same bytes for the same input; times in the file are those of
/// `stamp.as_of`. Throws Error; no file is left behind then.
void write_gpkg(const std::filesystem::path& file, const std::vector<FeatureLayer>& layers,
                const Stamp& stamp);

/// The style of a layer for QGIS and, as a Styled Layer Descriptor, for map servers.
std::string class_style_qml(const FeatureLayer& layer, bool synthetic);
std::string class_style_sld(const FeatureLayer& layer);

}  // namespace djoliba
