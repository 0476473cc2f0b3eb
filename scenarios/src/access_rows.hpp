// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/exposure_sums.hpp>
#include <djoliba/layers/output_table.hpp>
#include <djoliba/scenarios/access_files.hpp>

namespace djoliba {

/// Where the curves of one state stand among those that were counted.
struct StateCurves {
    std::size_t minutes = 0, km = 0;
};

/// Where everything that a row of access.csv tells stands.
struct RowCurves {
    StateCurves shown = {};
    std::size_t supply = 0;
    std::optional<StateCurves> before = {};
    std::optional<std::size_t> other_status = {}, unknown_blocked = {};
    std::optional<std::size_t> newly = {}, newly_unknown_blocked = {};  ///< joints of before and after
};

/// The rows of access.csv. `known_share`: of the area of each locality, where its people are known; below
/// half nobody is counted, below all of it counts are lower bounds. `lower_bounds` and `reason_missing` say
/// so.
OutputTable access_rows(const AccessRequest& request, const std::vector<std::string>& codes,
                        const RowCurves& curves, const ExposureSums& sums,
                        const std::vector<double>& known_share);

}  // namespace djoliba
