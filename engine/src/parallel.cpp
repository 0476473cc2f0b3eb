// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "parallel.hpp"

#include <mutex>
#include <optional>

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {

void for_each(const Job& job, std::size_t count, const std::function<void(std::size_t)>& body) {
    std::mutex mutex;  // the job's functions are called from one thread at a time
    std::size_t done = 0;
    const auto stop_if_cancelled = [&] {
        if (!job.cancelled) return;
        const std::scoped_lock lock(mutex);
        if (job.cancelled()) throw Cancelled();
    };
    const auto count_one = [&] {
        if (!job.progress) return;
        const std::scoped_lock lock(mutex);
        job.progress(static_cast<double>(++done) / static_cast<double>(count));
    };
    with_team(job.threads, [&] {
        for_each_in_team(count, [&](std::size_t i) {
            stop_if_cancelled();
            body(i);
            count_one();
        });
    });
}

void with_team(int threads, const std::function<void()>& work) {
    std::optional<tbb::global_control> more_than_cores;  // oneTBB prints a warning where it is not told
    if (threads > tbb::info::default_concurrency())
        more_than_cores.emplace(tbb::global_control::max_allowed_parallelism,
                                static_cast<std::size_t>(threads));
    tbb::task_arena arena(threads > 0 ? threads : tbb::task_arena::automatic);
    arena.execute(work);
}

void for_each_in_team(std::size_t count, const std::function<void(std::size_t)>& body) {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count), [&](const auto& range) {
        for (std::size_t i = range.begin(); i < range.end(); ++i) body(i);
    });
}

Job part_of(const Job& job, double from, double to) {
    Job part = job;
    if (job.progress)
        part.progress = [whole = job.progress, from, to](double done) { whole(from + done * (to - from)); };
    return part;
}

}  // namespace djoliba
