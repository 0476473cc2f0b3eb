// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include <djoliba/engine/grid.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// What the values of a friction raster are.
enum class FrictionUnit : std::uint8_t { minutes_per_metre, km_per_hour, hours_per_metre, seconds_per_metre };

/// "minutes per metre", ...
std::string_view friction_unit_name(FrictionUnit unit);

/// Minutes per metre; NaN for NaN, 0 and less, where no speed is meant.
double minutes_per_metre(double value, FrictionUnit unit);

/// Friction that can be: 120 km/h to 0.06 km/h.
inline constexpr double least_friction = 0.0005;
inline constexpr double most_friction = 1;

/// Cells of a friction raster within a window.
struct FrictionChecks {
    std::int64_t cells = 0;
    std::int64_t missing = 0;       ///< without value in the source; infinite ones are among them
    std::int64_t not_positive = 0;  ///< 0 or negative: left without value
    std::int64_t implausible = 0;   ///< outside of least_friction to most_friction: kept
};

/// Reads a raster once, within a window. Throws Error, naming the unit that the values look like, where fewer
/// than 9 of 10 values are a friction that can be or fewer than half lie between 0.5 and 120 km/h, and where
/// no cell has a value above 0.
FrictionChecks check_friction(const RasterSource& source, FrictionUnit unit, const Window& window,
                              const Job& job = {});

/// The raster in minutes per metre; values of 0 and less become no value.
std::unique_ptr<RasterSource> friction_raster(std::shared_ptr<const RasterSource> source, FrictionUnit unit);

}  // namespace djoliba
