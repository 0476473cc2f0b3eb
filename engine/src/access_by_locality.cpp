// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/access_by_locality.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/fixed_sum.hpp>
#include <djoliba/engine/travel_time.hpp>

namespace djoliba {
namespace {

constexpr double least_known = 0.5;

/// Sums of one locality and all that lies in it.
struct Sums {
    FixedSum all;    ///< weight
    FixedSum known;  ///< of it: with a known value
    FixedSum counted;
    FixedSum amount;  ///< of what is counted
    bool at_least = false;
};

/// Calls work(sums, i) for the unit of each entry and those above it.
template <typename Work>
std::vector<Sums> sums_of(const PlacedWeights& placed, const Localities& localities, const Work& work) {
    std::vector<Sums> sums(localities.size());
    for (std::size_t i = 0; i < placed.size(); ++i)
        for (int up = placed.locality[i]; up >= 0; up = localities[up].parent) {
            sums[up].all.add(placed.weight[i]);
            work(sums[up], i);
        }
    return sums;
}

/// Why there is no figure; empty where there can be one.
std::string gap(const PlacedWeights& placed, const Sums& sums) {
    const double all = sums.all.value();
    if (!(all > 0))
        return placed.unit == "people" ? "nobody is placed here" : "no " + placed.unit + " in the list";
    const double known = sums.known.value() / all;
    if (known >= least_known) return {};
    return fmt::format("ways are known for {:.0f} % of the {}", 100 * known, placed.unit);
}

template <typename Figures>
std::vector<Figure> figures(const PlacedWeights& placed, const std::vector<Sums>& sums,
                            const Localities& localities, const Figures& figure_of) {
    std::vector<Figure> all;
    all.reserve(sums.size());
    for (std::size_t u = 0; u < sums.size(); ++u) {
        if (localities.depth(localities[u].level) < 0) {
            all.push_back(missing_figure("not counted for this partition"));
            continue;
        }
        const std::string why = gap(placed, sums[u]);
        all.push_back(why.empty() ? figure_of(sums[u]) : missing_figure(why));
    }
    return all;
}

void check_sizes(const PlacedWeights& placed, std::size_t values) {
    if (values != placed.size())
        throw Error(Problem{{},
                            "access",
                            fmt::format("{} values for {} places", values, placed.size()),
                            "give one for each"});
}

}  // namespace

std::vector<Figure> share_above(const PlacedWeights& placed, std::span<const double> values, double limit,
                                const Localities& localities) {
    check_sizes(placed, values.size());
    const auto sums = sums_of(placed, localities, [&](Sums& s, std::size_t i) {
        if (std::isnan(values[i])) return;
        s.known.add(placed.weight[i]);
        if (values[i] > limit) s.counted.add(placed.weight[i]);
    });
    return figures(placed, sums, localities,
                   [](const Sums& s) { return known_figure(100 * s.counted.value() / s.known.value()); });
}

std::vector<Figure> mean_below_unreachable(const PlacedWeights& placed, std::span<const double> values,
                                           const Localities& localities) {
    check_sizes(placed, values.size());
    const auto sums = sums_of(placed, localities, [&](Sums& s, std::size_t i) {
        if (std::isnan(values[i])) return;
        s.known.add(placed.weight[i]);
        s.at_least = s.at_least || (!(values[i] < unreachable_minutes) && placed.weight[i] > 0);
        if (!(values[i] < unreachable_minutes)) return;
        s.counted.add(placed.weight[i]);
        s.amount.add(placed.weight[i] * values[i]);
    });
    return figures(placed, sums, localities, [&](const Sums& s) {
        if (s.counted.is_zero()) return missing_figure("none of them reaches any");
        return known_figure(s.amount.value() / s.counted.value(), s.at_least);
    });
}

std::vector<Figure> weight_crossing(const PlacedWeights& placed, std::span<const double> before,
                                    std::span<const double> after, double limit,
                                    const std::vector<bool>& doubtful, const Localities& localities) {
    check_sizes(placed, before.size());
    check_sizes(placed, after.size());
    const auto sums = sums_of(placed, localities, [&](Sums& s, std::size_t i) {
        if (std::isnan(before[i]) || std::isnan(after[i])) return;
        s.known.add(placed.weight[i]);
        if (before[i] <= limit && after[i] > limit) s.counted.add(placed.weight[i]);
        s.at_least = s.at_least || (!doubtful.empty() && doubtful[i] && placed.weight[i] > 0);
    });
    return figures(placed, sums, localities,
                   [](const Sums& s) { return known_figure(s.counted.value(), s.at_least); });
}

}  // namespace djoliba
