// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <djoliba/layers/chosen_cache.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_wkb.hpp>
#include <djoliba/scenarios/batch.hpp>
#include <djoliba/scenarios/result_maps.hpp>
#include <djoliba/scenarios/result_outputs.hpp>
#include <djoliba/scenarios/run.hpp>
#include <djoliba/scenarios/summary.hpp>

#include "call.hpp"
#include "columns.hpp"
#include "scenario_tree.hpp"
#include "words.hpp"

namespace djoliba::python {
namespace {

using Folders = std::vector<std::filesystem::path>;

Result run_scenario(const nb::object& scenario, const Folders& data, const std::string& cache, int threads,
                    const nb::object& progress, bool publish) {
    const GivenScenario given(scenario);
    return call({threads, progress}, [&](const Job& job) {
        return (publish ? run_public : run)(given.resolve(data), job, chosen_cache(cache));
    });
}

std::vector<Problem> check_scenario_of(const nb::object& scenario, const Folders& data,
                                       const nb::object& progress) {
    const GivenScenario given(scenario);
    return call({0, progress}, [&](const Job& job) -> std::vector<Problem> {
        try {
            return check_files_and_sweep(given.resolve(data), job).problems;
        } catch (const Error& error) {
            return error.problems();
        }
    });
}

nb::dict geometry(const Result& r, const std::string& level) {
    nb::dict shapes;
    for (const int i : r.localities.of_level(level)) {
        const std::string wkb = to_wkb(r.localities[i].shape);
        if (!wkb.empty()) shapes[r.localities[i].code.c_str()] = nb::bytes(wkb.data(), wkb.size());
    }
    return shapes;
}

/// A map with all its values, row by row from the north.
struct FilledMap {
    ResultMap map = {};
    std::vector<float> values = {};
};

FilledMap filled(const Result& r, const std::string& name, const Job& job) {
    constexpr std::int64_t rows_at_once = 512;
    FilledMap filled{.map = ResultMaps(r).map(name, job)};
    const Grid& grid = filled.map.output.grid;
    filled.values.resize(static_cast<std::size_t>(grid.rows * grid.cols));
    for (std::int64_t row = 0; row < grid.rows; row += rows_at_once) {
        if (job.cancelled()) throw Cancelled();
        const std::int64_t rows = std::min(rows_at_once, grid.rows - row);
        filled.map.fill(0, row, rows,
                        std::span(filled.values)
                            .subspan(static_cast<std::size_t>(row * grid.cols),
                                     static_cast<std::size_t>(rows * grid.cols)));
        job.progress(static_cast<double>(row + rows) / static_cast<double>(grid.rows));
    }
    return filled;
}

/// In the type of the file.
nb::object array_of_map(FilledMap map) {
    const Grid& grid = map.map.output.grid;
    const auto rows = static_cast<std::size_t>(grid.rows), cols = static_cast<std::size_t>(grid.cols);
    if (map.map.output.type == RasterType::float32) return array_of(std::move(map.values), {rows, cols});
    std::vector<std::uint8_t> classes(map.values.size());
    std::ranges::transform(map.values, classes.begin(), [&](float v) {
        return static_cast<std::uint8_t>(std::isnan(v) ? map.map.output.nodata : static_cast<double>(v));
    });
    return array_of(std::move(classes), {rows, cols});
}

nb::tuple map_of(const Result& r, const std::string& name, int threads, const nb::object& progress) {
    FilledMap map = call({threads, progress}, [&](const Job& job) { return filled(r, name, job); });
    const RasterOutput output = map.map.output;
    const MapDescription about = map.map.about;
    nb::dict attributes;
    attributes["name"] = about.name;
    attributes["theme"] = about.theme;
    attributes["label_fr"] = about.label.fr;
    attributes["label_en"] = about.label.en;
    attributes["unit"] = about.unit;
    attributes["nodata"] = output.nodata;
    const Grid& g = output.grid;
    return nb::make_tuple(array_of_map(std::move(map)),
                          nb::make_tuple(g.dx, 0.0, g.west, 0.0, -g.dy, g.north), output.crs, attributes);
}

std::vector<std::string> map_names(const Result& r) {
    std::vector<std::string> names;
    for (const MapDescription& about : maps_of(r)) names.push_back(about.name);
    return names;
}

/// `outputs`: formats in the place of those that the scenario asks for; empty: those.
std::vector<std::string> save_result(const Result& r, const std::filesystem::path& folder,
                                     const std::vector<std::string>& outputs, int threads,
                                     const nb::object& progress) {
    return call({threads, progress}, [&](const Job& job) {
        check_output_directory(folder);
        if (outputs.empty()) return save(r, folder, job);
        Result other = r;
        other.outputs = outputs;
        return save(other, folder, job);
    });
}

void bind_result(nb::module_& m) {
    nb::class_<Result>(m, "RunResult", "All that a run found, in memory: a source of djoliba.Result.")
        .def(
            "manifest_text", [](const Result& r) { return manifest(r, output_files(r)); },
            "Text of the run.json that `save` would write")
        .def("tables", table_names, "Names of the tables")
        .def(
            "columns",
            [](const Result& r, const std::string& table) { return columns_of(result_table(r, table)); },
            nb::arg("table"), "Name, type, title, title_fr and unit of each column")
        .def(
            "table",
            [](const Result& r, const std::string& name) { return values_of(result_table(r, name)); },
            nb::arg("name"), "Columns by name: arrays of float64 with NaN, or lists with None")
        .def("geometry", geometry, nb::arg("level"), "WKB by code, in degrees of WGS 84")
        .def("maps", map_names, "Names of the maps")
        .def("map", map_of, nb::arg("name"), nb::arg("threads") = 0, nb::arg("progress").none() = nb::none(),
             "Values, affine transform (a, b, c, d, e, f), CRS and attributes of a map")
        .def(
            "summary",
            [](const Result& r, int top, const std::string& lang) {
                return summary(r, {.top = top, .language = language_of(lang)});
            },
            nb::arg("top") = 20, nb::arg("lang") = "en", "What the command prints at the end of a run")
        .def("save", save_result, nb::arg("folder"), nb::arg("outputs") = std::vector<std::string>{},
             nb::arg("threads") = 0, nb::arg("progress").none() = nb::none(),
             "Write the outputs that the scenario asks for, whole or not at all; returns their names");
}

}  // namespace

void bind_run(nb::module_& m) {
    bind_result(m);
    m.def("run", run_scenario, nb::arg("scenario"), nb::arg("data") = Folders{}, nb::arg("cache") = "",
          nb::arg("threads") = 0, nb::arg("progress").none() = nb::none(), nb::arg("publish") = false);
    m.def("check", check_scenario_of, nb::arg("scenario"), nb::arg("data") = Folders{},
          nb::arg("progress").none() = nb::none());
    m.def("check_output_directory", check_output_directory, nb::arg("folder"));
}

}  // namespace djoliba::python
