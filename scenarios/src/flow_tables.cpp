// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "flow_now.hpp"
#include "table_cells.hpp"

namespace djoliba {
namespace {

OutputColumn people_column(std::string name, std::string fr, std::string en) {
    return {std::move(name), ColumnType::real, std::move(fr), std::move(en), "", "people", 0};
}

OutputColumn capacity_used_column(const std::string& suffix, const std::string& fr, const std::string& en) {
    return {"capacity_used" + suffix,
            ColumnType::real,
            "Déplacés en % de la capacité d'accueil" + fr,
            "Displaced in % of the capacity to host them" + en,
            "",
            "%",
            1};
}

void add_horizon(std::vector<OutputColumn>& list, int days, bool with_capacity) {
    const std::string at = fmt::format("_{}d", days), fr = fmt::format(" en {} jours", days),
                      en = fmt::format(" within {} days", days);
    for (const auto& [name, who_fr, who_en] : {std::tuple{"departures", "Départs", "Departures"},
                                               std::tuple{"arrivals", "Arrivées", "Arrivals"}}) {
        list.push_back(people_column(name + at, who_fr + fr, who_en + en));
        list.push_back(
            people_column(name + at + "_low", who_fr + fr + ", borne basse", who_en + en + ", low"));
        list.push_back(
            people_column(name + at + "_high", who_fr + fr + ", borne haute", who_en + en + ", high"));
    }
    list.push_back({"per_100" + at, ColumnType::real,
                    fmt::format("Déplacés pour 100 habitants après {} jours", days),
                    fmt::format("Displaced per 100 residents after {} days", days), "", "per 100", 2});
    list.push_back({"per_facility" + at, ColumnType::real,
                    fmt::format("Déplacés par formation sanitaire après {} jours", days),
                    fmt::format("Displaced per health facility after {} days", days), "", "people", 0});
    list.push_back({"water_m3" + at, ColumnType::real,
                    fmt::format("Eau pour les déplacés après {} jours (m³/jour)", days),
                    fmt::format("Water for the displaced after {} days (m3 a day)", days), "", "m3/day", 1});
    if (!with_capacity) return;
    list.push_back(
        capacity_used_column(at, fmt::format(" après {} jours", days), fmt::format(" after {} days", days)));
    list.push_back(people_column("places_left" + at, fmt::format("Places libres après {} jours", days),
                                 fmt::format("Places left after {} days", days)));
}

std::vector<OutputColumn> arrival_columns(const Workings& w, const FlowNow& now) {
    std::vector<OutputColumn> list{
        {"code", ColumnType::text, "Code", "Code", "#geo+code"},
        {"name", ColumnType::text, "Nom", "Name", "#geo+name"},
        {"level", ColumnType::text, "Niveau", "Level", ""},
        {"region", ColumnType::text, "Région", "Region", "#adm1+name"},
        people_column("residents", "Habitants", "Residents"),
        {"conflict_intensity", ColumnType::real, "Intensité du conflit (0 à 1)",
         "Conflict intensity (0 to 1)", "", "", 2},
        people_column("exposed", "Personnes exposées", "Exposed people"),
        people_column("displaced", "Déplacés déjà présents", "Displaced people there already"),
        {"facilities", ColumnType::integer, "Formations sanitaires ouvertes", "Open health facilities", ""},
        {"per_100", ColumnType::real, "Déplacés pour 100 habitants", "Displaced per 100 residents", "",
         "per 100", 2},
        {"per_facility", ColumnType::real, "Déplacés par formation sanitaire",
         "Displaced per health facility", "", "people", 0},
        {"water_m3", ColumnType::real, "Eau pour les déplacés (m³/jour)",
         "Water for the displaced (m3 a day)", "", "m3/day", 1}};
    const bool with_capacity = now.layer.capacity.has_value();
    if (with_capacity) {
        list.push_back(
            people_column("capacity", "Capacité d'accueil (déplacés)", "Capacity to host displaced people"));
        list.push_back(capacity_used_column("", "", ""));
    }
    for (const int days : now.horizons()) add_horizon(list, days, with_capacity);
    list.push_back({"at_least", ColumnType::boolean, "Arrivées au moins", "Arrivals at least", ""});
    list.push_back({"reason", ColumnType::text, "Ce qui manque", "What is missing", ""});
    if (w.scenario.synthetic)
        list.push_back(
            {"synthetic", ColumnType::boolean, "Données synthétiques", "Synthetic data", "#meta+synthetic"});
    return list;
}

void append_range(std::vector<Cell>& row, const Figure& middle, const Range& range) {
    row.push_back(number(middle.value));
    row.push_back(middle.known() ? number(range.low) : Cell{});
    row.push_back(middle.known() ? number(range.high) : Cell{});
}

void append_load(std::vector<Cell>& row, const HostLoad& load) {
    for (const Figure* f : {&load.per_100, &load.per_facility, &load.water_m3})
        row.push_back(number(f->value));
}

/// Why figures of a row are missing, each reason once.
std::string reasons(const std::vector<const Figure*>& figures) {
    std::vector<std::string> told;
    for (const Figure* f : figures)
        if (!f->known() && std::ranges::find(told, f->reason) == told.end()) told.push_back(f->reason);
    return fmt::format("{}", fmt::join(told, "; "));
}

void append_capacity(std::vector<Cell>& row, const FlowNow& now, const Figure& first, const Figure& second) {
    if (!now.layer.capacity) return;
    row.push_back(number(first.value));
    row.push_back(number(second.value));
}

/// Returns why figures are missing.
std::string append_horizon(std::vector<Cell>& row, const FlowNow& now, const FlowFigures& f) {
    append_range(row, f.departures, f.left);
    append_range(row, f.arrivals, f.came);
    append_load(row, f.load);
    append_capacity(row, now, f.load.capacity_used, f.places_left);
    std::vector<const Figure*> figures{&f.departures, &f.arrivals, &f.load.per_100, &f.load.per_facility};
    if (now.layer.capacity) figures.push_back(&f.load.capacity_used);
    return reasons(figures);
}

std::vector<Cell> arrival_row(const Workings& w, const FlowNow& now, int i) {
    const Locality& unit = w.places()[i];
    const auto at = std::ranges::lower_bound(now.units, i);
    const bool finest = at != now.units.end() && *at == i;
    const auto place = static_cast<std::size_t>(at - now.units.begin());
    std::vector<Cell> row{text(unit.code), text(unit.name), text(unit.level),
                          text(name_of_ancestor(w.places(), i, w.places().hierarchy.front())),
                          number(w.result.people[i])};
    row.push_back(finest ? number(now.causes.intensity[place].value) : Cell{});
    row.push_back(finest ? number(now.causes.exposed[place].value) : Cell{});
    row.push_back(number(now.displaced[i].value));
    row.push_back(now.facilities[i] < 0 ? Cell{} : Cell{static_cast<std::int64_t>(now.facilities[i])});
    append_load(row, now.before[i]);
    append_capacity(row, now, now.capacity[i], now.before[i].capacity_used);
    std::string why;
    for (std::size_t h = 0; h < now.horizons().size(); ++h) why = append_horizon(row, now, now.after[h][i]);
    row.emplace_back(now.causes.at_least);
    row.push_back(text(why));
    if (w.scenario.synthetic) row.emplace_back(true);
    return row;
}

std::vector<OutputColumn> link_columns(const Workings& w) {
    std::vector<OutputColumn> list;
    for (const char* end : {"from", "to"})
        for (const char* what : {"", "_name"}) list.push_back({std::string(end) + what, ColumnType::text});
    for (const char* name : {"from_lon", "from_lat", "to_lon", "to_lat"}) list.push_back({name});
    list.push_back({"km", ColumnType::real, "", "", "", "km", 1});
    list.push_back({"minutes", ColumnType::real, "", "", "", "minutes", 0});
    for (const char* way : {"people_there", "people_back"})
        list.push_back({way, ColumnType::real, "", "", "", "people", 0});
    if (w.scenario.synthetic) list.push_back({"synthetic", ColumnType::boolean});
    return list;
}

}  // namespace

OutputTable arrivals_table(const Workings& w, const FlowNow& now) {
    OutputTable table{arrival_columns(w, now), {}};
    for (auto level = w.places().hierarchy.rbegin(); level != w.places().hierarchy.rend(); ++level)
        for (const int i : w.places().of_level(*level)) table.rows.push_back(arrival_row(w, now, i));
    return table;
}

OutputTable flow_links_table(const Workings& w, const FlowNow& now) {
    OutputTable table{link_columns(w), {}};
    const auto& people = now.flow->set_out();
    for (std::size_t l = 0; l < now.ways.ways.size(); ++l) {
        const FlowWay& way = now.ways.ways[l];
        std::vector<Cell> row;
        for (const int end : {way.link.from, way.link.to}) {
            const Locality& unit = w.places()[now.units[end]];
            row.insert(row.end(), {text(unit.code), text(unit.name)});
        }
        for (const int end : {way.link.from, way.link.to})
            row.insert(row.end(), {number(now.ways.centres[end].x), number(now.ways.centres[end].y)});
        row.insert(row.end(),
                   {number(way.link.km), number(way.minutes), Cell{people[2 * l]}, Cell{people[2 * l + 1]}});
        if (w.scenario.synthetic) row.emplace_back(true);
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace djoliba
