// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "pieces.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

#include <djoliba/engine/split.hpp>
#include <djoliba/scenarios/where.hpp>

#include "workings.hpp"

namespace djoliba {
namespace {

/// A place, with what is needed to cut by it.
struct Place {
    const Where* where = nullptr;
    std::string key = {};
    std::vector<bool> units = {};  // that it names, with all below
};

void add_place(const Workings& w, const Where& where, std::vector<Place>& places) {
    if (where.everywhere()) return;
    const std::string key = key_of(where);
    if (std::ranges::find(places, key, &Place::key) != places.end()) return;
    Place place{&where, key, std::vector<bool>(w.places().size(), false)};
    if (!where.codes.empty() || !where.names.empty() || !where.regions.empty())
        place.units = units_in(where, w.places());
    places.push_back(std::move(place));
}

std::vector<Place> places_of(const Workings& w) {
    std::vector<Place> places;
    for (const Changes* changes : counted_for(w)) {
        for (const FloodChange& change : changes->flood) add_place(w, change.where, places);
        for (const DroughtChange& change : changes->drought) add_place(w, change.where, places);
    }
    return places;
}

/// Two boxes have a point in common.
bool meet(const Box& a, const Box& b) {
    return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

/// What a place encloses within the box of a shape that is no unit of the hierarchy.
MultiPolygon enclosed(const Localities& places, const Place& place, const MultiPolygon& shape) {
    MultiPolygon area = place.where->area;
    const Box box = bounds(shape);
    for (const int i : places.of_level(places.finest()))
        if (place.units[i] && !places[i].shape.empty() && meet(bounds(places[i].shape), box))
            area.insert(area.end(), places[i].shape.begin(), places[i].shape.end());
    return area;
}

/// A part of a shape, and for each place so far whether it is inside.
struct Part {
    MultiPolygon area = {};
    std::vector<bool> inside = {};
};

std::vector<Part> cut(std::vector<Part> parts, const Localities& places, int unit, const Place& place) {
    const bool in_hierarchy = places.depth(places[unit].level) >= 0;
    std::vector<Part> all;
    const auto add = [&](MultiPolygon area, std::vector<bool> inside, bool in) {
        inside.push_back(in);
        all.push_back({std::move(area), std::move(inside)});
    };
    for (Part& part : parts) {
        const bool whole = place.units[unit] || part.area.empty();
        const MultiPolygon area = whole          ? MultiPolygon{}
                                  : in_hierarchy ? place.where->area
                                                 : enclosed(places, place, part.area);
        SplitShape halves;
        if (!area.empty()) halves = split(part.area, area);
        if (halves.inside.empty() || halves.outside.empty()) {
            add(std::move(part.area), part.inside, place.units[unit] || !halves.inside.empty());
        } else {
            add(std::move(halves.inside), part.inside, true);
            add(std::move(halves.outside), part.inside, false);
        }
    }
    return all;
}

}  // namespace

std::vector<bool> Pieces::in(const Where& where) const {
    if (where.everywhere()) return std::vector<bool>(size(), true);
    const auto place = std::ranges::find(places, key_of(where));
    if (place == places.end()) throw std::logic_error("the pieces were not cut for " + where.key);
    return inside[static_cast<std::size_t>(place - places.begin())];
}

std::string key_of(const Where& where) {
    std::string key = fmt::format("codes [{}] names [{}] regions [{}] file {}", fmt::join(where.codes, "|"),
                                  fmt::join(where.names, "|"), fmt::join(where.regions, "|"),
                                  where.polygon_file.path.string());
    for (const Point& corner : where.polygon) key += fmt::format(" {},{}", corner.x, corner.y);
    return key;
}

std::vector<const Changes*> counted_for(const Workings& w) {
    return w.counted_for.empty() ? std::vector{&w.scenario.change} : w.counted_for;
}

Pieces cut_pieces(const Workings& w) {
    const std::vector<Place> places = places_of(w);
    Pieces pieces;
    for (const Place& place : places) pieces.places.push_back(place.key);
    pieces.inside.resize(places.size());
    for (std::size_t s = 0; s < w.counted.size(); ++s) {
        std::vector<Part> parts{{w.places()[w.counted[s]].shape, {}}};
        for (const Place& place : places) parts = cut(std::move(parts), w.places(), w.counted[s], place);
        for (Part& part : parts) {
            pieces.shape.push_back(static_cast<int>(s));
            pieces.area.push_back(std::move(part.area));
            for (std::size_t k = 0; k < places.size(); ++k) pieces.inside[k].push_back(part.inside[k]);
        }
        pieces.first.push_back(pieces.size());
    }
    return pieces;
}

std::vector<bool> points_in(const Workings& w, const Where& where, const std::vector<PlacedPoint>& points) {
    std::vector<bool> in(points.size(), true);
    if (where.everywhere()) return in;
    std::vector<bool> units(w.places().size(), false);
    if (!where.codes.empty() || !where.names.empty() || !where.regions.empty())
        units = units_in(where, w.places());
    for (std::size_t i = 0; i < points.size(); ++i)
        in[i] = (points[i].locality >= 0 && units[points[i].locality]) ||
                (!where.area.empty() && contains(where.area, points[i].place));
    return in;
}

}  // namespace djoliba
