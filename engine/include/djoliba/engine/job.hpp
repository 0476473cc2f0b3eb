// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace djoliba {

/// How a long call runs: never what it computes. Results are the same bytes for every Job.
struct Job {
    int threads = 0;  ///< 0: as many as the machine has cores
    std::function<void(double)> progress =
        {};                                ///< called with the share done, 0 to 1, from one thread at a time
    std::function<bool()> cancelled = {};  ///< polled; when true the call throws Cancelled
};

}  // namespace djoliba
