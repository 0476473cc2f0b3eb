// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <djoliba/layers/chosen_cache.hpp>
#include <djoliba/scenarios/zonal_files.hpp>

#include "call.hpp"
#include "columns.hpp"
#include "inputs.hpp"

namespace djoliba::python {
namespace {

/// Of each area its number, or its code; then the statistics.
nb::dict values_of(const ZonalFigures& figures, const std::string& code) {
    nb::dict columns;
    nb::list labels;
    const std::size_t field = code.empty() ? 0 : field_index(figures.areas, code);
    for (const Feature& f : figures.areas.features)
        labels.append(code.empty() ? nb::object(nb::int_(f.id))
                                   : nb::object(nb::str(f.values[field].c_str())));
    columns[code.empty() ? "feature" : code.c_str()] = labels;
    for (const ZonalStatistic& s : figures.table.statistics) {
        std::vector<double> values;
        values.reserve(figures.areas.features.size());
        for (std::size_t i = 0; i < figures.areas.features.size(); ++i)
            values.push_back(figures.table.at(i, s));
        columns[to_string(s).c_str()] = array_of(std::move(values), {figures.areas.features.size()});
    }
    return columns;
}

nb::tuple zonal_figures(const RasterInputs& raster, const AreaInputs& areas,
                        const std::vector<std::string>& stats, const std::optional<RasterInputs>& weights,
                        const CoverageCache& cache, const CallOptions& options) {
    ZonalRequest request;
    request.raster = raster.source;
    if (weights) request.weights = weights->source;
    request.localities = areas.file;
    request.layer = areas.layer;
    request.areas = areas.memory;
    request.statistics = statistics_named(stats);
    request.cache = cache;
    const ZonalFigures figures =
        call(options, [&](const Job& job) { return zonal_from_files(request, [&](double) { return job; }); });
    return nb::make_tuple(values_of(figures, areas.code), nb::cast(figures.notes));
}

}  // namespace

void bind_zonal(nb::module_& m) {
    m.def(
        "zonal",
        [](const RasterInputs& raster, const AreaInputs& areas, const std::vector<std::string>& stats,
           const std::optional<RasterInputs>& weights, const std::string& cache, int threads,
           const nb::object& progress) {
            return zonal_figures(raster, areas, stats, weights, chosen_cache(cache), {threads, progress});
        },
        nb::arg("raster"), nb::arg("areas"), nb::arg("stats"), nb::arg("weights").none() = nb::none(),
        nb::arg("cache") = "", nb::arg("threads") = 0, nb::arg("progress").none() = nb::none(),
        "Columns of statistics by name, and notes.");
}

}  // namespace djoliba::python
