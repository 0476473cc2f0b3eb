// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <djoliba/engine/index.hpp>

#include "comparison_game.hpp"

namespace djoliba {
namespace {

constexpr const char* hazard_and_exposure = "hazard_exposure";

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// The part of the root above a leaf; the root where it is a leaf itself.
const IndexNode& part_of_root(const IndexPlan& plan, int node) {
    while (plan.parent[node] > 0) node = plan.parent[node];
    return plan.nodes[node];
}

struct Wording {
    const char* name;
    const char* en;
    const char* fr;
};

/// Of the usual dimensions, for trees without labels.
constexpr std::array<Wording, 3> usual{{
    {hazard_and_exposure, "Hazard and exposure", "Aléa et exposition"},
    {"vulnerability", "Vulnerability", "Vulnérabilité"},
    {"lack_of_coping_capacity", "Lack of coping capacity", "Manque de capacité de réponse"},
}};

std::string label_of(const IndexNode& node, bool french) {
    const std::string& given = french ? node.label_fr : node.label_en;
    if (!given.empty()) return given;
    for (const Wording& w : usual)
        if (node.name == w.name) return french ? w.fr : w.en;
    std::string words = node.name;
    std::ranges::replace(words, '_', ' ');
    return words;
}

int find_part(const std::vector<ChangePart>& parts, const std::string& name) {
    const auto at = std::ranges::find(parts, name, &ChangePart::name);
    return at == parts.end() ? -1 : static_cast<int>(at - parts.begin());
}

int dimension(std::vector<ChangePart>& parts, const IndexNode& node) {
    const int found = find_part(parts, node.name);
    if (found >= 0) return found;
    parts.push_back({node.name, ChangeKind::dimension, label_of(node, false), label_of(node, true)});
    return static_cast<int>(parts.size()) - 1;
}

int add_part(std::vector<ChangePart>& parts, ChangePart part) {
    while (find_part(parts, part.name) >= 0) part.name += '_';  // an index may call a part "weights"
    parts.push_back(std::move(part));
    return static_cast<int>(parts.size()) - 1;
}

const std::vector<double>* values_of(const IndicatorTable* table, const std::string& indicator) {
    const Indicator* found = table == nullptr ? nullptr : table->find(indicator);
    return found == nullptr ? nullptr : &found->value;
}

/// What the coverage rule says of every indicator of a run.
struct CoverageRule {
    const IndicatorTable& table;
    IndexResult result;

    explicit CoverageRule(const ComparedRun& run)
        : table(run.indicators),
          result(combine(run.indicators, run.localities, run.tree, {.people = run.people})) {}

    bool enough(const std::string& indicator) const {
        for (const auto& n : result.not_ranked_with)
            if (n.indicator == indicator) return false;
        for (const auto& n : result.not_in_index)
            if (n.indicator == indicator) return n.covers_enough;
        return table.find(indicator) != nullptr;
    }
};

/// Fills a game step by step.
struct Builder {
    ComparisonGame& game;
    std::array<const ComparedRun*, 2> run;
    const CrossedIndicators* crossed;

    void add_figures(int definition);
    void add_parts();
    void settle_plans();
    void find_differences();
    int figure_of(const std::string& indicator);
    bool figure_differs(const ComparedFigure& f) const;
    bool people_change_figures() const;
    bool people_differ() const;
    bool coverage_differs() const;
};

int Builder::figure_of(const std::string& indicator) {
    const auto at = std::ranges::find(game.figures, indicator, &ComparedFigure::indicator);
    if (at != game.figures.end()) return static_cast<int>(at - game.figures.begin());
    const auto* old_values = values_of(&run[0]->indicators, indicator);
    const auto* new_values = values_of(&run[1]->indicators, indicator);
    const auto* old_crossed = crossed ? values_of(&crossed->old_with_new_people, indicator) : old_values;
    const auto* new_crossed = crossed ? values_of(&crossed->new_with_old_people, indicator) : new_values;
    ComparedFigure figure{.indicator = indicator};
    figure.values = {{{old_values, old_crossed}, {new_crossed, new_values}}};
    game.figures.push_back(std::move(figure));
    return static_cast<int>(game.figures.size()) - 1;
}

void Builder::add_figures(int definition) {
    const IndexPlan base = plan(run[definition]->tree);
    game.plan[definition].fill(base);
    game.figure[definition].assign(base.size(), -1);
    for (const int leaf : base.leaves) {
        const int figure = figure_of(base.nodes[leaf].indicator);
        game.figure[definition][leaf] = figure;
        game.figures[figure].part = dimension(game.parts, part_of_root(base, leaf));
    }
}

void Builder::add_parts() {
    for (const auto& f : game.figures) game.parts[f.part].indicators.push_back(f.indicator);
    const int hazard = find_part(game.parts, hazard_and_exposure);
    if (crossed != nullptr) {
        if (hazard >= 0) {
            game.parts[hazard].name = "hazard";
            game.parts[hazard].label_en = "Hazard";
            game.parts[hazard].label_fr = "Aléa";
        }
        game.people_part = add_part(game.parts, {"exposure", ChangeKind::people, "Exposure", "Exposition"});
    } else {
        game.people_part =
            hazard >= 0
                ? hazard
                : add_part(game.parts, {"population", ChangeKind::people, "Population", "Population"});
    }
    game.parts[game.people_part].people = true;
    game.definition_part = add_part(
        game.parts, {"weights", ChangeKind::definition, "Weights and index", "Pondérations et indice"});
    game.coverage_part =
        add_part(game.parts, {"coverage", ChangeKind::coverage, "Data coverage", "Couverture des données"});
}

void Builder::settle_plans() {
    const std::array<CoverageRule, 2> rule{CoverageRule(*run[0]), CoverageRule(*run[1])};
    for (auto& f : game.figures)
        for (int c = 0; c < 2; ++c) f.enough[c] = rule[c].enough(f.indicator);
    for (int d = 0; d < 2; ++d)
        for (int c = 0; c < 2; ++c)
            for (const int leaf : game.plan[d][c].leaves) {
                const ComparedFigure& f = game.figures[game.figure[d][leaf]];
                const bool insisted = std::ranges::find(run[d]->insist, f.indicator) != run[d]->insist.end();
                if (!f.enough[c] && !insisted) game.plan[d][c].weight[leaf] = 0;
            }
}

/// Whether a value that both runs know is not the same, in any combination of residents.
bool Builder::figure_differs(const ComparedFigure& f) const {
    for (int u = 0; u < static_cast<int>(game.units.at.size()); ++u) {
        if (!game.units.both(u)) continue;
        for (int e = 0; e < 2; ++e) {
            if (f.values[0][e] == nullptr || f.values[1][e] == nullptr) continue;
            const double before = (*f.values[0][e])[game.units.at[u][0]];
            const double after = (*f.values[1][e])[game.units.at[u][1]];
            if (!std::isnan(before) && !std::isnan(after) && before != after) return true;
        }
    }
    return false;
}

bool Builder::people_change_figures() const {
    const auto changes = [](const std::vector<double>* a, const std::vector<double>* b) {
        return a != nullptr && b != nullptr && !std::ranges::equal(*a, *b, same);
    };
    return std::ranges::any_of(game.figures, [&](const ComparedFigure& f) {
        return changes(f.values[0][0], f.values[0][1]) || changes(f.values[1][0], f.values[1][1]);
    });
}

bool Builder::people_differ() const {
    for (int u = 0; u < static_cast<int>(game.units.at.size()); ++u)
        if (!same(game.people_of(u, 0), game.people_of(u, 1))) return true;
    return people_change_figures();
}

bool Builder::coverage_differs() const {
    if (game.units.below[0] != game.units.below[1] || game.units.finest[0] != game.units.finest[1])
        return true;
    const auto known = [&](const ComparedFigure& f, int c, int u) {
        return f.values[c][c] != nullptr && !std::isnan((*f.values[c][c])[game.units.at[u][c]]);
    };
    for (int u = 0; u < static_cast<int>(game.units.at.size()); ++u) {
        if (!game.units.both(u)) return true;
        for (const auto& f : game.figures)
            if (known(f, 0, u) != known(f, 1, u)) return true;
    }
    return false;  // and then the coverage rule says the same
}

bool same_definition(const IndexNode& a, const IndexNode& b) {
    return a.id() == b.id() && a.weight == b.weight && a.mean == b.mean &&
           a.minimum_share == b.minimum_share && a.required == b.required && a.indicator == b.indicator &&
           a.low == b.low && a.high == b.high && a.higher_is_worse == b.higher_is_worse &&
           a.transform == b.transform && std::ranges::equal(a.parts, b.parts, same_definition);
}

void Builder::find_differences() {
    for (const auto& f : game.figures)
        if (figure_differs(f)) game.parts[f.part].differs = true;
    if (people_differ()) game.parts[game.people_part].differs = true;
    game.parts[game.definition_part].differs =
        !same_definition(run[0]->tree.root, run[1]->tree.root) || run[0]->insist != run[1]->insist;
    game.parts[game.coverage_part].differs = coverage_differs();
}

}  // namespace

ComparisonGame make_game(const ComparedRun& before, const ComparedRun& after,
                         const CrossedIndicators* crossed) {
    ComparisonGame game{.units = join_units(before.localities, after.localities),
                        .people = {&before.people, &after.people}};
    Builder builder{game, {&before, &after}, crossed};
    builder.add_figures(0);
    builder.add_figures(1);
    builder.add_parts();
    builder.settle_plans();
    builder.find_differences();
    const Choice all_old{0}, all_new{(1U << game.parts.size()) - 1};
    auto old_scores = game.scores(all_old), new_scores = game.scores(all_new);
    game.own = {std::move(old_scores), std::move(new_scores)};
    return game;
}

}  // namespace djoliba
