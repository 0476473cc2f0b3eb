// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <djoliba/scenarios/run.hpp>

#include "call.hpp"

namespace djoliba::python {
namespace {

using Folders = std::vector<std::filesystem::path>;

Result run_file(const std::string& file, const Folders& data, int threads, const nb::object& progress) {
    return call({threads, progress}, [&](const Job& job) { return run(resolve(file, data), job); });
}

}  // namespace

void bind_run(nb::module_& m) {
    nb::class_<Result>(m, "RunResult", "All that a run found; a source of djoliba.Result.")
        .def("manifest_text", [](const Result& r) { return manifest(r, {}); });
    m.def("run", run_file, nb::arg("file"), nb::arg("data") = Folders{}, nb::arg("threads") = 0,
          nb::arg("progress").none() = nb::none());
}

}  // namespace djoliba::python
