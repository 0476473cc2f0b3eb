// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>

#include "synthetic_country.hpp"
#include "synthetic_names.hpp"
#include "synthetic_plane.hpp"
#include "synthetic_random.hpp"

namespace djoliba::synthetic {
namespace {

// People and villages of the regions in the order of their codes: invented, of a plausible order, 22.6
// million in all.
constexpr double region_people[] = {2.8e6, 3.5e6, 4.1e6, 3.5e6, 3.1e6, 1.0e6, 0.75e6, 0.10e6, 3.5e6, 0.25e6};
constexpr int region_villages[] = {1500, 1900, 1900, 2100, 2000, 700, 300, 60, 0, 120};
constexpr int least_villages = 3;  // per commune
constexpr double border_margin_km = 2.2;

// National border, in km.
Ring border_of(const Country& country) {
    Ring border;
    for (const Point p : country.outline[0][0]) border.push_back(to_km(p));
    return border;
}

bool habitable(const Country& country, const Ring& border, Point p) {
    if (distance_to_ring(border, to_km(p)) < border_margin_km) return false;
    if (country.relief.to_water(p) > 40) return true;
    const Ground ground = country.relief.ground(p);
    return !ground.permanent && ground.height > flood_stage(2) + 0.2;
}

Point in_shape(const Country& country, const Ring& border, const MultiPolygon& shape, Point otherwise,
               bool by_attraction, Stream& stream) {
    const Box box = bounds(shape);
    for (int tries = 0; tries < 100000; ++tries) {
        const Point p{stream.uniform(box.min_x, box.max_x), stream.uniform(box.min_y, box.max_y)};
        if (by_attraction && !stream.chance(attraction(country.relief, country.seed, p))) continue;
        if (contains(shape, p) && habitable(country, border, p)) return p;
    }
    return otherwise;
}

// The seat of every commune, with the people of its town where it is one.
void add_seats(Country& country, const std::vector<Region>& regions) {
    for (std::size_t c = 0; c < country.communes.size(); ++c) {
        const auto& unit = country.communes[c];
        Settlement seat{unit.name, unit.seat, 0, static_cast<int>(c), unit.real_name, false};
        const auto& cercle = country.cercles[unit.parent];
        for (const auto& known : regions[cercle.parent].cercles)
            for (const auto& place : known.places)
                if (known.name == cercle.name && place.name == unit.name) seat.people = place.people;
        seat.town = seat.people > 0;
        country.settlements.push_back(seat);
    }
}

void add_villages(Country& country, const Ring& border) {
    std::vector<MultiPolygon> shapes;
    shapes.reserve(country.communes.size());
    for (const auto& commune : country.communes) shapes.push_back(commune.shape);
    std::vector<Point> points;
    for (std::size_t r = 0; r < country.regions.size(); ++r)
        for (int k = 0; k < region_villages[r]; ++k) {
            Stream stream(country.seed, Purpose::villages, r * 100000 + k);
            points.push_back(
                in_shape(country, border, country.regions[r].shape, country.regions[r].seat, true, stream));
        }
    const auto commune = locate(shapes, points);
    for (std::size_t i = 0; i < points.size(); ++i)
        country.settlements.push_back({"", points[i], 0, commune[i], false, false});
}

// Bamako's communes are towns from border to border and get none.
void complete_communes(Country& country, const Ring& border) {
    std::vector<int> count(country.communes.size(), 0);
    for (const auto& settlement : country.settlements)
        count[settlement.commune] += settlement.town && settlement.people > 2e5 ? 99 : 1;
    for (std::size_t c = 0; c < country.communes.size(); ++c)
        for (; count[c] < least_villages; ++count[c]) {
            Stream stream(country.seed, Purpose::villages, 10'000'000 + c * 10 + count[c]);
            const auto& unit = country.communes[c];
            country.settlements.push_back({"",
                                           in_shape(country, border, unit.shape, unit.seat, false, stream), 0,
                                           static_cast<int>(c), false, false});
        }
}

int region_of(const Country& country, const Settlement& settlement) {
    return country.cercles[country.communes[settlement.commune].parent].parent;
}

// Villages share what the towns leave of the region's people; seats of communes are larger.
void share_people(Country& country) {
    std::vector<double> towns(country.regions.size(), 0), weights(country.regions.size(), 0), weight;
    for (std::size_t s = 0; s < country.settlements.size(); ++s) {
        const auto& settlement = country.settlements[s];
        Stream stream(country.seed, Purpose::villages, 20'000'000 + s);
        const bool seat = s < country.communes.size();
        weight.push_back(settlement.town ? 0 : stream.log_normal(0.75) * (seat ? 3.0 : 1.0));
        towns[region_of(country, settlement)] += settlement.people;
        weights[region_of(country, settlement)] += weight.back();
    }
    for (std::size_t s = 0; s < country.settlements.size(); ++s) {
        auto& settlement = country.settlements[s];
        const int r = region_of(country, settlement);
        if (!settlement.town)
            settlement.people = std::round((region_people[r] - towns[r]) * weight[s] / weights[r]);
    }
}

void name_villages(Country& country) {
    std::set<std::string> taken;
    for (const auto& commune : country.communes) taken.insert(folded(commune.name));
    for (std::size_t s = country.communes.size(); s < country.settlements.size(); ++s)
        country.settlements[s].name = invented_name(country.seed, 1'000'000 + s, taken);
}

// A place in the town that is not in the river.
Point quarter_at(const Country& country, Point centre, double radius, Stream& stream) {
    Point at = centre;
    for (int tries = 0; tries < 20; ++tries) {
        const double dx = stream.normal(), dy = stream.normal(),
                     out = 0.5 * radius / std::max(1.0, std::hypot(dx, dy) / 2);
        at = {centre.x + dx * out, centre.y + dy * out};
        const Ground ground = country.relief.ground(to_degrees(at));
        if (!ground.permanent && ground.height > flood_stage(2)) break;
    }
    return to_degrees(at);
}

// A town is made of quarters, so that a fine grid shows its texture.
void add_town(Country& country, const Settlement& town, std::uint64_t item) {
    Stream stream(country.seed, Purpose::quarters, item);
    const double radius = 0.2 * std::sqrt(town.people / 1000);
    const int quarters = std::clamp(static_cast<int>(town.people / 2500), 1, 300);
    for (int q = 0; q < quarters; ++q) {
        const Point at = q == 0 ? town.at : quarter_at(country, to_km(town.at), radius, stream);
        country.clusters.push_back(
            {at, std::max(0.25, radius / (1 + 0.8 * std::sqrt(quarters))), town.people / quarters});
    }
}

// A village with up to four hamlets around it.
void add_village(Country& country, const Ring& border, const Settlement& village, std::uint64_t item) {
    Stream stream(country.seed, Purpose::hamlets, item);
    double left = village.people;
    const Point centre = to_km(village.at);
    for (int hamlets = stream.below(5); hamlets > 0; --hamlets) {
        const double angle = stream.uniform(0, 6.28318), away = stream.uniform(0.8, 4),
                     share = stream.uniform(0.02, 0.1);
        const Point at{centre.x + away * std::cos(angle), centre.y + away * std::sin(angle)};
        const Point degrees = to_degrees(at);
        if (!contains(country.outline, degrees) || distance_to_ring(border, at) < 0.6 ||
            country.relief.ground(degrees).permanent)
            continue;
        country.clusters.push_back({degrees, 0.12, village.people * share});
        left -= village.people * share;
    }
    country.clusters.push_back({village.at, 0.14 + 0.06 * std::sqrt(village.people / 1000), left});
}

void add_up(Country& country) {
    for (const auto& settlement : country.settlements) {
        auto& commune = country.communes[settlement.commune];
        commune.people += settlement.people;
        commune.urban = commune.urban || settlement.people >= 20000;
    }
    for (const auto& commune : country.communes) country.cercles[commune.parent].people += commune.people;
    for (const auto& cercle : country.cercles) country.regions[cercle.parent].people += cercle.people;
}

}  // namespace

void settle(Country& country, const std::vector<Region>& regions) {
    const Ring border = border_of(country);
    add_seats(country, regions);
    add_villages(country, border);
    complete_communes(country, border);
    share_people(country);
    name_villages(country);
    for (std::size_t s = 0; s < country.settlements.size(); ++s) {
        const auto settlement = country.settlements[s];
        if (settlement.town)
            add_town(country, settlement, s);
        else
            add_village(country, border, settlement, s);
    }
    add_up(country);
}

}  // namespace djoliba::synthetic
