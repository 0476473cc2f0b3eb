// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/exposure.hpp>

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "exposure_count.hpp"
#include "parallel.hpp"

namespace djoliba {
namespace {

void require(bool good, const std::string& layer, const std::string& problem,
             std::vector<Problem>& problems) {
    if (!good) problems.push_back({"", layer, problem, ""});
}

bool is_factor(double v) { return v > 0 && std::isfinite(v); }

void check_edges(const HazardLayer& hazard, std::vector<Problem>& problems) {
    for (std::size_t i = 0; i < hazard.edges.size(); ++i) {
        const double e = hazard.edges[i];
        require(std::isfinite(e), hazard.name, fmt::format("edge {} is not a number", e), problems);
        require(i == 0 || !(e <= hazard.edges[i - 1]), hazard.name, fmt::format("edge {} does not ascend", e),
                problems);
    }
}

void check_masks(const HazardLayer& hazard, std::vector<Problem>& problems) {
    for (const MaskLayer& mask : hazard.masks) {
        require(mask.source != nullptr, hazard.name, "a mask has no raster", problems);
        require(is_factor(mask.multiplier), hazard.name,
                fmt::format("mask multiplier {} is not above 0", mask.multiplier), problems);
        require(std::isfinite(mask.threshold), hazard.name, "a mask's threshold is not a number", problems);
        require(mask.rule == MaskRule::remove || hazard.direction == Direction::at_or_above, hazard.name,
                "the excess over a mask is defined for at_or_above only", problems);
    }
}

void check(const PeopleLayer& people, std::span<const HazardLayer> hazards) {
    std::vector<Problem> problems;
    require(people.source != nullptr, "people", "there is no raster", problems);
    require(is_factor(people.multiplier), "people",
            fmt::format("multiplier {} is not above 0", people.multiplier), problems);
    for (const HazardLayer& h : hazards) {
        require(h.source != nullptr, h.name, "there is no raster", problems);
        require(is_factor(h.multiplier), h.name, fmt::format("multiplier {} is not above 0", h.multiplier),
                problems);
        check_edges(h, problems);
        check_masks(h, problems);
    }
    if (!problems.empty()) throw Error(problems);
}

std::size_t index_of(const RasterSource* source, std::vector<const RasterSource*>& sources) {
    const auto found = std::find(sources.begin(), sources.end(), source);
    if (found != sources.end()) return static_cast<std::size_t>(found - sources.begin());
    sources.push_back(source);
    return sources.size() - 1;
}

double where_missing(Nodata nodata) {
    return nodata == Nodata::none ? 0 : std::numeric_limits<double>::quiet_NaN();
}

Scale scale_of(const RasterSource* source, double factor, Nodata nodata, ExposurePlan& plan) {
    return {index_of(source, plan.sources), factor, where_missing(nodata), source->fits_float()};
}

double rounded(double v, const Scale& scale) {
    return scale.single ? static_cast<double>(static_cast<float>(v)) : v;
}

/// At or below is counted as at or above with all signs turned: bins then come in the opposite order.
Ladder ladder_of(const HazardLayer& hazard, ExposurePlan& plan) {
    const double sign = hazard.direction == Direction::at_or_above ? 1 : -1;
    Ladder ladder;
    ladder.scale = scale_of(hazard.source, sign * hazard.multiplier, hazard.nodata, plan);
    for (const double e : hazard.edges) ladder.edges.push_back(rounded(sign * e, ladder.scale));
    if (sign < 0) std::reverse(ladder.edges.begin(), ladder.edges.end());
    for (const MaskLayer& mask : hazard.masks) {
        MaskStep step{scale_of(mask.source, mask.multiplier, mask.nodata, plan), 0, mask.rule};
        step.threshold = rounded(mask.threshold, step.scale);
        ladder.masks.push_back(step);
    }
    ladder.slot = plan.slots;
    plan.slots = ladder.end();
    return ladder;
}

ExposurePlan plan_of(const Coverage& coverage, const PeopleLayer& people,
                     std::span<const HazardLayer> hazards) {
    check(people, hazards);
    ExposurePlan plan{coverage, {people.source}};
    plan.people_factor = people.multiplier;
    plan.people_where_missing = where_missing(people.nodata);
    for (const HazardLayer& h : hazards) plan.ladders.push_back(ladder_of(h, plan));
    for (const RasterSource* s : plan.sources) {
        if (s->crs() != people.source->crs())
            throw Error({s->name(), "",
                         fmt::format("its coordinate system is {}, that of {} is {}", s->crs(),
                                     people.source->name(), people.source->crs()),
                         "warp one of the rasters"});
        plan.maps.push_back(map_onto(coverage.grid, s->grid(), s->name()));
    }
    return plan;
}

std::vector<FixedSum> count_all(const ExposurePlan& plan, const Job& job) {
    std::vector<FixedSum> sums(plan.coverage.shapes.size() * plan.slots);
    const std::size_t guide = finest(plan.sources);
    const auto tiles = tiles_along(plan.coverage, *plan.sources[guide], plan.maps[guide]);
    tbb::enumerable_thread_specific<TileCount> counts([&] { return TileCount(plan); });
    std::mutex mutex;
    for_each(job, tiles.size(), [&](std::size_t t) {
        const auto part = counts.local().count(tiles[t]);
        const std::scoped_lock lock(mutex);
        for (std::size_t i = 0; i < part.size(); ++i)
            if (!part[i].is_zero())
                sums[tiles[t].shapes[i / plan.slots] * plan.slots + i % plan.slots].add(part[i]);
    });
    return sums;
}

/// Covered cells of the people raster by shape.
std::vector<double> covered_cells(const Coverage& coverage, const SourceMap& map) {
    std::vector<double> before{0};  // widths west of each column
    for (const double share : map.cols.share) before.push_back(before.back() + share);
    std::vector<double> cells;
    for (std::size_t s = 0; s < coverage.shapes.size(); ++s) {
        double sum = 0;
        const auto& shape = coverage.shapes[s];
        for (std::int64_t r = shape.first_row; r < shape.first_row + shape.rows; ++r) {
            const auto row = coverage.row(s, r);
            double width = 0;
            for (const Run& run : row.runs) width += before[run.end] - before[run.first];
            for (std::size_t i = 0; i < row.cols.size(); ++i)
                width += row.fractions[i] * map.cols.share[row.cols[i]];
            sum += width * map.rows.share[r];
        }
        cells.push_back(sum);
    }
    return cells;
}

ExposureCurve curve_of(const HazardLayer& hazard, const Ladder& ladder, const ExposurePlan& plan,
                       const std::vector<FixedSum>& sums) {
    ExposureCurve curve{hazard.name, hazard.edges, hazard.direction};
    const bool above = hazard.direction == Direction::at_or_above;
    for (std::size_t s = 0; s < plan.coverage.shapes.size(); ++s) {
        const FixedSum* mine = &sums[s * plan.slots];
        for (std::size_t i = 0; i < ladder.bins(); ++i) {
            const std::size_t bin = above ? i : ladder.bins() - 1 - i;
            const double moment = mine[ladder.intensity(bin)].value();
            curve.people.push_back(mine[ladder.people(bin)].value());
            curve.people_intensity.push_back(above || moment == 0 ? moment : -moment);
        }
        curve.people_unknown.push_back(mine[ladder.unknown()].value());
        curve.people_masked.push_back(mine[ladder.masked()].value());
    }
    return curve;
}

}  // namespace

ExposureCurves expose(const Coverage& coverage, const PeopleLayer& people,
                      std::span<const HazardLayer> hazards, const Job& job) {
    const ExposurePlan plan = plan_of(coverage, people, hazards);
    const auto sums = count_all(plan, job);
    ExposureCurves curves;
    curves.cells = covered_cells(coverage, plan.maps[0]);
    for (std::size_t s = 0; s < coverage.shapes.size(); ++s) {
        const double unknown = sums[s * plan.slots + 1].value();
        const bool any_known = curves.cells[s] - unknown > 1e-9 * curves.cells[s];
        curves.people_total.push_back(any_known ? sums[s * plan.slots].value()
                                                : where_missing(Nodata::unknown));
        curves.cells_people_unknown.push_back(unknown);
        curves.outside_fraction.push_back(coverage.shapes[s].outside_fraction);
    }
    for (std::size_t h = 0; h < hazards.size(); ++h)
        curves.hazards.push_back(curve_of(hazards[h], plan.ladders[h], plan, sums));
    return curves;
}

}  // namespace djoliba
