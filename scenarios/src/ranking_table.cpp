// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>

#include <djoliba/engine/explain.hpp>

#include "doubt_words.hpp"
#include "table_cells.hpp"

namespace djoliba {
namespace {

/// One column and how to fill it for locality i.
struct Source {
    OutputColumn column;
    std::function<Cell(int)> cell;
};
using Sources = std::vector<Source>;

Sources identity(const Result& r) {
    const auto& places = r.localities;
    const auto parent_code = [&](int i) {
        const int up = places[i].parent;
        return up < 0 ? Cell{} : Cell{places[up].code};
    };
    const auto status = [&](int i) {
        return Cell{std::string(r.index.assessed(i) ? "assessed" : "not_assessed")};
    };
    const auto risk = [&](int i) { return rank_cell(r.index.risk_class[i]); };
    return {
        {{"rank", ColumnType::integer, "Rang", "Rank", "#indicator+rank+num"},
         [&](int i) { return rank_cell(r.ranking.rank[i]); }},
        {{"code", ColumnType::text, "Code", "Code", "#geo+code"},
         [&](int i) { return text(places[i].code); }},
        {{"name", ColumnType::text, "Nom", "Name", "#geo+name"}, [&](int i) { return text(places[i].name); }},
        {{"level", ColumnType::text, "Niveau", "Level", "#geo+level"},
         [&](int i) { return text(places[i].level); }},
        {{"parent_code", ColumnType::text, "Code du parent", "Parent code", "#geo+code+parent"}, parent_code},
        {{"region", ColumnType::text, "Région", "Region", "#adm1+name"},
         [&](int i) { return text(name_of_ancestor(places, i, "region")); }},
        {{"cercle", ColumnType::text, "Cercle", "Cercle", "#adm2+name"},
         [&](int i) { return text(name_of_ancestor(places, i, "cercle")); }},
        {{"status", ColumnType::text, "Statut", "Status", "#status"}, status},
        {{"population", ColumnType::real, "Population", "Population", "#population+total", "people", 0},
         [&](int i) { return number(r.people[i]); }},
        {{"score", ColumnType::real, "Score (0-10)", "Score (0-10)", "#severity+num", "", 1},
         [&](int i) { return number(r.index.score[0][i]); }},
        {{"class", ColumnType::integer, "Classe", "Class", "#severity+class+num"}, risk},
        {{"reliability", ColumnType::real, "Fiabilité (0-1)", "Reliability (0-1)",
          "#indicator+reliability+num", "", 2},
         [&](int i) { return number(r.index.reliability[i]); }},
    };
}

/// Only of a unit that has a rank.
Cell drawn(const Result& r, int i, std::optional<double> RankUncertainty::* what) {
    return r.ranking.rank[i] == 0 ? Cell{} : number(r.ranking.uncertainty[i].*what);
}

Source drawn_rank(const Result& r, const std::string& name, const std::string& fr, const std::string& en,
                  const std::string& hxl, std::optional<double> RankUncertainty::* what) {
    return {{name, ColumnType::integer, fr, en, hxl}, [&r, what](int i) {
                const Cell cell = drawn(r, i, what);
                return missing(cell) ? Cell{} : Cell{static_cast<std::int64_t>(std::get<double>(cell))};
            }};
}

Sources uncertainty(const Result& r) {
    const std::string top = std::to_string(r.uncertainty.top);
    return {
        drawn_rank(r, "rank_low", "Rang, borne basse (5 %)", "Rank, low (5%)", "#indicator+rank+min+num",
                   &RankUncertainty::low),
        drawn_rank(r, "rank_high", "Rang, borne haute (95 %)", "Rank, high (95%)", "#indicator+rank+max+num",
                   &RankUncertainty::high),
        {{"p_top" + top, ColumnType::real, "Chance d'être parmi les " + top + " premiers",
          "Chance of being in the top " + top, "#indicator+top" + top + "+num", "", 2},
         [&](int i) { return drawn(r, i, &RankUncertainty::top20); }},
    };
}

Sources doubt(const Result& r) {
    return {
        drawn_rank(r, "rank_median", "Rang médian", "Rank, median", "#indicator+rank+median+num",
                   &RankUncertainty::median),
        {{"score_low", ColumnType::real, "Score, borne basse (5 %)", "Score, low (5%)", "#severity+min+num",
          "", 1},
         [&](int i) { return drawn(r, i, &RankUncertainty::score_low); }},
        {{"score_high", ColumnType::real, "Score, borne haute (95 %)", "Score, high (95%)",
          "#severity+max+num", "", 1},
         [&](int i) { return drawn(r, i, &RankUncertainty::score_high); }},
        {{"doubt_fr", ColumnType::text, "D'où vient le doute", "Where the doubt comes from (French)",
          "#description+doubt+i_fr"},
         [&](int i) { return text(doubt_in_words(r, i, Language::french)); }},
        {{"doubt_en", ColumnType::text, "D'où vient le doute (anglais)", "Where the doubt comes from",
          "#description+doubt+i_en"},
         [&](int i) { return text(doubt_in_words(r, i, Language::english)); }},
    };
}

Source dimension(const Result& r, const std::string& name, const std::string& fr, const std::string& en) {
    const auto* scores = r.index.scores(name);
    return {{name, ColumnType::real, fr, en, "#indicator+" + name + "+num", "", 1},
            [scores](int i) { return scores == nullptr ? Cell{} : number((*scores)[i]); }};
}

Sources explanation(const Result& r) {
    const auto words = [&](Language language) {
        return [&r, language](int i) {
            return text(drivers_in_words(r.index, r.indicators, r.contributions, i, language));
        };
    };
    return {
        {{"rank_in_cercle", ColumnType::integer, "Rang dans le cercle", "Rank within the cercle",
          "#indicator+rank+cercle+num"},
         [&](int i) {
             return rank_cell(r.localities[i].level == "commune" ? r.ranking.rank_in_parent[i] : 0);
         }},
        {{"own_share", ColumnType::real, "Part propre (0-1)", "Own share (0-1)", "#indicator+own+num", "", 2},
         [&](int i) { return number(r.index.own_share[i]); }},
        {{"reason_not_assessed", ColumnType::text, "Raison de la non-évaluation (anglais)",
          "Reason not assessed", "#description+reason+i_en"},
         [&](int i) {
             return text(reason_not_assessed(r.index, r.indicators, r.localities, i, Language::english));
         }},
        {{"drivers_fr", ColumnType::text, "Principaux facteurs", "Main drivers (French)",
          "#description+drivers+i_fr"},
         words(Language::french)},
        {{"drivers_en", ColumnType::text, "Principaux facteurs (anglais)", "Main drivers",
          "#description+drivers+i_en"},
         words(Language::english)},
        {{"oldest_input", ColumnType::text, "Donnée la plus ancienne", "Oldest input", "#date+oldest"},
         [&](int i) { return text(oldest_input(r.index, r.indicators, i)); }},
    };
}

Sources people_at_risk(const Result& r) {
    Sources sources;
    for (const auto& caseload : r.caseloads) {
        const Indicator& indicator = *r.indicators.find(caseload.indicator);
        // A figure of the parent is no caseload of its parts.
        const auto cell = [&indicator](int i) {
            return indicator.origin[i] == Origin::inherited || indicator.origin[i] == Origin::shared
                       ? Cell{}
                       : number(indicator.value[i]);
        };
        sources.push_back(
            {{"people_at_risk_" + caseload.hazard, ColumnType::real,
              "Personnes à risque : " + indicator.label_fr, "People at risk: " + indicator.label_en,
              "#population+at_risk+" + caseload.hazard + "+num", "people", 0},
             cell});
    }
    return sources;
}

/// The level whose figure locality i shows.
std::string level_of_value(const Result& r, const Indicator& indicator, int i) {
    switch (indicator.origin[i]) {
        case Origin::missing:
            return indicator.reason[i] == small_count_reason ? "under_10"
                   : indicator.reason[i] == masked_reason    ? "masked"
                                                             : "";
        case Origin::inherited:
            return indicator.level;
        case Origin::shared:
            return "shared";
        case Origin::own:
        case Origin::rolled_up:
            return r.localities[i].level;
    }
    return "";
}

int leaf_of(const Result& r, const std::string& indicator) {
    const auto& plan = r.index.plan;
    for (const int leaf : plan.leaves)
        if (plan.nodes[leaf].indicator == indicator) return leaf;
    return -1;
}

/// Digits that a spreadsheet shows; -1 for as many as there are, where a small figure must not read 0.
int decimals_of(std::string_view unit) {
    if (unit == "people" || unit == "households") return 0;
    if (unit == "%" || unit == "km" || unit == "per 100" || unit == "per 10000") return 1;
    if (unit == "SPI" || unit == "share" || unit == "ratio") return 2;
    return -1;
}

void add_indicator(Sources& sources, const Result& r, const Indicator& indicator) {
    const int leaf = leaf_of(r, indicator.name);
    const std::string tag = "#indicator+" + indicator.name;
    sources.push_back({{indicator.name, ColumnType::real, indicator.label_fr, indicator.label_en,
                        tag + "+num", indicator.unit, decimals_of(indicator.unit)},
                       [&indicator](int i) { return number(indicator.value[i]); }});
    sources.push_back({{indicator.name + "_level", ColumnType::text, indicator.label_fr + " : niveau",
                        indicator.label_en + ": level", tag + "+level"},
                       [&r, &indicator](int i) { return text(level_of_value(r, indicator, i)); }});
    sources.push_back({{indicator.name + "_date", ColumnType::text, indicator.label_fr + " : date",
                        indicator.label_en + ": date", tag + "+date"},
                       [&indicator](int i) { return indicator.known(i) ? text(indicator.date) : Cell{}; }});
    sources.push_back({{indicator.name + "_score", ColumnType::real, indicator.label_fr + " : score (0-10)",
                        indicator.label_en + ": score (0-10)", tag + "+score+num", "", 1},
                       [&r, leaf](int i) { return leaf < 0 ? Cell{} : number(r.index.score[leaf][i]); }});
}

void append(Sources& to, Sources from) { std::move(from.begin(), from.end(), std::back_inserter(to)); }

/// A CSV file has no other place to say it.
void add_synthetic_mark(Sources& sources, const Result& r) {
    if (r.stamp.synthetic)
        sources.push_back(
            {{"synthetic", ColumnType::boolean, "Données synthétiques", "Synthetic data", "#meta+synthetic"},
             [](int) { return Cell{true}; }});
}

/// Names of the indicators whose value here is a lower bound.
std::string lower_bounds(const Result& r, int i) {
    std::string names;
    for (const auto& indicator : r.indicators.items)
        if (indicator.at_least[i]) names += (names.empty() ? "" : ";") + indicator.name;
    return names;
}

Sources reservations(const Result& r) {
    return {
        {{"not_assessed_share", ColumnType::real, "Part de la population non évaluée (0-1)",
          "Share of people not assessed (0-1)", "#indicator+not_assessed+num", "", 2},
         [&r](int i) { return number(r.index.not_assessed_share[i]); }},
        {{"lower_bounds", ColumnType::text, "Chiffres minimaux (« au moins »)", "Lower bounds (\"at least\")",
          "#description+lower_bounds"},
         [&r](int i) { return text(lower_bounds(r, i)); }},
        {{"reason_not_assessed_fr", ColumnType::text, "Raison de la non-évaluation",
          "Reason not assessed (French)", "#description+reason+i_fr"},
         [&r](int i) {
             return text(reason_not_assessed(r.index, r.indicators, r.localities, i, Language::french));
         }},
    };
}

Sources words(const Result& r) {
    Sources sources;
    for (const auto& t : r.texts)
        sources.push_back({{t.name, ColumnType::text, t.label_fr, t.label_en, "#description+" + t.name},
                           [&t](int i) { return text(t.value[i]); }});
    return sources;
}

Sources all_columns(const Result& r) {
    Sources s = identity(r);
    append(s, uncertainty(r));
    s.push_back(dimension(r, "hazard_exposure", "Aléa et exposition (0-10)", "Hazard and exposure (0-10)"));
    s.push_back(dimension(r, "vulnerability", "Vulnérabilité (0-10)", "Vulnerability (0-10)"));
    s.push_back(dimension(r, "lack_of_coping_capacity", "Manque de capacité de réponse (0-10)",
                          "Lack of coping capacity (0-10)"));
    append(s, explanation(r));
    append(s, doubt(r));
    append(s, people_at_risk(r));
    for (const auto& indicator : r.indicators.items)
        if (indicator.name != "population") add_indicator(s, r, indicator);  // has a column already
    append(s, reservations(r));
    append(s, words(r));
    add_synthetic_mark(s, r);
    return s;
}

}  // namespace

std::vector<Level> level_order(const Result& r) {
    std::vector<Level> levels{r.ranking.headline_level};
    const auto add = [&](const Level& level) {
        if (std::find(levels.begin(), levels.end(), level) == levels.end()) levels.push_back(level);
    };
    for (auto it = r.localities.hierarchy.rbegin(); it != r.localities.hierarchy.rend(); ++it) add(*it);
    for (const auto& locality : r.localities.items) add(locality.level);
    return levels;
}

std::vector<int> ranking_order(const Result& r) {
    std::vector<int> order;
    for (const auto& level : level_order(r)) {
        auto units = r.localities.of_level(level);
        std::stable_sort(units.begin(), units.end(), [&](int a, int b) {
            const int ra = r.ranking.rank[a], rb = r.ranking.rank[b];
            return ra != 0 && (rb == 0 || ra < rb);
        });
        order.insert(order.end(), units.begin(), units.end());
    }
    return order;
}

OutputTable ranking_table(const Result& r) {
    const Sources sources = all_columns(r);
    OutputTable table;
    for (const auto& s : sources) table.columns.push_back(s.column);
    for (const int i : ranking_order(r)) {
        auto& row = table.rows.emplace_back();
        row.reserve(sources.size());
        for (const auto& s : sources) row.push_back(s.cell(i));
    }
    return table;
}

}  // namespace djoliba
