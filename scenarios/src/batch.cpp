// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/batch.hpp>

#include <algorithm>
#include <thread>

#include <djoliba/engine/error.hpp>

#include "batch_clerk.hpp"
#include "case_worker.hpp"

namespace djoliba {
namespace {

/// Scenarios taken from the ledger at a time, and written to it at once.
constexpr std::size_t most_at_once = 256;

std::size_t thread_count(const Job& job) {
    return job.threads > 0 ? static_cast<std::size_t>(job.threads)
                           : std::max(1U, std::thread::hardware_concurrency());
}

/// The threads of this process, which work on a batch.
class Here {
 public:
    Here(BatchClerk& clerk, const BatchRequest& request, const Job& job)
        : clerk_(clerk),
          directory_(request.directory),
          job_(job),
          readings_(clerk.work(), request.cache, {.threads = job.threads, .cancelled = job.cancelled}) {}

    /// Takes scenarios from the ledger until there are none, and writes down what becomes of them.
    void work_through(std::int64_t all) {
        BatchQueue queue(thread_count(job_), [&] {
            auto worker = std::make_shared<CaseWorker>(clerk_.work(), readings_, directory_, job_);
            return [worker](std::size_t position) { return worker->work(position); };
        });
        std::int64_t computed = 0;
        std::size_t waiting = 0;
        for (;;) {
            if (job_.cancelled && job_.cancelled()) throw Cancelled();
            if (waiting < most_at_once) {
                const auto claimed = clerk_.claim(most_at_once);
                waiting += claimed.size();
                queue.add(claimed);
                if (waiting == 0) return;
            }
            const auto outcomes = queue.take(std::chrono::milliseconds(200));
            waiting -= outcomes.size();
            computed += static_cast<std::int64_t>(outcomes.size());
            clerk_.write(outcomes);
            if (job_.progress && all > 0)
                job_.progress(std::min(1.0, static_cast<double>(computed) / static_cast<double>(all)));
        }
    }

    /// Other processes may still be at work on this ledger; where one dies, its scenarios are ours.
    void finish_with_others() {
        work_through(clerk_.to_do());
        while (clerk_.others_at_work()) {
            if (job_.cancelled && job_.cancelled()) throw Cancelled();
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            work_through(0);
        }
    }

    void write_report() {
        const BatchReport report = clerk_.report();
        if (!report.positions.empty()) clerk_.write(make_page(report, clerk_.work(), readings_, job_));
    }

 private:
    BatchClerk& clerk_;
    std::filesystem::path directory_;
    const Job& job_;
    BatchReadings readings_;
};

}  // namespace

BatchSummary run_batch(const BatchRequest& request, const Job& job,
                       const std::function<void(const BatchPlan&)>& announce) {
    BatchClerk clerk(request, job);
    if (announce) announce(clerk.plan());
    Here here(clerk, request, job);
    here.finish_with_others();
    here.write_report();
    return clerk.finish();
}

}  // namespace djoliba
