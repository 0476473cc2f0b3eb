// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "synthetic_country.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "synthetic_mosaic.hpp"
#include "synthetic_names.hpp"
#include "synthetic_plane.hpp"
#include "synthetic_random.hpp"

namespace djoliba::synthetic {
namespace {

struct Seat {
    std::string name;
    Point at;
    bool real_name;
    int region, cercle;  // cercle: counted over the country
};

// A place that our rough knowledge puts outside its region moves towards the middle of it, until it is 0.03
// degrees in.
Point moved_inside(const Ring& region, Point p, Point middle) {
    for (int step = 0; step < 100; ++step) {
        const Point q = between(p, middle, step / 100.0);
        if (contains({{region}}, q) && distance_to_ring(region, q) > 0.03) return q;
    }
    return p;
}

std::vector<Seat> real_seats(const std::vector<Region>& regions, const std::vector<Ring>& rings) {
    std::vector<Seat> seats;
    int cercle = 0;
    for (std::size_t r = 0; r < regions.size(); ++r)
        for (const auto& c : regions[r].cercles) {
            const bool roomy = regions[r].name != "Bamako";
            for (const auto& place : c.places) {
                const Point middle =
                    c.places[0].at == place.at ? regions[r].cercles.back().places[0].at : c.places[0].at;
                seats.push_back({place.name, roomy ? moved_inside(rings[r], place.at, middle) : place.at,
                                 true, static_cast<int>(r), cercle});
            }
            ++cercle;
        }
    return seats;
}

int nearest_cercle(const std::vector<Seat>& seats, std::size_t known, int region, Point p) {
    int best = -1;
    double nearest = HUGE_VAL;
    for (std::size_t s = 0; s < known; ++s)
        if (const double d = distance(seats[s].at, p); seats[s].region == region && d < nearest) {
            nearest = d;
            best = seats[s].cercle;
        }
    return best;
}

double distance_to_seats(const std::vector<Seat>& seats, Point p) {
    double nearest = HUGE_VAL;
    for (const auto& seat : seats) nearest = std::min(nearest, distance(seat.at, p));
    return nearest;
}

// Candidates in the cercle's ground, more of them where people settle; the one furthest from all seats is
// taken.
Point new_seat(const Country& country, const std::vector<Seat>& seats, std::size_t known, const Ring& ring,
               const Seat& in, Stream& stream) {
    const Box box = bounds({{ring}});
    Point best = in.at;
    double furthest = -1;
    for (int found = 0, tries = 0; found < 10 && tries < 20000; ++tries) {
        const Point p{stream.uniform(box.min_x, box.max_x), stream.uniform(box.min_y, box.max_y)};
        if (nearest_cercle(seats, known, in.region, p) != in.cercle || !contains({{ring}}, p)) continue;
        if (!stream.chance(std::sqrt(attraction(country.relief, country.seed, p)))) continue;
        ++found;
        const double away = distance_to_seats(seats, p);
        if (distance_to_ring(ring, p) > 0.03 && away > furthest) {
            furthest = away;
            best = p;
        }
    }
    return best;
}

void add_invented_seats(const Country& country, const std::vector<Region>& regions,
                        const std::vector<Ring>& rings, std::vector<Seat>& seats) {
    const std::size_t known = seats.size();
    std::set<std::string> taken;
    for (const auto& seat : seats) taken.insert(folded(seat.name));
    int cercle = 0;
    for (std::size_t r = 0; r < regions.size(); ++r)
        for (const auto& c : regions[r].cercles) {
            for (int k = static_cast<int>(c.places.size()); k < c.communes; ++k) {
                Stream stream(country.seed, Purpose::seats, static_cast<std::uint64_t>(cercle) * 1000 + k);
                const Seat in{"", c.places[0].at, false, static_cast<int>(r), cercle};
                const Point at = new_seat(country, seats, known, rings[r], in, stream);
                seats.push_back(
                    {invented_name(country.seed, static_cast<std::uint64_t>(cercle) * 1000 + k, taken), at,
                     false, in.region, cercle});
            }
            ++cercle;
        }
}

// By cercle, then by name: the order in which communes are numbered.
void sort_seats(std::vector<Seat>& seats) {
    std::stable_sort(seats.begin(), seats.end(), [](const Seat& a, const Seat& b) {
        return std::pair(a.cercle, folded(a.name)) < std::pair(b.cercle, folded(b.name));
    });
}

void add_coarse_units(Country& country, const std::vector<Region>& regions) {
    for (std::size_t r = 0; r < regions.size(); ++r) {
        country.regions.push_back(
            {fmt::format("SY{:02}", r + 1), regions[r].name, -1, true, {}, {}, 0, false});
        for (std::size_t c = 0; c < regions[r].cercles.size(); ++c) {
            const auto& cercle = regions[r].cercles[c];
            country.cercles.push_back({fmt::format("{}{:02}", country.regions[r].code, c + 1),
                                       cercle.name,
                                       static_cast<int>(r),
                                       true,
                                       {},
                                       {},
                                       0,
                                       false});
        }
    }
}

// The union of the children, and the seat: the child of the same name, else the first.
void gather(std::vector<Unit>& parents, const std::vector<Unit>& children) {
    for (std::size_t p = 0; p < parents.size(); ++p) {
        std::vector<const MultiPolygon*> shapes;
        const Unit* seat = nullptr;
        for (const auto& child : children)
            if (child.parent == static_cast<int>(p)) {
                shapes.push_back(&child.shape);
                if (seat == nullptr || child.name == parents[p].name) seat = &child;
            }
        parents[p].shape = merged(shapes);
        parents[p].seat = seat->seat;
    }
}

std::vector<Ring> outlines(const std::vector<Region>& regions) {
    std::vector<Ring> rings;
    rings.reserve(regions.size());
    for (const auto& region : regions) rings.push_back(region_outline(region.name));
    return rings;
}

}  // namespace

double attraction(const Relief& relief, std::uint64_t seed, Point p) {
    // Falls tenfold from 13 to 16 degrees north and again beyond; thinner in the far west; patchy everywhere.
    const double north =
        std::exp(-std::pow(std::max(0.0, p.y - 11.5) / 3.0, 2)) + 0.012 * std::exp(-(p.y - 16) / 1.2);
    const double west = p.x < -8.8 ? 0.45 : 1.0;
    const double river = std::exp(-relief.to_water(p) / 7) * (p.y > 14.5 ? 0.9 : 0.4);
    const std::uint64_t key = Stream(seed, Purpose::villages, 1ULL << 40).bits();
    const double patch =
        0.75 + 0.25 * smooth_noise(key, p.x * 3, p.y * 3) + 0.2 * smooth_noise(key + 1, p.x * 11, p.y * 11);
    return std::clamp((north * west + river) * patch, 0.0004, 1.0);
}

void divide(Country& country, const std::vector<Region>& regions) {
    const auto rings = outlines(regions);
    auto seats = real_seats(regions, rings);
    add_invented_seats(country, regions, rings, seats);
    sort_seats(seats);
    add_coarse_units(country, regions);
    std::vector<Site> sites;
    sites.reserve(seats.size());
    for (const auto& seat : seats) sites.push_back({seat.at, seat.region});
    auto shapes = mosaic(rings, sites, country.seed);
    int number = 0;
    for (std::size_t s = 0; s < seats.size(); ++s) {
        number = s > 0 && seats[s].cercle == seats[s - 1].cercle ? number + 1 : 1;
        country.communes.push_back({fmt::format("{}{:02}", country.cercles[seats[s].cercle].code, number),
                                    seats[s].name, seats[s].cercle, seats[s].real_name, seats[s].at,
                                    std::move(shapes[s]), 0, false});
    }
    gather(country.cercles, country.communes);
    gather(country.regions, country.cercles);
    std::vector<const MultiPolygon*> all;
    all.reserve(country.regions.size());
    for (const auto& region : country.regions) all.push_back(&region.shape);
    country.outline = merged(all);
}

Country invent_country(std::uint64_t seed) {
    const auto regions = real_places();
    Country country{seed, {}, {}, {}, {}, {}, {}, Relief(seed, regions)};
    divide(country, regions);
    settle(country, regions);
    return country;
}

}  // namespace djoliba::synthetic
