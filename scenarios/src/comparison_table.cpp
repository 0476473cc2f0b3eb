// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <functional>

#include "comparison_words.hpp"
#include "table_cells.hpp"

namespace djoliba {
namespace {

struct Source {
    OutputColumn column;
    std::function<Cell(int)> cell;  // of unit u
};
using Sources = std::vector<Source>;

constexpr const char* suffix[] = {"_a", "_b"};
constexpr const char* of_run_fr[] = {" (A)", " (B)"};

Cell status(const ComparedUnit& unit, int run) {
    if (unit.at[run] < 0) return Cell{std::string("not_there")};
    return Cell{std::string(unit.assessed(run) ? "assessed" : "not_assessed")};
}

Cell ancestor(const RunComparison& runs, int u, std::string_view level) {
    const auto [run, i] = home_of(runs, u);
    return text(name_of_ancestor(run->run.localities, i, level));
}

Sources identity(const RunComparison& runs) {
    const auto& units = runs.comparison.units;
    return {
        {{"code", ColumnType::text, "Code", "Code", "#geo+code"}, [&](int u) { return text(units[u].code); }},
        {{"name", ColumnType::text, "Nom", "Name", "#geo+name"},
         [&](int u) { return text(name_of(runs, u)); }},
        {{"level", ColumnType::text, "Niveau", "Level", "#geo+level"},
         [&](int u) { return text(units[u].level); }},
        {{"region", ColumnType::text, "Région", "Region", "#adm1+name"},
         [&](int u) { return ancestor(runs, u, "region"); }},
        {{"cercle", ColumnType::text, "Cercle", "Cercle", "#adm2+name"},
         [&](int u) { return ancestor(runs, u, "cercle"); }},
    };
}

/// One column for each run.
template <typename Cells>
void add_pair(Sources& to, const std::string& name, ColumnType type, const std::string& fr,
              const std::string& en, int decimals, Cells cells) {
    for (int run = 0; run < 2; ++run)
        to.push_back({{name + suffix[run], type, fr + of_run_fr[run], en + of_run_fr[run], "", "", decimals},
                      [cells, run](int u) { return cells(u, run); }});
}

Cell people(const RunComparison& runs, int u, int run) {
    const int i = runs.comparison.units[u].at[run];
    return i < 0 ? Cell{} : number((run == 0 ? runs.before : runs.after).run.people[i]);
}

void add_figures(Sources& to, const RunComparison& runs) {
    const auto& units = runs.comparison.units;
    add_pair(to, "status", ColumnType::text, "Statut", "Status", -1,
             [&](int u, int run) { return status(units[u], run); });
    add_pair(to, "population", ColumnType::real, "Population", "Population", 0,
             [&](int u, int run) { return people(runs, u, run); });
    add_pair(to, "score", ColumnType::real, "Score (0-10)", "Score (0-10)", 1,
             [&](int u, int run) { return number(units[u].score[run]); });
    to.push_back({{"score_change", ColumnType::real, "Variation du score", "Change of score", "", "", 1},
                  [&](int u) { return number(units[u].score_change()); }});
    add_pair(to, "class", ColumnType::integer, "Classe", "Class", -1,
             [&](int u, int run) { return rank_cell(risk_class(units[u].score[run])); });
    add_pair(to, "rank", ColumnType::integer, "Rang", "Rank", -1,
             [&](int u, int run) { return rank_cell(units[u].rank[run]); });
    to.push_back({{"rank_change", ColumnType::integer, "Variation du rang", "Change of rank"}, [&](int u) {
                      return units[u].compared() ? Cell{std::int64_t{units[u].rank_change()}} : Cell{};
                  }});
    to.push_back({{"main_part", ColumnType::text, "Part principale", "Main part"},
                  [&](int u) { return text(main_part(runs.comparison, u)); }});
}

void add_parts(Sources& to, const std::string& prefix, const std::string& fr, const std::string& en,
               const std::vector<ChangePart>& parts, const std::vector<std::vector<double>>& shares) {
    for (std::size_t p = 0; p < parts.size(); ++p)
        to.push_back({{prefix + parts[p].name, ColumnType::real, fr + part_words(parts[p], Language::french),
                       en + part_words(parts[p], Language::english), "", "", 2},
                      [&shares, p](int u) { return number(shares[p][u]); }});
}

Sources all_columns(const RunComparison& runs) {
    Sources s = identity(runs);
    add_figures(s, runs);
    const auto& c = runs.comparison;
    add_parts(s, "score_part_", "Variation du score due à : ", "Change of score due to ", c.parts,
              c.of_score);
    add_parts(s, "rank_part_", "Variation du rang due à : ", "Change of rank due to ", c.parts, c.of_rank);
    if (runs.before.synthetic || runs.after.synthetic)
        s.push_back({{"synthetic", ColumnType::boolean, "Données synthétiques", "Synthetic data"},
                     [](int) { return Cell{true}; }});
    return s;
}

}  // namespace

std::vector<Level> comparison_levels(const RunComparison& runs) {
    std::vector<Level> levels{runs.after.headline_level};
    const auto add = [&](const Level& level) {
        if (std::ranges::find(levels, level) == levels.end()) levels.push_back(level);
    };
    const auto& hierarchy = runs.after.run.localities.hierarchy;
    for (auto it = hierarchy.rbegin(); it != hierarchy.rend(); ++it) add(*it);
    for (const auto& unit : runs.comparison.units) add(unit.level);
    return levels;
}

std::vector<int> comparison_order(const RunComparison& runs) {
    const auto& units = runs.comparison.units;
    std::vector<int> order;
    for (const auto& level : comparison_levels(runs)) {
        std::vector<int> of_level;
        for (int u = 0; u < static_cast<int>(units.size()); ++u)
            if (units[u].level == level) of_level.push_back(u);
        std::ranges::sort(of_level, [&](int a, int b) {
            if (units[a].compared() != units[b].compared()) return units[a].compared();
            const double x = std::abs(units[a].score_change()), y = std::abs(units[b].score_change());
            if (units[a].compared() && x != y) return x > y;
            return units[a].code < units[b].code;
        });
        order.insert(order.end(), of_level.begin(), of_level.end());
    }
    return order;
}

OutputTable comparison_table(const RunComparison& runs) {
    const Sources sources = all_columns(runs);
    OutputTable table;
    for (const auto& s : sources) table.columns.push_back(s.column);
    for (const int u : comparison_order(runs)) {
        auto& row = table.rows.emplace_back();
        row.reserve(sources.size());
        for (const auto& s : sources) row.push_back(s.cell(u));
    }
    return table;
}

}  // namespace djoliba
