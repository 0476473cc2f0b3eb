// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include <nanobind/stl/filesystem.h>
#include <nanobind/stl/map.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <djoliba/layers/chosen_cache.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/scenarios/batch_parts.hpp>

#include "call.hpp"
#include "words.hpp"

namespace djoliba::python {
namespace {

namespace fs = std::filesystem;
using Positions = std::vector<std::size_t>;

std::span<const std::byte> view(const nb::bytes& bytes) {
    return {static_cast<const std::byte*>(bytes.data()), bytes.size()};
}

Bytes copy(const nb::bytes& bytes) {
    const auto all = view(bytes);
    return {all.begin(), all.end()};
}

nb::bytes to_python(const Bytes& bytes) { return nb::bytes(bytes.data(), bytes.size()); }

/// A desk that can be left: the ledger is then free for others, whoever still holds the object.
class Desk {
 public:
    Desk(const std::vector<std::string>& files, const fs::path& folder, const std::vector<fs::path>& data,
         const std::vector<std::string>& texts, const std::vector<std::string>& in_report,
         const std::string& lang) {
        run_call({}, [&](const Job& job) {
            check_output_directory(folder);
            desk_.emplace(BatchRequest{.files = files,
                                       .data = data,
                                       .directory = folder,
                                       .texts = texts,
                                       .in_report = in_report,
                                       .language = language_of(lang)},
                          job);
        });
    }
    BatchDesk& open() {
        if (!desk_) throw nb::value_error("the desk is closed");
        return *desk_;
    }
    void close() { desk_.reset(); }

 private:
    std::optional<BatchDesk> desk_;
};

std::size_t to_do(Desk& desk) {
    const auto& tasks = desk.open().plan().tasks;
    return static_cast<std::size_t>(std::ranges::count_if(tasks, &BatchTask::to_do));
}

void bind_desk(nb::module_& m) {
    nb::class_<Desk>(m, "BatchDesk", "Gives out the parts of a batch and writes down what becomes of them.")
        .def(nb::init<const std::vector<std::string>&, const fs::path&, const std::vector<fs::path>&,
                      const std::vector<std::string>&, const std::vector<std::string>&, const std::string&>(),
             nb::arg("files"), nb::arg("folder"), nb::arg("data") = std::vector<fs::path>{},
             nb::arg("texts") = std::vector<std::string>{}, nb::arg("in_report") = std::vector<std::string>{},
             nb::arg("lang") = "fr")
        .def(
            "order", [](Desk& d) { return to_python(d.open().order()); }, "What a BatchSite must know")
        .def(
            "counts", [](Desk& d) { return d.open().counts(); }, "What is to be counted, by name")
        .def("to_do", to_do, "Number of scenarios that were to do at the beginning")
        .def(
            "claim", [](Desk& d, std::size_t most) { return d.open().claim(most); }, nb::arg("most"),
            "Positions of scenarios that are now ours to do")
        .def(
            "write",
            [](Desk& d, const nb::bytes& outcomes) {
                BatchDesk& desk = d.open();
                return call({}, [&](const Job&) { return desk.write(view(outcomes)); });
            },
            nb::arg("outcomes"), "Write down what BatchSite.score() gave; the number of scenarios")
        .def(
            "others_at_work", [](Desk& d) { return d.open().others_at_work(); },
            "Another process has scenarios of this batch in hand")
        .def(
            "report",
            [](Desk& d) {
                BatchDesk& desk = d.open();
                return to_python(call({}, [&](const Job&) { return desk.report(); }));
            },
            "What BatchSite.report() must know; empty where there is none to be made")
        .def(
            "write_report",
            [](Desk& d, const nb::bytes& page) {
                BatchDesk& desk = d.open();
                run_call({}, [&](const Job&) { desk.write_report(view(page)); });
            },
            nb::arg("page"), "Write down what BatchSite.report() gave")
        .def(
            "finish",
            [](Desk& d) {
                BatchDesk& desk = d.open();
                return call({}, [&](const Job&) { return desk.finish(); });
            },
            "Write the tables, when nothing is left to claim")
        .def("close", &Desk::close, "Leave the ledger to others")
        .def(
            "__enter__", [](Desk& d) -> Desk& { return d; }, nb::rv_policy::reference)
        .def("__exit__", [](Desk& d, const nb::args&) { d.close(); });
}

nb::bytes count(const BatchSite& site, const std::string& name, std::size_t band, std::size_t bands,
                int threads) {
    return to_python(call({threads}, [&](const Job& job) { return site.count(name, band, bands, job); }));
}

using Counts = std::map<std::string, nb::bytes>;

std::map<std::string, Bytes> copies(const Counts& counts) {
    std::map<std::string, Bytes> sums;
    for (const auto& [name, bytes] : counts) sums.emplace(name, copy(bytes));
    return sums;
}

nb::bytes score(const BatchSite& site, const Positions& positions, const Counts& counts) {
    const auto sums = copies(counts);
    return to_python(call({1}, [&](const Job& job) { return site.score(positions, sums, job); }));
}

nb::bytes report(const BatchSite& site, const nb::bytes& wanted, const Counts& counts) {
    const auto sums = copies(counts);
    return to_python(call({1}, [&](const Job& job) { return site.report(view(wanted), sums, job); }));
}

nb::bytes add(const std::vector<nb::bytes>& counts) {
    std::vector<Bytes> parts;
    parts.reserve(counts.size());
    for (const auto& bytes : counts) parts.push_back(copy(bytes));
    return to_python(call({1}, [&](const Job&) { return add_counts(parts); }));
}

void bind_site(nb::module_& m) {
    nb::class_<BatchSite>(m, "BatchSite", "Computes parts of a batch; for any number of threads.")
        .def(
            "__init__",
            [](BatchSite* self, const nb::bytes& order, const std::string& cache, int threads) {
                // What outlives this call must not ask it whether it is cancelled.
                run_call({threads}, [&](const Job&) {
                    new (self) BatchSite(view(order), chosen_cache(cache), {.threads = threads});
                });
            },
            nb::arg("order"), nb::arg("cache") = "", nb::arg("threads") = 0)
        .def("count", count, nb::arg("name"), nb::arg("band"), nb::arg("bands"), nb::arg("threads") = 1,
             "Count one of several bands of rows")
        .def("score", score, nb::arg("positions"), nb::arg("counts"),
             "Score scenarios on counts of all bands")
        .def("report", report, nb::arg("report"), nb::arg("counts"), "Make the report of the batch");
}

}  // namespace

void bind_batch_parts(nb::module_& m) {
    bind_desk(m);
    bind_site(m);
    m.def("add_counts", add, nb::arg("counts"), "Add up counts of bands");
    m.def("build_id", &build_id, "The program and the libraries that its figures depend on");
}

}  // namespace djoliba::python
