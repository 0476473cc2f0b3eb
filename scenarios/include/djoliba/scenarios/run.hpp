// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/engine/job.hpp>
#include <djoliba/layers/coverage_cache.hpp>
#include <djoliba/scenarios/result.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// Reads everything that a scenario names, computes and ranks. Writes nothing. The same scenario and files
/// give the same Result for every Job and cache. Throws Error for input that cannot be used, Cancelled.
Result run(const Scenario& scenario, const Job& job = {}, const CoverageCache& cache = {});

/// The same for what may be told to everybody: a run of the scenario without its restricted layers, in which
/// small counts are missing before anything is ranked, drawn or put in words (mask_small_counts()), and
/// without points, tables of points and sentences that name single records. What it ranks and says follows
/// from the figures that it shows. Throws Error as well where that leaves no people or no index.
Result run_public(const Scenario& scenario, const Job& job = {}, const CoverageCache& cache = {});

}  // namespace djoliba
