// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <djoliba/engine/cost_surface.hpp>

namespace djoliba {

double tobler_kmh(double slope) { return 6 * std::exp(-3.5 * std::abs(slope + 0.05)); }

double slope_factor(double slope) {
    return (tobler_kmh(0) / tobler_kmh(slope) + tobler_kmh(0) / tobler_kmh(-slope)) / 2;
}

}  // namespace djoliba
