// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <djoliba/engine/access.hpp>

#include "workings.hpp"

namespace djoliba {

/// The facilities of the types that count. Those of other types, and those whose status is not known, go to
/// the account.
std::vector<Facility> read_facilities(Workings& w, const FacilitiesLayer& layer);

/// Whether a facility without a known status counts as open.
UnknownStatus rule_of(const FacilitiesLayer& layer);

std::vector<std::string> type_names(const FacilitiesLayer& layer);

}  // namespace djoliba
