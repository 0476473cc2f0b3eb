// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "access_rows.hpp"

#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/travel_curve.hpp>

#include "given_indicators.hpp"
#include "people_gap.hpp"
#include "table_cells.hpp"

namespace djoliba {
namespace {

using Numbers = std::vector<double>;

constexpr double most_unknown = 0.5;  // of the people, for a mean (judgement, as for floods)

/// What is to be said of the figures of one locality.
struct Reservations {
    bool counted = true;    ///< its people are known well enough
    bool at_least = false;  ///< so that counts are lower bounds
    std::string lower_bounds = {};
    std::string reason = {};

    void mark(const std::string& column) { lower_bounds += (lower_bounds.empty() ? "" : ";") + column; }
    void because(const std::string& why) { reason += (reason.empty() ? "" : "; ") + why; }
};

/// The rows of the table, column by column.
class TableRows {
 public:
    TableRows(const AccessRequest& request, const std::vector<std::string>& codes, const ExposureSums& sums,
              const Numbers& known_share)
        : request_(request), sums_(sums), of_(codes.size()) {
        table_.columns = {{"code", ColumnType::text}};
        for (const std::string& code : codes) table_.rows.push_back({code});
        for (std::size_t shape = 0; shape < of_.size(); ++shape) {
            const std::string gap = gap_in_people(known_share[shape]);
            of_[shape].counted = gap.empty();
            of_[shape].at_least = partly_known(known_share[shape]);
            if (!gap.empty()) of_[shape].because(gap);
        }
    }

    OutputTable take() {
        table_.columns.push_back({"lower_bounds", ColumnType::text});
        table_.columns.push_back({"reason_missing", ColumnType::text});
        for (std::size_t shape = 0; shape < of_.size(); ++shape) {
            table_.rows[shape].push_back(text(of_[shape].lower_bounds));
            table_.rows[shape].push_back(text(of_[shape].reason));
        }
        return std::move(table_);
    }

    void add_people(std::size_t minutes) {
        const auto all = figures(minutes, request_.within_minutes);
        const auto partly = [&](std::size_t shape) { return of_[shape].at_least; };
        add("people", [&](std::size_t shape) { return all[shape].people; }, partly);
        add("people_unknown", [&](std::size_t shape) { return all[shape].unknown; }, partly);
        for (std::size_t shape = 0; shape < of_.size(); ++shape)
            if (of_[shape].counted) explain(all[shape], of_[shape]);
    }
    void add_bands(std::size_t minutes, const std::string& suffix) {
        const auto all = figures(minutes, request_.within_minutes);
        add_within(all, request_.within_minutes, "min" + suffix);
        add_count("people_unreachable" + suffix, all, [](const TravelFigures& f) { return f.unreachable; });
    }
    void add_state(const StateCurves& curves, const std::string& suffix) {
        add_bands(curves.minutes, suffix);
        const auto all = figures(curves.minutes, request_.within_minutes);
        add_mean("mean_minutes" + suffix, all, [](const TravelFigures& f) { return f.mean; });
        add_mean("median_minutes" + suffix, all, [](const TravelFigures& f) { return f.median; });
        for (std::size_t shape = 0; shape < of_.size(); ++shape)
            if (of_[shape].counted && all[shape].people > 0 && all[shape].unreachable > 0 &&
                std::isnan(all[shape].mean))
                of_[shape].because("nobody reaches a facility" +
                                   std::string(suffix.empty() ? "" : " before"));
        if (!request_.within_km.empty())
            add_within(figures(curves.km, request_.within_km), request_.within_km, "km" + suffix);
    }
    /// Mean over people of an intensity, for 10,000 of them.
    void add_supply(std::size_t hazard) {
        const CurveSums& curve = sums_.hazards[hazard];
        const auto mean = [&](std::size_t shape) {
            FixedSum people, amount;
            for (std::size_t bin = 0; bin < curve.bins(); ++bin) {
                people.add(curve.people.at(shape, bin));
                amount.add(curve.people_intensity.at(shape, bin));
            }
            const double known = people.value(), all = sums_.people_total[shape].value();
            return known > 0 && known >= most_unknown * all ? 1e4 * amount.value() / known : missing_value;
        };
        add("facilities_per_10000", mean, [](std::size_t) { return false; });
    }
    /// People who were within and are not any more. `perhaps`: the same where all that is not known is
    /// blocked.
    void add_newly(std::size_t joint, std::optional<std::size_t> perhaps) {
        const std::string beyond =
            fmt::format("people_newly_beyond_{}_min", in_name(request_.beyond_minutes));
        for (const auto& [name, edge] :
             {std::pair(beyond, std::size_t{0}), {"people_newly_unreachable", 1}}) {
            const Numbers now = newly(joint, edge), most = perhaps ? newly(*perhaps, edge) : now;
            const auto unknown = [&](std::size_t shape) {
                return knows_part(shape) || most[shape] > now[shape];
            };
            add(name, [&](std::size_t shape) { return now[shape]; }, unknown);
            if (perhaps)
                add(
                    name + "_unknown_blocked", [&](std::size_t shape) { return most[shape]; },
                    [&](std::size_t shape) { return knows_part(shape); });
        }
    }

 private:
    static void explain(const TravelFigures& f, Reservations& of) {
        if (!(f.people > 0)) return of.because("nobody lives here");
        if (f.unknown > most_unknown * f.people)
            of.because(fmt::format("friction is known for {:.0f} % of its people",
                                   100 * (1 - f.unknown / f.people)));
    }
    /// Some of its people are not known, or nothing is known of their ways.
    bool knows_part(std::size_t shape) const {
        return of_[shape].at_least || !sums_.hazards.front().people_unknown[shape].is_zero();
    }
    /// Those who reached an edge, less those who did and do.
    Numbers newly(std::size_t which, std::size_t edge) const {
        const JointSums& joint = sums_.joints[which];
        Numbers all;
        for (std::size_t shape = 0; shape < of_.size(); ++shape) {
            const bool known = !std::isnan(travel_figures(sums_, shape, joint.hazards[0], {}).unreachable);
            FixedSum people = people_reaching(sums_.hazards[joint.hazards[0]], shape, edge);
            people.add(-people_reaching(sums_, joint, shape, std::vector<std::size_t>(2, edge)).people);
            all.push_back(known ? people.value() : missing_value);
        }
        return all;
    }
    std::vector<TravelFigures> figures(std::size_t hazard, const Numbers& within) const {
        std::vector<TravelFigures> all;
        all.reserve(sums_.shapes());
        for (std::size_t shape = 0; shape < sums_.shapes(); ++shape)
            all.push_back(travel_figures(sums_, shape, hazard, within));
        return all;
    }
    /// Empty where people are not known well enough, and where there is no value.
    template <typename Value, typename AtLeast>
    void add(const std::string& name, const Value& value, const AtLeast& at_least) {
        table_.columns.push_back({name});
        for (std::size_t shape = 0; shape < of_.size(); ++shape) {
            const double v = of_[shape].counted ? value(shape) : missing_value;
            table_.rows[shape].push_back(number(v));
            if (!std::isnan(v) && at_least(shape)) of_[shape].mark(name);
        }
    }
    template <typename Value>
    void add_count(const std::string& name, const std::vector<TravelFigures>& all, const Value& value) {
        add(
            name, [&](std::size_t shape) { return value(all[shape]); },
            [&](std::size_t shape) { return knows_part(shape); });
    }
    /// Of those who reach a facility: all would take longer if the others took any time at all.
    template <typename Value>
    void add_mean(const std::string& name, const std::vector<TravelFigures>& all, const Value& value) {
        const auto known = [&](std::size_t shape) {
            const TravelFigures& f = all[shape];
            return f.unknown > most_unknown * f.people ? missing_value : value(f);
        };
        add(name, known, [&](std::size_t shape) { return all[shape].unreachable > 0; });
    }
    void add_within(const std::vector<TravelFigures>& all, const Numbers& within, const std::string& unit) {
        for (std::size_t i = 0; i < within.size(); ++i)
            add_count(fmt::format("people_within_{}_{}", in_name(within[i]), unit), all,
                      [&](const TravelFigures& f) { return f.within[i]; });
        add_count(fmt::format("people_beyond_{}_{}", in_name(within.back()), unit), all,
                  [](const TravelFigures& f) { return f.beyond; });
    }

    const AccessRequest& request_;
    const ExposureSums& sums_;
    std::vector<Reservations> of_;
    OutputTable table_ = {};
};

}  // namespace

OutputTable access_rows(const AccessRequest& request, const std::vector<std::string>& codes,
                        const RowCurves& curves, const ExposureSums& sums,
                        const std::vector<double>& known_share) {
    TableRows rows(request, codes, sums, known_share);
    rows.add_people(curves.shown.minutes);
    rows.add_state(curves.shown, "");
    rows.add_supply(curves.supply);
    if (curves.before) rows.add_state(*curves.before, "_before");
    if (curves.newly) rows.add_newly(*curves.newly, curves.newly_unknown_blocked);
    if (curves.other_status) rows.add_bands(*curves.other_status, "_other_status");
    if (curves.unknown_blocked) rows.add_bands(*curves.unknown_blocked, "_unknown_blocked");
    return rows.take();
}

}  // namespace djoliba
