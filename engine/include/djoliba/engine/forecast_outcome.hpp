// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/stock_archive.hpp>
#include <djoliba/engine/stock_forecast.hpp>

namespace djoliba {

/// Why a forecast has no outcome to be held against.
enum class NoOutcome : std::uint8_t {
    none,           ///< it has one
    no_report,      ///< no report near enough to the horizon
    re_registered,  ///< every report near it comes after people were counted anew since the origin
};

/// The report that a forecast is held against.
struct ForecastOutcome {
    std::optional<PublishedStock> report = {};
    NoOutcome why_not = NoOutcome::no_report;
};

/// The report of a camp nearest to `origin` + `horizon_days`, at most `tolerance_days` away and after the
/// origin; the earlier of two as near, and of one day the one that was published last. Days without report
/// are never filled in. Reports on or after the day of a re-registration that was not known at the origin are
/// out of question.
ForecastOutcome outcome_of(const CampRecord& camp, int origin, int horizon_days, int tolerance_days);

/// A forecast made on a day by one method.
struct IssuedForecast {
    int origin = 0;
    StockPaths paths = {};
};

/// What was expected for the day of a report, and what it said.
struct ForecastError {
    std::string camp = {};
    int origin = 0;
    int horizon_days = 0;
    int day = 0;  ///< of the report
    int age = 0;  ///< days from the last report that was known to the origin
    double forecast = 0;
    double observed = 0;

    int lead() const { return day - origin; }
};

/// Which reports count for which horizon.
struct HorizonRule {
    std::vector<int> horizons_days = {30, 60, 90};  ///< above 0, ascending
    int tolerance_days = 15;                        ///< at least 0

    int leads() const { return horizons_days.back() + tolerance_days; }
};
/// Throws Error for horizons that are empty, not above 0 or not ascending, a tolerance below 0 or one that
/// reaches back to the origin.
void check(const HorizonRule& rule);

/// Errors of a forecast as far as `known` tells them, by camp, then horizon.
std::vector<ForecastError> errors_of(const IssuedForecast& issued, const std::vector<CampRecord>& known,
                                     const HorizonRule& rule);

}  // namespace djoliba
