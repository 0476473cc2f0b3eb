// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/travel_curve.hpp>

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr int even_edges = 240;
constexpr double growth = 1.02;

std::size_t place_of(const CurveSums& curve, double edge) {
    const auto found = std::lower_bound(curve.edges.begin(), curve.edges.end(), edge);
    if (found == curve.edges.end() || *found != edge)
        throw Error(
            {"", curve.name, fmt::format("{} is not one of its edges", edge), "count it at that edge"});
    return static_cast<std::size_t>(found - curve.edges.begin());
}

void check(const CurveSums& curve) {
    if (curve.direction != Direction::at_or_below || curve.edges.empty() ||
        curve.edges.back() != longest_travel)
        throw Error({"", curve.name, "it is no curve of times or ways",
                     "count it at or below edges, of which the last is the longest way"});
}

double mean_of(const CurveSums& curve, std::size_t shape, double reaching) {
    FixedSum sum;
    for (std::size_t bin = 0; bin + 1 < curve.bins(); ++bin) sum.add(curve.people_intensity.at(shape, bin));
    return reaching > 0 ? sum.value() / reaching : none;
}

double median_of(const CurveSums& curve, std::size_t shape, double reaching) {
    FixedSum before;
    for (std::size_t bin = 0; bin + 1 < curve.bins(); ++bin) {
        const double under = before.value();
        const double here = curve.people.at(shape, bin).value();
        before.add(curve.people.at(shape, bin));
        if (here <= 0 || before.value() < reaching / 2) continue;
        const double low = bin == 0 ? 0 : curve.edges[bin - 1];
        return low + (curve.edges[bin] - low) * (reaching / 2 - under) / here;
    }
    return none;
}

}  // namespace

std::vector<double> travel_edges(std::span<const double> wanted) {
    for (const double edge : wanted)
        if (!(edge > 0 && edge < longest_travel))
            throw Error({"", "within", fmt::format("{} is no time or distance to count people within", edge),
                         "give numbers above 0"});
    std::vector<double> edges(wanted.begin(), wanted.end());
    edges.push_back(longest_travel);
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    return edges;
}

std::vector<double> fine_travel_edges(std::span<const double> wanted) {
    std::vector<double> all(wanted.begin(), wanted.end());
    for (int i = 1; i <= even_edges; ++i) all.push_back(i);
    for (double edge = even_edges * growth; edge < longest_travel; edge *= growth) all.push_back(edge);
    return travel_edges(all);
}

TravelFigures travel_figures(const ExposureSums& sums, std::size_t shape, std::size_t hazard,
                             std::span<const double> within) {
    const CurveSums& curve = sums.hazards[hazard];
    check(curve);
    TravelFigures f{none, none, none, std::vector<double>(within.size(), none), none, none, none};
    if (!people_known(sums, shape)) return f;
    const FixedSum &total = sums.people_total[shape], &unknown = curve.people_unknown[shape];
    f.people = total.value();
    f.unknown = unknown.value();
    if (unknown == total && !total.is_zero()) return f;
    const FixedSum reaching = people_reaching(curve, shape, curve.edges.size() - 1);
    f.unreachable = curve.people.at(shape, curve.bins() - 1).value();
    FixedSum beyond = reaching;
    for (std::size_t i = 0; i < within.size(); ++i) {
        const FixedSum people = people_reaching(curve, shape, place_of(curve, within[i]));
        f.within[i] = people.value();
        if (i + 1 == within.size()) beyond.add(-people);
    }
    f.beyond = beyond.value();
    f.mean = mean_of(curve, shape, reaching.value());
    f.median = median_of(curve, shape, reaching.value());
    return f;
}

}  // namespace djoliba
