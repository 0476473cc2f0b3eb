// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/displacement.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

void check_same_size(std::size_t a, std::size_t b, std::string_view what) {
    if (a == b) return;
    throw Error(Problem{
        {}, "displaced", fmt::format("{} figures beside {} {}", a, b, what), "give one for each locality"});
}

Figure pressure(double displaced, double residents) {
    if (std::isnan(displaced)) return missing_figure("displaced persons are not known");
    if (std::isnan(residents)) return missing_figure("residents are not known");
    if (residents <= 0) return missing_figure("no residents");
    return known_figure(100 * displaced / residents);
}

// Sums of the rows for each unit; NaN for units without a row.
std::vector<double> sums_by_origin(const std::vector<OriginRow>& rows, const Localities& localities,
                                   const Level& level, DisplacedFrom& out) {
    std::vector<double> sums(localities.size(), missing_value);
    for (const OriginRow& row : rows) {
        if (std::isnan(row.people)) {
            ++out.rows_without_people;
            continue;
        }
        if (row.origin < 0) {
            out.unknown_origin += row.people;
            continue;
        }
        const auto at = static_cast<std::size_t>(row.origin);
        const Locality& unit = localities.items.at(at);
        if (unit.level != level)
            throw Error(Problem{{},
                                "displaced_from",
                                fmt::format("{} is a {}, not a {}", unit.name, unit.level, level),
                                "give the level at which the table names origins"});
        sums[at] = std::isnan(sums[at]) ? row.people : sums[at] + row.people;
    }
    return sums;
}

// The unit of `level` over unit i; -1 where there is none.
int above(const Localities& localities, int i, const Level& level) {
    while (i >= 0 && localities.items[static_cast<std::size_t>(i)].level != level)
        i = localities.items[static_cast<std::size_t>(i)].parent;
    return i;
}

// Units over the level of the rows: the sum of what is known below them.
void add_to_ancestors(const Localities& localities, const Level& level, std::vector<double>& sums) {
    for (std::size_t i = 0; i < localities.size(); ++i) {
        if (localities.items[i].level != level || std::isnan(sums[i])) continue;
        for (int p = localities.items[i].parent; p >= 0;
             p = localities.items[static_cast<std::size_t>(p)].parent) {
            double& sum = sums[static_cast<std::size_t>(p)];
            sum = std::isnan(sum) ? sums[i] : sum + sums[i];
        }
    }
}

std::vector<bool> holds_level(const Localities& localities, const Level& level) {
    std::vector<bool> holds(localities.size(), false);
    for (std::size_t i = 0; i < localities.size(); ++i) {
        if (localities.items[i].level != level) continue;
        for (int p = static_cast<int>(i); p >= 0; p = localities.items[static_cast<std::size_t>(p)].parent)
            holds[static_cast<std::size_t>(p)] = true;
    }
    return holds;
}

}  // namespace

std::vector<Figure> host_pressure(std::span<const double> displaced, std::span<const double> residents) {
    check_same_size(displaced.size(), residents.size(), "residents");
    std::vector<Figure> out;
    out.reserve(displaced.size());
    for (std::size_t i = 0; i < displaced.size(); ++i) out.push_back(pressure(displaced[i], residents[i]));
    return out;
}

std::vector<int> totals_that_do_not_add_up(std::span<const double> total,
                                           const std::vector<std::span<const double>>& groups) {
    std::vector<int> found;
    for (const auto& group : groups) check_same_size(group.size(), total.size(), "totals");
    for (std::size_t i = 0; i < total.size(); ++i) {
        double sum = 0;
        for (const auto& group : groups) sum += group[i];
        if (std::abs(total[i] - sum) > 0.5) found.push_back(static_cast<int>(i));
    }
    return found;
}

DisplacedFrom displaced_from(const std::vector<OriginRow>& rows, const Localities& localities,
                             const Level& level, bool complete, bool main_origin_only) {
    DisplacedFrom out;
    std::vector<double> sums = sums_by_origin(rows, localities, level, out);
    add_to_ancestors(localities, level, sums);
    const std::vector<bool> at_or_above = holds_level(localities, level);
    out.people.resize(localities.size());
    out.left.resize(localities.size());
    for (std::size_t i = 0; i < localities.size(); ++i) {
        Range& left = out.left[i];
        if (at_or_above[i]) {
            const bool none = std::isnan(sums[i]);
            const double counted = none ? 0 : sums[i];
            if (!none || complete)
                out.people[i] = known_figure(counted, !complete && !main_origin_only);
            else
                out.people[i] =
                    missing_figure("no row names it as an origin; that does not say that nobody left");
            if (!none || complete) left = {main_origin_only ? 0 : counted, counted + out.unknown_origin};
            continue;
        }
        const int over = above(localities, static_cast<int>(i), level);
        if (over < 0) {
            out.people[i] = missing_figure("origins are not known for this level");
            continue;
        }
        const auto o = static_cast<std::size_t>(over);
        out.people[i] = missing_figure(fmt::format("known only for {}", localities.items[o].name));
        if (out.left[o].known()) left = {0, out.left[o].high};
    }
    return out;
}

Range people_present(double baseline, Range left, double arrived) {
    if (std::isnan(baseline) || std::isnan(arrived)) return {};
    const double most = std::isnan(left.high) ? baseline : std::clamp(left.high, 0.0, baseline);
    const double least = std::isnan(left.low) ? 0 : std::clamp(left.low, 0.0, most);
    return {baseline - most + arrived, baseline - least + arrived};
}

std::vector<RoundChange> change_between(const Date& earlier_date, std::span<const double> earlier,
                                        const Date& later_date, std::span<const double> later) {
    check_same_size(earlier.size(), later.size(), "of the later round");
    if (days_between(earlier_date, later_date) <= 0)
        throw Error(
            Problem{{},
                    "displaced",
                    fmt::format("a change from {} to {}", to_string(earlier_date), to_string(later_date)),
                    "give the earlier round first"});
    std::vector<RoundChange> out(earlier.size());
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        if (std::isnan(earlier[i]) || std::isnan(later[i])) {
            const bool first = std::isnan(earlier[i]);
            const std::string why =
                fmt::format("no figure on {}", to_string(first ? earlier_date : later_date));
            out[i] = {missing_figure(why), missing_figure(why)};
            continue;
        }
        const double difference = later[i] - earlier[i];
        out[i].people = known_figure(difference);
        out[i].percent = earlier[i] > 0
                             ? known_figure(100 * difference / earlier[i])
                             : missing_figure(fmt::format("nobody on {}", to_string(earlier_date)));
    }
    return out;
}

std::vector<NeedRate> sphere_needs(double family_size) {
    if (!(family_size > 0))
        throw Error(
            Problem{{}, "family_size", fmt::format("{} people", family_size), "give a number above 0"});
    const Wording pieces{"pieces", "pièces"};
    return {
        {"water", {"water", "eau"}, {"litres", "litres"}, 15, 1, 1, false, "Sphere, water supply standard"},
        {"food",
         {"food energy", "énergie alimentaire"},
         {"kcal", "kcal"},
         2100,
         1,
         1,
         false,
         "Sphere, food standard"},
        {"shelter",
         {"covered floor", "surface couverte"},
         {"m2", "m2"},
         3.5,
         1,
         0,
         false,
         "Sphere, shelter standard"},
        {"toilets", {"toilets", "latrines"}, pieces, 1, 20, 0, true, "Sphere, excreta management"},
        {"taps", {"taps", "robinets"}, pieces, 1, 250, 0, true, "Sphere, water points"},
        {"soap",
         {"soap", "savon"},
         {"kg", "kg"},
         0.45,
         1,
         30,
         false,
         "Sphere: 250 g for bathing, 200 g for laundry a month"},
        {"water_containers",
         {"water containers, 10-20 litres", "récipients à eau, 10-20 litres"},
         pieces,
         2,
         family_size,
         0,
         true,
         "Sphere: one to collect and one to store, per family"},
    };
}

std::vector<Need> needs(double people, const std::string& base, double days,
                        const std::vector<NeedRate>& rates) {
    if (people < 0 || std::isinf(people) || !(days > 0) || std::isinf(days))
        throw Error(Problem{{},
                            "needs",
                            fmt::format("{} people for {} days", people, days),
                            "give 0 people or more and a period above 0 days"});
    std::vector<Need> table;
    for (const NeedRate& rate : rates) {
        double amount = people * rate.amount / rate.people;
        if (rate.days > 0) amount *= days / rate.days;
        if (rate.whole) amount = std::ceil(amount - 1e-9);
        table.push_back(
            {rate.name, rate.label, rate.unit, amount, people, base, rate.days > 0 ? days : 0, rate.source});
    }
    return table;
}

}  // namespace djoliba
