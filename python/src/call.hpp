// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <type_traits>

#include <djoliba/engine/job.hpp>

#include "bind.hpp"

namespace djoliba::python {

/// How a long call is to run, as Python gives it.
struct CallOptions {
    int threads = 0;           ///< as in Job
    nb::object progress = {};  ///< called with the share done, 0 to 1, from the calling thread; may be None
};

/// Runs `work` on a thread of its own without the lock of the interpreter, while the calling thread looks for
/// signals and shows progress, at least each 100 ms. A signal whose handler raises (Ctrl-C:
/// KeyboardInterrupt) and a `progress` that raises stop the job; what they raised is thrown once `work` has
/// ended. `work` must not touch Python objects.
void run_call(const CallOptions& options, const std::function<void(const Job&)>& work);

/// The same for work that returns something:
///
///     const Result result = call(options, [&](const Job& job) { return run(scenario, job, cache); });
template <typename Work>
auto call(const CallOptions& options, Work work) {
    std::optional<std::invoke_result_t<Work, const Job&>> result;
    run_call(options, [&](const Job& job) { result.emplace(work(job)); });
    return *std::move(result);  // NOLINT(bugprone-unchecked-optional-access): run_call() has ended or thrown
}

}  // namespace djoliba::python
