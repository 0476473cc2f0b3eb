// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <fmt/format.h>

#include <djoliba/engine/account_text.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/chosen_cache.hpp>
#include <djoliba/scenarios/access_files.hpp>

#include "call.hpp"
#include "columns.hpp"
#include "inputs.hpp"

namespace djoliba::python {
namespace {

FrictionUnit unit_of(const std::string& word) {
    static const std::map<std::string, FrictionUnit> units{
        {"minutes_per_metre", FrictionUnit::minutes_per_metre},
        {"km_per_hour", FrictionUnit::km_per_hour},
        {"hours_per_metre", FrictionUnit::hours_per_metre},
        {"seconds_per_metre", FrictionUnit::seconds_per_metre}};
    const auto found = units.find(word);
    if (found == units.end())
        throw Error(Problem{"friction", "unit", fmt::format("'{}' is no unit of friction", word),
                            "give minutes_per_metre, km_per_hour, hours_per_metre or seconds_per_metre"});
    return found->second;
}

UnknownStatus status_rule(const std::string& word) {
    if (word == "open") return UnknownStatus::open;
    if (word == "closed") return UnknownStatus::closed;
    throw Error(
        Problem{"facilities", "unknown_status", fmt::format("'{}' is neither open nor closed", word), ""});
}

using Texts = std::vector<std::string>;

FacilityFile facilities_of(const std::string& path, const std::string& layer, const nb::object& table,
                           const nb::dict& columns) {
    FacilityFile file{path, layer};
    const auto text = [&](const char* key) { return nb::cast<std::string>(columns[key]); };
    file.lon = text("lon");
    file.lat = text("lat");
    file.id = text("id");
    file.name = text("name");
    file.type = text("type");
    file.status = text("status");
    file.types = nb::cast<Texts>(columns["types"]);
    file.open_words = nb::cast<Texts>(columns["open_words"]);
    file.closed_words = nb::cast<Texts>(columns["closed_words"]);
    if (!table.is_none()) file.memory = std::make_shared<const Table>(nb::cast<const Table&>(table));
    return file;
}

PeopleFiles people_of(const RasterInputs& raster, const AreaInputs& areas, const std::string& nodata,
                      double multiply) {
    return {raster_input(raster, multiply, nodata_of(nodata, "people_nodata")), areas.file, areas.layer,
            areas.code, areas.memory};
}

NewFacilities new_facilities(const FacilityFile& candidates, std::size_t number, const std::string& goal,
                             double minutes) {
    if (goal != "people" && goal != "hours")
        throw Error(Problem{"", "goal", fmt::format("'{}' is neither people nor hours", goal), ""});
    return {candidates,
            {.goal = goal == "people" ? PlacementGoal::people_within : PlacementGoal::person_hours,
             .minutes = minutes,
             .facilities = number}};
}

/// All cells of a raster as float, NaN where there is no value.
nb::object cells_of(const RasterSource& source, const CallOptions& options) {
    const Grid& g = source.grid();
    auto cells = call(options, [&](const Job&) {
        std::vector<float> values(static_cast<std::size_t>(g.cols * g.rows));
        const std::int64_t step = std::max<std::int64_t>(1, source.block().rows);
        const auto reader = source.open();
        for (std::int64_t row = 0; row < g.rows; row += step) {
            const Window window{0, row, g.cols, std::min(step, g.rows - row)};
            reader->read(window, std::span(values).subspan(static_cast<std::size_t>(row * g.cols),
                                                           static_cast<std::size_t>(window.size())));
        }
        return values;
    });
    return array_of(std::move(cells), {static_cast<std::size_t>(g.rows), static_cast<std::size_t>(g.cols)});
}

nb::dict dict_of(const AccessTotals& totals) {
    nb::dict dict;
    dict["people"] = totals.people;
    dict["within"] = totals.within;
    dict["unreachable"] = totals.unreachable;
    dict["unknown"] = totals.unknown;
    return dict;
}

nb::object table_or_none(const std::optional<OutputTable>& table) {
    return table ? nb::object(values_of(*table)) : nb::none();
}

Texts notes_of(const Account& account) {
    Texts notes;
    for (const LayerAccount& l : account.layers) {
        notes.push_back(fmt::format("{}: {} of {} rows used", l.source, l.rows_used, l.rows_read));
        for (const std::string& note : l.notes) notes.push_back(l.source + ": " + note);
    }
    for (const Exclusion& e : account.exclusions) notes.push_back(to_string(e));
    for (const ChangeMade& c : account.changes)
        notes.push_back(fmt::format("{}: {} {}", c.source, c.number, c.what));
    notes.insert(notes.end(), account.warnings.begin(), account.warnings.end());
    return notes;
}

nb::dict dict_of(const AccessResult& result, const CallOptions& options) {
    const auto minutes = minutes_raster(result.times);
    const auto nearest = nearest_raster(result.times, result.numbers);
    const Grid& g = minutes->grid();
    nb::dict dict;
    dict["minutes"] = cells_of(*minutes, options);
    dict["nearest"] = cells_of(*nearest, options);
    dict["affine"] = nb::make_tuple(g.dx, 0.0, g.west, 0.0, -g.dy, g.north);
    dict["crs"] = minutes->crs();
    dict["facilities"] = values_of(result.facilities);
    dict["localities"] = table_or_none(result.localities);
    dict["placement"] = table_or_none(result.placement);
    dict["placement_at_most"] = nb::cast(result.placement_at_most);
    dict["totals"] = result.in_localities ? nb::object(dict_of(*result.in_localities)) : nb::none();
    dict["notes"] = nb::cast(notes_of(result.account));
    return dict;
}

void bind_request(nb::module_& m) {
    nb::class_<AccessRequest>(m, "AccessRequest", "What access() is asked for.")
        .def("__init__",
             [](AccessRequest* self, const RasterInputs& friction, const std::string& unit,
                const FacilityFile& facilities) {
                 new (self) AccessRequest{
                     .friction = raster_input(friction), .unit = unit_of(unit), .facilities = facilities};
             })
        .def("set_elevation",
             [](AccessRequest& r, const RasterInputs& raster) { r.elevation = raster_input(raster); })
        .def("set_moves",
             [](AccessRequest& r, int neighbours, double snap_km) {
                 if (neighbours != 8 && neighbours != 16)
                     throw Error(
                         Problem{"", "neighbours", fmt::format("{} is neither 8 nor 16", neighbours), ""});
                 r.neighbours = neighbours;
                 r.snap_km = snap_km;
             })
        .def("set_unknown_status",
             [](AccessRequest& r, const std::string& word) { r.unknown_status = status_rule(word); })
        .def("set_limits",
             [](AccessRequest& r, std::vector<double> minutes, std::vector<double> km, double beyond) {
                 r.within_minutes = std::move(minutes);
                 r.within_km = std::move(km);
                 r.beyond_minutes = beyond;
             })
        .def("block",
             [](AccessRequest& r, const RasterInputs& hazard, double at_or_above, const std::string& nodata) {
                 if (!(at_or_above > 0 && at_or_above < 1e9))
                     throw Error(
                         Problem{"", "blocked", fmt::format("{} is no value above 0", at_or_above), ""});
                 r.blocked.hazards.push_back(
                     {raster_input(hazard, 1, nodata_of(nodata, "blocked_nodata")), at_or_above});
             })
        .def("set_blocking",
             [](AccessRequest& r, double share, bool drowned_open) {
                 if (!(share >= 0 && share <= 1))
                     throw Error(Problem{"", "blocked_share", fmt::format("{} is not 0 to 1", share), ""});
                 r.blocked.share = share;
                 r.blocked.drowned_open = drowned_open;
             })
        .def("set_people", [](AccessRequest& r, const RasterInputs& raster, const AreaInputs& areas,
                              const std::string& nodata,
                              double multiply) { r.people = people_of(raster, areas, nodata, multiply); })
        .def("add_facilities",
             [](AccessRequest& r, const FacilityFile& candidates, std::size_t number,
                const std::string& goal) {
                 r.add = new_facilities(candidates, number, goal, r.beyond_minutes);
             })
        .def("set_cache", [](AccessRequest& r, const std::string& cache) { r.cache = chosen_cache(cache); });
}

}  // namespace

void bind_access(nb::module_& m) {
    m.attr("UNREACHABLE_MINUTES") = unreachable_minutes;
    nb::class_<FacilityFile>(m, "Facilities", "A list of facilities.")
        .def(
            "__init__",
            [](FacilityFile* self, const std::string& path, const std::string& layer, const nb::object& table,
               const nb::dict& columns) {
                new (self) FacilityFile(facilities_of(path, layer, table, columns));
            },
            nb::arg("path"), nb::arg("layer"), nb::arg("table").none(), nb::arg("columns"));
    bind_request(m);
    m.def(
        "access",
        [](const AccessRequest& request, int threads, const nb::object& progress) {
            const CallOptions options{threads, progress};
            const AccessResult result = call(options, [&](const Job& job) {
                return access_from_files(request, [&](const std::string&) { return job; });
            });
            return dict_of(result, {threads, nb::none()});
        },
        nb::arg("request"), nb::arg("threads") = 0, nb::arg("progress").none() = nb::none(),
        "Rasters as arrays, tables as columns, and notes.");
}

}  // namespace djoliba::python
