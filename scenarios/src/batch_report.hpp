// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <vector>

#include <djoliba/scenarios/batch_parts.hpp>

#include "batch_readings.hpp"

namespace djoliba {

/// What the report of a batch is to hold. It depends on the batch alone: not on who makes it, or when.
struct BatchReport {
    /// Scenarios by position, the first being the baseline if that is one of the batch; none: no report.
    std::vector<std::uint64_t> positions = {};
    /// The page begins with the first scenario without any change, which is none of the batch.
    bool baseline_apart = false;
    std::uint64_t scored = 0;  ///< scenarios of the batch
    Language language = Language::french;
    std::string digest = {};  ///< of all that it depends on

    Bytes bytes() const;
};
/// Throws Error for bytes that are none, or of scenarios beyond the number of cases.
BatchReport batch_report_from(std::span<const std::byte> bytes, std::size_t cases);

/// The first most_in_report of the scenarios that are asked for, and scored. `scored`: by name.
BatchReport batch_report(const BatchWork& work, const BatchRequest& request,
                         const std::set<std::string>& scored);

/// Whether the file is this report.
bool is_there(const std::filesystem::path& file, const BatchReport& report);

/// The file, and what it leaves out.
struct BatchReportPage {
    std::string html = {};
    std::vector<std::string> left_out = {};

    Bytes bytes() const;
};
BatchReportPage batch_report_page_from(std::span<const std::byte> bytes);

/// Works out every scenario of the report once more, as a whole. Throws Error, Cancelled.
BatchReportPage make_page(const BatchReport& report, const BatchWork& work, BatchReadings& readings,
                          const Job& job);

}  // namespace djoliba
