// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include <djoliba/engine/job.hpp>

namespace djoliba {

/// Calls body(0) to body(count - 1) from at most job.threads threads, neighbours mostly in ascending order on
/// one thread. Reports progress and throws Cancelled as the job asks; passes on the exception of a body that
/// throws. A call from within a body brings up to job.threads - 1 threads of its own.
void for_each(const Job& job, std::size_t count, const std::function<void(std::size_t)>& body);

/// Calls work() with a team of at most `threads` threads (0: as many as the machine has cores) at hand for
/// for_each_in_team(): cheaper than for_each() where many short rounds follow each other.
void with_team(int threads, const std::function<void()>& work);

/// Calls body(0) to body(count - 1) from the threads of the team; passes on what a body throws.
void for_each_in_team(std::size_t count, const std::function<void(std::size_t)>& body);

/// The part of a job that takes its progress from one share of the whole to another.
Job part_of(const Job& job, double from, double to);

}  // namespace djoliba
