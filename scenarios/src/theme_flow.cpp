// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include <djoliba/engine/fixed_sum.hpp>

#include "change_at.hpp"
#include "flow_now.hpp"
#include "given_indicators.hpp"

namespace djoliba {
namespace {

const ConflictLayer& source_of(const Scenario& s, const FlowLayer& layer) {
    const auto found = std::ranges::find(s.conflict, layer.conflict, &ConflictLayer::name);
    return found == s.conflict.end() ? s.conflict.front() : *found;
}

/// Places in `units` of the localities that lie in each locality of the hierarchy.
std::vector<std::vector<int>> places_within(const Localities& places, const std::vector<int>& units) {
    std::vector<std::vector<int>> within(places.size());
    for (int p = 0; p < std::ssize(units); ++p)
        for (int up = units[p]; up >= 0; up = places[up].parent) within[up].push_back(p);
    return within;
}

/// A figure by the name under which it is published; that at a horizon begins with words that the days
/// follow.
template <typename Figures>
struct Published {
    const char* name;
    const char* suffix;
    Wording label;
    const char* unit;
    Figure (*of)(const Figures&);
};

Figure bound(const Figure& middle, double value) {
    return middle.known() ? known_figure(value, middle.at_least) : middle;
}

std::vector<Published<FlowFigures>> figures_at_horizon() {
    using F = FlowFigures;
    return {{"departures",
             "",
             {"People who begin to flee within", "Personnes qui commencent à fuir en"},
             "people",
             [](const F& f) { return f.departures; }},
            {"arrivals",
             "",
             {"Newly displaced people here after", "Nouveaux déplacés présents après"},
             "people",
             [](const F& f) { return f.arrivals; }},
            {"arrivals",
             "_low",
             {"Newly displaced people here, lower bound, after",
              "Nouveaux déplacés présents, borne basse, après"},
             "people",
             [](const F& f) { return bound(f.arrivals, f.came.low); }},
            {"arrivals",
             "_high",
             {"Newly displaced people here, upper bound, after",
              "Nouveaux déplacés présents, borne haute, après"},
             "people",
             [](const F& f) { return bound(f.arrivals, f.came.high); }},
            {"arrivals_per_100",
             "",
             {"Newly displaced per 100 residents after", "Nouveaux déplacés pour 100 habitants après"},
             "per 100",
             [](const F& f) { return f.came_per_100; }},
            {"host_pressure",
             "",
             {"All displaced per 100 residents who stay, after",
              "Tous les déplacés pour 100 habitants restants après"},
             "per 100",
             [](const F& f) { return f.load.per_100; }},
            {"displaced_per_facility",
             "",
             {"All displaced per open health facility after",
              "Tous les déplacés par formation sanitaire ouverte après"},
             "people",
             [](const F& f) { return f.load.per_facility; }},
            {"displaced_water",
             "",
             {"Water for all displaced (15 litres a day) after",
              "Eau pour tous les déplacés (15 litres par jour) après"},
             "m3/day",
             [](const F& f) { return f.load.water_m3; }}};
}

std::vector<Published<HostLoad>> figures_before() {
    return {{"flow_displaced_per_facility",
             "",
             {"Displaced per open health facility", "Déplacés par formation sanitaire ouverte"},
             "people",
             [](const HostLoad& l) { return l.per_facility; }},
            {"flow_displaced_water",
             "",
             {"Water for the displaced (15 litres a day)", "Eau pour les déplacés (15 litres par jour)"},
             "m3/day",
             [](const HostLoad& l) { return l.water_m3; }}};
}

/// Where hosts have capacities.
Published<FlowFigures> capacity_used_after() {
    return {"capacity_used",
            "",
            {"All displaced in % of the capacity to host them after",
             "Tous les déplacés en % de la capacité d'accueil après"},
            "%",
            [](const FlowFigures& f) { return f.load.capacity_used; }};
}

Published<HostLoad> capacity_used_before() {
    return {"flow_capacity_used",
            "",
            {"Displaced in % of the capacity to host them", "Déplacés en % de la capacité d'accueil"},
            "%",
            [](const HostLoad& l) { return l.capacity_used; }};
}

std::vector<const LayerInfo*> layers_behind(const Workings& w, const FlowNow& now) {
    std::vector<const LayerInfo*> layers{&now.conflict.info, &w.scenario.population.info, now.ways.info};
    if (w.scenario.displaced) layers.push_back(&w.scenario.displaced->info);
    if (w.scenario.facilities) layers.push_back(&w.scenario.facilities->info);
    if (w.scenario.flood && !now.causes.flooded.empty()) layers.push_back(&w.scenario.flood->info);
    return layers;
}

bool changes_flow(const Changes& c) {
    return !(c.flood.empty() && c.conflict.empty() && c.displaced.empty() && c.access.empty() &&
             c.close_links.empty() && c.capacity.empty() && c.population.empty() &&
             c.open_facilities.empty() && c.close_facilities.empty());
}

/// `all`: by locality.
template <typename Figures>
void publish_flow(Workings& w, const FlowNow& now, const std::string& name, Wording label,
                  const Published<Figures>& p, const std::vector<Figures>& all) {
    if (!is_wanted(w, name)) return;
    std::vector<Figure> figures(w.places().size(), missing_figure("not counted at this level"));
    for (std::size_t i = 0; i < figures.size(); ++i)
        if (w.places().depth(w.places()[i].level) >= 0) figures[i] = p.of(all[i]);
    if (changes_flow(w.scenario.change)) label.en += changed_en, label.fr += changed_fr;
    LayerInfo info = now.layer.info;
    if (info.date.empty()) info.date = to_string(w.scenario.as_of);
    publish_all_levels(
        w, info, {name, label, p.unit, "displaced", w.places().finest(), RollUp::none, layers_behind(w, now)},
        figures);
}

void add_indicators(Workings& w, const FlowNow& now) {
    auto before = figures_before();
    auto after = figures_at_horizon();
    if (now.layer.capacity) before.push_back(capacity_used_before()), after.push_back(capacity_used_after());
    for (const auto& p : before) publish_flow(w, now, p.name, p.label, p, now.before);
    for (std::size_t h = 0; h < now.horizons().size(); ++h) {
        const int days = now.horizons()[h];
        for (const auto& p : after)
            publish_flow(
                w, now, flow_name(p.name, days) + p.suffix,
                {fmt::format("{} {} days", p.label.en, days), fmt::format("{} {} jours", p.label.fr, days)},
                p, now.after[h]);
    }
}

/// Fewer where some host has a capacity.
int draws_of(const FlowNow& now) {
    const LocalityFlowRules& rules = now.flow->rules();
    const bool limited = std::ranges::any_of(now.room, [](double room) { return !std::isnan(room); });
    return limited ? std::min(rules.draws, rules.draws_with_capacities) : rules.draws;
}

/// What went in and came out stands with the layer.
void account_for(Workings& w, const FlowNow& now) {
    const std::size_t last = now.horizons().size() - 1;
    std::vector<int> all(now.units.size());
    std::iota(all.begin(), all.end(), 0);
    FixedSum left, came;
    for (const double people : now.flow->departures(last)) left.add(people);
    for (const double people : now.flow->arrivals(last)) came.add(people);
    const Range range = now.flow->departures_interval(last, all);
    LayerAccount note{now.layer.info.source,
                      now.layer.links ? now.layer.links->file.text : "",
                      std::ssize(now.ways.ways),
                      std::ssize(now.ways.ways),
                      {}};
    if (!now.layer.info.note.empty()) note.notes.push_back(now.layer.info.note);
    note.notes.push_back(
        fmt::format("{} localities, {} links; exposed: {}; within {} days {:.0f} people begin to flee "
                    "({:.0f} to {:.0f} in "
                    "90 % of {} draws of priors that are judgements), {:.0f} are in localities then",
                    now.units.size(), now.ways.ways.size(), now.causes.people, now.horizons()[last],
                    left.value(), range.low, range.high, draws_of(now), came.value()));
    w.result.account.layers.push_back(std::move(note));
    if (auto full = hosts_in_words(w, now); !full.empty())
        w.result.account.warnings.push_back(std::move(full));
}

bool asked_for(const Workings& w) {
    return !w.only ||
           std::ranges::any_of(*w.only, [](const auto& name) { return name.starts_with("flow_"); });
}

}  // namespace

void add_flow(Workings& w) {
    if (!w.scenario.flow || !asked_for(w)) return;
    const FlowLayer& layer = *w.scenario.flow;
    FlowNow now{.layer = layer, .conflict = source_of(w.scenario, layer)};
    now.units = w.places().of_level(w.places().finest());
    now.within = places_within(w.places(), now.units);
    now.ways = flow_ways(w, now);
    now.causes = flow_causes(w, now);
    find_hosts(w, now);
    find_flow(w, now);
    add_indicators(w, now);
    account_for(w, now);
    if (w.only) return;
    w.result.tables.push_back({"arrivals.csv", arrivals_table(w, now)});
    w.result.tables.push_back({"flow_links.csv", flow_links_table(w, now)});
}

}  // namespace djoliba
