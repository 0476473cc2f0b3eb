// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "ledger.hpp"

namespace djoliba {

/// What became of one scenario.
struct BatchOutcome {
    std::size_t position = 0;
    std::shared_ptr<const Localities> places = {};
    LedgerScores scores = {};
    LedgerIntervals intervals = {};
    std::string error = {};  ///< empty where it was scored
    double seconds = 0;
};

/// Threads that work on positions in the order in which they are added, each with a worker of its own.
class BatchQueue {
 public:
    using Work = std::function<BatchOutcome(std::size_t)>;

    /// `make_worker` is called once in each thread.
    BatchQueue(std::size_t threads, const std::function<Work()>& make_worker);
    /// Waits for the work in hand; what is waiting is left.
    ~BatchQueue();
    BatchQueue(const BatchQueue&) = delete;
    BatchQueue& operator=(const BatchQueue&) = delete;

    void add(const std::vector<std::size_t>& positions);
    /// What has ended since, after at most this time. Passes on an exception that a worker let out.
    std::vector<BatchOutcome> take(std::chrono::milliseconds wait);

 private:
    void run(const std::function<Work()>& make_worker);

    std::mutex mutex_;
    std::condition_variable more_work_, more_outcomes_;
    std::deque<std::size_t> waiting_;
    std::vector<BatchOutcome> outcomes_;
    std::exception_ptr failure_;
    bool closed_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace djoliba
