// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "doubts.hpp"

#include <algorithm>

#include "doubt_words.hpp"
#include "flood_doubt.hpp"

namespace djoliba {
namespace {

/// Draws of one source, with which its share of the doubt and the worth of knowing it are found: enough for
/// one digit (judgement).
constexpr int draws_by_source = 125;

bool scored(const Result& r, const std::string& indicator) {
    const IndexPlan& plan = r.index.plan;
    const auto weights = effective_weights(plan);
    return std::ranges::any_of(
        plan.leaves, [&](int leaf) { return plan.nodes[leaf].indicator == indicator && weights[leaf] > 0; });
}

void add_indicators(Workings& w) {
    RunUncertainty& u = w.result.uncertainty;
    for (const FigureDoubt& figure : w.scenario.uncertainty.indicators) {
        const std::string& name = figure.doubt.indicator;
        if (!w.result.indicators.find(name) || !scored(w.result, name)) {
            u.not_scored.push_back(name);
            continue;
        }
        IndicatorDoubt doubt = figure.doubt;
        if (figure.depth_m) {
            doubt.spread.at.assign(depth_variates.begin(), depth_variates.end());
            doubt.spread.values = std::move(w.responses.at(name));
            doubt.together = flood_depth_error;
            u.depth_m[name] = *figure.depth_m;
        }
        u.doubts.indicators.push_back(std::move(doubt));
    }
}

/// What can be used in this run: another index may lack some of it.
void resolve_doubts(Workings& w) {
    const Uncertainty& declared = w.scenario.uncertainty;
    RunUncertainty& u = w.result.uncertainty;
    u.seed = declared.seed.value_or(w.scenario.seed);
    u.top = declared.top;
    u.doubts.common = declared.common;
    u.doubts.weights = declared.weights;
    std::erase_if(u.doubts.weights.size_of,
                  [&](const auto& node) { return w.result.index.plan.find(node.first) < 0; });
    add_indicators(w);
}

bool any_figure(const std::vector<DoubtSource>& sources) {
    return std::ranges::any_of(sources, [](const auto& s) { return s.kind != DoubtSource::Kind::weights; });
}

void warn(Workings& w) {
    const auto& sources = w.result.uncertainty.sources;
    if (any_figure(sources)) return;
    w.result.account.warnings.emplace_back(
        sources.empty() ? "uncertainty: nothing is declared to be in doubt, so that intervals of score and "
                          "rank have no width"
                        : "uncertainty: no figure of the index is declared to be in doubt, so that intervals "
                          "of score and rank come from the weights alone and are too narrow");
}

bool any_assessed(const Result& r) {
    return std::ranges::any_of(r.index.risk_class, [](int c) { return c != 0; });
}

}  // namespace

bool doubts_wanted(const Workings& w) { return !w.memo || w.scenario.uncertainty.in_batch; }

void draw_uncertainty(Workings& w) {
    if (!doubts_wanted(w)) return;
    Result& r = w.result;
    RunUncertainty& u = r.uncertainty;
    resolve_doubts(w);
    u.draws = w.scenario.uncertainty.draws;
    if (u.draws == 0 || !any_assessed(r)) return;
    Job job = w.job;
    job.progress = nullptr;  // it is soon done
    const DrawOptions options{u.draws, u.seed, u.top, std::min(u.draws, draws_by_source)};
    auto [drawn, list] = draw_list(r.index, r.indicators, r.localities, r.people, u.doubts,
                                   r.ranking.headline_level, options, job);
    r.ranking.uncertainty = std::move(drawn.of);
    u.sources = std::move(drawn.sources);
    u.score_share = std::move(drawn.score_share);
    u.rank_share = std::move(drawn.rank_share);
    u.list = std::move(list);
    warn(w);
}

}  // namespace djoliba
