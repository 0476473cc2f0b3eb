// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/layers/table.hpp>
#include <djoliba/scenarios/saved_run.hpp>

namespace djoliba {

struct SavedPartition {
    Level level;
    std::string code;
    std::vector<std::string> members;
};

/// What run.json says that is needed to read a run back.
struct SavedManifest {
    std::string title, note, version, vintage, crs, scenario;
    Date as_of = {};
    bool synthetic = false;
    double map_resolution = 0.01;
    std::vector<Level> hierarchy, levels;
    std::size_t units = 0;  ///< of all levels
    std::vector<SavedPartition> partitions;
    std::string definition;  ///< text of an index file
    std::vector<std::string> insist;
    Level headline_level;
    std::vector<std::string> indicators;
    std::vector<SavedInput> inputs;
    std::vector<std::string> outputs;
};

/// Throws Error where the folder holds no run.json, or one that is damaged or lacks a member.
SavedManifest read_saved_manifest(const std::filesystem::path& folder);

/// ranking.csv of the folder. Throws Error where it was not written, is not there or is not whole.
Table read_saved_ranking(const std::filesystem::path& folder, const SavedManifest& manifest);

}  // namespace djoliba
