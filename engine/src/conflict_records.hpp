// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include <djoliba/engine/conflict.hpp>

namespace djoliba {

/// A record that is to be used, with what is known of its time.
struct Dated {
    const ConflictEvent* event;
    int year;
    std::optional<int> age_days;  // empty where only the year is known
};

bool in_window(const Dated& record, const ConflictWindow& window);

/// Sorts out the records that cannot be used, and counts them file by file. Throws Error for a window without
/// sense and negative deaths.
std::vector<Dated> usable(const std::vector<ConflictEvent>& events, const ConflictWindow& window,
                          std::vector<ConflictCounts>& per_file);

}  // namespace djoliba
