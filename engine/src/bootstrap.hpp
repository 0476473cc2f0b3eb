// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/backtest.hpp>

namespace djoliba {

/// A value with the 5th and 95th percentile of its draws, linear between the order statistics (Hyndman and
/// Fan 1996, type 7). Draws that are NaN are counted and left out.
Estimate estimate(double value, std::vector<double> draws);

}  // namespace djoliba
