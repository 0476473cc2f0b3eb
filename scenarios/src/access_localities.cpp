// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "access_localities.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/exposure_sums.hpp>
#include <djoliba/engine/travel_curve.hpp>

#include "access_rows.hpp"
#include "coded_shapes.hpp"
#include "memory_inputs.hpp"
#include "people_gap.hpp"

namespace djoliba {
namespace {

using Edges = std::vector<double>;

constexpr std::size_t some = 5;

/// What is counted in one pass.
struct Counted {
    std::vector<std::unique_ptr<RasterSource>> rasters = {};
    std::vector<HazardLayer> layers = {};

    /// Where the curve stands among the hazards.
    std::size_t add(std::unique_ptr<RasterSource> raster, Edges edges) {
        rasters.push_back(std::move(raster));
        return add(*rasters.back(), std::move(edges));
    }
    std::size_t add(const RasterSource& raster, Edges edges) {
        layers.push_back({raster.name(), &raster, std::move(edges), Direction::at_or_below});
        return layers.size() - 1;
    }
};

/// All that is counted, and where it stands.
struct Plan {
    Counted counted = {};
    std::vector<std::vector<std::size_t>> joints = {};
    RowCurves rows = {};
};

StateCurves add_state(Counted& counted, const TravelTimes& times, const AccessRequest& request,
                      const JobForPart& job) {
    const std::size_t minutes = counted.add(minutes_raster(times), fine_travel_edges(request.within_minutes));
    return {minutes,
            counted.add(way_km_raster(times, job("measuring ways")), travel_edges(request.within_km))};
}

Plan plan_of(const AccessRequest& request, const AccessStates& states, const RasterSource& supply,
             const JobForPart& job) {
    Plan plan;
    Counted& c = plan.counted;
    RowCurves& rows = plan.rows;
    rows.shown = add_state(c, states.shown, request, job);
    rows.supply = c.add(supply, {1});
    const Edges bands = travel_edges(request.within_minutes),
                beyond = travel_edges(Edges{request.beyond_minutes});
    if (states.other_status) rows.other_status = c.add(minutes_raster(*states.other_status), bands);
    if (states.unknown_blocked) rows.unknown_blocked = c.add(minutes_raster(*states.unknown_blocked), bands);
    if (!states.before) return plan;
    rows.before = add_state(c, *states.before, request, job);
    const std::size_t was = c.add(*c.layers[rows.before->minutes].source, beyond);
    const auto joint_with = [&](std::size_t minutes) {
        plan.joints.push_back({was, c.add(*c.layers[minutes].source, beyond)});
        return plan.joints.size() - 1;
    };
    rows.newly = joint_with(rows.shown.minutes);
    if (rows.unknown_blocked) rows.newly_unknown_blocked = joint_with(*rows.unknown_blocked);
    return plan;
}

/// Sums over all localities in which people are counted, rounded once.
AccessTotals totals_of(const ExposureSums& sums, const CurveSums& minutes, const Edges& within,
                       const std::vector<double>& known_share) {
    FixedSum people, unknown, unreachable;
    std::vector<FixedSum> reaching(within.size());
    for (std::size_t shape = 0; shape < sums.shapes(); ++shape) {
        if (!gap_in_people(known_share[shape]).empty()) continue;
        people.add(sums.people_total[shape]);
        unknown.add(minutes.people_unknown[shape]);
        unreachable.add(minutes.people.at(shape, minutes.bins() - 1));
        for (std::size_t i = 0; i < within.size(); ++i) {
            const auto edge = std::lower_bound(minutes.edges.begin(), minutes.edges.end(), within[i]);
            reaching[i].add(
                people_reaching(minutes, shape, static_cast<std::size_t>(edge - minutes.edges.begin())));
        }
    }
    AccessTotals totals{people.value(), {}, unreachable.value(), unknown.value()};
    for (const FixedSum& sum : reaching) totals.within.push_back(sum.value());
    return totals;
}

/// Tells in how many localities people are not counted, or counted in part.
void account_for_gaps(const PeopleFiles& files, const CodedShapes& localities, const ExposureSums& sums,
                      const std::vector<double>& known_share, Account& account) {
    Exclusion gaps{"people", files.raster.file,
                   "localities of which the raster knows the people on less than half of the area: nobody is "
                   "counted (--people-nodata none, if cells without value mean nobody)"};
    Exclusion partly{
        "people", files.raster.file,
        "localities of which the raster knows the people on a part of the area: figures are lower "
        "bounds"};
    FixedSum left_out;
    for (std::size_t shape = 0; shape < known_share.size(); ++shape) {
        if (std::isnan(known_share[shape]) || !partly_known(known_share[shape])) continue;
        const bool gap = !gap_in_people(known_share[shape]).empty();
        if (gap) left_out.add(sums.people_total[shape]);
        Exclusion& e = gap ? gaps : partly;
        ++e.rows;
        if (e.examples.size() < some) e.examples.push_back(localities.codes[shape]);
    }
    for (const Exclusion& e : {gaps, partly})
        if (e.rows > 0) account.exclusions.push_back(e);
    if (!left_out.is_zero())
        account.exclusions.push_back({"people", files.raster.file,
                                      "people in the localities that are not counted", 0, left_out.value()});
}

}  // namespace

LocalityTable locality_table(const AccessRequest& request, const PeopleFiles& files,
                             const AccessStates& states, const RasterSource& people,
                             const RasterSource& supply, Account& account, const JobForPart& job) {
    const CodedShapes localities =
        coded_shapes(read_areas(files.areas.get(), files.localities, files.layer, people.crs()),
                     files.areas ? files.areas->field : files.code);
    for (const std::string& note : localities.notes)  // they begin with the file
        account.warnings.push_back("localities" + note.substr(localities.file.size()));
    const Plan plan = plan_of(request, states, supply, job);
    const std::vector<const RasterSource*> sources{&people, plan.counted.layers[0].source};
    const AnalysisGrid grid = grid_over_shapes(localities, sources);
    const auto coverage = cached_coverage(localities.shapes, grid, request.cache);
    const auto sums =
        count_exposure(*coverage, {&people, files.raster.multiply, files.raster.nodata}, plan.counted.layers,
                       plan.joints, all_rows(grid), job("counting people"));
    const auto known_share = people_known_share(curves_of(sums, coverage->extents()));
    account_for_gaps(files, localities, sums, known_share, account);
    return {access_rows(request, localities.codes, plan.rows, sums, known_share),
            totals_of(sums, sums.hazards[plan.rows.shown.minutes], request.within_minutes, known_share)};
}

}  // namespace djoliba
