// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "public_scenario.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/index_without.hpp>

#include "check_index.hpp"
#include "given_indicators.hpp"
#include "public_changes.hpp"

namespace djoliba {
namespace {

bool restricted(const LayerInfo& info) { return info.sensitivity == "restricted"; }

/// Takes layers out and counts them.
struct Remover {
    int layers = 0;

    template <typename Layer>
    void operator()(std::optional<Layer>& layer) {
        if (!layer || !restricted(layer->info)) return;
        layer.reset();
        ++layers;
    }
    template <typename Layer>
    void operator()(std::vector<Layer>& list) {
        layers += static_cast<int>(std::erase_if(list, [](const Layer& x) { return restricted(x.info); }));
    }
};

Problem needed(const LayerInfo& info, std::string_view what) {
    return {to_string(info.mark), info.key + ".sensitivity",
            fmt::format("it is restricted, and nothing can be published without {}", what),
            "run without `--public`, or name a source that may be published"};
}

void check_needed(const Scenario& s) {
    std::vector<Problem> problems;
    if (restricted(s.localities.info)) problems.push_back(needed(s.localities.info, "localities"));
    const bool raster_alone = !s.population.table && restricted(s.population.raster_info);
    if (restricted(s.population.info) || raster_alone)
        problems.push_back(needed(s.population.info, "residents"));
    if (!problems.empty()) throw Error(std::move(problems));
}

/// What is left could not be travelled on as its author meant it.
bool has_restricted_part(const SurfaceParts& parts) {
    const auto any = [](const auto& list) {
        return std::ranges::any_of(list, [](const auto& x) { return restricted(x.info); });
    };
    return restricted(parts.land_cover.info) || (parts.relief && restricted(parts.relief->info)) ||
           any(parts.water) || any(parts.barriers) || any(parts.roads) || any(parts.crossings);
}

void remove_restricted(Scenario& s, Remover& remove) {
    remove(s.localities.also);
    if (s.population.raster.given() && restricted(s.population.raster_info)) {
        s.population.raster = {};
        s.population.raster_info = s.population.info;
        ++remove.layers;
    }
    remove(s.flood);
    remove(s.drainage);
    remove(s.drought);
    remove(s.conflict);
    remove(s.displaced);
    remove(s.facilities);
    if (s.access && s.access->surface && has_restricted_part(*s.access->surface))
        s.access->info.sensitivity = "restricted";
    remove(s.access);
    remove(s.flow);
    remove(s.settlements);
    remove(s.branches);
    remove(s.food_security);
    remove(s.indicators);
}

bool can_flow(const Scenario& s, const FlowLayer& flow) {
    const auto named = [&](const ConflictLayer& source) {
        return flow.conflict.empty() || source.name == flow.conflict;
    };
    return std::ranges::any_of(s.conflict, named) && (flow.links || s.access) &&
           (flow.flood_shares.empty() || s.flood) &&
           (!flow.capacity || std::isnan(flow.capacity->per_facility) || s.facilities);
}

/// Layers that need another.
void remove_dependent(Scenario& s) {
    if (!s.settlements) s.drainage.reset();
    if (!s.facilities) s.access.reset();
    if (s.flow && !can_flow(s, *s.flow)) s.flow.reset();
    // With an earlier round and the change since, an earlier count under 10 could be worked out.
    if (s.displaced) s.displaced->earlier_rounds.clear();
}

std::set<std::string> names_given(const Scenario& s) {
    std::set<std::string> names;
    for (const GivenIndicator& given : given_indicators(s)) names.insert(given.name);
    return names;
}

void remove_published(Scenario& s, const std::set<std::string>& given) {
    const auto totals = given_totals(s);
    std::erase_if(s.reconcile, [&](const PublishedFigure& p) {
        if (p.beside && restricted(p.beside->info)) return true;
        return !p.ours.empty() && !given.contains(p.ours) &&
               std::ranges::find(totals, p.ours) == totals.end();
    });
}

void remove_doubts(Uncertainty& doubts, const std::set<std::string>& given) {
    std::set<std::string> tied;
    std::erase_if(doubts.indicators,
                  [&](const FigureDoubt& f) { return !given.contains(f.doubt.indicator); });
    for (const FigureDoubt& figure : doubts.indicators)
        for (const Tie& tie : figure.doubt.ties) tied.insert(tie.common);
    std::erase_if(doubts.common, [&](const CommonDoubt& c) { return !tied.contains(c.name); });
}

/// The index of the public variant, whole.
IndexTree index_of(const Scenario& s) {
    if (!s.public_index.given()) return changed_index(s, s.change);
    Scenario other = s;
    other.index = s.public_index;
    other.change.index = {};
    std::erase_if(other.change.weights,
                  [plan = plan(s.public_index.tree)](const auto& w) { return plan.find(w.first) < 0; });
    return changed_index(other, other.change);
}

void reduce_index(PublicScenario& made, const std::set<std::string>& before,
                  const std::set<std::string>& given) {
    Scenario& s = made.scenario;
    std::set<std::string> gone;
    std::ranges::set_difference(before, given, std::inserter(gone, gone.end()));
    made.indicators = static_cast<int>(gone.size());
    made.weight = without(changed_index(s, s.change), gone).weight_taken;
    ReducedIndex reduced = without(index_of(s), gone);
    if (!reduced.ranks())
        throw Error(Problem{to_string(s.index.mark), s.public_index.given() ? "public_index" : "index",
                            fmt::format("nothing can be ranked in public, without restricted layers: {}",
                                        fmt::join(reduced.lost, "; ")),
                            "name in `public_index` an index that does without them, or run without "
                            "`--public`"});
    s.index.tree = std::move(reduced.tree);
    s.change.index = {};
    s.change.weights.clear();
}

/// A scenario may inherit an index for the public variant and never be run for it, so this is checked here.
void check_public_index(const Scenario& s) {
    Complaints out{s};
    if (s.public_index.given()) check_scores(s, s.public_index, "public_index", out);
    if (!out.problems.empty()) throw Error(std::move(out.problems));
}

}  // namespace

PublicScenario public_scenario(const Scenario& scenario) {
    check_needed(scenario);
    check_public_index(scenario);
    PublicScenario made{.scenario = scenario};
    const auto before = names_given(scenario);
    Remover remove;
    remove_restricted(made.scenario, remove);
    made.layers = remove.layers;
    remove_dependent(made.scenario);
    remove_changes(made.scenario, scenario);
    const auto given = names_given(made.scenario);
    remove_published(made.scenario, given);
    remove_doubts(made.scenario.uncertainty, given);
    reduce_index(made, before, given);
    return made;
}

}  // namespace djoliba
