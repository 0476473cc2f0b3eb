// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/french.hpp>
#include <djoliba/engine/geodesic.hpp>
#include <djoliba/layers/names.hpp>
#include <djoliba/layers/points.hpp>
#include <djoliba/layers/raster_file.hpp>

#include "workings.hpp"

namespace djoliba {
namespace {

bool names_one_of(const std::vector<std::string>& values, const std::string& text) {
    return std::any_of(values.begin(), values.end(),
                       [&](const auto& v) { return fold_name(v) == fold_name(text); });
}

std::string type_of(const FacilitiesLayer& layer, const std::string& text) {
    for (const auto& [name, values] : layer.types)
        if (names_one_of(values, text)) return name;
    return {};
}

FacilityStatus status_of(const FacilityStatusValues& v, const std::string& text) {
    if (names_one_of(v.functioning, text)) return FacilityStatus::functioning;
    if (names_one_of(v.partly_functioning, text)) return FacilityStatus::partly;
    if (names_one_of(v.not_functioning, text)) return FacilityStatus::not_functioning;
    return FacilityStatus::unknown;
}

Points read_layer_points(Workings& w, const LayerInfo& info, const PointTable& spec) {
    return read_points(
        spec.file.path, {spec.lon, spec.lat, spec.id},
        {.layer = spec.layer, .where = spec.where, .source = info.source, .name = spec.file.text},
        w.result.account);
}

/// Finest unit of each point; Error where none of them lies in any, as when longitude and latitude are
/// swapped.
std::vector<int> locate_all(Workings& w, const LayerInfo& info, const PointTable& spec,
                            const Points& points) {
    auto unit = locate_points(points, w.places(), w.places().finest(), w.result.account);
    if (std::all_of(unit.begin(), unit.end(), [](int u) { return u < 0; }))
        throw Error(
            Problem{spec.file.text, info.key,
                    fmt::format("none of its {} points lies in a {}", points.size(), w.places().finest()),
                    "check that `lon` and `lat` are not swapped"});
    return unit;
}

std::vector<Facility> read_facilities(Workings& w, const FacilitiesLayer& layer) {
    const auto points = read_layer_points(w, layer.info, layer.points);
    const auto unit = locate_all(w, layer.info, layer.points, points);
    std::vector<Facility> facilities;
    Exclusion other{layer.info.source, layer.points.file.text, "facilities of types that do not count"};
    Exclusion unknown{layer.info.source, layer.points.file.text, "facilities whose status is not known"};
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto& row = points.table.rows[i];
        const std::string type =
            layer.type.empty() ? "facility" : type_of(layer, row[points.table.column(layer.type)]);
        if (type.empty()) {
            ++other.rows;
            if (other.examples.size() < 5) other.examples.push_back(row[points.table.column(layer.type)]);
            continue;
        }
        const auto status = layer.status.empty()
                                ? FacilityStatus::unknown
                                : status_of(layer.status_values, row[points.table.column(layer.status)]);
        unknown.rows += status == FacilityStatus::unknown ? 1 : 0;
        facilities.push_back({points.position[i], type, status, unit[i]});
    }
    if (layer.status.empty())
        unknown.reason += ": counted as open, the list gives no status";
    else
        unknown.reason +=
            layer.unknown_is_open ? ": counted as open, bounds beside" : ": counted as closed, bounds beside";
    for (const auto& e : {other, unknown})
        if (e.rows > 0) w.result.account.exclusions.push_back(e);
    return facilities;
}

UnknownStatus rule_of(const FacilitiesLayer& layer) {
    return layer.unknown_is_open ? UnknownStatus::open : UnknownStatus::closed;
}

std::vector<std::string> type_names(const FacilitiesLayer& layer) {
    std::vector<std::string> names;
    for (const auto& [name, values] : layer.types) names.push_back(name);
    return names;
}

/// Figures that the engine gives for every level of the hierarchy, taken over as they are.
void add_all_levels(Workings& w, const LayerInfo& info, const IndicatorSpec& spec,
                    const std::vector<Figure>& figures) {
    Indicator indicator = new_indicator(w, info, spec, "");
    for (std::size_t i = 0; i < figures.size(); ++i) {
        if (w.places().depth(w.places()[i].level) < 0) {
            indicator.set_missing(i, "not counted for this partition");
            continue;
        }
        put(indicator, i, figures[i], w.places()[i].level == spec.level ? Origin::own : Origin::rolled_up);
    }
    w.result.indicators.add(std::move(indicator));
}

Figure bound(double value, const std::string& reason) {
    return std::isfinite(value) ? known_figure(value) : missing_figure(reason.empty() ? "no bound" : reason);
}

void add_service(Workings& w, const FacilitiesLayer& layer, const std::vector<Facility>& facilities,
                 const std::string& type) {
    FacilityCount outside;
    const auto counts = count_facilities(facilities, {type}, w.places(), outside);
    const auto service = facility_service(counts, w.result.people);
    std::vector<Figure> listed, per, low, high;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        listed.push_back(known_figure(counts[i].listed));
        const double best =
            rule_of(layer) == UnknownStatus::open ? service[i].per_10000.high : service[i].per_10000.low;
        per.push_back(bound(best, service[i].reason));
        low.push_back(bound(service[i].per_10000.low, service[i].reason));
        high.push_back(bound(service[i].per_10000.high, service[i].reason));
    }
    const auto& finest = w.places().finest();
    const auto spec = [&](const std::string& suffix, const std::string& en, const std::string& fr,
                          const std::string& unit) {
        return IndicatorSpec{type + suffix, {type + ": " + en, in_french(type) + " : " + fr},
                             unit,          "facilities",
                             finest,        RollUp::none};
    };
    add_all_levels(w, layer.info,
                   spec("_listed", "facilities listed (none listed is not none)",
                        "formations listées (aucune listée ne veut pas dire aucune)", "facilities"),
                   listed);
    add_all_levels(
        w, layer.info,
        spec("_per_10000", "open per 10,000 people", "ouvertes pour 10 000 habitants", "per 10000"), per);
    add_all_levels(w, layer.info,
                   spec("_per_10000_low", "open per 10,000 people, unknown ones closed",
                        "ouvertes pour 10 000 habitants, inconnues fermées", "per 10000"),
                   low);
    add_all_levels(w, layer.info,
                   spec("_per_10000_high", "open per 10,000 people, unknown ones open",
                        "ouvertes pour 10 000 habitants, inconnues ouvertes", "per 10000"),
                   high);
}

void add_residents_per(Workings& w, const FacilitiesLayer& layer, const std::vector<Facility>& facilities,
                       const std::string& type, const std::vector<double>& people, const std::string& suffix,
                       const Wording& who) {
    FacilityCount outside;
    const auto service = facility_service(count_facilities(facilities, {type}, w.places(), outside), people);
    std::vector<Figure> figures;
    for (const auto& s : service) figures.push_back(s.people_per_listed);
    add_all_levels(w, layer.info,
                   {"residents_per_" + type + suffix,
                    {who.en + " per " + type, who.fr + " par " + in_french(type)},
                    "people",
                    "resident",
                    w.places().finest(),
                    RollUp::none},
                   figures);
}

void add_distances(Workings& w, const FacilitiesLayer& layer, const std::vector<Facility>& facilities) {
    if (!w.settlements) return;
    const auto add = [&](UnknownStatus rule, const std::string& suffix, const Wording& what) {
        const auto chosen = open_facilities(facilities, type_names(layer), rule);
        const auto nearest = nearest_facility(w.settlements->at, facilities, chosen);
        for (const auto& far : share_beyond(*w.settlements, nearest, w.places(), layer.within_km))
            add_all_levels(w, layer.info,
                           {fmt::format("villages_beyond_{}km_share{}", in_name(far.beyond_km), suffix),
                            {fmt::format("Villages beyond {} km of a facility{}", far.beyond_km, what.en),
                             fmt::format("Villages à plus de {} km d'une formation{}",
                                         decimal_comma(far.beyond_km), what.fr)},
                            "%",
                            "villages",
                            w.places().finest(),
                            RollUp::none},
                           far.percent);
    };
    add(rule_of(layer), "", {"", ""});
    const bool has_unknown = std::any_of(facilities.begin(), facilities.end(),
                                         [](const auto& f) { return f.status == FacilityStatus::unknown; });
    if (has_unknown && !layer.status.empty())
        add(layer.unknown_is_open ? UnknownStatus::closed : UnknownStatus::open, "_other_bound",
            {", other bound of unknown status", ", autre borne des statuts inconnus"});
}

/// Depth at each facility; NaN where it is not known.
std::vector<double> depths_at(const RasterSource& source, double metres, Nodata nodata,
                              const std::vector<Facility>& facilities) {
    const auto reader = source.open();
    const Grid& g = source.grid();
    std::vector<double> depth;
    for (const auto& f : facilities) {
        const auto col = static_cast<std::int64_t>(std::floor((f.place.x - g.west) / g.dx));
        const auto row = static_cast<std::int64_t>(std::floor((g.north - f.place.y) / g.dy));
        double value = missing_value;
        if (col >= 0 && row >= 0 && col < g.cols && row < g.rows) {
            reader->read({col, row, 1, 1}, std::span(&value, 1));
            if (std::isnan(value) && nodata == Nodata::none) value = 0;
        }
        depth.push_back(value * metres);
    }
    return depth;
}

void add_flooded(Workings& w, const FacilitiesLayer& layer, const std::vector<Facility>& facilities) {
    if (!w.scenario.flood) return;
    const FloodLayer& flood = *w.scenario.flood;
    const auto chosen = open_facilities(facilities, type_names(layer), rule_of(layer));
    const double threshold = flood.depths_m.front();
    for (const auto& r : flood.rasters) {
        const auto source = open_layer_raster(w, flood.info, r.raster);
        const auto flooded =
            flooded_facilities(facilities, chosen, depths_at(*source, flood.metres, flood.nodata, facilities),
                               threshold, w.places());
        std::vector<Figure> wet;
        for (const auto& f : flooded)
            wet.push_back(f.wet + f.dry + f.unknown == 0 ? missing_figure("no open facility listed")
                          : f.wet + f.dry == 0           ? missing_figure("depth not known at its facilities")
                                                         : known_figure(f.wet, f.unknown > 0));
        add_all_levels(
            w, layer.info,
            {fmt::format("facilities_flooded_{}m_rp{}", in_name(threshold), in_name(r.return_period)),
             {fmt::format("Facilities under {} m or more in the {}-year flood", threshold, r.return_period),
              fmt::format("Formations sous {} m d'eau ou plus, crue de période de retour {} ans",
                          decimal_comma(threshold), r.return_period)},
             "facilities",
             "facilities",
             w.places().finest(),
             RollUp::none},
            wet);
    }
}

std::vector<Point> centres(const Localities& places) {
    std::vector<Point> list;
    for (const auto& place : places.items) list.push_back(point_inside(place.shape));
    return list;
}

/// The branch that serves each unit: its own or that of the unit above.
std::vector<int> assigned_branches(const Workings& w, const BranchesLayer& layer) {
    std::vector<int> assigned(w.places().size(), -1);
    for (std::size_t i = 0; i < assigned.size(); ++i)
        for (int up = static_cast<int>(i); up >= 0 && assigned[i] < 0; up = w.places()[up].parent)
            for (std::size_t b = 0; b < layer.points.size(); ++b)
                if (std::find(layer.points[b].serves.begin(), layer.points[b].serves.end(),
                              w.places()[up].code) != layer.points[b].serves.end())
                    assigned[i] = static_cast<int>(b);
    return assigned;
}

}  // namespace

void read_settlements(Workings& w) {
    if (!w.scenario.settlements) return;
    const auto& layer = *w.scenario.settlements;
    const auto points = read_layer_points(w, layer.info, layer.points);
    Places places;
    places.at = points.position;
    places.weight.assign(points.size(), 1.0);
    places.locality = locate_all(w, layer.info, layer.points, points);
    w.totals["settlements"] = static_cast<double>(points.size());
    w.settlements = std::move(places);
}

void add_facilities(Workings& w) {
    if (!w.scenario.facilities) return;
    const FacilitiesLayer& layer = *w.scenario.facilities;
    const auto facilities = read_facilities(w, layer);
    w.totals["facilities"] = static_cast<double>(facilities.size());
    for (const auto& type : type_names(layer)) add_service(w, layer, facilities, type);
    for (const auto& type : layer.residents_per) {
        add_residents_per(w, layer, facilities, type, w.result.people, "", {"Residents", "Habitants"});
        if (!w.displaced.empty())
            add_residents_per(w, layer, facilities, type,
                              residents_and_displaced(w.result.people, w.displaced), "_with_displaced",
                              {"Residents and displaced", "Habitants et déplacés"});
    }
    add_distances(w, layer, facilities);
    add_flooded(w, layer, facilities);
}

void add_branches(Workings& w) {
    if (!w.scenario.branches) return;
    const BranchesLayer& layer = *w.scenario.branches;
    std::vector<Branch> branches;
    for (const auto& b : layer.points) branches.push_back({b.name, b.place});
    const auto distance = branch_distance(w.settlements.value_or(Places{}), w.places(), branches,
                                          assigned_branches(w, layer), centres(w.places()));
    std::vector<Figure> km;
    TextColumn branch{"branch", "Regional capital (branch)", "Capitale régionale (branche)", {}};
    for (const auto& d : distance) {
        km.push_back(d.km);
        branch.value.push_back(d.branch < 0 ? "" : branches[d.branch].name);
    }
    add_all_levels(w, layer.info,
                   {"branch_distance_km",
                    {"Distance to the regional capital", "Distance à la capitale régionale"},
                    "km",
                    "settlements",
                    w.places().finest(),
                    RollUp::none},
                   km);
    w.result.texts.push_back(std::move(branch));
}

void add_drainage(Workings& w) {
    if (!w.scenario.drainage || !w.settlements) return;
    const DrainageLayer& layer = *w.scenario.drainage;
    const auto source = open_layer_raster(w, layer.info, layer.raster);
    const Grid& g = source->grid();
    std::vector<double> area(static_cast<std::size_t>(g.cols * g.rows));
    source->open()->read({0, 0, g.cols, g.rows}, std::span(area));
    std::vector<Point> river;
    for (std::int64_t k = 0; k < g.cols * g.rows; ++k)
        if (area[k] >= layer.at_least_km2) {
            const std::int64_t row = k / g.cols, col = k % g.cols;
            river.push_back({g.west + (static_cast<double>(col) + 0.5) * g.dx,
                             g.north - (static_cast<double>(row) + 0.5) * g.dy});
        }
    if (river.empty())
        throw Error(Problem{layer.raster.text, layer.info.key,
                            fmt::format("no cell drains {} km2 or more", layer.at_least_km2),
                            "check the unit of the raster, or lower at_least_km2"});
    const auto nearest = nearest_of_each(w.settlements->at, NearPoints(river));
    const std::vector<double> within{layer.within_km};
    auto far = share_beyond(*w.settlements, nearest, w.places(), within).front();
    for (auto& f : far.percent)
        if (f.known()) f.value = 100 - f.value;
    add_all_levels(w, layer.info,
                   {"villages_near_river_share",
                    {fmt::format("Villages within {} km of the centre of a cell draining {} km2 or more",
                                 layer.within_km, layer.at_least_km2),
                     fmt::format("Villages à moins de {} km du centre d'une maille drainant {} km2 ou plus",
                                 layer.within_km, layer.at_least_km2)},
                    "%",
                    "villages",
                    w.places().finest(),
                    RollUp::none},
                   far.percent);
}

}  // namespace djoliba
