// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/engine/comparison.hpp>
#include <djoliba/engine/date.hpp>

namespace djoliba {

/// A file that a saved run had read.
struct SavedInput {
    std::string layer;
    std::string file;    ///< as written in the scenario; may be empty
    std::string sha256;  ///< empty where the file is
};

/// A run read back from the folder in which it was saved.
struct SavedRun {
    std::string folder;  ///< as given, for messages
    std::string title;
    Date as_of = {};
    bool synthetic = false;
    std::string note = {};
    std::string version = {};          ///< of the program that saved it
    std::string manifest_digest = {};  ///< SHA-256 of run.json
    std::string ranking_digest = {};   ///< SHA-256 of ranking.csv
    Level headline_level = {};
    double map_resolution = 0.01;  ///< degrees
    std::string scenario = {};     ///< the resolved scenario as YAML
    std::vector<SavedInput> inputs = {};
    ComparedRun run = {};  ///< localities without shapes
};

/// Reads run.json and ranking.csv of a folder that `djoliba run` wrote, and computes the scores again from
/// the indicators and the index that are saved. Throws Error: no folder of a run, a file missing (a scenario
/// whose `outputs` lack `csv`), damaged or not of this run (other numbers of rows), members or columns that
/// other versions of the program do not write, scores that differ from those saved by more than 1e-9.
SavedRun read_saved_run(const std::filesystem::path& folder);

/// Gives the units of the finest level their shapes, from localities.gpkg or else from localities.geojson,
/// where they are rounded to 0.000001 degrees. False where the run has neither. Throws Error for files that
/// cannot be read.
bool read_saved_shapes(SavedRun& saved);

}  // namespace djoliba
