// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include <djoliba/engine/coverage.hpp>

namespace djoliba {

/// A folder that keeps coverages from run to run. An empty folder keeps nothing.
struct CoverageCache {
    std::filesystem::path folder = {};
    std::uintmax_t most_bytes = std::uintmax_t{1}
                                << 30;  ///< coverages not used for longest are removed first
};

/// The folder that XDG_CACHE_HOME, or else HOME, names for the program; empty where there is neither.
std::filesystem::path usual_cache_folder();

/// SHA-256 of all coordinates of shapes and grid: equal keys mean the same coverage.
std::string coverage_key(std::span<const MultiPolygon> shapes, const AnalysisGrid& grid);

/// As coverage_of(), but bands that the cache holds are read instead of made, and those that were made are
/// kept. A coverage is found by its key, so that a changed boundary never meets an old one. The cache never
/// fails a run: what is missing, damaged or cannot be written is made again. Several processes may share it.
/// The shapes must outlive the source.
std::unique_ptr<CoverageSource> cached_coverage(std::span<const MultiPolygon> shapes,
                                                const AnalysisGrid& grid, const CoverageCache& cache);

}  // namespace djoliba
