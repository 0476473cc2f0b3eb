// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "workbook.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/french.hpp>
#include <djoliba/layers/write_xlsx.hpp>

#include "doubt_words.hpp"
#include "table_cells.hpp"

namespace djoliba {
namespace {

std::string label_fr(const Indicator& indicator) {
    return indicator.label_fr.empty() ? indicator.name : indicator.label_fr;
}

void put_into_french(OutputTable& table, std::size_t column) {
    for (auto& row : table.rows)
        if (auto* words = std::get_if<std::string>(&row[column])) *words = in_french(*words);
}

void put_into_french(OutputTable& table, std::string_view column) {
    if (const int at = table.find(column); at >= 0) put_into_french(table, static_cast<std::size_t>(at));
}

void erase_column(OutputTable& table, std::string_view name) {
    const int at = table.find(name);
    if (at < 0) return;
    table.columns.erase(table.columns.begin() + at);
    for (auto& row : table.rows) row.erase(row.begin() + at);
}

/// Names of indicators, separated by `;`, as their headings.
std::string headings(const Result& r, std::string_view names) {
    std::string list;
    while (!names.empty()) {
        const auto name = names.substr(0, names.find(';'));
        names.remove_prefix(std::min(names.size(), name.size() + 1));
        const Indicator* indicator = r.indicators.find(name);
        list += (list.empty() ? "" : " ; ") + (indicator ? label_fr(*indicator) : std::string(name));
    }
    return list;
}

void name_indicators(const Result& r, OutputTable& table, std::string_view column) {
    const int at = table.find(column);
    if (at < 0) return;
    for (auto& row : table.rows)
        if (auto* names = std::get_if<std::string>(&row[static_cast<std::size_t>(at)]))
            *names = headings(r, *names);
}

/// The French reason stands where the English one does in the files, and the English columns go.
void keep_french_columns(OutputTable& table) {
    const int en = table.find("reason_not_assessed"), fr = table.find("reason_not_assessed_fr");
    if (en >= 0 && fr >= 0) {
        std::swap(table.columns[static_cast<std::size_t>(en)], table.columns[static_cast<std::size_t>(fr)]);
        for (auto& row : table.rows)
            std::swap(row[static_cast<std::size_t>(en)], row[static_cast<std::size_t>(fr)]);
    }
    for (const char* name : {"reason_not_assessed", "drivers_en", "doubt_en", "flood_months"})
        erase_column(table, name);
}

/// Readers of a sheet do not scroll past all indicators: what stands behind them in the files stands before
/// them here.
void words_before_indicators(const Result& r, OutputTable& table) {
    const auto& items = r.indicators.items;
    const auto shown =
        std::find_if(items.begin(), items.end(), [](const auto& i) { return i.name != "population"; });
    const int to = shown == items.end() ? -1 : table.find(shown->name),
              from = table.find("not_assessed_share");
    if (to < 0 || from < to) return;
    const int synthetic = table.find("synthetic");
    const auto end = synthetic < 0 ? std::ssize(table.columns) : synthetic;
    const auto move = [&](auto& list) {
        std::rotate(list.begin() + to, list.begin() + from, list.begin() + end);
    };
    move(table.columns);
    for (auto& row : table.rows) move(row);
}

OutputTable french_ranking(const Result& r, OutputTable table) {
    keep_french_columns(table);
    for (const char* name : {"level", "status", "setting"}) put_into_french(table, name);
    for (const auto& indicator : r.indicators.items) put_into_french(table, indicator.name + "_level");
    name_indicators(r, table, "lower_bounds");
    words_before_indicators(r, table);
    return table;
}

OutputTable rows_of_level(const Result& r, const OutputTable& table, const Level& level) {
    OutputTable part{table.columns, {}};
    const auto order = ranking_order(r);
    for (std::size_t row = 0; row < order.size(); ++row)
        if (r.localities[order[row]].level == level) part.rows.push_back(table.rows[row]);
    return part;
}

OutputTable french_caseload(const Result& r) {
    OutputTable table = caseload_table(r);
    const auto hazard = static_cast<std::size_t>(table.find("hazard"));
    for (auto& row : table.rows)
        for (const auto& caseload : r.caseloads)
            if (row[hazard] == Cell{caseload.hazard}) {
                row[hazard] = caseload.hazard_fr;
                break;
            }
    for (const char* name : {"level", "base", "reason"}) put_into_french(table, name);
    name_indicators(r, table, "indicator");
    const auto at_least = static_cast<std::size_t>(table.find("at_least"));
    for (auto& row : table.rows)
        if (!missing(row[at_least])) row[at_least] = std::string("oui");
    return table;
}

OutputTable exclusion_table(const Result& r) {
    OutputTable t;
    t.columns = {{"source", ColumnType::text, "Source"},
                 {"file", ColumnType::text, "Fichier"},
                 {"reason", ColumnType::text, "Raison"},
                 {"rows", ColumnType::integer, "Lignes"},
                 {"people", ColumnType::real, "Personnes", "", "", "people", 0},
                 {"events", ColumnType::real, "Événements", "", "", "events", 0}};
    for (const auto& e : r.account.exclusions)
        t.rows.push_back({Cell{in_french(e.source)}, Cell{e.file}, Cell{in_french(e.reason)}, Cell{e.rows},
                          number(e.people), number(e.events)});
    return t;
}

OutputTable reconciliation_table(const Result& r) {
    OutputTable t;
    t.columns = {{"figure", ColumnType::text, "Chiffre"},
                 {"published", ColumnType::real, "Publié"},
                 {"ours", ColumnType::real, "Djoliba"},
                 {"ratio", ColumnType::real, "Rapport", "", "", "", 2},
                 {"ours_date", ColumnType::text, "Période (Djoliba)"},
                 {"unit", ColumnType::text, "Unité"},
                 {"source", ColumnType::text, "Source"},
                 {"reason", ColumnType::text, "Raison de l'écart"}};
    for (const auto& x : r.account.reconciliations)
        t.rows.push_back({text(x.figure_fr.empty() ? in_french(x.figure) : x.figure_fr), Cell{x.published},
                          number(x.ours), number(x.ratio()), text(x.ours_date),
                          text(in_french(unit_fr(x.unit))), text(x.source),
                          text(x.reason_fr.empty() ? in_french(x.reason) : x.reason_fr)});
    return t;
}

std::vector<XlsxNote> notes(const Result& r) {
    std::vector<XlsxNote> list{
        {"Rang",
         "Le rang compte dans un niveau, du score le plus élevé au plus faible. Une localité non évaluée n'a "
         "pas de rang : l'absence de donnée n'est pas la sécurité."},
        {"Part propre",
         "Part du poids du score qui vient de données de la localité elle-même. Sous 0,5 le classement à "
         "utiliser est celui du niveau supérieur ; le rang d'une commune est alors un ordre dans son "
         "cercle."},
        {"Intervalle", uncertainty_note_fr(r)},
        {"Héritage",
         "Une valeur dont le niveau n'est pas celui de la localité est celle du niveau supérieur ; elle ne "
         "se somme pas."},
        {"Chiffres minimaux",
         "Les indicateurs nommés dans cette colonne valent « au moins » ce qui est écrit : leur source est "
         "un "
         "échantillon, ou une partie n'est pas connue."},
        {"Limites administratives", in_french(r.stamp.note)}};
    for (const auto& f : r.inputs)
        list.push_back({"Source : " + in_french(f.layer),
                        fmt::format("{}{}{}", f.file.empty() ? "dans le scénario" : f.file,
                                    f.provider.empty() ? "" : ", " + f.provider,
                                    f.licence.empty() ? "" : ", licence " + f.licence)});
    return list;
}

}  // namespace

std::string level_label_fr(const Level& level) {
    if (level == "commune") return "Communes";
    if (level == "cercle") return "Cercles";
    if (level == "region") return "Régions";
    return level;
}

void save_workbook(const Result& r, const OutputTable& table, const std::filesystem::path& file) {
    std::vector<XlsxSheet> sheets;
    std::vector<Level> levels{r.ranking.headline_level};
    for (auto it = r.localities.hierarchy.rbegin(); it != r.localities.hierarchy.rend(); ++it)
        if (*it != levels.front()) levels.push_back(*it);
    const OutputTable french = french_ranking(r, table);
    sheets.reserve(levels.size() + 4);
    for (const auto& level : levels)
        sheets.push_back({level_label_fr(level), rows_of_level(r, french, level), "class", 3});
    const auto add = [&](const std::string& name, OutputTable t) {
        if (!t.rows.empty()) sheets.push_back({name, std::move(t), "", 0});
    };
    add("Personnes à risque", french_caseload(r));
    add("Chiffres publiés", reconciliation_table(r));
    add("Lignes écartées", exclusion_table(r));
    add("Colonnes", column_dictionary(table));
    Stamp stamp = r.stamp;
    stamp.note.clear();  // among the notes, in French
    write_xlsx(file, sheets, notes(r), stamp);
}

}  // namespace djoliba
