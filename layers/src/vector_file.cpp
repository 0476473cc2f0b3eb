// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/vector_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include <djoliba/engine/nearest.hpp>

#include "gdal_crs.hpp"
#include "gdal_errors.hpp"
#include "gdal_vector.hpp"

namespace djoliba {
namespace {

std::vector<std::string> layer_names(GDALDatasetH dataset) {
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(GDALDatasetGetLayerCount(dataset)));
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset); ++i)
        names.emplace_back(OGR_L_GetName(GDALDatasetGetLayer(dataset, i)));
    return names;
}

std::string value_of(OGRFeatureH feature, int field) {
    if (!OGR_F_IsFieldSetAndNotNull(feature, field)) return "";
    if (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field)) == OFTReal)
        return fmt::format("{}", OGR_F_GetFieldAsDouble(feature, field));
    return OGR_F_GetFieldAsString(feature, field);
}

std::string layer_crs(OGRLayerH layer) { return crs_id(OGR_L_GetSpatialRef(layer)); }

/// Null where the layer is in the wanted CRS already.
GdalTransform transform_to(OGRLayerH layer, const std::string& crs, const std::string& where) {
    if (layer_crs(layer).empty())
        throw Error(Problem{where, OGR_L_GetName(layer), "the layer does not say its CRS",
                            "write it into the file (ogr2ogr -a_srs EPSG:4326)"});
    return transform_between(OGR_L_GetSpatialRef(layer), crs, where);
}

std::int64_t without_geometry(const std::vector<Feature>& features) {
    return std::count_if(features.begin(), features.end(),
                         [](const Feature& f) { return f.shape.empty() && !f.point && f.lines.empty(); });
}

void check_faults(const GdalErrors& errors, const VectorLayer& read, bool geometry) {
    if (!errors.failed()) return;
    const auto missing = geometry ? without_geometry(read.features) : 0;
    const auto problem = missing > 0
                             ? fmt::format("the file is malformed: {} of {} features have no usable geometry",
                                           missing, read.features.size())
                             : std::string("the file is damaged");
    throw gdal_error(
        read.file, read.layer, problem,
        "take the boundaries from another source, or repair the file: a Polygon whose coordinates are nested "
        "like those of a MultiPolygon is the usual cause in GeoJSON",
        errors);
}

void read_geometry(OGRFeatureH from, OGRCoordinateTransformationH transform, Feature& feature,
                   const std::string& where) {
    const auto g = OGR_F_GetGeometryRef(from);
    if (g && transform && OGR_G_Transform(g, transform) != OGRERR_NONE)
        throw Error(Problem{where, fmt::format("feature {}", feature.id),
                            "the geometry cannot be reprojected", "check the CRS of the layer"});
    take_geometry(g, feature, where);
}

/// A box in the CRS of the layer; everywhere where there is no way back to it.
Box box_in_layer(const Box& box, OGRCoordinateTransformationH transform) {
    if (!transform) return box;
    const GdalErrors quiet;
    constexpr int points_an_edge = 21;
    constexpr double everywhere = std::numeric_limits<double>::infinity();
    const GdalTransform back(OCTGetInverse(transform));
    Box in;
    const bool found = back && OCTTransformBounds(back.get(), box.min_x, box.min_y, box.max_x, box.max_y,
                                                  &in.min_x, &in.min_y, &in.max_x, &in.max_y, points_an_edge);
    return found ? in : Box{-everywhere, -everywhere, everywhere, everywhere};
}

bool lies_off(OGRFeatureH feature, const Box& box) {
    const auto g = OGR_F_GetGeometryRef(feature);
    if (!g || OGR_G_IsEmpty(g)) return false;
    OGREnvelope e;
    OGR_G_GetEnvelope(g, &e);
    return e.MaxX < box.min_x || e.MinX > box.max_x || e.MaxY < box.min_y || e.MinY > box.max_y;
}

void read_features(OGRLayerH layer, const VectorOptions& options, VectorLayer& read) {
    GdalTransform transform;
    std::optional<Box> box;
    if (options.geometry) {
        transform = transform_to(layer, options.crs, read.file);
        read.crs = options.crs;
        if (options.box) box = box_in_layer(*options.box, transform.get());
    }
    OGR_L_ResetReading(layer);
    while (const GdalFeature from{OGR_L_GetNextFeature(layer)}) {
        if (box && lies_off(from.get(), *box)) {
            ++read.off_box;
            continue;
        }
        Feature feature{OGR_F_GetFID(from.get()), field_values(from.get())};
        if (options.geometry) read_geometry(from.get(), transform.get(), feature, read.file);
        read.features.push_back(std::move(feature));
    }
}

}  // namespace

GdalDataset open_vector_dataset(const std::string& path, const std::string& where, const GdalErrors& errors) {
    start_gdal();
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        throw Error(Problem{where, "", "the file does not exist", "check the path"});
    GdalDataset dataset(
        GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR, nullptr, nullptr, nullptr));
    if (!dataset)
        throw gdal_error(where, "", "the file cannot be read as a vector file or table",
                         "check that it is a whole GeoPackage, GeoJSON, Shapefile or XLSX file", errors);
    return dataset;
}

OGRLayerH layer_of(GDALDatasetH dataset, const std::string& layer, const std::string& where) {
    const auto names = layer_names(dataset);
    if (layer.empty() && names.size() == 1) return GDALDatasetGetLayer(dataset, 0);
    const auto list = fmt::format("the layers are {}", fmt::join(names, ", "));
    if (layer.empty())
        throw Error(Problem{where, "layer", fmt::format("the file has {} layers", names.size()),
                            "name one: " + list});
    if (std::find(names.begin(), names.end(), layer) == names.end())
        throw Error(
            Problem{where, "layer", "there is no layer `" + layer + "`", did_you_mean(layer, names, list)});
    return GDALDatasetGetLayerByName(dataset, layer.c_str());
}

std::vector<std::string> field_names(OGRLayerH layer) {
    const auto definition = OGR_L_GetLayerDefn(layer);
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(OGR_FD_GetFieldCount(definition)));
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i)
        names.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    return names;
}

std::vector<std::string> field_values(OGRFeatureH feature) {
    std::vector<std::string> values;
    values.reserve(static_cast<std::size_t>(OGR_F_GetFieldCount(feature)));
    for (int i = 0; i < OGR_F_GetFieldCount(feature); ++i) values.push_back(value_of(feature, i));
    return values;
}

VectorLayer read_vector(const std::filesystem::path& path, const VectorOptions& options) {
    const auto where = options.name.empty() ? path.string() : options.name;
    const GdalErrors errors;
    const auto dataset = open_vector_dataset(path.string(), where, errors);
    const auto layer = layer_of(dataset.get(), options.layer, where);
    VectorLayer read{where, OGR_L_GetName(layer), field_names(layer)};
    read_features(layer, options, read);
    check_faults(errors, read, options.geometry);
    return read;
}

std::size_t field_index(const VectorLayer& layer, std::string_view field) {
    const auto found = std::find(layer.fields.begin(), layer.fields.end(), field);
    if (found == layer.fields.end())
        throw Error(Problem{layer.file, layer.layer, fmt::format("there is no field `{}`", field),
                            did_you_mean(field, layer.fields,
                                         fmt::format("the fields are {}", fmt::join(layer.fields, ", ")))});
    return static_cast<std::size_t>(found - layer.fields.begin());
}

std::vector<MultiPolygon> shapes_of(const VectorLayer& layer, std::vector<std::string>& notes) {
    std::vector<MultiPolygon> shapes;
    shapes.reserve(layer.features.size());
    std::size_t empty = 0, repaired = 0;
    for (const Feature& feature : layer.features) {
        empty += feature.shape.empty();
        repaired += !feature.fault.empty();
        shapes.push_back(feature.shape);
    }
    if (empty > 0)
        notes.push_back(
            fmt::format("{}: {} features without an area; their figures are empty", layer.file, empty));
    if (repaired > 0)
        notes.push_back(fmt::format("{}: {} invalid areas were repaired", layer.file, repaired));
    return shapes;
}

std::vector<VectorLayerInfo> vector_info(const std::filesystem::path& path) {
    const GdalErrors errors;
    const auto dataset = open_vector_dataset(path.string(), path.string(), errors);
    std::vector<VectorLayerInfo> layers;
    for (int i = 0; i < GDALDatasetGetLayerCount(dataset.get()); ++i) {
        const auto layer = GDALDatasetGetLayer(dataset.get(), i);
        layers.push_back({OGR_L_GetName(layer), OGR_L_GetFeatureCount(layer, TRUE),
                          OGRGeometryTypeToName(OGR_L_GetGeomType(layer)), layer_crs(layer),
                          field_names(layer)});
    }
    return layers;
}

}  // namespace djoliba
