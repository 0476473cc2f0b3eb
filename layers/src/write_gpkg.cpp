// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cpl_string.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/write_gpkg.hpp>

#include "gdal_crs.hpp"
#include "gdal_errors.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

OGRFieldType field_type(ColumnType type) {
    switch (type) {
        case ColumnType::real:
            return OFTReal;
        case ColumnType::integer:
            return OFTInteger64;
        case ColumnType::boolean:
            return OFTInteger;
        case ColumnType::text:
            break;
    }
    return OFTString;
}

bool create_field(OGRLayerH layer, const std::string& name, OGRFieldType type, OGRFieldSubType subtype,
                  int width = 0) {
    OGRFieldDefnH field = OGR_Fld_Create(name.c_str(), type);
    OGR_Fld_SetSubType(field, subtype);
    OGR_Fld_SetWidth(field, width);
    const bool made = OGR_L_CreateField(layer, field, FALSE) == OGRERR_NONE;
    OGR_Fld_Destroy(field);
    return made;
}

bool create_fields(OGRLayerH layer, const OutputTable& table) {
    return std::all_of(table.columns.begin(), table.columns.end(), [&](const OutputColumn& column) {
        return create_field(layer, column.name, field_type(column.type),
                            column.type == ColumnType::boolean ? OFSTBoolean : OFSTNone);
    });
}

void set_cell(OGRFeatureH feature, int field, const Cell& cell) {
    if (missing(cell))
        OGR_F_SetFieldNull(feature, field);
    else if (const auto* real = std::get_if<double>(&cell))
        OGR_F_SetFieldDouble(feature, field, *real);
    else if (const auto* integer = std::get_if<std::int64_t>(&cell))
        OGR_F_SetFieldInteger64(feature, field, *integer);
    else if (const auto* text = std::get_if<std::string>(&cell))
        OGR_F_SetFieldString(feature, field, text->c_str());
    else
        OGR_F_SetFieldInteger(feature, field, std::get<bool>(cell) ? 1 : 0);
}

OGRGeometryH geometry(const MultiPolygon& shape) {
    OGRGeometryH multi = OGR_G_CreateGeometry(wkbMultiPolygon);
    for (const Polygon& polygon : shape) {
        OGRGeometryH part = OGR_G_CreateGeometry(wkbPolygon);
        for (const Ring& ring : polygon) {
            OGRGeometryH line = OGR_G_CreateGeometry(wkbLinearRing);
            if (!ring.empty())
                OGR_G_SetPoints(line, static_cast<int>(ring.size()), &ring.front().x, sizeof(Point),
                                &ring.front().y, sizeof(Point), nullptr, 0);
            OGR_G_AddGeometryDirectly(part, line);
        }
        OGR_G_AddGeometryDirectly(multi, part);
    }
    return multi;
}

bool write_rows(OGRLayerH target, const FeatureLayer& layer) {
    for (std::size_t row = 0; row < layer.table.rows.size(); ++row) {
        const GdalFeature feature(OGR_F_Create(OGR_L_GetLayerDefn(target)));
        const auto& cells = layer.table.rows[row];
        for (std::size_t i = 0; i < cells.size(); ++i) set_cell(feature.get(), static_cast<int>(i), cells[i]);
        const MultiPolygon* shape = layer.shapes[row];
        if (shape != nullptr && !shape->empty()) OGR_F_SetGeometryDirectly(feature.get(), geometry(*shape));
        if (OGR_L_CreateFeature(target, feature.get()) != OGRERR_NONE) return false;
    }
    return true;
}

std::string description(const Stamp& stamp) {
    std::string text = stamp.synthetic ? std::string(synthetic_warning()) + " " : "";
    text += stamp.title + ", " + to_string(stamp.as_of);
    if (!stamp.note.empty()) text += ". " + stamp.note;
    return text;
}

bool write_layer(GDALDatasetH dataset, const fs::path& file, const FeatureLayer& layer, const Stamp& stamp) {
    const std::string label = layer.label_fr.empty() ? layer.name : layer.label_fr;
    const std::string identifier = "IDENTIFIER=" + label + (stamp.synthetic ? " (données synthétiques)" : "");
    const std::string about = "DESCRIPTION=" + description(stamp);
    const std::array<const char*, 4> options = {identifier.c_str(), about.c_str(), "GEOMETRY_NAME=geom",
                                                nullptr};
    const GdalSpatialRef srs = crs_from_id(layer.crs, file.filename().string());
    OGRLayerH target = GDALDatasetCreateLayer(dataset, layer.name.c_str(), srs.get(), wkbMultiPolygon,
                                              const_cast<char**>(options.data()));
    return target != nullptr && create_fields(target, layer.table) && write_rows(target, layer);
}

bool has_style(const FeatureLayer& layer) {
    const int column = layer.table.find("class");
    return column >= 0 && layer.table.columns[static_cast<std::size_t>(column)].type == ColumnType::integer;
}

struct StyleField {
    const char* name;
    OGRFieldType type;
    OGRFieldSubType subtype;
    int width;
};

// The columns that QGIS itself gives this table.
constexpr std::array<StyleField, 11> style_fields = {{{"f_table_catalog", OFTString, OFSTNone, 256},
                                                      {"f_table_schema", OFTString, OFSTNone, 256},
                                                      {"f_table_name", OFTString, OFSTNone, 256},
                                                      {"f_geometry_column", OFTString, OFSTNone, 256},
                                                      {"styleName", OFTString, OFSTNone, 30},
                                                      {"styleQML", OFTString, OFSTNone, 0},
                                                      {"styleSLD", OFTString, OFSTNone, 0},
                                                      {"useAsDefault", OFTInteger, OFSTBoolean, 0},
                                                      {"description", OFTString, OFSTNone, 0},
                                                      {"owner", OFTString, OFSTNone, 30},
                                                      {"update_time", OFTDateTime, OFSTNone, 0}}};

bool write_style(OGRLayerH styles, const FeatureLayer& layer, const Stamp& stamp) {
    const GdalFeature feature(OGR_F_Create(OGR_L_GetLayerDefn(styles)));
    const auto set = [&](const char* name, const std::string& value) {
        OGR_F_SetFieldString(feature.get(), OGR_F_GetFieldIndex(feature.get(), name), value.c_str());
    };
    set("f_table_catalog", "");
    set("f_table_schema", "");
    set("f_table_name", layer.name);
    set("f_geometry_column", "geom");
    set("styleName", "risque");
    set("styleQML", class_style_qml(layer, stamp.synthetic));
    set("styleSLD", class_style_sld(layer));
    set("description", "Classes de risque / Risk classes");
    set("owner", "");
    OGR_F_SetFieldInteger(feature.get(), OGR_F_GetFieldIndex(feature.get(), "useAsDefault"), 1);
    const Date& d = stamp.as_of;
    OGR_F_SetFieldDateTime(feature.get(), OGR_F_GetFieldIndex(feature.get(), "update_time"),
                           static_cast<int>(d.year()), static_cast<int>(static_cast<unsigned>(d.month())),
                           static_cast<int>(static_cast<unsigned>(d.day())), 0, 0, 0, 100);
    return OGR_L_CreateFeature(styles, feature.get()) == OGRERR_NONE;
}

bool write_styles(GDALDatasetH dataset, const std::vector<FeatureLayer>& layers, const Stamp& stamp) {
    if (std::none_of(layers.begin(), layers.end(), has_style)) return true;
    const std::array<const char*, 2> options = {"FID=id", nullptr};
    OGRLayerH styles =
        GDALDatasetCreateLayer(dataset, "layer_styles", nullptr, wkbNone, const_cast<char**>(options.data()));
    if (styles == nullptr) return false;
    for (const auto& field : style_fields)
        if (!create_field(styles, field.name, field.type, field.subtype, field.width)) return false;
    return std::all_of(layers.begin(), layers.end(), [&](const FeatureLayer& layer) {
        return !has_style(layer) || write_style(styles, layer, stamp);
    });
}

void set_metadata(GDALDatasetH dataset, const Stamp& stamp) {
    const auto set = [&](const char* key, const std::string& value) {
        GDALSetMetadataItem(dataset, key, value.c_str(), nullptr);
    };
    set("title", stamp.title);
    set("as_of", to_string(stamp.as_of));
    set("synthetic", stamp.synthetic ? "true" : "false");
    if (stamp.synthetic) set("warning", std::string(synthetic_warning()));
    if (!stamp.note.empty()) set("note", stamp.note);
}

void check_layers(const std::string& file, const std::vector<FeatureLayer>& layers) {
    if (layers.empty()) throw Error({file, "", "there is no layer to write", ""});
    for (const auto& layer : layers) {
        check(layer.table, file + ", " + layer.name);
        if (layer.shapes.size() != layer.table.rows.size())
            throw Error({file, layer.name,
                         fmt::format("{} rows have {} shapes", layer.table.rows.size(), layer.shapes.size()),
                         ""});
    }
}

bool write_all(const fs::path& file, const std::vector<FeatureLayer>& layers, const Stamp& stamp) {
    const GdalDataset dataset(GDALCreate(gdal_driver("GPKG"), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (dataset == nullptr || GDALDatasetStartTransaction(dataset.get(), FALSE) != OGRERR_NONE) return false;
    for (const auto& layer : layers)
        if (!write_layer(dataset.get(), file, layer, stamp)) return false;
    if (!write_styles(dataset.get(), layers, stamp)) return false;
    set_metadata(dataset.get(), stamp);
    return GDALDatasetCommitTransaction(dataset.get()) == OGRERR_NONE;
}

void remove_database(const fs::path& file) {
    std::error_code ignored;
    for (const char* ending : {"", "-journal", "-wal", "-shm"})
        fs::remove(fs::path(file).concat(ending), ignored);
}

}  // namespace

void write_gpkg(const fs::path& file, const std::vector<FeatureLayer>& layers, const Stamp& stamp) {
    check_layers(file.filename().string(), layers);
    remove_database(file);
    const GdalErrors errors;
    const GdalOption current_date("OGR_CURRENT_DATE", to_string(stamp.as_of) + "T00:00:00.000Z");
    // The caller brings the whole file to the disk before it is renamed.
    const GdalOption no_sync("OGR_SQLITE_SYNCHRONOUS", "OFF");
    const bool whole = write_all(file, layers, stamp);
    if (whole && !errors.failed()) return;
    remove_database(file);
    throw gdal_write_error(file, errors);
}

}  // namespace djoliba
