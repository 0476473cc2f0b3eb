// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/doubt.hpp>
#include <djoliba/scenarios/yaml_file.hpp>

namespace djoliba {

/// How far the figures of one indicator may be off, as a scenario declares it.
struct FigureDoubt {
    std::string key = {};  ///< path in the scenario
    Mark mark = {};
    IndicatorDoubt doubt = {};
    /// Standard deviation of the flood depth, in metres: the figure follows from the people at that depth
    /// (SpreadKind::response, which a run fills in).
    std::optional<double> depth_m = {};
};

/// The key `uncertainty` of a scenario.
struct Uncertainty {
    int draws = 1000;                        ///< 0: none
    std::optional<std::uint64_t> seed = {};  ///< without it, that of the scenario
    int top = 20;
    bool in_batch = false;  ///< a batch draws too
    std::vector<FigureDoubt> indicators = {};
    std::vector<CommonDoubt> common = {};
    WeightDoubt weights = {.size = 0.25};  ///< COINr's example; judgement
};

}  // namespace djoliba
