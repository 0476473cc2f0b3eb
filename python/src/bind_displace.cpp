// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include <nanobind/stl/map.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <fmt/format.h>

#include <djoliba/engine/account_text.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/displacement_files.hpp>

#include "call.hpp"
#include "columns.hpp"

namespace djoliba::python {
namespace {

/// A case with all that is needed to run it.
struct DisplacementInputs {
    DisplacementCase given;
};

std::optional<NewPeople> new_people_of(const std::string& word) {
    if (word.empty()) return {};
    if (word == "observed") return NewPeople::observed;
    if (word == "constant") return NewPeople::constant;
    if (word == "population_ratio") return NewPeople::population_ratio;
    throw Error(Problem{"", "new_people", fmt::format("`{}` is no such rule", word),
                        "give observed, constant, population_ratio, or a table"});
}

DisplacementInputs from_file(const std::string& path, const FlowSettings& rules,
                             const std::string& new_people) {
    DisplacementInputs in{read_displacement(path, rules)};
    set_new_people(in.given, new_people_of(new_people));
    return in;
}

DisplacementInputs from_tables(const std::map<std::string, Table>& tables, const std::string& start, int days,
                               const FlowSettings& rules, const std::string& new_people) {
    DisplacementTables given;
    given.tables = tables;
    given.start = parse_date(start).value_or(Date{});
    given.days = days;
    given.new_people = new_people;
    DisplacementInputs in{displacement_of(given, rules)};
    set_new_people(in.given);
    return in;
}

nb::tuple tables_of(const DisplacementCase& given, const FlowRun& run) {
    std::vector<std::string> notes;
    notes.reserve(given.account.exclusions.size());
    for (const Exclusion& e : given.account.exclusions) notes.push_back(to_string(e));
    nb::object summary = nb::none();
    if (!given.observed.empty()) summary = nb::str(observed_summary(given, run).c_str());
    return nb::make_tuple(values_of(places_by_day(given, run)), values_of(flows_by_day(given, run)),
                          values_of(flows_by_way(given, run)), summary, run.under_way.back(), notes);
}

nb::tuple run_displacement(const DisplacementInputs& in, int agents, std::uint64_t seed,
                           const CallOptions& options) {
    if (agents < 0)
        throw Error(Problem{"", "agents", fmt::format("{} runs cannot be drawn", agents), "give 1 or more"});
    const FlowRun run = call(options, [&](const Job& job) {
        return agents > 0 ? displacement_agents(in.given.flow, {seed, 0, agents}, job)
                          : displacement_flow(in.given.flow, job);
    });
    return tables_of(in.given, run);
}

}  // namespace

void bind_displace(nb::module_& m) {
    nb::class_<DisplacementInputs>(m, "Displacement", "A case of displace().")
        .def_static("from_file", from_file, nb::arg("path"), nb::arg("rules"), nb::arg("new_people") = "")
        .def_static("from_tables", from_tables, nb::arg("tables"), nb::arg("start"), nb::arg("days"),
                    nb::arg("rules"), nb::arg("new_people") = "");
    m.def(
        "displace",
        [](const DisplacementInputs& in, int agents, std::uint64_t seed, int threads,
           const nb::object& progress) { return run_displacement(in, agents, seed, {threads, progress}); },
        nb::arg("inputs"), nb::arg("agents") = 0, nb::arg("seed") = 1, nb::arg("threads") = 0,
        nb::arg("progress").none() = nb::none(),
        "Columns of places by day, flows by day and flows by way; summary as JSON; people under way; notes.");
}

}  // namespace djoliba::python
