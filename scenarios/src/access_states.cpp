// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "access_states.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/way_hazard.hpp>

namespace djoliba {
namespace {

using Cells = std::vector<std::int64_t>;

/// Cells that are closed for now, ascending.
struct Barriers {
    Cells blocked = {};
    Cells unknown = {};  ///< would be if the hazard were there where it is not known
};

bool is_in(const Cells& ascending, std::int64_t cell) {
    return std::binary_search(ascending.begin(), ascending.end(), cell);
}

Cells merged(const Cells& a, const Cells& b) {
    Cells all;
    std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(all));
    return all;
}

Cells without(const Cells& a, const Cells& b) {
    Cells rest;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
    return rest;
}

Service service_of(const Facility& facility, const Snapped& stands, UnknownStatus rule) {
    if (!is_open(facility.status, rule)) return Service::closed;
    if (stands.outside) return Service::outside;
    return stands.cell < 0 ? Service::too_far : Service::open;
}

[[noreturn]] void refuse_none(const AccessRequest& request, const std::vector<Service>& service) {
    const auto count = [&](Service s) { return std::count(service.begin(), service.end(), s); };
    const std::string all = fmt::format(
        "none of its {} facilities can be reached: {} off the grid of {}, {} "
        "farther than {} km from a cell that can be passed, {} closed",
        service.size(), count(Service::outside), request.friction.file, count(Service::too_far),
        number_text(request.snap_km), count(Service::closed));
    const bool off = count(Service::outside) >= count(Service::too_far) + count(Service::closed);
    const bool far = count(Service::too_far) >= count(Service::closed);
    throw Error({request.facilities.file, "", all,
                 off   ? "check that lon and lat are not swapped, and the extent of the friction"
                 : far ? "check the friction there, or raise --snap-km"
                       : "check the column of status and its words, or give --unknown-status open"});
}

/// What one more set of blocked cells does.
struct Drowning {
    TravelChange change = {};
    std::vector<std::pair<std::int32_t, Snapped>> drowned =
        {};  ///< where each serves from now; cell -1: closed
};

/// Facilities on cells that are blocked now close, or serve from the nearest cell that can be passed.
Drowning drowning(const AccessRequest& request, const Sites& sites, const TravelTimes& times,
                  const Cells& blocked_now) {
    Drowning d;
    for (const std::int64_t cell : blocked_now) d.change.cells.push_back({cell, blocked});
    for (const Start& s : times.starts())
        if (is_in(blocked_now, s.cell)) d.change.close.push_back(s.facility);
    std::optional<TravelSurface> after;
    if (request.blocked.drowned_open) after = times.surface().with(d.change.cells);
    for (const std::int32_t f : d.change.close) {
        Snapped now;
        if (after) now = snap(*after, sites.place[static_cast<std::size_t>(f)], request.snap_km);
        if (now.cell >= 0) d.change.open.push_back({now.cell, f});
        d.drowned.emplace_back(f, now);
    }
    return d;
}

/// Facilities of unknown status change sides.
TravelChange other_reading(const AccessRequest& request, const FacilityList& list, const Sites& sites,
                           const TravelTimes& shown) {
    std::vector<bool> serves(list.items.size(), false);
    for (const Start& s : shown.starts()) serves[static_cast<std::size_t>(s.facility)] = true;
    TravelChange change;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        if (list.items[i].status != FacilityStatus::unknown || !sites.stands_somewhere(i)) continue;
        const auto number = static_cast<std::int32_t>(i);
        Snapped stands = sites.stands[i];
        if (request.blocked.drowned_open && !shown.surface().passable(stands.cell))
            stands = snap(shown.surface(), sites.place[i], request.snap_km);
        const bool can = stands.cell >= 0 && shown.surface().passable(stands.cell);
        if (serves[i]) change.close.push_back(number);
        if (!serves[i] && can && request.unknown_status == UnknownStatus::closed)
            change.open.push_back({stands.cell, number});
    }
    return change;
}

void tell_status(const AccessRequest& request, const FacilityList& list, Account& account) {
    const auto unknown = std::count_if(list.items.begin(), list.items.end(),
                                       [](const Facility& f) { return f.status == FacilityStatus::unknown; });
    if (unknown == 0) return;
    const double share = 100.0 * static_cast<double>(unknown) / static_cast<double>(list.items.size());
    account.warnings.push_back(
        !list.has_status
            ? fmt::format("facilities: no status is listed, so all {} are taken to be open", unknown)
            : fmt::format(
                  "facilities: the status of {} of {} ({:.0f} %) is not known; they are taken to be {}, the "
                  "other reading stands beside",
                  unknown, list.items.size(), share,
                  request.unknown_status == UnknownStatus::open ? "open" : "closed"));
}

void require_overlap(const TravelSurface& surface, const RasterSource& hazard) {
    const Box ground = surface.grid().box(), box = hazard.grid().box();
    if (box.min_x >= ground.max_x || box.max_x <= ground.min_x || box.min_y >= ground.max_y ||
        box.max_y <= ground.min_y)
        throw Error({hazard.name(), "--blocked", "it does not meet the grid of the friction",
                     "check the extent and the coordinate system of both"});
}

/// Cells that any hazard of the request reaches; counts them in the account.
Barriers barriers_of(const TravelSurface& surface, const BlockedWays& ways, Account& account,
                     const JobForPart& job) {
    Barriers all;
    for (const BlockingHazard& h : ways.hazards) {
        const auto raster = raster_on(surface, h.raster, Quantity::intensity);
        require_overlap(surface, *raster);
        const WayHazard hazard{raster.get(), h.raster.multiply, h.raster.nodata, ways.share};
        const ReachedCells found =
            reached_cells(hazard_on(surface, hazard, job("looking for blocked ways")), h.at_or_above);
        const auto number = static_cast<std::int64_t>(found.reached.size());
        account.changes.push_back({"--blocked",
                                   h.raster.file,
                                   fmt::format("cells blocked at {} or more", number_text(h.at_or_above)),
                                   number,
                                   {}});
        if (!found.unknown.empty())
            account.exclusions.push_back(
                {"blocked",
                 h.raster.file,
                 "cells where it is not known whether they are blocked: passed, the other "
                 "reading stands beside",
                 static_cast<std::int64_t>(found.unknown.size()),
                 {},
                 {},
                 {}});
        all.blocked = merged(all.blocked, found.reached);
        all.unknown = merged(all.unknown, found.unknown);
    }
    all.unknown = without(all.unknown, all.blocked);
    return all;
}

void block(const AccessRequest& request, const Sites& sites, AccessStates& states, Account& account,
           const JobForPart& job) {
    const Barriers barriers = barriers_of(states.shown.surface(), request.blocked, account, job);
    const Drowning now = drowning(request, sites, states.shown, barriers.blocked);
    states.before = states.shown;
    states.shown = updated(*states.before, now.change, job("travelling around what is blocked"));
    for (const auto& [f, stands] : now.drowned) {
        const auto i = static_cast<std::size_t>(f);
        if (stands.cell < 0) states.service[i] = Service::drowned;
        if (stands.cell >= 0) states.stands[i] = stands;
    }
    account.changes.push_back({"--blocked",
                               request.facilities.file,
                               request.blocked.drowned_open
                                   ? "facilities on blocked cells, moved where possible"
                                   : "facilities on blocked cells, closed",
                               static_cast<std::int64_t>(now.drowned.size()),
                               {}});
    if (barriers.unknown.empty()) return;
    const Drowning perhaps = drowning(request, sites, states.shown, barriers.unknown);
    states.unknown_blocked =
        updated(states.shown, perhaps.change, job("travelling around what may be blocked"));
}

}  // namespace

std::string_view word_of(Service service) {
    switch (service) {
        case Service::open:
            return "open";
        case Service::closed:
            return "closed";
        case Service::drowned:
            return "drowned";
        case Service::outside:
            return "outside";
        case Service::too_far:
            break;
    }
    return "too_far";
}

AccessStates states_of(const AccessRequest& request, const TravelSurface& surface, const FacilityList& list,
                       const Sites& sites, Account& account, const JobForPart& job) {
    const UnknownStatus rule = list.has_status ? request.unknown_status : UnknownStatus::open;
    std::vector<Service> service;
    std::vector<Start> starts;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        service.push_back(service_of(list.items[i], sites.stands[i], rule));
        if (service[i] == Service::open)
            starts.push_back({sites.stands[i].cell, static_cast<std::int32_t>(i)});
    }
    if (starts.empty()) refuse_none(request, service);
    tell_status(request, list, account);
    AccessStates states{travel_times(surface, starts, job("travelling")), std::move(service), sites.stands};
    if (request.blocked.any()) block(request, sites, states, account, job);
    const TravelChange other =
        list.has_status ? other_reading(request, list, sites, states.shown) : TravelChange{};
    if (!other.close.empty() || !other.open.empty())
        states.other_status = updated(states.shown, other, job("travelling with the other status"));
    return states;
}

}  // namespace djoliba
