// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "batch_plan.hpp"
#include "batch_scores.hpp"

namespace djoliba {

/// A run that is ready to count, kept with the scenario that it is of.
struct PreparedCount;

/// All cases of a batch that read and count the same: their rasters are counted for the changes of all of
/// them, also of those that are done, so that figures do not depend on where a batch was interrupted, or on
/// who computes which case.
struct BatchReading {
    std::string refused = {};                            ///< its files cannot be used, and why
    std::map<std::size_t, std::string> impossible = {};  ///< cases that do not fit the places, and why
    SharedBaseline shared = {};
    const BatchCase* first = nullptr;  ///< that can be computed; null where none can
    Changes none = {};                 ///< counted for as well where the report needs the baseline

    BatchReading();
    ~BatchReading();

    /// The pass over one of `bands` bands of rows. May be called from several threads. Throws Error.
    ExposureSums count(std::size_t band, std::size_t bands, const Job& job);
    /// What others have counted, for all cases that follow; no more than the first time.
    void take(const std::function<ExposureSums()>& sums);

 private:
    const PreparedCount& prepared();
    std::mutex mutex_;
    std::unique_ptr<PreparedCount> prepared_;
};

/// The readings of a batch, each opened when it is first asked for. May be used from several threads.
class BatchReadings {
 public:
    /// `job`: how files are read and rasters counted.
    BatchReadings(const BatchWork& work, CoverageCache cache, Job job)
        : work_(work), cache_(std::move(cache)), job_(std::move(job)) {}
    /// Throws Error where there is no case with this reading.
    BatchReading& of(const std::string& reading);

 private:
    std::unique_ptr<BatchReading> opened(const std::string& name) const;

    const BatchWork& work_;
    CoverageCache cache_;
    Job job_;
    std::mutex mutex_;
    std::map<std::string, std::unique_ptr<BatchReading>> readings_ = {};
};

}  // namespace djoliba
