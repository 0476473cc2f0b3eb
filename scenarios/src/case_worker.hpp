// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "batch_queue.hpp"
#include "batch_readings.hpp"

namespace djoliba {

/// One thread's work on one scenario of a batch after the other.
class CaseWorker {
 public:
    /// Outputs that scenarios keep go below `directory`.
    CaseWorker(const BatchWork& work, BatchReadings& readings, std::filesystem::path directory, Job job)
        : work_(work), readings_(readings), directory_(std::move(directory)), job_(std::move(job)) {}

    /// What becomes of a scenario, a failure included. Throws Cancelled.
    BatchOutcome work(std::size_t position);

 private:
    void compute(std::size_t position, BatchOutcome& outcome);

    const BatchWork& work_;
    BatchReadings& readings_;
    std::filesystem::path directory_;
    Job job_;
    const BatchReading* reading_ = nullptr;  ///< of the scorer
    std::unique_ptr<CaseScorer> scorer_ = {};
};

}  // namespace djoliba
