// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <djoliba/engine/account.hpp>

namespace djoliba {

std::optional<double> Reconciliation::ratio() const {
    if (!ours || std::isnan(*ours) || std::isnan(published) || published == 0) return std::nullopt;
    return *ours / published;
}

}  // namespace djoliba
