// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <djoliba/engine/explain.hpp>
#include <djoliba/scenarios/result.hpp>

namespace djoliba {

struct SummaryOptions {
    int top = 20;                           ///< rows of the table
    Language language = Language::english;  ///< of the classes and reasons in the table
};

/// What a person wants to know at the end of a run, as plain text for a terminal: the highest-ranked units of
/// the headline level (and the communes within, where that is another level) with score, class, rank and
/// reasons; who is not assessed; what was read and not used, with its people; published figures beside ours.
std::string summary(const Result& result, const SummaryOptions& options = {});

}  // namespace djoliba
