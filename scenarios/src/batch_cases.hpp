// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {

/// One scenario of a batch: a baseline, and what it changes in it.
struct BatchCase {
    std::string name =
        {};  ///< of the file without extension, with the parameters in brackets; unique in a batch
    std::string file = {};                                             ///< as asked for
    std::vector<std::pair<std::string, std::string>> parameters = {};  ///< path under `change`, value
    std::shared_ptr<const Scenario> base = {};  ///< as resolved, without a change; null where that failed
    YamlNode change = {};
    Changes changes = {};                ///< what `change` says
    std::vector<Problem> problems = {};  ///< why it cannot run; empty where it can
};

/// More scenarios than this in one file are refused.
inline constexpr std::size_t most_cases = 100'000;

/// The scenarios of a file: every combination of its `sweep`, with every draw of its `sample`; one where it
/// has neither. Changes that are not possible are problems of their scenario alone. Throws Error where the
/// file cannot be resolved, or where a sweep or sample is wrong in itself.
std::vector<BatchCase> expand(const std::string& file, const std::vector<std::filesystem::path>& data,
                              const Job& job = {});

/// The same for a scenario that is resolved already.
std::vector<BatchCase> expand(const Scenario& scenario, const std::string& name, const std::string& file,
                              const Job& job = {});

/// A value for a path under `change`, as it stands in one scenario.
struct SweepValue {
    std::string path = {};
    YamlNode value = {};
    std::string text = {};
    bool in_name = true;  ///< of the scenario
};

/// In the place of a path: the number of a draw, from 1.
inline constexpr const char* draw_number = "draw";

/// The draws of a `sample`, each with a value for every range. Throws Error for ranges that are none.
std::vector<std::vector<SweepValue>> draw_sample(const YamlNode& sample);

}  // namespace djoliba
