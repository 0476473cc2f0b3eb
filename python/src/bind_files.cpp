// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <djoliba/layers/chosen_cache.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/synthetic.hpp>
#include <djoliba/scenarios/batch.hpp>
#include <djoliba/scenarios/run_comparison.hpp>

#include "call.hpp"
#include "columns.hpp"
#include "scenario_tree.hpp"
#include "words.hpp"

namespace djoliba::python {
namespace {

namespace fs = std::filesystem;
using Folders = std::vector<fs::path>;

void write_demo(const fs::path& folder, const std::string& resolution, std::uint64_t seed, int threads,
                const nb::object& progress) {
    const SyntheticOptions country{resolution_from_text(resolution), seed};
    run_call({threads, progress}, [&](const Job& job) {
        check_output_directory(folder);
        write_synthetic_country(folder, country, job);
    });
}

BatchSummary batch(const std::vector<std::string>& files, const fs::path& folder, const Folders& data,
                   const std::string& cache, int threads, const nb::object& progress,
                   const std::vector<std::string>& texts) {
    const BatchRequest request{files, data, folder, chosen_cache(cache), texts};
    return call({threads, progress}, [&](const Job& job) {
        check_output_directory(folder);
        return run_batch(request, job);
    });
}

RunComparison compare_folders(const fs::path& before, const fs::path& after, const fs::path& crosswalk,
                              const Folders& data, const std::string& cache, int threads,
                              const nb::object& progress) {
    return call({threads, progress}, [&](const Job& job) {
        return compare_runs(before, after, {.crosswalk = crosswalk, .data = data}, job, chosen_cache(cache));
    });
}

void bind_batch(nb::module_& m) {
    nb::class_<BatchTask>(m, "BatchTask", "A scenario of a batch.")
        .def_ro("name", &BatchTask::name)
        .def_ro("reason", &BatchTask::reason, "Why it cannot run, or has to be computed")
        .def("__repr__", [](const BatchTask& t) { return "<BatchTask " + t.name + ": " + t.reason + ">"; });
    nb::class_<BatchSummary>(m, "BatchSummary", "A batch when it has ended.")
        .def_ro("done", &BatchSummary::done, "Scenarios finished, by this call or before")
        .def_ro("computed", &BatchSummary::computed, "Scenarios finished by this call")
        .def_ro("failed", &BatchSummary::failed)
        .def_ro("missing", &BatchSummary::missing, "Scenarios that another call has changed meanwhile")
        .def_ro("failures", &BatchSummary::failures, "Scenarios that cannot run, with the reason")
        .def_ro("warnings", &BatchSummary::warnings, "Swept keys that change no score")
        .def_ro("outputs", &BatchSummary::outputs, "Files in the folder beside the ledger");
    m.def("batch", batch, nb::arg("files"), nb::arg("folder"), nb::arg("data") = Folders{},
          nb::arg("cache") = "", nb::arg("threads") = 0, nb::arg("progress").none() = nb::none(),
          nb::arg("texts") = std::vector<std::string>{});
    m.def(
        "yaml_of", [](const nb::dict& scenario) { return GivenScenario(scenario).yaml(); },
        nb::arg("scenario"), "A dictionary as the text of a scenario file");
}

void bind_comparison(nb::module_& m) {
    nb::class_<RunComparison>(m, "RunComparison", "Two saved runs side by side.")
        .def_ro("notes", &RunComparison::notes, "What a reader must know")
        .def("columns", [](const RunComparison& c) { return columns_of(comparison_table(c)); })
        .def("table", [](const RunComparison& c) { return values_of(comparison_table(c)); })
        .def(
            "summary",
            [](const RunComparison& c, int top, const std::string& lang) {
                return summary(c, {.top = top, .language = language_of(lang)});
            },
            nb::arg("top") = 10, nb::arg("lang") = "en")
        .def(
            "save",
            [](const RunComparison& c, const fs::path& folder, int threads, const nb::object& progress) {
                return call({threads, progress}, [&](const Job& job) {
                    check_output_directory(folder);
                    return save(c, folder, job);
                });
            },
            nb::arg("folder"), nb::arg("threads") = 0, nb::arg("progress").none() = nb::none());
    m.def("compare", compare_folders, nb::arg("before"), nb::arg("after"), nb::arg("crosswalk") = fs::path(),
          nb::arg("data") = Folders{}, nb::arg("cache") = "", nb::arg("threads") = 0,
          nb::arg("progress").none() = nb::none());
}

}  // namespace

void bind_files(nb::module_& m) {
    m.def("demo", write_demo, nb::arg("folder"), nb::arg("resolution") = "0.025", nb::arg("seed") = 1,
          nb::arg("threads") = 0, nb::arg("progress").none() = nb::none());
    bind_batch(m);
    bind_comparison(m);
}

}  // namespace djoliba::python
