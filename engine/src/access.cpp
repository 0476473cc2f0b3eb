// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/access.hpp>

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

// Calls visit(u) for unit `i` and all units above it.
void upwards(const Localities& localities, int i, auto&& visit) {
    for (; i >= 0; i = localities.items[static_cast<std::size_t>(i)].parent)
        visit(static_cast<std::size_t>(i));
}

void check_places(const Places& p) {
    for (std::size_t i = 0; i < p.weight.size(); ++i)
        if (p.weight[i] < 0)
            throw Error(Problem{{},
                                "settlements",
                                fmt::format("place {} has {} {}", i + 1, p.weight[i], p.unit),
                                "correct the weight or declare its missing value"});
    if (p.at.size() == p.weight.size() && p.at.size() == p.locality.size()) return;
    throw Error(Problem{
        {},
        "settlements",
        fmt::format("{} places, {} weights, {} localities", p.at.size(), p.weight.size(), p.locality.size()),
        "give one of each for every place"});
}

bool chosen_type(const std::string& type, const std::vector<std::string>& types) {
    return types.empty() || std::find(types.begin(), types.end(), type) != types.end();
}

void add(FacilityCount& count, FacilityStatus status) {
    ++count.listed;
    switch (status) {
        case FacilityStatus::functioning:
            ++count.functioning;
            return;
        case FacilityStatus::partly:
            ++count.partly;
            return;
        case FacilityStatus::not_functioning:
            ++count.not_functioning;
            return;
        case FacilityStatus::unknown:
            ++count.unknown;
            return;
    }
}

// Reason why no share can be given for any locality; empty where there is none.
std::string refusal(const Places& places, const std::vector<Neighbour>& nearest, double beyond_km) {
    if (beyond_km < places.resolution_km)
        return fmt::format("{} km is finer than the cells of {:.3g} km", beyond_km, places.resolution_km);
    const bool none =
        std::none_of(nearest.begin(), nearest.end(), [](const Neighbour& n) { return n.index >= 0; });
    if (!nearest.empty() && none) return "no such facility is listed as open";
    return {};
}

FarShare far_share(const Places& places, const std::vector<Neighbour>& nearest, const Localities& localities,
                   double beyond_km) {
    FarShare share{beyond_km, std::vector<Figure>(localities.size()),
                   std::vector<double>(localities.size(), 0.0), std::vector<double>(localities.size(), 0.0)};
    for (std::size_t i = 0; i < places.at.size(); ++i) {
        if (std::isnan(places.weight[i])) {
            ++share.places_without_weight;
            continue;
        }
        if (places.locality[i] < 0) share.weight_outside += places.weight[i];
        upwards(localities, places.locality[i], [&](std::size_t u) {
            share.weight_known[u] += places.weight[i];
            if (nearest[i].km > beyond_km) share.weight_far[u] += places.weight[i];
        });
    }
    const std::string refused = refusal(places, nearest, beyond_km);
    for (std::size_t u = 0; u < localities.size(); ++u) {
        if (refused.empty() && share.weight_known[u] > 0) {
            share.percent[u] = known_figure(100 * share.weight_far[u] / share.weight_known[u]);
            continue;
        }
        share.weight_far[u] = missing_value;
        share.percent[u] =
            missing_figure(refused.empty() ? fmt::format("no {} in the list", places.unit) : refused);
    }
    return share;
}

FacilityService service(const FacilityCount& count, double people) {
    FacilityService s;
    const int low = count.open(UnknownStatus::closed);
    const int high = count.open(UnknownStatus::open);
    if (std::isnan(people))
        s.reason = "people are not known";
    else if (people <= 0)
        s.reason = "no people";
    else if (count.listed == 0) {
        s.reason = "none listed, which does not say that there is none";
        s.at_least = people;
    }
    if (!s.reason.empty()) {
        s.people_per_listed = missing_figure(s.reason);
        return s;
    }
    constexpr double endless = std::numeric_limits<double>::infinity();
    s.per_10000 = {1e4 * low / people, 1e4 * high / people};
    s.people_per_facility = {high > 0 ? people / high : endless, low > 0 ? people / low : endless};
    s.people_per_listed =
        high > 0 ? known_figure(people / high) : missing_figure("all that are listed are closed");
    return s;
}

// Weighted sums over the places of each locality and those above.
struct MeanDistance {
    double weight = 0;
    std::vector<double> km;  // of each branch, times weight
};

std::vector<MeanDistance> distances_to_branches(const Places& places, const Localities& localities,
                                                const std::vector<Branch>& branches) {
    std::vector<MeanDistance> mean(localities.size(),
                                   MeanDistance{0, std::vector<double>(branches.size(), 0.0)});
    std::vector<double> km(branches.size());
    for (std::size_t i = 0; i < places.at.size(); ++i) {
        const double weight = places.weight[i];
        if (places.locality[i] < 0 || !(weight > 0)) continue;
        for (std::size_t b = 0; b < branches.size(); ++b)
            km[b] = geodesic_km(places.at[i], branches[b].place);
        upwards(localities, places.locality[i], [&](std::size_t u) {
            mean[u].weight += weight;
            for (std::size_t b = 0; b < branches.size(); ++b) mean[u].km[b] += weight * km[b];
        });
    }
    return mean;
}

bool is_point(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

BranchDistance to_branch(MeanDistance mean, const std::vector<Branch>& branches, int assigned, Point centre) {
    BranchDistance d;
    if (branches.empty()) {
        d.km = missing_figure("no branch is given");
        return d;
    }
    if (!(mean.weight > 0)) {
        if (!is_point(centre)) {
            d.km = missing_figure("neither places nor geometry");
            return d;
        }
        d.from_centre = true;
        mean.weight = 1;
        for (std::size_t b = 0; b < branches.size(); ++b) mean.km[b] = geodesic_km(centre, branches[b].place);
    }
    d.branch = assigned >= 0
                   ? assigned
                   : static_cast<int>(std::min_element(mean.km.begin(), mean.km.end()) - mean.km.begin());
    d.km = known_figure(mean.km.at(static_cast<std::size_t>(d.branch)) / mean.weight);
    return d;
}

}  // namespace

bool is_open(FacilityStatus status, UnknownStatus rule) {
    if (status == FacilityStatus::unknown) return rule == UnknownStatus::open;
    return status != FacilityStatus::not_functioning;
}

std::vector<int> open_facilities(const std::vector<Facility>& facilities,
                                 const std::vector<std::string>& types, UnknownStatus rule) {
    std::vector<int> chosen;
    for (std::size_t i = 0; i < facilities.size(); ++i)
        if (chosen_type(facilities[i].type, types) && is_open(facilities[i].status, rule))
            chosen.push_back(static_cast<int>(i));
    return chosen;
}

std::vector<Neighbour> nearest_facility(const std::vector<Point>& from,
                                        const std::vector<Facility>& facilities,
                                        const std::vector<int>& chosen) {
    std::vector<Point> points;
    points.reserve(chosen.size());
    for (const int i : chosen) points.push_back(facilities.at(static_cast<std::size_t>(i)).place);
    std::vector<Neighbour> found = nearest_of_each(from, NearPoints(points));
    for (Neighbour& n : found)
        if (n.index >= 0) n.index = chosen[static_cast<std::size_t>(n.index)];
    return found;
}

std::vector<FarShare> share_beyond(const Places& places, const std::vector<Neighbour>& nearest,
                                   const Localities& localities, std::span<const double> beyond_km) {
    check_places(places);
    if (nearest.size() != places.at.size())
        throw Error(Problem{{},
                            "facilities",
                            fmt::format("{} distances for {} places", nearest.size(), places.at.size()),
                            "give one distance for each place"});
    std::vector<FarShare> shares;
    for (const double km : beyond_km) shares.push_back(far_share(places, nearest, localities, km));
    return shares;
}

std::vector<FacilityCount> count_facilities(const std::vector<Facility>& facilities,
                                            const std::vector<std::string>& types,
                                            const Localities& localities, FacilityCount& outside) {
    std::vector<FacilityCount> counts(localities.size());
    for (const Facility& f : facilities) {
        if (!chosen_type(f.type, types)) continue;
        if (f.locality < 0) add(outside, f.status);
        upwards(localities, f.locality, [&](std::size_t u) { add(counts[u], f.status); });
    }
    return counts;
}

std::vector<FacilityService> facility_service(const std::vector<FacilityCount>& counts,
                                              std::span<const double> people) {
    if (counts.size() != people.size())
        throw Error(
            Problem{{},
                    "facilities",
                    fmt::format("{} counts beside {} figures of people", counts.size(), people.size()),
                    "give one for each locality"});
    std::vector<FacilityService> services;
    services.reserve(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) services.push_back(service(counts[i], people[i]));
    return services;
}

std::vector<double> residents_and_displaced(std::span<const double> residents,
                                            std::span<const double> displaced) {
    if (residents.size() != displaced.size())
        throw Error(
            Problem{{},
                    "displaced",
                    fmt::format("{} residents beside {} displaced", residents.size(), displaced.size()),
                    "give one for each locality"});
    std::vector<double> sum;
    sum.reserve(residents.size());
    for (std::size_t i = 0; i < residents.size(); ++i) sum.push_back(residents[i] + displaced[i]);
    return sum;
}

std::vector<FloodedFacilities> flooded_facilities(const std::vector<Facility>& facilities,
                                                  const std::vector<int>& chosen,
                                                  std::span<const double> depth_m, double threshold_m,
                                                  const Localities& localities) {
    if (depth_m.size() != facilities.size())
        throw Error(Problem{{},
                            "facilities",
                            fmt::format("{} depths for {} facilities", depth_m.size(), facilities.size()),
                            "give one depth for each facility"});
    if (!(threshold_m > 0))
        throw Error(Problem{
            {}, "flood", fmt::format("a depth threshold of {} m", threshold_m), "give a depth above 0"});
    std::vector<FloodedFacilities> flooded(localities.size());
    for (const int i : chosen) {
        const double depth = depth_m[static_cast<std::size_t>(i)];
        upwards(localities, facilities[static_cast<std::size_t>(i)].locality, [&](std::size_t u) {
            if (std::isnan(depth))
                ++flooded[u].unknown;
            else if (depth >= threshold_m)
                ++flooded[u].wet;
            else
                ++flooded[u].dry;
        });
    }
    return flooded;
}

std::vector<BranchDistance> branch_distance(const Places& places, const Localities& localities,
                                            const std::vector<Branch>& branches,
                                            const std::vector<int>& assigned,
                                            const std::vector<Point>& centres) {
    check_places(places);
    if (assigned.size() != localities.size() || centres.size() != localities.size())
        throw Error(Problem{{},
                            "branches",
                            fmt::format("{} assignments and {} centres for {} localities", assigned.size(),
                                        centres.size(), localities.size()),
                            "give one of each for every locality"});
    const auto mean = distances_to_branches(places, localities, branches);
    std::vector<BranchDistance> out;
    out.reserve(localities.size());
    for (std::size_t u = 0; u < localities.size(); ++u)
        out.push_back(to_branch(mean[u], branches, assigned[u], centres[u]));
    return out;
}

}  // namespace djoliba
