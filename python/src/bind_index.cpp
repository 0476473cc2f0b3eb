// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <djoliba/engine/account_text.hpp>
#include <djoliba/scenarios/index_table.hpp>
#include <djoliba/scenarios/library.hpp>

#include "call.hpp"
#include "columns.hpp"

namespace djoliba::python {
namespace {

/// What the reader of the table left out.
std::vector<std::string> notes_of(const Table& table) {
    std::vector<std::string> notes;
    notes.reserve(table.exclusions.size());
    for (const Exclusion& left_out : table.exclusions)
        notes.push_back(table.file + ": " + std::to_string(left_out.rows) +
                        " rows left out: " + left_out.reason);
    return notes;
}

}  // namespace

void bind_index(nb::module_& m) {
    nb::class_<IndexFile>(m, "IndexFile", "The tree of an index.")
        .def_static("named", index_named, nb::arg("name"), "A file, or the name of a shipped index.")
        .def_static(
            "parsed",
            [](const std::string& text, const std::string& name) { return parse_index(text, name); },
            nb::arg("text"), nb::arg("name"), "From YAML.");
    m.def("library_indices", library_indices, "Names of the shipped indices.");
    m.def(
        "index",
        [](const Table& table, const IndexFile& index) {
            const OutputTable out = call({}, [&](const Job&) { return apply_index(index, table); });
            return nb::make_tuple(values_of(out), nb::cast(notes_of(table)));
        },
        nb::arg("table"), nb::arg("index"), "Columns of the scored rows, and notes.");
}

}  // namespace djoliba::python
