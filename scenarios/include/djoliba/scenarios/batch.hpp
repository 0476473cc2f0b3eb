// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/layers/coverage_cache.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

struct BatchRequest {
    std::vector<std::string> files =
        {};  ///< scenario files, or names of the library; with `sweep` and `sample`
    std::vector<std::filesystem::path> data = {};
    std::filesystem::path directory = {};  ///< for the ledger and all outputs; made where it does not exist
    CoverageCache cache = {};
    std::vector<std::string> texts =
        {};  ///< scenarios in YAML that stand in no file, each named by its title; they come after the files
    std::vector<std::string> in_report = {};  ///< scenarios by name; empty: those that keep `report`
    Language language = Language::french;     ///< in which report.html opens
};

/// More scenarios than this are left out of report.html.
inline constexpr std::size_t most_in_report = 20;

/// What one scenario needs, and why.
struct BatchTask {
    std::string name = {};
    bool to_do = false;
    bool failed = false;      ///< it cannot run; `reason` says why
    std::string reason = {};  ///< "new", "flood: rp10.tif has changed", "finished"
};

/// What a batch would do.
struct BatchPlan {
    std::vector<BatchTask> tasks = {};
    std::size_t baselines = 0;     ///< of which files are read and rasters counted, once each
    std::size_t seasons = 0;       ///< distinct years of drought replayed: a hazard field each
    std::size_t event_fields = 0;  ///< distinct sets of events moved or added: a hazard field each
    std::size_t closures = 0;      ///< distinct sets of closures: one search for the nearest facility each
    std::size_t kept = 0;          ///< scenarios whose outputs are written
    std::size_t in_report = 0;     ///< scenarios that report.html is to hold
};

/// A batch when it has ended.
struct BatchSummary {
    std::int64_t done = 0;      ///< finished, by this call or before
    std::int64_t computed = 0;  ///< by this call
    std::int64_t failed = 0;
    std::int64_t missing = 0;  ///< neither done nor failed: another call has changed them meanwhile
    std::vector<BatchTask> failures = {};
    std::vector<std::string> warnings = {};  ///< swept keys that change no score; what the report leaves out
    std::vector<std::string> outputs = {};   ///< files in the folder
};

/// How many scenarios a resolved scenario stands for with its sweep and sample, and what is wrong with them
/// in themselves, each problem once. Throws Error where the sweep or sample is wrong in itself.
struct SweepCheck {
    std::size_t scenarios = 0;
    std::vector<Problem> problems = {};
};
SweepCheck check_sweep(const Scenario& scenario, const Job& job = {});

/// All that is wrong with a resolved scenario: the problems of its files, or where there are none those of
/// its sweep. Throws Error as check_sweep() does.
SweepCheck check_files_and_sweep(const Scenario& scenario, const Job& job = {});

/// What has to be done for a batch, found without doing it: files are read for their digests only.
/// Throws Error where the ledger cannot be read, and for scenarios of the report that are none.
BatchPlan plan_batch(const BatchRequest& request, const Job& job = {});

/// Scores every scenario of the files and writes the ledger DIR/batch.db, DIR/scenarios.csv,
/// DIR/localities.csv, the outputs of scenarios that keep them and, where it is asked for, DIR/report.html.
/// What the ledger holds already is not computed again; a scenario that cannot run is recorded with its
/// reason, and the others go on. Ended at any moment, the same call goes on where it was. Several processes
/// may work on one folder. Throws Error where the ledger or the outputs cannot be written, Cancelled.
/// `announce` is told beforehand what will be done.
BatchSummary run_batch(const BatchRequest& request, const Job& job = {},
                       const std::function<void(const BatchPlan&)>& announce = {});

}  // namespace djoliba
