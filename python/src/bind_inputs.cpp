// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <nanobind/stl/array.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/indicator.hpp>
#include <djoliba/layers/array_raster.hpp>
#include <djoliba/layers/raster_file.hpp>

#include "buffer.hpp"
#include "inputs.hpp"

namespace djoliba::python {
namespace {

using Numbers = std::vector<double>;

RasterInputs raster_from_file(const std::string& path, int band, const Numbers& nodata,
                              const std::string& crs) {
    RasterOptions options;
    options.band = band;
    options.nodata = nodata;
    options.crs = crs;
    return {open_raster(path, options), path};
}

/// `affine`: as rasterio has it, x = a col + b row + c, y = d col + e row + f.
RasterInputs raster_from_array(const nb::object& array, const std::array<double, 6>& affine,
                               const std::string& crs, const Numbers& nodata, const std::string& name) {
    const auto [a, b, c, d, e, f] = affine;
    const Buffer buffer(array, 2, name);
    ArrayPlace place{{c, a, b, f, d, e}, crs, nodata, name};
    const Py_buffer& view = buffer.view();
    return {array_raster({static_cast<const std::byte*>(view.buf), buffer.type(), view.shape[0],
                          view.shape[1], view.strides[0], view.strides[1], buffer.owner()},
                         place),
            name};
}

nb::tuple affine_of(const RasterInputs& raster) {
    const Grid& g = raster.source->grid();
    return nb::make_tuple(g.dx, 0.0, g.west, 0.0, -g.dy, g.north);
}

AreaInputs areas_from_wkb(const std::vector<nb::bytes>& wkb, std::vector<std::string> codes, std::string crs,
                          std::string field, std::string name) {
    WkbFeatures features{std::move(name), std::move(crs), std::move(field), std::move(codes)};
    for (const nb::bytes& bytes : wkb) features.wkb.emplace_back(bytes.c_str(), bytes.size());
    if (features.wkb.size() != features.codes.size())
        throw Error(
            Problem{features.name, "",
                    fmt::format("{} geometries for {} codes", features.wkb.size(), features.codes.size()),
                    "give one code for each"});
    AreaInputs areas{features.name, "", features.field};
    areas.memory = std::make_shared<const WkbFeatures>(std::move(features));
    return areas;
}

Table table_of(std::string name, std::vector<std::string> columns,
               const std::vector<std::vector<std::string>>& by_column) {
    Table table;
    table.file = std::move(name);
    table.columns = std::move(columns);
    table.rows.resize(by_column.empty() ? 0 : by_column.front().size());
    for (const auto& column : by_column)
        for (std::size_t row = 0; row < table.rows.size(); ++row) table.rows[row].push_back(column.at(row));
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        table.lines.push_back(static_cast<std::int64_t>(row) + 1);
    table.rows_read = static_cast<std::int64_t>(table.rows.size());
    return table;
}

std::pair<Numbers, Numbers> lonlat(const AreaInputs& places) {
    std::pair<Numbers, Numbers> out;
    for (const Feature& f : read_wkb(*places.memory, "EPSG:4326").features) {
        out.first.push_back(f.point ? f.point->x : missing_value);
        out.second.push_back(f.point ? f.point->y : missing_value);
    }
    return out;
}

}  // namespace

RasterInput raster_input(const RasterInputs& raster, double multiply, Nodata nodata) {
    RasterInput input{raster.name};
    input.multiply = multiply;
    input.nodata = nodata;
    input.memory = raster.source;
    return input;
}

Nodata nodata_of(const std::string& word, const std::string& argument) {
    if (word == "none") return Nodata::none;
    if (word == "unknown") return Nodata::unknown;
    throw Error(Problem{"", argument, fmt::format("'{}' is neither none nor unknown", word),
                        "say what cells without value mean"});
}

void bind_inputs(nb::module_& m) {
    nb::class_<RasterInputs>(m, "Raster",
                             "A raster that functions read: a band of a file, or an array in place.")
        .def_static("from_file", raster_from_file, nb::arg("path"), nb::arg("band") = 1,
                    nb::arg("nodata") = Numbers{}, nb::arg("crs") = "")
        .def_static("from_array", raster_from_array, nb::arg("array"), nb::arg("affine"), nb::arg("crs"),
                    nb::arg("nodata") = Numbers{}, nb::arg("name") = "array")
        .def_ro("name", &RasterInputs::name, "File, or what messages call the array")
        .def_prop_ro(
            "crs", [](const RasterInputs& r) { return r.source->crs(); }, "Id, or WKT where it has none")
        .def_prop_ro("affine", affine_of, "Of the north-up grid, as rasterio's")
        .def_prop_ro(
            "shape",
            [](const RasterInputs& r) {
                return nb::make_tuple(r.source->grid().rows, r.source->grid().cols);
            },
            "Rows and columns");
    nb::class_<AreaInputs>(m, "Areas",
                           "Areas that functions read: a layer of a file, or geometries in memory.")
        .def_static(
            "from_file",
            [](std::string path, std::string layer, std::string code) {
                return AreaInputs{std::move(path), std::move(layer), std::move(code)};
            },
            nb::arg("path"), nb::arg("layer") = "", nb::arg("code") = "")
        .def_static("from_wkb", areas_from_wkb, nb::arg("wkb"), nb::arg("codes"), nb::arg("crs"),
                    nb::arg("field") = "code", nb::arg("name") = "localities");
    nb::class_<Table>(m, "Table", "A table of texts; empty texts are missing values.")
        .def(
            "__init__",
            [](Table* self, std::string name, std::vector<std::string> columns,
               const std::vector<std::vector<std::string>>& cells) {
                new (self) Table(table_of(std::move(name), std::move(columns), cells));
            },
            nb::arg("name"), nb::arg("columns"), nb::arg("cells"))
        .def_static(
            "from_file", [](const std::string& path) { return read_table(path, {.name = path}); },
            nb::arg("path"));
    m.def("lonlat", lonlat, nb::arg("points"),
          "Longitudes and latitudes on WGS84 of points in memory; NaN where a geometry is no point.");
}

}  // namespace djoliba::python
