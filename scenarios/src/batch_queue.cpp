// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_queue.hpp"

#include <utility>

namespace djoliba {

BatchQueue::BatchQueue(std::size_t threads, const std::function<Work()>& make_worker) {
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this, make_worker] { run(make_worker); });
}

BatchQueue::~BatchQueue() {
    {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
        waiting_.clear();
    }
    more_work_.notify_all();
    for (auto& thread : threads_) thread.join();
}

void BatchQueue::add(const std::vector<std::size_t>& positions) {
    {
        const std::scoped_lock lock(mutex_);
        waiting_.insert(waiting_.end(), positions.begin(), positions.end());
    }
    more_work_.notify_all();
}

std::vector<BatchOutcome> BatchQueue::take(std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    more_outcomes_.wait_for(lock, wait, [&] { return failure_ || (waiting_.empty() && !outcomes_.empty()); });
    if (failure_) std::rethrow_exception(failure_);
    return std::exchange(outcomes_, {});
}

void BatchQueue::run(const std::function<Work()>& make_worker) {
    try {
        const Work work = make_worker();
        for (;;) {
            std::unique_lock lock(mutex_);
            more_work_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
            if (closed_) return;
            const std::size_t position = waiting_.front();
            waiting_.pop_front();
            lock.unlock();
            BatchOutcome outcome = work(position);
            lock.lock();
            outcomes_.push_back(std::move(outcome));
            lock.unlock();
            more_outcomes_.notify_one();
        }
    } catch (...) {
        const std::scoped_lock lock(mutex_);
        failure_ = std::current_exception();
        more_outcomes_.notify_one();
    }
}

}  // namespace djoliba
