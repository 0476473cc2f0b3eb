// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/friction.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "parallel.hpp"
#include "surface_size.hpp"

namespace djoliba {
namespace {

constexpr std::array units{FrictionUnit::minutes_per_metre, FrictionUnit::km_per_hour,
                           FrictionUnit::hours_per_metre, FrictionUnit::seconds_per_metre};
constexpr double minutes_per_hour = 60, seconds_per_minute = 60, metres_per_km = 1000;
constexpr double usual_friction = 0.12;  // half of all places are at least as quick: 0.5 km/h
constexpr double plausible_share = 0.9;
constexpr double usual_share = 0.5;
constexpr std::int64_t rows_at_once = 64;

/// Values of a raster, as whatever unit they may be.
struct Seen {
    FrictionChecks checks = {};
    std::array<std::int64_t, units.size()> usual = {};  ///< cells of usual friction, were that the unit

    std::int64_t values() const { return checks.cells - checks.missing - checks.not_positive; }

    void add(const Seen& o) {
        checks.cells += o.checks.cells;
        checks.missing += o.checks.missing;
        checks.not_positive += o.checks.not_positive;
        checks.implausible += o.checks.implausible;
        for (std::size_t i = 0; i < usual.size(); ++i) usual[i] += o.usual[i];
    }

    void add(double value, FrictionUnit unit) {
        ++checks.cells;
        checks.missing += std::isnan(value);
        checks.not_positive += value <= 0;
        if (!(value > 0)) return;
        const double friction = minutes_per_metre(value, unit);
        checks.implausible += friction < least_friction || friction > most_friction;
        for (std::size_t i = 0; i < units.size(); ++i) {
            const double as = minutes_per_metre(value, units[i]);
            usual[i] += as >= least_friction && as <= usual_friction;
        }
    }
};

Seen look_through(const RasterSource& source, FrictionUnit unit, const Window& w, const Job& job) {
    Seen all;
    std::mutex mutex;
    const auto bands = static_cast<std::size_t>((w.rows + rows_at_once - 1) / rows_at_once);
    for_each(job, bands, [&](std::size_t i) {
        const std::int64_t first = static_cast<std::int64_t>(i) * rows_at_once;
        const Window band{w.col, w.row + first, w.cols, std::min(rows_at_once, w.rows - first)};
        std::vector<double> values(static_cast<std::size_t>(band.size()));
        source.open()->read(band, std::span<double>(values));
        Seen seen;
        for (const double v : values) seen.add(v, unit);
        const std::scoped_lock lock(mutex);
        all.add(seen);
    });
    return all;
}

std::string likely_unit(const Seen& seen, FrictionUnit declared) {
    std::vector<std::string_view> likely;
    for (std::size_t i = 0; i < units.size(); ++i)
        if (units[i] != declared &&
            static_cast<double>(seen.usual[i]) >= plausible_share * static_cast<double>(seen.values()))
            likely.push_back(friction_unit_name(units[i]));
    if (likely.empty())
        return "they look like no unit of friction: check that the raster holds friction or speed";
    return fmt::format("they look like {}: declare {}", fmt::join(likely, " or "),
                       likely.size() == 1 ? "that unit" : "the one that their source states");
}

void require_plausible(const Seen& seen, const std::string& name, FrictionUnit unit) {
    const auto values = static_cast<double>(seen.values());
    if (values == 0)
        throw Error({name, "friction", "no cell has a value above 0", "check nodata and the band"});
    const auto plausible = static_cast<double>(seen.values() - seen.checks.implausible);
    const auto usual = static_cast<double>(seen.usual[static_cast<std::size_t>(unit)]);
    if (plausible >= plausible_share * values && usual >= usual_share * values) return;
    throw Error(
        {name, "friction",
         fmt::format("as {}, {:.0f} of {:.0f} values are speeds of 0.06 to 120 km/h, and {:.0f} of 0.5 "
                     "to 120 km/h",
                     friction_unit_name(unit), plausible, values, usual),
         likely_unit(seen, unit)});
}

class FrictionReader final : public BlockReader {
 public:
    FrictionReader(std::unique_ptr<BlockReader> values, FrictionUnit unit)
        : values_(std::move(values)), unit_(unit) {}
    void read(const Window& window, std::span<float> out) override { fill(window, out); }
    void read(const Window& window, std::span<double> out) override { fill(window, out); }

 private:
    template <class T>
    void fill(const Window& window, std::span<T> out) {
        values_->read(window, out);
        for (T& v : out) v = static_cast<T>(minutes_per_metre(v, unit_));
    }

    std::unique_ptr<BlockReader> values_;
    FrictionUnit unit_;
};

class FrictionSource final : public RasterSource {
 public:
    FrictionSource(std::shared_ptr<const RasterSource> values, FrictionUnit unit)
        : values_(std::move(values)), unit_(unit) {}
    const Grid& grid() const override { return values_->grid(); }
    const std::string& crs() const override { return values_->crs(); }
    const std::string& name() const override { return values_->name(); }
    Window block() const override { return values_->block(); }
    bool has_data(const Window& w) const override { return values_->has_data(w); }
    bool fits_float() const override {
        return unit_ == FrictionUnit::minutes_per_metre && values_->fits_float();
    }
    std::unique_ptr<BlockReader> open() const override {
        return std::make_unique<FrictionReader>(values_->open(), unit_);
    }

 private:
    std::shared_ptr<const RasterSource> values_;
    FrictionUnit unit_;
};

}  // namespace

std::string_view friction_unit_name(FrictionUnit unit) {
    constexpr std::array<std::string_view, units.size()> names{"minutes per metre", "km/h", "hours per metre",
                                                               "seconds per metre"};
    return names[static_cast<std::size_t>(unit)];
}

double minutes_per_metre(double value, FrictionUnit unit) {
    if (!(value > 0)) return std::numeric_limits<double>::quiet_NaN();
    switch (unit) {
        case FrictionUnit::km_per_hour:
            return minutes_per_hour / (metres_per_km * value);
        case FrictionUnit::hours_per_metre:
            return value * minutes_per_hour;
        case FrictionUnit::seconds_per_metre:
            return value / seconds_per_minute;
        case FrictionUnit::minutes_per_metre:
            break;
    }
    return value;
}

FrictionChecks check_friction(const RasterSource& source, FrictionUnit unit, const Window& window,
                              const Job& job) {
    detail::check_surface_size(source.name(), window.cols, window.rows);
    const Seen seen = look_through(source, unit, window, job);
    require_plausible(seen, source.name(), unit);
    return seen.checks;
}

std::unique_ptr<RasterSource> friction_raster(std::shared_ptr<const RasterSource> source, FrictionUnit unit) {
    return std::make_unique<FrictionSource>(std::move(source), unit);
}

}  // namespace djoliba
