// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// What of a scenario may be told to everybody.
struct PublicScenario {
    Scenario scenario = {};
    int layers = 0;      ///< left out, since they are restricted
    int indicators = 0;  ///< that fell with them
    double weight = 0;   ///< share of the index that these had
};

/// The scenario without its layers of `sensitivity: restricted`, so that a run of it never opens them, and
/// without what rests on them: layers that need them, changes made to them, published figures beside theirs,
/// their doubts, and their part of the index (without(), of `public_index` where it is given). Throws Error
/// where localities, people or the index cannot be had then.
PublicScenario public_scenario(const Scenario& scenario);

}  // namespace djoliba
