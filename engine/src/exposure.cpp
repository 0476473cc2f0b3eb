// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/exposure_sums.hpp>

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "exposure_count.hpp"

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
    std::vector<double> edges;
    edges.reserve(hazard.edges.size());
    for (const double e : hazard.edges) edges.push_back(rounded(sign * e, ladder.scale));
    if (sign < 0) std::reverse(edges.begin(), edges.end());
    ladder.edges = EdgeLookup(std::move(edges));
    for (const MaskLayer& mask : hazard.masks) {
        MaskStep step{scale_of(mask.source, mask.multiplier, mask.nodata, plan), 0, mask.rule};
        step.threshold = rounded(mask.threshold, step.scale);
        ladder.masks.push_back(step);
    }
    ladder.slot = plan.slots;
    plan.slots = ladder.end();
    return ladder;
}

/// Keys of a joint must fit 64 bits.
JointPlan joint_of(const std::vector<std::size_t>& hazards, const ExposurePlan& plan) {
    JointPlan joint{hazards, {}};
    std::uint64_t step = 1;
    for (const std::size_t h : hazards) {
        if (h >= plan.ladders.size())
            throw Error(
                {"", "joint", fmt::format("there is no hazard number {}", h), "name the hazards again"});
        joint.steps.push_back(step);
        if (__builtin_mul_overflow(step, plan.ladders[h].bins() + 1, &step))
            throw Error({"", "joint", "the hazards of a joint have too many edges together", "use fewer"});
    }
    return joint;
}

ExposurePlan plan_of(const CoverageSource& coverage, const PeopleLayer& people,
                     std::span<const HazardLayer> hazards, std::span<const std::vector<std::size_t>> joints) {
    check(people, hazards);
    ExposurePlan plan{coverage, {people.source}};
    plan.people_factor = people.multiplier;
    plan.people_where_missing = where_missing(people.nodata);
    for (const HazardLayer& h : hazards) plan.ladders.push_back(ladder_of(h, plan));
    for (const auto& joint : joints) plan.joints.push_back(joint_of(joint, plan));
    for (const RasterSource* s : plan.sources) {
        if (s->crs() != people.source->crs())
            throw Error({s->name(), "",
                         fmt::format("its coordinate system is {}, that of {} is {}", s->crs(),
                                     people.source->name(), people.source->crs()),
                         "warp one of the rasters"});
        plan.maps.push_back(map_onto(coverage.grid(), s->grid(), s->name()));
    }
    return plan;
}

ExposureSums empty_sums(std::size_t shapes, std::span<const HazardLayer> hazards,
                        std::span<const std::vector<std::size_t>> joints) {
    const std::vector<FixedSum> none(shapes);
    ExposureSums sums{none, none, none};
    for (const HazardLayer& h : hazards) {
        const BinSums bins(shapes, h.edges.size() + 1);
        sums.hazards.push_back({h.name, h.edges, h.direction, bins, bins, none, none});
    }
    for (const auto& joint : joints) sums.joints.push_back({joint, {}});
    for (JointSums& joint : sums.joints) joint.people.resize(shapes);
    return sums;
}

/// Adds the covered cells of the people raster by shape.
void add_cells(const Coverage& band, const SourceMap& map, std::span<const double> west_of,
               std::vector<FixedSum>& cells) {
    for (std::size_t s = 0; s < band.shapes.size(); ++s) {
        const auto& shape = band.shapes[s];
        for (std::int64_t r = shape.first_row; r < shape.first_row + shape.rows; ++r) {
            const auto row = band.row(s, r);
            double width = 0;
            for (const Run& run : row.runs) width += west_of[run.end] - west_of[run.first];
            for (std::size_t i = 0; i < row.cols.size(); ++i)
                width += row.fractions[i] * map.cols.share[row.cols[i]];
            cells[s].add(width * map.rows.share[r]);
        }
    }
}

/// Widths of the columns west of each column and of all, in cells.
std::vector<double> widths_before(const AxisMap& cols) {
    std::vector<double> before{0};
    for (const double share : cols.share) before.push_back(before.back() + share);
    return before;
}

void count_all(const ExposurePlan& plan, Rows rows, const Job& job, ExposureSums& sums) {
    const std::size_t guide = finest(plan.sources);
    const auto cuts = cuts_along(*plan.sources[guide], plan.maps[guide]);
    const auto west_of = widths_before(plan.maps[0].cols);
    tbb::enumerable_thread_specific<TileCount> counts([&] { return TileCount(plan); });
    std::mutex mutex;
    for_each_tile(
        plan.coverage, cuts, rows, job,
        [&](const Coverage& band) { add_cells(band, plan.maps[0], west_of, sums.cells); },
        [&](const Coverage& band, const Tile& tile) {
            TileCount& mine = counts.local();
            mine.count(band, tile);
            const std::scoped_lock lock(mutex);
            mine.hand_over(tile, sums);
        });
}

}  // namespace

ExposureSums count_exposure(const CoverageSource& coverage, const PeopleLayer& people,
                            std::span<const HazardLayer> hazards,
                            std::span<const std::vector<std::size_t>> joints, Rows rows, const Job& job) {
    const ExposurePlan plan = plan_of(coverage, people, hazards, joints);
    ExposureSums sums = empty_sums(coverage.shapes(), hazards, joints);
    count_all(plan, rows, job, sums);
    return sums;
}

Rows band_of(const CoverageSource& coverage, const PeopleLayer& people, std::span<const HazardLayer> hazards,
             std::size_t part, std::size_t parts) {
    if (part >= parts)
        throw Error(
            {"", "band", fmt::format("there is no band {} of {}", part, parts), "number the bands from 0"});
    const ExposurePlan plan = plan_of(coverage, people, hazards, {});
    const std::size_t guide = finest(plan.sources);
    const auto down = cuts_along(*plan.sources[guide], plan.maps[guide]).down;
    const std::size_t blocks = down.size() - 1;
    return {down[part * blocks / parts], down[(part + 1) * blocks / parts]};
}

ExposureCurves expose(const CoverageSource& coverage, const PeopleLayer& people,
                      std::span<const HazardLayer> hazards, const Job& job) {
    return curves_of(count_exposure(coverage, people, hazards, {}, all_rows(coverage.grid()), job),
                     coverage.extents());
}

}  // namespace djoliba
