// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "access_now.hpp"
#include "table_cells.hpp"

namespace djoliba {
namespace {

std::vector<Cell> cut_row(const AccessNow& now, const FloodCut& flood) {
    const auto ways = [&](WayKind kind) -> const ChangedCells& {
        return flood.ways[static_cast<std::size_t>(kind)];
    };
    const auto count = [](std::size_t n) { return Cell{static_cast<std::int64_t>(n)}; };
    const auto people = [&](double n) { return now.residents_of != nullptr ? number(n) : Cell{}; };
    const AccessCut& cut = flood.cut;
    double moved = 0;
    for (const PeopleMoved& m : cut.moved) moved += m.to >= 0 && m.from >= 0 ? m.people : 0;
    return {number(flood.return_period),
            number(far_minutes(now)),
            number(ways(WayKind::road).blocked_km),
            number(ways(WayKind::road).slowed_km),
            number(ways(WayKind::crossing).blocked_km),
            number(ways(WayKind::crossing).slowed_km),
            number(ways(WayKind::land).blocked_km2),
            number(ways(WayKind::land).slowed_km2),
            Cell{flood.cells_unknown},
            count(flood.water.drowned.size()),
            count(flood.water.not_known.size()),
            now.residents_of != nullptr ? count(cut.cut_off.size()) : Cell{},
            people(cut.people_newly_beyond),
            people(cut.people_newly_unreachable),
            people(cut.people_on_blocked),
            people(cut.people_slower),
            people(cut.person_hours_added),
            people(moved)};
}

std::vector<OutputColumn> with_mark(const Workings& w, std::vector<OutputColumn> columns) {
    if (w.scenario.synthetic)
        columns.push_back(
            {"synthetic", ColumnType::boolean, "Données synthétiques", "Synthetic data", "#meta+synthetic"});
    return columns;
}

void add_row(const Workings& w, OutputTable& table, std::vector<Cell> cells) {
    if (w.scenario.synthetic) cells.emplace_back(true);
    table.rows.push_back(std::move(cells));
}

}  // namespace

OutputTable cuts_table(const Workings& w, const AccessNow& now) {
    const auto real = [](const char* name, const char* fr, const char* en, const char* unit, int decimals) {
        return OutputColumn{name, ColumnType::real, fr, en, "", unit, decimals};
    };
    const auto whole = [](const char* name, const char* fr, const char* en) {
        return OutputColumn{name, ColumnType::integer, fr, en, ""};
    };
    OutputTable table{
        .columns = with_mark(
            w,
            {real("return_period", "Période de retour", "Return period", "years", 0),
             real("beyond_minutes", "Loin au-delà de", "Far beyond", "minutes", 0),
             real("roads_blocked_km", "Routes coupées", "Roads blocked", "km", 0),
             real("roads_slowed_km", "Routes ralenties", "Roads slowed", "km", 0),
             real("crossings_blocked_km", "Traversées coupées", "Crossings blocked", "km", 0),
             real("crossings_slowed_km", "Traversées ralenties", "Crossings slowed", "km", 0),
             real("land_blocked_km2", "Terrain coupé", "Land blocked", "km2", 0),
             real("land_slowed_km2", "Terrain ralenti", "Land slowed", "km2", 0),
             whole("cells_depth_unknown", "Cellules de profondeur inconnue", "Cells of unknown depth"),
             whole("facilities_drowned", "Formations sous l'eau", "Facilities under water"),
             whole("facilities_depth_unknown", "Formations de profondeur inconnue",
                   "Facilities of unknown depth"),
             whole("facilities_cut_off", "Formations coupées", "Facilities cut off"),
             real("newly_beyond", "Personnes désormais trop loin", "People newly beyond", "people", 0),
             real("newly_unreachable", "Personnes désormais sans formation",
                  "People newly without any facility", "people", 0),
             real("on_blocked", "dont sur des cellules coupées", "of these, on blocked cells", "people", 0),
             real("slower", "Personnes qui mettent plus longtemps", "People who take longer", "people", 0),
             real("person_hours_added", "Heures de trajet de plus", "Person-hours added", "hours", 0),
             real("people_moved", "Personnes qui vont ailleurs", "People who go elsewhere", "people", 0)})};
    for (const FloodCut& flood : now.floods) add_row(w, table, cut_row(now, flood));
    return table;
}

OutputTable moves_table(const Workings& w, const AccessNow& now) {
    OutputTable table{
        .columns = with_mark(
            w, {{"return_period", ColumnType::real, "Période de retour", "Return period", "", "years", 0},
                {"from_id", ColumnType::text, "De (identifiant)", "From (id)", ""},
                {"from_name", ColumnType::text, "De", "From", ""},
                {"to_id", ColumnType::text, "Vers (identifiant)", "To (id)", ""},
                {"to_name", ColumnType::text, "Vers", "To", ""},
                {"people", ColumnType::real, "Personnes", "People", "", "people", 0}})};
    for (const FloodCut& flood : now.floods)
        for (const PeopleMoved& m : flood.cut.moved) {
            std::vector<Cell> cells{number(flood.return_period)};
            for (const std::int32_t i : {m.from, m.to}) {
                cells.push_back(i < 0 ? Cell{} : text(now.facilities()[i].id));
                cells.push_back(i < 0 ? Cell{} : text(now.facilities()[i].name));
            }
            cells.push_back(number(m.people));
            add_row(w, table, std::move(cells));
        }
    return table;
}

}  // namespace djoliba
