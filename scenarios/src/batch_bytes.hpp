// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <djoliba/engine/exposure_sums.hpp>
#include <djoliba/scenarios/batch_parts.hpp>

#include "batch_queue.hpp"

namespace djoliba {

/// The sums of some bands of a count.
struct CountPart {
    std::string order = {};              ///< digest of the batch
    std::string name = {};               ///< of the count
    std::uint64_t of = 0;                ///< into how many bands the rows are cut
    std::set<std::uint64_t> bands = {};  ///< that are in it
    ExposureSums sums = {};

    bool whole() const { return bands.size() == of; }
};

Bytes to_bytes(const CountPart& part);
/// Throws Error for bytes that are no part of a count.
CountPart count_from_bytes(std::span<const std::byte> bytes);

/// A file that a scenario keeps.
struct KeptFile {
    std::string name = {};  ///< relative to the folder of the scenario
    Bytes bytes = {};
};

/// What became of a scenario, with the files that it keeps.
struct PackedOutcome {
    BatchOutcome outcome = {};
    std::vector<KeptFile> files = {};
};

Bytes to_bytes(const std::string& order, const std::vector<PackedOutcome>& outcomes);
/// Throws Error for bytes that are no outcomes of this order, or of scenarios beyond the number of its cases.
std::vector<PackedOutcome> outcomes_from_bytes(std::span<const std::byte> bytes, const std::string& order,
                                               std::size_t cases);

}  // namespace djoliba
