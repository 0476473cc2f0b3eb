// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "table_cells.hpp"

namespace djoliba {
namespace {

std::vector<OutputColumn> columns(bool synthetic) {
    std::vector<OutputColumn> list{
        {"hazard", ColumnType::text, "Aléa", "Hazard", "#event+type"},
        {"level", ColumnType::text, "Niveau", "Level", "#geo+level"},
        {"rank", ColumnType::integer, "Rang", "Rank", "#indicator+rank+num"},
        {"code", ColumnType::text, "Code", "Code", "#geo+code"},
        {"name", ColumnType::text, "Nom", "Name", "#geo+name"},
        {"region", ColumnType::text, "Région", "Region", "#adm1+name"},
        {"cercle", ColumnType::text, "Cercle", "Cercle", "#adm2+name"},
        {"people", ColumnType::real, "Personnes", "People", "#population+at_risk+num", "people", 0},
        {"base", ColumnType::text, "Base", "Base", "#description+base"},
        {"date", ColumnType::text, "Date", "Date", "#date"},
        {"score", ColumnType::real, "Score (0-10)", "Score (0-10)", "#severity+num", "", 1},
        {"indicator", ColumnType::text, "Indicateur", "Indicator", "#description+indicator"},
        {"reason", ColumnType::text, "Raison sans chiffre", "Reason without figure", "#description+reason"},
        {"at_least", ColumnType::text, "Au moins", "At least", "#description+at_least"}};
    if (synthetic)
        list.push_back(
            {"synthetic", ColumnType::boolean, "Données synthétiques", "Synthetic data", "#meta+synthetic"});
    return list;
}

/// Units of a level by number of people. A figure of the unit above is no caseload of its parts; other units
/// without a figure come last, in the levels of the source and above.
std::vector<int> units_of(const Localities& places, const Indicator& indicator, const std::vector<int>& ranks,
                          const Level& level) {
    auto units = places.of_level(level);
    const bool finer = places.depth(level) > places.depth(indicator.level);
    std::erase_if(units, [&](int i) { return ranks[i] == 0 && (finer || indicator.known(i)); });
    std::stable_sort(units.begin(), units.end(),
                     [&](int a, int b) { return ranks[a] != 0 && (ranks[b] == 0 || ranks[a] < ranks[b]); });
    return units;
}

std::vector<Cell> row(const Result& r, const Caseload& caseload, const Indicator& indicator, int i,
                      int rank) {
    const auto& places = r.localities;
    std::vector<Cell> cells{Cell{caseload.hazard},
                            text(places[i].level),
                            rank_cell(rank),
                            text(places[i].code),
                            text(places[i].name),
                            text(name_of_ancestor(places, i, "region")),
                            text(name_of_ancestor(places, i, "cercle")),
                            number(indicator.value[i]),
                            text(indicator.base),
                            text(indicator.date),
                            number(r.index.score[0][i]),
                            text(indicator.name),
                            text(indicator.reason[i]),
                            text(indicator.at_least[i] ? "yes" : "")};
    if (r.stamp.synthetic) cells.push_back(Cell{true});
    return cells;
}

}  // namespace

OutputTable caseload_table(const Result& r) {
    OutputTable table{columns(r.stamp.synthetic), {}};
    for (const auto& caseload : r.caseloads) {
        const Indicator& indicator = *r.indicators.find(caseload.indicator);
        const auto ranks = rank_by_caseload(indicator, r.localities, r.people);
        for (const auto& level : level_order(r))
            for (const int i : units_of(r.localities, indicator, ranks, level))
                table.rows.push_back(row(r, caseload, indicator, i, ranks[i]));
    }
    return table;
}

}  // namespace djoliba
