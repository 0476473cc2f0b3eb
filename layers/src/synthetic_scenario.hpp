// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/layers/synthetic.hpp>
#include <string>
#include <utility>
#include <vector>

#include "synthetic_country.hpp"

namespace djoliba::synthetic {

/// Name and text of the scenarios over the synthetic files, and of README.txt.
std::vector<std::pair<std::string, std::string>> scenario_files(const Country& country,
                                                                const SyntheticOptions& options);

}  // namespace djoliba::synthetic
