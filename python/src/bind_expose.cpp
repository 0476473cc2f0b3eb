// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <djoliba/layers/chosen_cache.hpp>
#include <djoliba/scenarios/exposure_files.hpp>

#include "call.hpp"
#include "columns.hpp"
#include "inputs.hpp"

namespace djoliba::python {
namespace {

/// One hazard as Python gives it.
HazardInput hazard_of(const std::string& name, const RasterInputs& raster, std::vector<double> edges,
                      bool below, const std::string& nodata, double multiply) {
    const Nodata rule = nodata_of(nodata, "hazards[" + name + "].nodata");
    return {name, raster_input(raster, multiply, rule), std::move(edges),
            below ? Direction::at_or_below : Direction::at_or_above};
}

ExposureRequest request_of(const RasterInputs& people, const std::string& people_nodata,
                           double people_multiply, std::vector<HazardInput> hazards, const AreaInputs& areas,
                           std::vector<std::vector<std::string>> joints) {
    ExposureRequest request;
    request.people = raster_input(people, people_multiply, nodata_of(people_nodata, "people_nodata"));
    request.hazards = std::move(hazards);
    request.joints = std::move(joints);
    request.localities = areas.file;
    request.layer = areas.layer;
    request.code = areas.code;
    request.areas = areas.memory;
    return request;
}

nb::tuple tables_of(const ExposureCount& count) {
    nb::list joints;
    for (std::size_t j = 0; j < count.sums.joints.size(); ++j)
        joints.append(values_of(joint_table(count, j)));
    return nb::make_tuple(values_of(curves_table(count)), joints, nb::cast(count.notes));
}

}  // namespace

void bind_expose(nb::module_& m) {
    nb::class_<HazardInput>(m, "Hazard", "A hazard of expose().")
        .def(
            "__init__",
            [](HazardInput* self, const std::string& name, const RasterInputs& raster,
               std::vector<double> edges, bool below, const std::string& nodata, double multiply) {
                new (self) HazardInput(hazard_of(name, raster, std::move(edges), below, nodata, multiply));
            },
            nb::arg("name"), nb::arg("raster"), nb::arg("edges"), nb::arg("below") = false,
            nb::arg("nodata") = "unknown", nb::arg("multiply") = 1.0);
    m.def(
        "expose",
        [](const RasterInputs& people, const std::string& people_nodata, double people_multiply,
           const std::vector<HazardInput>& hazards, const AreaInputs& areas,
           const std::vector<std::vector<std::string>>& joints, const std::string& cache, int threads,
           const nb::object& progress) {
            ExposureRequest request =
                request_of(people, people_nodata, people_multiply, hazards, areas, joints);
            request.cache = chosen_cache(cache);
            return tables_of(call({threads, progress}, [&](const Job& job) {
                return count_files(request, [&](double) { return job; });
            }));
        },
        nb::arg("people"), nb::arg("people_nodata"), nb::arg("people_multiply"), nb::arg("hazards"),
        nb::arg("areas"), nb::arg("joints"), nb::arg("cache") = "", nb::arg("threads") = 0,
        nb::arg("progress").none() = nb::none(), "Columns of the curves, those of each joint, and notes.");
}

}  // namespace djoliba::python
