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

#include "coded_shapes.hpp"
#include "given_indicators.hpp"

namespace djoliba {
namespace {

using Edges = std::vector<double>;

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

/// Where the curves of one state stand.
struct StateCurves {
    std::size_t minutes = 0, km = 0;
};

/// Where everything that a row tells stands.
struct Plan {
    Counted counted = {};
    StateCurves shown = {}, before = {};
    std::size_t supply = 0, was = 0, is = 0, other_status = 0, unknown_blocked = 0;
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
    plan.shown = add_state(c, states.shown, request, job);
    plan.supply = c.add(supply, {1});
    if (states.before) {
        plan.before = add_state(c, *states.before, request, job);
        const Edges edges = travel_edges(Edges{request.beyond_minutes});
        plan.was = c.add(*c.layers[plan.before.minutes].source, edges);
        plan.is = c.add(*c.layers[plan.shown.minutes].source, edges);
    }
    const Edges bands = travel_edges(request.within_minutes);
    if (states.other_status) plan.other_status = c.add(minutes_raster(*states.other_status), bands);
    if (states.unknown_blocked) plan.unknown_blocked = c.add(minutes_raster(*states.unknown_blocked), bands);
    return plan;
}

/// The rows of the table, column by column.
class Rows {
 public:
    Rows(const AccessRequest& request, const CodedShapes& localities, const ExposureSums& sums)
        : request_(request), sums_(sums) {
        table_.columns = {{"code", ColumnType::text}};
        for (const std::string& code : localities.codes) table_.rows.push_back({code});
    }
    OutputTable take() { return std::move(table_); }

    void add_people(std::size_t minutes) {
        const auto all = figures(minutes, request_.within_minutes);
        add("people", all, [](const TravelFigures& f) { return f.people; });
        add("people_unknown", all, [](const TravelFigures& f) { return f.unknown; });
    }
    void add_bands(std::size_t minutes, const std::string& suffix) {
        const auto all = figures(minutes, request_.within_minutes);
        add_within(all, request_.within_minutes, "min" + suffix);
        add("people_unreachable" + suffix, all, [](const TravelFigures& f) { return f.unreachable; });
    }
    void add_state(const StateCurves& curves, const std::string& suffix) {
        add_bands(curves.minutes, suffix);
        const auto all = figures(curves.minutes, request_.within_minutes);
        add("mean_minutes" + suffix, all, [](const TravelFigures& f) { return f.mean; });
        add("median_minutes" + suffix, all, [](const TravelFigures& f) { return f.median; });
        if (!request_.within_km.empty())
            add_within(figures(curves.km, request_.within_km), request_.within_km, "km" + suffix);
    }
    /// Mean over people of an intensity, for 10,000 of them.
    void add_supply(std::size_t hazard) {
        const CurveSums& curve = sums_.hazards[hazard];
        add_each("facilities_per_10000", [&](std::size_t shape) {
            FixedSum people, amount;
            for (std::size_t bin = 0; bin < curve.bins(); ++bin) {
                people.add(curve.people.at(shape, bin));
                amount.add(curve.people_intensity.at(shape, bin));
            }
            return people.value() > 0 ? 1e4 * amount.value() / people.value() : missing_value;
        });
    }
    /// People who were within and are not any more: those who were, less those who were and are.
    void add_newly(const JointSums& joint) {
        const auto newly = [&](std::size_t shape, std::size_t edge) {
            if (std::isnan(travel_figures(sums_, shape, joint.hazards[0], {}).unreachable))
                return missing_value;
            FixedSum people = people_reaching(sums_.hazards[joint.hazards[0]], shape, edge);
            people.add(-people_reaching(sums_, joint, shape, std::vector<std::size_t>(2, edge)).people);
            return people.value();
        };
        add_each(fmt::format("people_newly_beyond_{}_min", in_name(request_.beyond_minutes)),
                 [&](std::size_t shape) { return newly(shape, 0); });
        add_each("people_newly_unreachable", [&](std::size_t shape) { return newly(shape, 1); });
    }

 private:
    std::vector<TravelFigures> figures(std::size_t hazard, const Edges& within) const {
        std::vector<TravelFigures> all;
        all.reserve(sums_.shapes());
        for (std::size_t shape = 0; shape < sums_.shapes(); ++shape)
            all.push_back(travel_figures(sums_, shape, hazard, within));
        return all;
    }
    template <typename Value>
    void add_each(std::string name, const Value& value) {
        table_.columns.push_back({std::move(name)});
        for (std::size_t shape = 0; shape < table_.rows.size(); ++shape)
            table_.rows[shape].emplace_back(value(shape));
    }
    template <typename Value>
    void add(std::string name, const std::vector<TravelFigures>& all, const Value& value) {
        add_each(std::move(name), [&](std::size_t shape) { return value(all[shape]); });
    }
    void add_within(const std::vector<TravelFigures>& all, const Edges& within, const std::string& unit) {
        for (std::size_t i = 0; i < within.size(); ++i)
            add(fmt::format("people_within_{}_{}", in_name(within[i]), unit), all,
                [&](const TravelFigures& f) { return f.within[i]; });
        add(fmt::format("people_beyond_{}_{}", in_name(within.back()), unit), all,
            [](const TravelFigures& f) { return f.beyond; });
    }

    const AccessRequest& request_;
    const ExposureSums& sums_;
    OutputTable table_ = {};
};

OutputTable rows_of(const AccessRequest& request, const AccessStates& states, const CodedShapes& localities,
                    const Plan& plan, const ExposureSums& sums) {
    Rows rows(request, localities, sums);
    rows.add_people(plan.shown.minutes);
    rows.add_state(plan.shown, "");
    rows.add_supply(plan.supply);
    if (states.before) {
        rows.add_state(plan.before, "_before");
        rows.add_newly(sums.joints.front());
    }
    if (states.other_status) rows.add_bands(plan.other_status, "_other_status");
    if (states.unknown_blocked) rows.add_bands(plan.unknown_blocked, "_unknown_blocked");
    return rows.take();
}

/// Sums over all localities, rounded once.
AccessTotals totals_of(const ExposureSums& sums, const CurveSums& minutes, const Edges& within) {
    FixedSum people, unknown, unreachable;
    std::vector<FixedSum> reaching(within.size());
    for (std::size_t shape = 0; shape < sums.shapes(); ++shape) {
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

}  // namespace

LocalityTable locality_table(const AccessRequest& request, const PeopleFiles& files,
                             const AccessStates& states, const RasterSource& people,
                             const RasterSource& supply, Account& account, const JobForPart& job) {
    const CodedShapes localities = read_coded_shapes(files.localities, files.layer, files.code, people.crs());
    for (const std::string& note : localities.notes)  // they begin with the file
        account.warnings.push_back("localities" + note.substr(localities.file.size()));
    const Plan plan = plan_of(request, states, supply, job);
    const std::vector<const RasterSource*> sources{&people, plan.counted.layers[0].source};
    const AnalysisGrid grid = grid_over_shapes(localities, sources);
    const auto coverage = cached_coverage(localities.shapes, grid, request.cache);
    std::vector<std::vector<std::size_t>> joints;
    if (states.before) joints.push_back({plan.was, plan.is});
    const auto sums = count_exposure(*coverage, {&people, files.raster.multiply, files.raster.nodata},
                                     plan.counted.layers, joints, all_rows(grid), job("counting people"));
    return {rows_of(request, states, localities, plan, sums),
            totals_of(sums, sums.hazards[plan.shown.minutes], request.within_minutes)};
}

}  // namespace djoliba
