// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <djoliba/engine/displacement_flow.hpp>

namespace djoliba {

struct AgentOptions {
    std::uint64_t seed = 1;
    int first_run = 0;  ///< number of the first run; run i draws the same whichever others there are
    int runs = 1;
};

/// The same process with every person drawn, one after the other as in Flee, so that each sees the camps as
/// those before have left them. `new_people` are rounded to whole people by day and drawn among the places of
/// that day; `initial` must be whole people. Mean over `runs`. People are numbered in the order in which they
/// begin to flee; what person k draws depends on seed, run and k alone. The same bytes for every Job.
FlowRun displacement_agents(const FlowCase& given, const AgentOptions& options, const Job& job = {});

}  // namespace djoliba
