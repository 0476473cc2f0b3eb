// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "synthetic_mosaic.hpp"

namespace djoliba::synthetic {

/// The borders between the cells of the sites of one region (indices into `sites`), as lines that reach a
/// little beyond the region and are bent at random without ever touching one another except at their ends.
std::vector<std::vector<Point>> cell_borders(const Ring& region, const std::vector<Site>& sites,
                                             const std::vector<int>& members, std::uint64_t seed);

}  // namespace djoliba::synthetic
