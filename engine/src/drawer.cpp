// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <djoliba/engine/random.hpp>

#include "draw_tables.hpp"

namespace djoliba {
namespace {

void refresh(const DrawTables& tables, int source, std::uint64_t draw, Drawer::Variates& variates) {
    if (variates.pair == draw / 2) return;
    const auto& items = tables.items[source];
    for (auto& half : variates.uniform) half.resize(items.size());
    uniform_pair(tables.seed, draw / 2, items, variates.uniform[0], variates.uniform[1]);
    if (tables.normal[source])
        for (int half = 0; half < 2; ++half) {
            variates.normal[half].resize(items.size());
            normal_quantiles(variates.uniform[half], variates.normal[half]);
        }
    variates.pair = draw / 2;
}

void draw_weights(const DrawTables& tables, std::uint64_t draw, Drawer::Space& space) {
    const DrawnWeights& w = tables.weights;
    for (std::size_t k = 0; k < w.nodes.size(); ++k) {
        double factor = 1;
        if (draw != Drawer::as_given) {
            const Drawer::Variates& v = space.variates[w.source];
            factor = w.kind == WeightDoubt::Kind::lognormal
                         ? std::exp(w.size[k] * v.normal[draw % 2][k])
                         : 1 + w.size[k] * (2 * v.uniform[draw % 2][k] - 1);
        }
        space.scorer.weight[w.nodes[k]] = tables.given.weight[w.nodes[k]] * factor;
    }
}

// Which rows have a value that takes each item of a source.
void add_rows(const DrawTables& tables, int source, std::size_t rows, std::span<DoubtFigure> figures) {
    const auto add = [&](const DrawnLeaf& leaf, const VariateUse& use) {
        if (use.source != source) return;
        for (std::size_t r = 0; r < rows; ++r) {
            if (std::isnan(leaf.given[r])) continue;
            auto& of = figures[use.slot[r]].rows;
            of.push_back(static_cast<int>(r));
        }
    };
    for (const DrawnLeaf& leaf : tables.leaves) {
        add(leaf, leaf.own);
        for (const VariateUse& use : leaf.common) add(leaf, use);
    }
    for (DoubtFigure& figure : figures) {
        std::ranges::sort(figure.rows);
        figure.rows.erase(std::unique(figure.rows.begin(), figure.rows.end()), figure.rows.end());
    }
}

}  // namespace

Drawer::Drawer(const Scorer& scorer, const IndexResult& result, const IndicatorTable& table,
               const Localities& localities, const Doubts& doubts, std::uint64_t seed)
    : scorer_(scorer) {
    auto problems = check(doubts, result.plan, table, localities);
    if (!problems.empty()) throw Error(std::move(problems));
    tables_ = std::make_shared<const DrawTables>(
        draw_tables(scorer, result, table, localities, doubts, seed, sources_));
}

std::uint64_t Drawer::seed() const { return tables_->seed; }

std::vector<DoubtFigure> Drawer::figures() const {
    std::vector<DoubtFigure> found;
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        const std::size_t first = found.size();
        for (std::size_t k = 0; k < tables_->errors[s].size(); ++k)
            found.push_back({static_cast<int>(s), tables_->errors[s][k], tables_->items[s][k], {}});
        add_rows(*tables_, static_cast<int>(s), scorer_.rows().size(), std::span(found).subspan(first));
    }
    return found;
}

Drawer::Space Drawer::space() const {
    Space made{.scorer = tables_->given};
    made.variates.resize(sources_.size());
    made.drawn.assign(sources_.size(), as_given);
    made.values.resize(scorer_.rows().size());
    return made;
}

void Drawer::draw(std::span<const std::uint64_t> draws, Space& space) const {
    const auto changes = [&](const VariateUse& use) {
        return use.source >= 0 && draws[use.source] != space.drawn[use.source];
    };
    for (std::size_t s = 0; s < sources_.size(); ++s)
        if (draws[s] != space.drawn[s] && draws[s] != as_given)
            refresh(*tables_, static_cast<int>(s), draws[s], space.variates[s]);
    for (const DrawnLeaf& leaf : tables_->leaves) {
        if (!changes(leaf.own) && std::ranges::none_of(leaf.common, changes)) continue;
        drawn_values(leaf, draws, space.variates, space.values);
        scorer_.scale_leaf(space.scorer, leaf.node, space.values);
    }
    const int w = tables_->weights.source;
    if (w >= 0 && draws[w] != space.drawn[w]) draw_weights(*tables_, draws[w], space);
    std::ranges::copy(draws, space.drawn.begin());
}

void Drawer::draw(std::uint64_t draw_number, Space& space) const {
    const std::vector<std::uint64_t> draws(sources_.size(), draw_number);
    draw(draws, space);
}

}  // namespace djoliba
