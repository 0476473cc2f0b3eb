// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>

#include <fmt/format.h>

#include <djoliba/engine/fixed_sum.hpp>

#include "change_at.hpp"
#include "facility_list.hpp"
#include "facility_openings.hpp"
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

/// Open health facilities; -1 everywhere without a list.
std::vector<int> open_facilities_in(Workings& w) {
    std::vector<int> number(w.places().size(), -1);
    if (!w.scenario.facilities) return number;
    std::ranges::fill(number, 0);
    const Account told = w.result.account;
    const auto list = facilities_that_serve(w, *w.scenario.facilities);
    w.result.account = told;
    for (const int f : open_facilities(list, {}, rule_of(*w.scenario.facilities)))
        for (int up = list[f].locality; up >= 0; up = w.places()[up].parent) ++number[up];
    return number;
}

std::vector<Figure> displaced_there(const Workings& w) {
    std::vector<Figure> there;
    for (std::size_t i = 0; i < w.places().size(); ++i) {
        const bool known = i < w.displaced.size() && !std::isnan(w.displaced[i]);
        const bool at_least = known && i < w.displaced_at_least.size() && w.displaced_at_least[i];
        there.push_back(known ? known_figure(w.displaced[i], at_least)
                              : missing_figure("displaced persons are not known"));
    }
    return there;
}

/// Displaced people of a locality; those of a unit above in proportion to residents; NaN where not known.
double displaced_at(const Workings& w, const FlowNow& now, int unit) {
    int up = unit;
    while (up >= 0 && !now.displaced[up].known()) up = w.places()[up].parent;
    if (up < 0) return missing_value;
    if (up == unit) return now.displaced[unit].value;
    return now.displaced[up].value * w.result.people[unit] / w.result.people[up];
}

double attraction_of(const Workings& w, const FlowNow& now, int unit) {
    const double displaced = displaced_at(w, now, unit);
    const FlowAttraction& rule = now.layer.attraction;
    return std::isfinite(displaced) ? host_attraction(displaced, rule.reference, rule.power) : 1;
}

std::vector<FlowLocality> flow_localities(const Workings& w, const FlowNow& now) {
    std::vector<FlowLocality> list;
    const auto value = [](const Figure& f) { return f.known() ? f.value : 0; };
    for (std::size_t p = 0; p < now.units.size(); ++p) {
        const int unit = now.units[p];
        const double residents = w.result.people[unit];
        list.push_back({.code = w.places()[unit].code,
                        .region = w.places().ancestor(unit, w.places().hierarchy.front()),
                        .residents = std::isnan(residents) ? 0 : residents,
                        .attraction = attraction_of(w, now, unit),
                        .intensity = value(now.causes.intensity[p]),
                        .exposed = value(now.causes.exposed[p]),
                        .flooded = now.causes.flooded.empty() ? 0 : value(now.causes.flooded[p])});
    }
    return list;
}

LocalityFlowRules rules_of(const Workings& w, const FlowLayer& layer) {
    LocalityFlowRules rules = layer.flow;
    rules.seed = w.scenario.seed;
    for (const auto& [name, value] : layer.rules) set_parameter(rules.flow, name, value);
    return rules;
}

std::vector<FlowLink> links_of(const FlowWays& ways) {
    std::vector<FlowLink> links;
    links.reserve(ways.ways.size());
    for (const FlowWay& way : ways.ways) links.push_back(way.link);
    return links;
}

/// Sums over the finest localities within one, for one horizon.
struct HorizonSums {
    std::vector<double> left, came;  ///< by place of the flow
};

FlowFigures figures_after(const Workings& w, const FlowNow& now, std::size_t horizon, const HorizonSums& sums,
                          int locality) {
    FlowFigures f;
    const auto& within = now.within[locality];
    FixedSum leaving, coming;
    std::string unknown;
    bool lower_bound = false;
    for (const int p : within) {
        leaving.add(sums.left[p]), coming.add(sums.came[p]);
        if (unknown.empty()) unknown = now.causes.unknown[p];
        lower_bound = lower_bound || now.causes.lower_bound[p];
    }
    f.left = now.flow->departures_interval(horizon, within);
    f.came = now.flow->arrivals_interval(horizon, within);
    // 0 would say that nobody flees, where that is not known.
    f.departures = unknown.empty() || leaving.value() > 0 ? known_figure(leaving.value(), lower_bound)
                                                          : missing_figure(unknown);
    f.arrivals = known_figure(coming.value(), now.causes.at_least);
    const Figure& before = now.displaced[locality];
    const Figure all =
        before.known() ? known_figure(before.value + coming.value(), before.at_least || f.arrivals.at_least)
                       : before;
    const double stay = w.result.people[locality] - leaving.value();
    f.load = host_load(all, stay, now.facilities[locality]);
    f.came_per_100 = host_load(f.arrivals, stay, -1).per_100;
    return f;
}

void find_figures(const Workings& w, FlowNow& now) {
    for (std::size_t i = 0; i < w.places().size(); ++i)
        now.before.push_back(host_load(now.displaced[i], w.result.people[i], now.facilities[i]));
    for (std::size_t h = 0; h < now.horizons().size(); ++h) {
        const HorizonSums sums{now.flow->departures(h), now.flow->arrivals(h)};
        std::vector<FlowFigures> all(w.places().size());
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!now.within[i].empty()) all[i] = figures_after(w, now, h, sums, static_cast<int>(i));
        now.after.push_back(std::move(all));
    }
}

/// Every figure of a locality by the name under which it is published.
struct Published {
    std::string name;
    Wording label;
    std::string unit;
    std::string base;
    std::function<Figure(int)> at;
};

std::vector<const LayerInfo*> layers_behind(const Workings& w, const FlowNow& now) {
    std::vector<const LayerInfo*> layers{&now.conflict.info, &w.scenario.population.info, now.ways.info};
    if (w.scenario.displaced) layers.push_back(&w.scenario.displaced->info);
    if (w.scenario.facilities) layers.push_back(&w.scenario.facilities->info);
    if (!now.causes.flooded.empty()) layers.push_back(&w.scenario.flood->info);
    return layers;
}

bool changes_flow(const Changes& c) {
    return !(c.flood.empty() && c.conflict.empty() && c.displaced.empty() && c.access.empty() &&
             c.close_links.empty() && c.open_facilities.empty() && c.close_facilities.empty());
}

void publish_flow(Workings& w, const FlowNow& now, const Published& p) {
    if (!is_wanted(w, p.name)) return;
    std::vector<Figure> figures(w.places().size(), missing_figure("not counted at this level"));
    for (std::size_t i = 0; i < figures.size(); ++i)
        if (w.places().depth(w.places()[i].level) >= 0) figures[i] = p.at(static_cast<int>(i));
    Wording label = p.label;
    if (changes_flow(w.scenario.change)) label.en += changed_en, label.fr += changed_fr;
    publish_all_levels(
        w, now.layer.info,
        {p.name, label, p.unit, p.base, w.places().finest(), RollUp::none, layers_behind(w, now)}, figures);
}

void add_after(Workings& w, const FlowNow& now, std::size_t h) {
    const int days = now.horizons()[h];
    const auto& after = now.after[h];
    const auto add = [&](const std::string& name, const std::string& suffix, const std::string& en,
                         const std::string& fr, const char* unit,
                         const std::function<Figure(const FlowFigures&)>& of) {
        publish_flow(w, now,
                     {flow_name(name, days) + suffix,
                      {fmt::format("{} {} days", en, days), fmt::format("{} {} jours", fr, days)},
                      unit,
                      "displaced",
                      [&](int i) { return of(after[i]); }});
    };
    const auto bound = [](const Figure& middle, double value) {
        return middle.known() ? known_figure(value, middle.at_least) : middle;
    };
    add("departures", "", "People who begin to flee within", "Personnes qui commencent à fuir en", "people",
        [](const auto& f) { return f.departures; });
    add("arrivals", "", "Newly displaced people here after", "Nouveaux déplacés présents après", "people",
        [](const auto& f) { return f.arrivals; });
    add("arrivals", "_low", "Newly displaced people here, lower bound, after",
        "Nouveaux déplacés présents, borne basse, après", "people",
        [&](const auto& f) { return bound(f.arrivals, f.came.low); });
    add("arrivals", "_high", "Newly displaced people here, upper bound, after",
        "Nouveaux déplacés présents, borne haute, après", "people",
        [&](const auto& f) { return bound(f.arrivals, f.came.high); });
    add("arrivals_per_100", "", "Newly displaced per 100 residents after",
        "Nouveaux déplacés pour 100 habitants après", "per 100",
        [](const auto& f) { return f.came_per_100; });
    add("host_pressure", "", "All displaced per 100 residents who stay, after",
        "Tous les déplacés pour 100 habitants restants après", "per 100",
        [](const auto& f) { return f.load.per_100; });
    add("displaced_per_facility", "", "All displaced per open health facility after",
        "Tous les déplacés par formation sanitaire ouverte après", "people",
        [](const auto& f) { return f.load.per_facility; });
    add("displaced_water", "", "Water for all displaced (15 litres a day) after",
        "Eau pour tous les déplacés (15 litres par jour) après", "m3/day",
        [](const auto& f) { return f.load.water_m3; });
}

void add_before(Workings& w, const FlowNow& now) {
    publish_flow(w, now,
                 {"flow_displaced_per_facility",
                  {"Displaced per open health facility", "Déplacés par formation sanitaire ouverte"},
                  "people",
                  "displaced",
                  [&](int i) { return now.before[i].per_facility; }});
    publish_flow(w, now,
                 {"flow_displaced_water",
                  {"Water for the displaced (15 litres a day)", "Eau pour les déplacés (15 litres par jour)"},
                  "m3/day",
                  "displaced",
                  [&](int i) { return now.before[i].water_m3; }});
}

/// What went in and came out stands with the layer.
void account_for(Workings& w, const FlowNow& now) {
    const std::size_t last = now.horizons().size() - 1;
    const std::vector<int> all = now.within.empty() ? std::vector<int>{} : [&] {
        std::vector<int> places(now.units.size());
        for (int p = 0; p < std::ssize(places); ++p) places[p] = p;
        return places;
    }();
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
                    left.value(), range.low, range.high, now.layer.flow.draws, came.value()));
    w.result.account.layers.push_back(std::move(note));
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
    now.displaced = displaced_there(w);
    now.facilities = open_facilities_in(w);
    now.flow = std::make_shared<const LocalityFlow>(flow_localities(w, now), links_of(now.ways),
                                                    rules_of(w, layer), w.job);
    find_figures(w, now);
    add_before(w, now);
    for (std::size_t h = 0; h < now.horizons().size(); ++h) add_after(w, now, h);
    account_for(w, now);
    if (w.only) return;
    w.result.tables.push_back({"arrivals.csv", arrivals_table(w, now)});
    w.result.tables.push_back({"flow_links.csv", flow_links_table(w, now)});
}

}  // namespace djoliba
