// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "call.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace djoliba::python {
namespace {

constexpr std::chrono::milliseconds between_looks{50};

/// Work on a thread of its own.
class Worker {
 public:
    Worker(int threads, const std::function<void(const Job&)>& work)
        : thread_([this, threads, &work] { run(threads, work); }) {}

    void stop() { stop_ = true; }
    double share() const { return share_; }
    /// Whether it has ended, after a short wait where it has not.
    bool ended() {
        std::unique_lock lock(mutex_);
        return wake_.wait_for(lock, between_looks, [&] { return ended_; });
    }
    /// Waits for its end; what it threw, if anything.
    std::exception_ptr join() {
        thread_.join();
        return thrown_;
    }

 private:
    void run(int threads, const std::function<void(const Job&)>& work) {
        try {
            work({.threads = threads,
                  .progress = [this](double share) { share_ = share; },
                  .cancelled = [this] { return stop_.load(); }});
        } catch (...) {
            thrown_ = std::current_exception();
        }
        const std::scoped_lock lock(mutex_);
        ended_ = true;
        wake_.notify_one();
    }

    std::atomic<bool> stop_ = false;
    std::atomic<double> share_ = 0;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ended_ = false;
    std::exception_ptr thrown_ = {};
    std::thread thread_;
};

/// Shows progress and looks for signals; throws what they raise.
class Look {
 public:
    explicit Look(const nb::object& progress) : progress_(progress) {}
    void operator()(double share) {
        if (PyErr_CheckSignals() != 0) throw nb::python_error();
        if (!progress_.is_valid() || progress_.is_none() || share == shown_) return;
        shown_ = share;
        progress_(share);
    }

 private:
    const nb::object& progress_;
    double shown_ = 0;
};

}  // namespace

void run_call(const CallOptions& options, const std::function<void(const Job&)>& work) {
    Worker worker(options.threads, work);
    Look look(options.progress);
    std::exception_ptr raised;  // by Python, in this thread
    for (bool ended = false; !ended;) {
        {
            const nb::gil_scoped_release release;
            ended = worker.ended();
        }
        if (raised) continue;
        try {
            look(worker.share());
        } catch (...) {
            raised = std::current_exception();
            worker.stop();
        }
    }
    const std::exception_ptr thrown = worker.join();
    if (raised) std::rethrow_exception(raised);
    if (thrown) std::rethrow_exception(thrown);
}

}  // namespace djoliba::python
