// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/engine/job.hpp>

namespace djoliba {

/// How a program ended that we started.
struct ChildEnd {
    bool in_time = true;  ///< false: it was ended when its time was over
    int code = 0;         ///< exit code, or 128 and the number of the signal
};

/// Runs a program, with all that it starts, to its end or until the limit is over. What it says goes to
/// `log`; `environment` is added to ours ("NAME=value"). Throws Error where it cannot be started; Cancelled,
/// when it has been ended.
ChildEnd run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                     const std::vector<std::string>& environment, const std::filesystem::path& log,
                     std::chrono::seconds limit, const Job& job);

}  // namespace djoliba
