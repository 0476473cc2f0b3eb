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

}  // namespace djoliba
