// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "synthetic_plane.hpp"
#include "synthetic_random.hpp"
#include "synthetic_rivers.hpp"

namespace djoliba::synthetic {
namespace {

// Distances are measured in half widths of the flood plain; beyond this many the ground is dry whatever the
// flood.
constexpr double edge_of_plain = 1.25;
constexpr double lake_margin_km = 5;
constexpr double mound_reach = 2.5;  // in radii

double narrowest(const Reach& r) { return std::min(r.plain_from, r.plain_to); }
double widest(const Reach& r) { return std::max(r.plain_from, r.plain_to); }

// Distance from the centre in half widths of the plain, and in km from the axis.
struct Position {
    double share;
    double km;
    double bed;
};

Position position(const Reach& r, Point p) {
    const double t = nearest_share(r.from, r.to, p);
    const double km = distance(between(r.from, r.to, t), p);
    return {km / (r.plain_from + t * (r.plain_to - r.plain_from)), km,
            r.bed_from + t * (r.bed_to - r.bed_from)};
}

// 1 on the shore, less inside.
double lake_radius(const Lake& lake, Point p) {
    const double c = std::cos(lake.turn), s = std::sin(lake.turn);
    const double x = p.x - lake.centre.x, y = p.y - lake.centre.y;
    return std::hypot((c * x + s * y) / lake.radius_x, (c * y - s * x) / lake.radius_y);
}

double shore_distance(const Lake& lake, Point p) {
    return (lake_radius(lake, p) - 1) * std::min(lake.radius_x, lake.radius_y);
}

// Bins of half a degree over the box of Mali and a margin.
constexpr Point bins_corner = {-13, 9.5};
constexpr double bin_degrees = 0.5;
constexpr int bins_across = 36, bins_up = 32;

int bin_of(Point degrees) {
    const int i = static_cast<int>(std::floor((degrees.x - bins_corner.x) / bin_degrees));
    const int j = static_cast<int>(std::floor((degrees.y - bins_corner.y) / bin_degrees));
    return std::clamp(j, 0, bins_up - 1) * bins_across + std::clamp(i, 0, bins_across - 1);
}

std::vector<std::vector<Reach>> bins(const std::vector<Reach>& reaches) {
    std::vector<std::vector<Reach>> all(bins_across * bins_up);
    const double radius = distance({0, 0}, to_km({bin_degrees / 2 + 0.25, bin_degrees / 2 + 0.25}));
    for (int b = 0; b < bins_across * bins_up; ++b) {
        const int across = b % bins_across, up = b / bins_across;
        const Point centre =
            to_km({bins_corner.x + (across + 0.5) * bin_degrees, bins_corner.y + (up + 0.5) * bin_degrees});
        for (const auto& r : reaches)
            if (distance_to_segment(r.from, r.to, centre) - radius < widest(r) * edge_of_plain)
                all[b].push_back(r);
    }
    return all;
}

}  // namespace

double flood_stage(int return_period) {
    // About 0.5 m for each tripling of the return period.
    return 0.62 + 0.50 * std::log(static_cast<double>(return_period)) / std::log(3.0) * 1.15;
}

Relief::Relief(std::uint64_t seed, const std::vector<Region>& regions)
    : key_(Stream(seed, Purpose::ground, 0).bits()),
      bins_(bins(river_reaches(seed))),
      coarse_(straight_reaches()),
      lakes_(lakes()) {
    for (const auto& region : regions)
        for (const auto& cercle : region.cercles)
            for (const auto& place : cercle.places)
                mounds_.push_back({to_km(place.at), 0.8 + 0.25 * std::sqrt(place.people / 1000)});
}

Nearby Relief::nearby(const Box& degrees) const {
    const Point centre = to_km({(degrees.min_x + degrees.max_x) / 2, (degrees.min_y + degrees.max_y) / 2});
    const double radius = distance(centre, to_km({degrees.max_x, degrees.max_y}));
    double bound = edge_of_plain;  // no point of the box lies further from its nearest reach than this
    const auto& reaches =
        bins_[bin_of({(degrees.min_x + degrees.max_x) / 2, (degrees.min_y + degrees.max_y) / 2})];
    for (const auto& r : reaches)
        bound = std::min(bound, (distance_to_segment(r.from, r.to, centre) + radius) / narrowest(r));
    Nearby near;
    for (const auto& r : reaches)
        if ((distance_to_segment(r.from, r.to, centre) - radius) / widest(r) <= bound)
            near.reaches.push_back(r);
    for (const auto& lake : lakes_)
        if (distance(lake.centre, centre) - radius <
            std::max(lake.radius_x, lake.radius_y) * 1.3 + 4 * lake_margin_km)
            near.lakes.push_back(lake);
    if (near.dry()) return near;
    for (const auto& mound : mounds_)
        if (distance(mound.centre, centre) - radius < mound.radius * mound_reach)
            near.mounds.push_back(mound);
    return near;
}

Ground Relief::ground(const Nearby& near, Point degrees) const {
    if (near.dry()) return {};
    const Point p = to_km(degrees);
    const double rough = 0.45 * smooth_noise(key_, p.x / 7, p.y / 7) +
                         0.35 * smooth_noise(key_ + 1, p.x / 1.7, p.y / 1.7) +
                         0.2 * smooth_noise(key_ + 2, p.x / 0.4, p.y / 0.4);
    double share = edge_of_plain, bed = 1e9;
    for (const auto& r : near.reaches) {
        const Position at = position(r, p);
        share = std::min(share, at.share);
        bed = std::min(bed, at.km / at.bed);
    }
    for (const auto& lake : near.lakes) {
        const double shore = shore_distance(lake, p) + 1.2 * rough;
        share = std::min(share, std::max(0.0, shore) / lake_margin_km);
        if (shore < 0) bed = std::min(bed, 0.5);
    }
    if (share >= edge_of_plain) return {};
    double height = 3.4 * std::pow(share, 1.5) + rough * std::min(1.0, 0.4 + 2 * share);
    for (const auto& mound : near.mounds) {
        const double away = distance(mound.centre, p) / mound.radius;
        if (away < mound_reach)
            height = std::max(height, 1.9 + 0.6 * rough) * std::exp(-away * away) +
                     height * (1 - std::exp(-away * away));
    }
    if (bed >= 1) return {std::max(0.0, height), false};
    return {-2.5 * (1 - bed * bed), true};
}

double Relief::to_water(Point degrees) const {
    const Point p = to_km(degrees);
    double nearest = HUGE_VAL;
    for (const auto& r : coarse_) nearest = std::min(nearest, distance_to_segment(r.from, r.to, p));
    for (const auto& lake : lakes_) nearest = std::min(nearest, std::max(0.0, shore_distance(lake, p)));
    return nearest;
}

}  // namespace djoliba::synthetic
