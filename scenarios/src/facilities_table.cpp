// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include <djoliba/engine/catchment.hpp>
#include <djoliba/engine/fixed_sum.hpp>

#include "access_now.hpp"
#include "facility_list.hpp"
#include "table_cells.hpp"

namespace djoliba {
namespace {

std::vector<OutputColumn> columns(const Workings& w, const AccessNow& now) {
    std::vector<OutputColumn> list{
        {"id", ColumnType::text, "Identifiant", "Id", "#loc+code"},
        {"name", ColumnType::text, "Nom", "Name", "#loc+name"},
        {"type", ColumnType::text, "Type", "Type", "#loc+type"},
        {"status", ColumnType::text, "Statut", "Status", "#status"},
        {"open", ColumnType::boolean, "Comptée comme ouverte", "Counted as open", "#status+open"},
        {"code", ColumnType::text, "Code", "Code", "#geo+code"},
        {"locality", ColumnType::text, "Localité", "Locality", "#geo+name"},
        {"lon", ColumnType::real, "Longitude", "Longitude", "#geo+lon"},
        {"lat", ColumnType::real, "Latitude", "Latitude", "#geo+lat"},
        {"moved_km", ColumnType::real, "Déplacée de (km)", "Moved by (km)", "", "km", 1},
        {"people", ColumnType::real, "Habitants de l'aire", "Residents of its catchment", "", "people", 0},
        {"people_with_displaced", ColumnType::real, "Habitants et déplacés de l'aire",
         "Residents and displaced of its catchment", "", "people", 0},
        {"people_of_type", ColumnType::real, "Habitants dont elle est la plus proche de son type",
         "Residents to whom it is the nearest of its type", "", "people", 0},
        {"people_of_type_with_displaced", ColumnType::real,
         "Habitants et déplacés dont elle est la plus proche de son type",
         "Residents and displaced to whom it is the nearest of its type", "", "people", 0},
        {"per_10000", ColumnType::real, "Pour 10 000 personnes à portée", "Per 10,000 people within reach",
         "", "", 2}};
    if (now.layer.criticality)
        list.insert(list.end(),
                    {{"newly_beyond", ColumnType::real, "Trop loin si elle ferme", "Beyond if it closes", "",
                      "people", 0},
                     {"newly_unreachable", ColumnType::real, "Sans formation si elle ferme",
                      "Without any if it closes", "", "people", 0},
                     {"person_hours_added", ColumnType::real, "Heures de trajet de plus si elle ferme",
                      "Person-hours added if it closes", "", "", 0}});
    for (const FloodCut& flood : now.floods) {
        const std::string rp = "_rp" + in_name(flood.return_period);
        list.push_back({"drowned" + rp, ColumnType::text, "Sous l'eau", "Under water", "", ""});
        list.push_back({"cut_off" + rp, ColumnType::text, "Coupée", "Cut off", "", ""});
    }
    if (w.scenario.synthetic)
        list.push_back(
            {"synthetic", ColumnType::boolean, "Données synthétiques", "Synthetic data", "#meta+synthetic"});
    return list;
}

bool among(const std::vector<int>& list, int i) { return std::ranges::find(list, i) != list.end(); }

/// Whether people can be told: where nobody of its unit is placed, 0 would say that nobody comes.
bool people_known(const AccessNow& now, const Facility& f) {
    if (now.residents_of == nullptr) return false;
    return f.locality < 0 || now.placed[static_cast<std::size_t>(f.locality)];
}

/// Of one facility; nothing where the list has no such figure.
Cell figure(const std::vector<double>& list, int i, bool there) {
    return there && static_cast<std::size_t>(i) < list.size() ? number(list[i]) : Cell{};
}

/// What has to be solved for once more.
struct More {
    std::vector<Criticality> alone = {};                    ///< if it closes
    std::vector<double> of_type = {}, with_displaced = {};  ///< to whom it is the nearest of its type
};

std::vector<Cell> row(const Workings& w, const AccessNow& now, const More& more, int i) {
    const Facility& f = now.facilities()[i];
    const bool open = among(now.open, i), reached = open && now.travel.cell_of(i) >= 0;
    std::vector<Cell> cells{text(f.id), text(f.name), text(f.type), Cell{word_of(f.status)}, Cell{open}};
    cells.push_back(f.locality < 0 ? Cell{} : text(w.places()[f.locality].code));
    cells.push_back(f.locality < 0 ? Cell{} : text(w.places()[f.locality].name));
    cells.insert(cells.end(), {number(f.place.x), number(f.place.y)});
    cells.push_back(now.travel.cell_of(i) >= 0 ? number(now.travel.stands[i].km) : Cell{});
    const bool told = reached && people_known(now, f);
    cells.push_back(figure(now.load, i, told));
    cells.push_back(figure(now.load_with_displaced, i, told));
    cells.push_back(figure(more.of_type, i, told));
    cells.push_back(figure(more.with_displaced, i, told));
    cells.push_back(figure(now.per_10000, i, told));
    if (now.layer.criticality) {
        cells.push_back(told ? number(more.alone[i].people_newly_beyond) : Cell{});
        cells.push_back(told ? number(more.alone[i].people_newly_unreachable) : Cell{});
        cells.push_back(told ? number(more.alone[i].person_hours_added) : Cell{});
    }
    for (const FloodCut& flood : now.floods) {
        const bool drowned = among(flood.water.drowned, i), unknown = among(flood.water.not_known, i);
        cells.push_back(!open ? Cell{} : Cell{drowned ? "yes" : unknown ? "unknown" : "no"});
        cells.push_back(
            !reached || drowned
                ? Cell{}
                : Cell{std::ranges::find(flood.cut.cut_off, i) != flood.cut.cut_off.end() ? "yes" : "no"});
    }
    if (w.scenario.synthetic) cells.emplace_back(true);
    return cells;
}

/// Counts who go to the facilities of which people cannot be told.
void account_for_untold(Workings& w, const AccessNow& now) {
    Exclusion untold{
        now.layer.info.source, now.list.points.file.text,
        "facilities among residents who are not placed: no people are told in facilities.csv; people are "
        "those of other units for whom one of them is the nearest"};
    FixedSum people;
    for (const int i : now.open) {
        if (now.travel.cell_of(i) < 0 || people_known(now, now.facilities()[static_cast<std::size_t>(i)]))
            continue;
        ++untold.rows;
        if (!now.load.empty()) people.add(now.load[static_cast<std::size_t>(i)]);
    }
    untold.people = people.value();
    if (untold.rows > 0 && now.residents_of != nullptr)
        w.result.account.exclusions.push_back(std::move(untold));
}

More by_type(const Workings& w, const AccessNow& now) {
    if (now.load.empty()) return {};
    const auto names = type_names(now.list);
    std::vector<int> types;
    types.reserve(now.facilities().size());
    for (const Facility& f : now.facilities())
        types.push_back(static_cast<int>(std::ranges::find(names, f.type) - names.begin()));
    const bool displaced = !now.load_with_displaced.empty();
    const PeopleCells both = displaced ? added_up(now.cells, now.displaced) : PeopleCells{};
    const std::array<const PeopleCells*, 2> groups{&now.cells, &both};
    auto loads = loads_by_type(*now.times, types, std::span(groups).first(displaced ? 2 : 1), w.job);
    More more{.of_type = std::move(loads[0])};
    if (displaced) more.with_displaced = std::move(loads[1]);
    return more;
}

}  // namespace

OutputTable facilities_table(Workings& w, const AccessNow& now) {
    account_for_untold(w, now);
    OutputTable table{.columns = columns(w, now)};
    More more = by_type(w, now);
    if (now.layer.criticality && now.residents_of != nullptr)
        more.alone = criticality(*now.times, now.cells, now.facilities().size(), far_minutes(now), w.job);
    for (int i = 0; i < static_cast<int>(now.facilities().size()); ++i)
        table.rows.push_back(row(w, now, more, i));
    return table;
}

}  // namespace djoliba
