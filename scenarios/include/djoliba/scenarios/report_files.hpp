// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/job.hpp>

namespace djoliba {

/// A map as a picture is at most this large.
inline constexpr std::uintmax_t largest_picture = 300'000;  // bytes

struct ReportFiles {
    bool pdf = false;
    bool png = false;
    /// What is printed: "summary", a level (the sheets of all its units in one file), or the code of a unit.
    /// Empty: the summary, and the level above the finest.
    std::vector<std::string> sheets = {};
    std::optional<Language> language = {};  ///< that of the page where not given
    std::string browser = {};               ///< as in Browser
    std::chrono::seconds limit{120};        ///< for each file
};

/// Makes PDF files of the printed sheets of a saved run (summary_fr.pdf, sheets_cercle_fr.pdf,
/// sheet_ML0501_fr.pdf) and pictures of its maps (map_risk_commune_fr.png for each level,
/// map_<dimension>_<level>_fr.png for the dimensions at the headline level) from its report.html. All are
/// written into `out`, or none. Returns their names. Throws Error: no report.html, no browser or one that
/// fails, a sheet that the run does not have, a picture that stays above the limit; Cancelled.
std::vector<std::string> write_report_files(const std::filesystem::path& run,
                                            const std::filesystem::path& out, const ReportFiles& wanted,
                                            const Job& job = {});

}  // namespace djoliba
