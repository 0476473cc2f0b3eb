// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0

// Rasters of the distance to points, computed as they are read. A run of cells of one row shares its
// candidates: the points that can be nearest to (or hold) any cell of the run, found once from its middle.

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include <djoliba/engine/conflict.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/engine/geodesic.hpp>

#include "ecef.hpp"
#include "point_tree.hpp"

namespace djoliba {
namespace {

using detail::chord_squared;
using detail::Ecef;
using detail::PointTree;

constexpr std::int64_t longest_run = 64;
constexpr std::size_t many_candidates = 6;

struct Circles {
    PointTree centres;
    std::vector<double> radius_km;
    double largest_km = 0;
};

std::shared_ptr<const Circles> circles_of(const std::vector<Footprint>& footprints) {
    std::vector<Point> centres;
    std::vector<double> radii;
    double largest = 0;
    for (const Footprint& f : footprints) {
        if (!(f.radius_km >= 0) || std::isinf(f.radius_km))
            throw Error(
                Problem{{}, "radius_km", fmt::format("a footprint of {} km", f.radius_km), "give 0 or more"});
        centres.push_back(f.centre);
        radii.push_back(f.radius_km);
        largest = std::max(largest, f.radius_km);
    }
    return std::make_shared<const Circles>(Circles{PointTree(centres), std::move(radii), largest});
}

// Cells of one row that are computed together.
struct Run {
    std::int64_t first;  // in the row
    std::int64_t count;
    Ecef middle;
    double half_km;  // chord from the middle to the farthest cell
};

// The row of a window: centres of its cells in Earth-centred coordinates.
struct Row {
    double latitude;
    std::vector<double> longitude;
    std::vector<Ecef> cells;

    Run run(std::int64_t first, std::int64_t count) const {
        const auto at = [&](std::int64_t i) { return cells[static_cast<std::size_t>(i)]; };
        const Ecef middle = at(first + count / 2);
        const double reach =
            std::max(chord_squared(middle, at(first)), chord_squared(middle, at(first + count - 1)));
        return {first, count, middle, std::sqrt(reach) + detail::chord_slack_km};
    }
    Point place(std::int64_t i) const { return {longitude[static_cast<std::size_t>(i)], latitude}; }
};

// Points whose geodesic to some cell of the run can be the shortest. For the point with the shortest chord d
// from the middle, every cell has a point within the chord d + h, hence within the geodesic
// longest_geodesic_km(d + h).
void nearest_candidates(const Circles& circles, const Run& run, std::vector<int>& out) {
    out.clear();
    const int nearest = circles.centres.nearest_chord(run.middle);
    const double d =
        std::sqrt(chord_squared(run.middle, circles.centres.ecef[static_cast<std::size_t>(nearest)]));
    circles.centres.within_chord(run.middle, detail::longest_geodesic_km(d + run.half_km) + run.half_km, out);
}

double distance_to_nearest(const Circles& circles, const Ecef& cell, const std::vector<int>& candidates) {
    double shortest = std::numeric_limits<double>::infinity();
    for (const int c : candidates)
        shortest = std::min(shortest, chord_squared(cell, circles.centres.ecef[static_cast<std::size_t>(c)]));
    const double reach = detail::longest_geodesic_km(std::sqrt(shortest));
    double km = std::numeric_limits<double>::infinity();
    for (const int c : candidates) {
        const Ecef& centre = circles.centres.ecef[static_cast<std::size_t>(c)];
        if (chord_squared(cell, centre) <= reach * reach) km = std::min(km, detail::arc_km(cell, centre));
    }
    return km;
}

// Circles that can hold some cell of the run.
void holding_candidates(const Circles& circles, const Run& run, std::vector<int>& out) {
    out.clear();
    circles.centres.within_chord(run.middle, circles.largest_km + run.half_km, out);
    std::erase_if(out, [&](int c) {
        const auto i = static_cast<std::size_t>(c);
        const double reach = circles.radius_km[i] + run.half_km + detail::chord_slack_km;
        return chord_squared(run.middle, circles.centres.ecef[i]) > reach * reach;
    });
}

bool holds(const Circles& circles, const Ecef& cell, Point place, int c) {
    const auto i = static_cast<std::size_t>(c);
    const double radius = circles.radius_km[i];
    const double chord = std::sqrt(chord_squared(cell, circles.centres.ecef[i]));
    if (chord > radius + detail::chord_slack_km) return false;
    if (detail::longest_geodesic_km(chord) <= radius) return true;
    return geodesic_km(place, circles.centres.points[i]) <= radius;
}

struct DistanceField {
    template <class T>
    static void fill(const Circles& circles, const Row& row, const Run& run, std::vector<int>& candidates,
                     T* out) {
        nearest_candidates(circles, run, candidates);
        if (candidates.size() > many_candidates && run.count > 1) {
            fill(circles, row, row.run(run.first, run.count / 2), candidates, out);
            fill(circles, row, row.run(run.first + run.count / 2, run.count - run.count / 2), candidates,
                 out);
            return;
        }
        for (std::int64_t i = run.first; i < run.first + run.count; ++i)
            out[i] = static_cast<T>(static_cast<float>(
                distance_to_nearest(circles, row.cells[static_cast<std::size_t>(i)], candidates)));
    }
};

struct FootprintField {
    template <class T>
    static void fill(const Circles& circles, const Row& row, const Run& run, std::vector<int>& candidates,
                     T* out) {
        holding_candidates(circles, run, candidates);
        for (std::int64_t i = run.first; i < run.first + run.count; ++i) {
            const Ecef& cell = row.cells[static_cast<std::size_t>(i)];
            out[i] = std::any_of(candidates.begin(), candidates.end(),
                                 [&](int c) { return holds(circles, cell, row.place(i), c); });
        }
    }
};

template <class Field>
class FieldReader final : public BlockReader {
 public:
    FieldReader(std::shared_ptr<const Circles> circles, const Grid& grid)
        : circles_(std::move(circles)), grid_(grid) {}
    void read(const Window& window, std::span<float> out) override { compute(window, out); }
    void read(const Window& window, std::span<double> out) override { compute(window, out); }

 private:
    template <class T>
    void compute(const Window& window, std::span<T> out) {
        if (circles_->radius_km.empty()) {
            std::fill(out.begin(), out.end(), std::numeric_limits<T>::quiet_NaN());
            return;
        }
        set_columns(window);
        for (std::int64_t r = 0; r < window.rows; ++r) {
            set_row(window.row + r);
            for (std::int64_t first = 0; first < window.cols; first += longest_run)
                Field::fill(*circles_, row_, row_.run(first, std::min(longest_run, window.cols - first)),
                            candidates_, out.data() + r * window.cols);
        }
    }

    void set_columns(const Window& window) {
        const auto count = static_cast<std::size_t>(window.cols);
        row_.longitude.resize(count);
        row_.cells.resize(count);
        turns_.resize(count);
        for (std::size_t c = 0; c < count; ++c) {
            row_.longitude[c] =
                grid_.west + (static_cast<double>(window.col) + static_cast<double>(c) + 0.5) * grid_.dx;
            const double angle = row_.longitude[c] * std::numbers::pi / 180;
            turns_[c] = {std::cos(angle), std::sin(angle)};
        }
    }

    void set_row(std::int64_t row) {
        row_.latitude = grid_.north - (static_cast<double>(row) + 0.5) * grid_.dy;
        const detail::Parallel parallel = detail::parallel_of(row_.latitude);
        for (std::size_t c = 0; c < turns_.size(); ++c)
            row_.cells[c] = {parallel.axis_km * turns_[c].first, parallel.axis_km * turns_[c].second,
                             parallel.z_km};
    }

    std::shared_ptr<const Circles> circles_;
    Grid grid_;
    Row row_{};
    std::vector<std::pair<double, double>> turns_;  // cosine and sine of the longitudes
    std::vector<int> candidates_;
};

template <class Field>
class FieldSource final : public RasterSource {
 public:
    FieldSource(std::shared_ptr<const Circles> circles, const Grid& grid, std::string crs, std::string name)
        : circles_(std::move(circles)), grid_(grid), crs_(std::move(crs)), name_(std::move(name)) {}
    const Grid& grid() const override { return grid_; }
    const std::string& crs() const override { return crs_; }
    const std::string& name() const override { return name_; }
    Window block() const override {
        return {0, 0, std::min<std::int64_t>(512, grid_.cols), std::min<std::int64_t>(512, grid_.rows)};
    }
    bool has_data(const Window&) const override { return !circles_->radius_km.empty(); }
    std::unique_ptr<BlockReader> open() const override {
        return std::make_unique<FieldReader<Field>>(circles_, grid_);
    }

 private:
    std::shared_ptr<const Circles> circles_;
    Grid grid_;
    std::string crs_;
    std::string name_;
};

template <class Field>
std::unique_ptr<RasterSource> field(const std::vector<Footprint>& footprints, const Grid& grid,
                                    std::string crs, std::string name) {
    if (!(grid.north <= 90 && grid.south() >= -90 && grid.west >= -360 && grid.east() <= 360))
        throw Error(Problem{name,
                            {},
                            fmt::format("a grid from ({}, {}) to ({}, {}) is not in degrees", grid.west,
                                        grid.south(), grid.east(), grid.north),
                            "use a grid in longitude and latitude"});
    return std::make_unique<FieldSource<Field>>(circles_of(footprints), grid, std::move(crs),
                                                std::move(name));
}

}  // namespace

std::unique_ptr<RasterSource> distance_source(const std::vector<Footprint>& footprints, const Grid& degrees,
                                              std::string crs, std::string name) {
    return field<DistanceField>(footprints, degrees, std::move(crs), std::move(name));
}

std::unique_ptr<RasterSource> footprint_source(const std::vector<Footprint>& footprints, const Grid& degrees,
                                               std::string crs, std::string name) {
    return field<FootprintField>(footprints, degrees, std::move(crs), std::move(name));
}

}  // namespace djoliba
