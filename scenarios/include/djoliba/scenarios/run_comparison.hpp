// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/engine/comparison.hpp>
#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/layers/coverage_cache.hpp>
#include <djoliba/layers/output_table.hpp>
#include <djoliba/scenarios/saved_run.hpp>

namespace djoliba {

struct ComparisonOptions {
    std::filesystem::path crosswalk = {};  ///< pairs of codes, see read_crosswalk(); empty: none
    /// Folders with the inputs of both runs: then hazard and exposure are told apart, by two more runs.
    /// Empty: they are one part.
    std::vector<std::filesystem::path> data = {};
    bool shapes = true;  ///< read the shapes of the localities, for the maps
};

/// Two saved runs side by side.
struct RunComparison {
    SavedRun before;  ///< RUN_A
    SavedRun after;   ///< RUN_B, with the codes of the frame of `before` where there is a crosswalk
    Comparison comparison = {};
    std::string crosswalk_digest = {};    ///< SHA-256 of the crosswalk; empty without one
    std::vector<std::string> notes = {};  ///< what a reader must know
    bool shapes = false;                  ///< some run has shapes, and they were read
};

/// Reads both runs and compares them. With a crosswalk a unit of the new run is that of the old run with
/// which it is paired one to one; other units of the new run keep their code, marked with their frame. Throws
/// Error for what read_saved_run(), compare() and read_crosswalk() object to; runs of different boundary
/// frames without a crosswalk, or with one of other frames; a crosswalk between runs of one frame; with
/// `data`, inputs that are not found or not those of the runs, and runs over different localities.
RunComparison compare_runs(const std::filesystem::path& before, const std::filesystem::path& after,
                           const ComparisonOptions& options = {}, const Job& job = {},
                           const CoverageCache& cache = {});

/// Hazard and exposure apart: the indicators of each run with the population layer of the other.
CrossedIndicators cross_population(const SavedRun& before, const SavedRun& after,
                                   const std::vector<std::filesystem::path>& data, const Job& job,
                                   const CoverageCache& cache);

/// Rows of comparison.csv: every unit of either run; by level as in ranking.csv of the new run; within a
/// level those assessed in both runs by size of the change of score, then the others by code. Columns as in
/// docs/outputs.md.
OutputTable comparison_table(const RunComparison& runs);

/// The order of rows of comparison_table: indices into Comparison::units.
std::vector<int> comparison_order(const RunComparison& runs);

/// Writes comparison.csv, compare.json and, where some run has shapes, comparison.geojson and change.tif,
/// whole or not at all. Returns their names. Throws Error, Cancelled.
std::vector<std::string> save(const RunComparison& runs, const std::filesystem::path& directory,
                              const Job& job = {});

struct ComparisonSummaryOptions {
    int top = 10;                           ///< rows for each level
    Language language = Language::english;  ///< of the parts
};

/// The largest movers with what moved them, who is assessed in one run only, and totals, for a terminal.
std::string summary(const RunComparison& runs, const ComparisonSummaryOptions& options = {});

}  // namespace djoliba
