// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <climits>
#include <map>
#include <string>
#include <vector>

#include <djoliba/scenarios/forecast_files.hpp>

namespace djoliba {

/// What there is to forecast from, whatever the files.
struct ForecastSource {
    std::string title = {};
    Date start = {};         ///< day 0
    int last_day = INT_MAX;  ///< of the period; INT_MAX where only reports tell
    StockArchive archive = {};
    std::string base = {};                         ///< who is counted; empty where the files do not tell
    std::map<std::string, std::string> code = {};  ///< of places
    bool told_when = false;                        ///< the files tell when each report was published
    bool from_reports = false;                     ///< files of reports, without a graph
    Account account = {};
    std::vector<DisplacementInput> inputs = {};
};

/// Reads a case or files of reports. Throws Error for both together, for reports of one day only, and for a
/// choice that a case does not have.
ForecastSource read_forecast_source(const ForecastRequest& request);

/// Warnings about what the forecast of a source rests on.
void warn_of_source(const ForecastRequest& request, const ForecastSource& source, ForecastResult& result);

}  // namespace djoliba
