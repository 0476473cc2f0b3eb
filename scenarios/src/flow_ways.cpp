// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/route_links.hpp>
#include <djoliba/layers/table.hpp>
#include <djoliba/scenarios/where.hpp>

#include "flow_now.hpp"
#include "memo.hpp"
#include "travel.hpp"

namespace djoliba {
namespace {

/// Centres and the times to them on the surface as it is, once for all scenarios over one baseline.
struct CentreBase {
    std::vector<std::int64_t> cell = {};  ///< by place of the flow; -1: no passable cell is near
    TravelTimes times;
    std::vector<RouteLink> links = {};
};

/// Where most of the people of a locality live, or its villages; else a point inside it.
std::vector<std::int64_t> centre_cells(const Workings& w, const FlowNow& now, const Travel& travel) {
    const TravelBase& base = *travel.base;
    const auto fullest =
        fullest_cells(base.people.size() > 0 ? base.people : base.villages, w.places().size());
    std::vector<std::int64_t> cells;
    for (const int unit : now.units) {
        std::int64_t cell = fullest[unit];
        if (cell < 0 && !w.places()[unit].shape.empty())
            cell = snap(base.surface(), point_inside(w.places()[unit].shape), travel.layer.snap_km).cell;
        cells.push_back(cell);
    }
    return cells;
}

CentreBase solved(const Workings& w, const FlowNow& now, const Travel& travel) {
    auto cells = centre_cells(w, now, travel);
    std::vector<Start> starts;
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (cells[i] >= 0) starts.push_back({cells[i], static_cast<std::int32_t>(i)});
    TravelTimes times = travel_times(travel.base->surface(), starts, w.job);
    auto links = route_links(times, w.job);
    return {std::move(cells), std::move(times), std::move(links)};
}

/// The links where the scenario blocks cells: the solved times are repaired.
std::vector<RouteLink> blocked_links(const Workings& w, const CentreBase& base, const Travel& travel) {
    if (travel.blocked.empty()) return base.links;
    TravelChange change{.cells = travel.blocked};
    for (std::size_t i = 0; i < base.cell.size(); ++i)
        if (std::ranges::binary_search(travel.blocked, base.cell[i], {}, &CellFriction::cell))
            change.close.push_back(static_cast<std::int32_t>(i));
    return route_links(updated(base.times, change, w.job), w.job);
}

/// Says nothing of the surface and what blocks it: the access theme has.
Travel travel_again(Workings& w, const AccessLayer& access, const FacilitiesLayer& facilities) {
    const Account told = w.result.account;
    Travel travel = travel_of(w, access, facilities);
    w.result.account = told;
    return travel;
}

FlowWays ways_on_surface(Workings& w, const FlowNow& now) {
    if (!w.scenario.access || !w.scenario.facilities) return {};  // check_flow() asks for them
    const Travel travel = travel_again(w, *w.scenario.access, *w.scenario.facilities);
    const auto base = remembered(w, fmt::format("centres in the {} season", word(travel.season)),
                                 [&] { return solved(w, now, travel); });
    FlowWays found{.info = &travel.layer.info};
    for (const std::int64_t cell : base->cell)
        found.centres.push_back(cell < 0 ? Point{missing_value, missing_value}
                                         : centre_of(travel.base->surface().grid(), cell));
    for (const RouteLink& l : blocked_links(w, *base, travel))
        found.ways.push_back({{l.from, l.to, link_km(l.minutes, l.km, now.layer.length)}, l.minutes});
    return found;
}

int place_of(const Workings& w, const FlowNow& now, const std::string& code) {
    const int unit = w.places().find(w.places().finest(), code);
    const auto at = std::ranges::lower_bound(now.units, unit);
    return unit >= 0 && at != now.units.end() && *at == unit ? static_cast<int>(at - now.units.begin()) : -1;
}

/// Of several rows of a pair the shortest holds; rows that cannot be used go to the account.
struct LinkRows {
    std::map<std::pair<int, int>, FlowWay> ways = {};
    Exclusion unknown, no_length, repeated;

    void add(int from, int to, const FlowWay& way, const std::string& row) {
        Exclusion* out = from < 0 || to < 0 || from == to ? &unknown
                         : !(way.link.km > 0)             ? &no_length
                                                          : nullptr;
        if (out == nullptr) {
            const auto [at, added] = ways.try_emplace({std::min(from, to), std::max(from, to)}, way);
            if (added) return;
            if (way.link.km < at->second.link.km) at->second = way;
            out = &repeated;
        }
        ++out->rows;
        if (out->examples.size() < 5) out->examples.push_back(row);
    }
};

FlowWays ways_in_table(Workings& w, const FlowNow& now, const FlowLinkTable& spec) {
    const Table table = read_table(spec.file.path, {.layer = spec.layer, .where = spec.where});
    const auto from = texts(table, spec.from), to = texts(table, spec.to);
    const auto length = numbers(table, spec.km.empty() ? spec.minutes : spec.km);
    const auto out = [&](const char* why) { return Exclusion{now.layer.info.source, spec.file.text, why}; };
    LinkRows rows{.unknown = out("links of which an end is no locality of the finest level, or both are one"),
                  .no_length = out("links without a length above 0"),
                  .repeated = out("links that were there already: the shortest counts")};
    for (std::size_t r = 0; r < table.size(); ++r) {
        const bool timed = spec.km.empty();
        const int a = place_of(w, now, from[r]), b = place_of(w, now, to[r]);
        LinkLength rule = now.layer.length;
        rule.by_time = timed, rule.least_km = 0;
        FlowWay way{{std::min(a, b), std::max(a, b), link_km(length[r], length[r], rule)},
                    timed ? length[r] : missing_value};
        rows.add(a, b, way, table.where(r));
    }
    for (Exclusion* e : {&rows.unknown, &rows.no_length, &rows.repeated})
        if (e->rows > 0) w.result.account.exclusions.push_back(std::move(*e));
    FlowWays found{.info = &now.layer.info};
    for (const int unit : now.units) found.centres.push_back(point_inside(w.places()[unit].shape));
    for (const auto& [pair, way] : rows.ways) found.ways.push_back(way);
    return found;
}

/// Takes out what `change.flow.close` names.
void close_links(Workings& w, const FlowNow& now, std::vector<FlowWay>& ways) {
    for (const ClosedLinks& closed : w.scenario.change.close_links) {
        const auto one = units_in(closed.between, w.places()), other = units_in(closed.other_end, w.places());
        const auto shut = std::erase_if(ways, [&](const FlowWay& way) {
            const int a = now.units[way.link.from], b = now.units[way.link.to];
            return (one[a] && other[b]) || (one[b] && other[a]);
        });
        w.result.account.changes.push_back(
            {closed.key, now.layer.info.source, "links closed", static_cast<std::int64_t>(shut)});
    }
}

void account_for_isolated(Workings& w, const FlowNow& now, const std::vector<FlowWay>& ways) {
    std::vector<bool> linked(now.units.size(), false);
    for (const FlowWay& way : ways) linked[way.link.from] = linked[way.link.to] = true;
    Exclusion alone{now.layer.info.source, "", "localities without a link: nobody leaves or reaches them"};
    for (std::size_t i = 0; i < linked.size(); ++i) {
        if (linked[i]) continue;
        ++alone.rows;
        if (alone.examples.size() < 5) alone.examples.push_back(w.places()[now.units[i]].name);
    }
    if (alone.rows > 0) w.result.account.exclusions.push_back(std::move(alone));
}

}  // namespace

FlowWays flow_ways(Workings& w, const FlowNow& now) {
    FlowWays found = now.layer.links ? ways_in_table(w, now, *now.layer.links) : ways_on_surface(w, now);
    close_links(w, now, found.ways);
    account_for_isolated(w, now, found.ways);
    return found;
}

}  // namespace djoliba
