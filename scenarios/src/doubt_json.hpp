// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// The section `uncertainty` of run.json.
nlohmann::ordered_json uncertainty_json(const Result& r);

/// What is declared to be in doubt.
nlohmann::ordered_json doubts_json(const RunUncertainty& u);

}  // namespace djoliba
