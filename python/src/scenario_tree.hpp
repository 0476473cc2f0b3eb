// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <variant>
#include <vector>

#include <djoliba/scenarios/scenario.hpp>

#include "bind.hpp"

namespace djoliba::python {

/// A scenario as Python gives it, taken over so that it can be resolved without Python: a path or the name of
/// a shipped one, or a dictionary with the keys of the file.
class GivenScenario {
 public:
    /// `scenario`: str, or a dictionary of text, numbers, booleans, None, dates, paths, lists and
    /// dictionaries. Throws Error for values of other types and for keys that are the same in the file.
    explicit GivenScenario(const nb::object& scenario);

    /// A dictionary as YAML that means the same.
    std::string yaml() const;

    /// Files that a dictionary names are searched in the data folders and in the current one. Throws Error.
    Scenario resolve(const std::vector<std::filesystem::path>& data) const;

 private:
    std::variant<std::string, YamlNode> given_;
};

}  // namespace djoliba::python
