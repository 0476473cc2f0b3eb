// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "facility_openings.hpp"

#include "conflict_events.hpp"
#include "facility_closures.hpp"
#include "facility_list.hpp"
#include "memo.hpp"

namespace djoliba {
namespace {

void open_by_scenario(Workings& w, const FacilitiesLayer& layer, std::vector<Facility>& facilities) {
    const auto& opened = w.scenario.change.open_facilities;
    if (opened.empty()) return;
    std::vector<Point> places;
    places.reserve(opened.size());
    for (const OpenedFacility& o : opened) places.push_back(o.place);
    const auto unit = units_at(w.places(), places).front();
    ChangeMade made{"change.facilities.open", layer.info.source, "facilities open", std::ssize(opened)};
    ChangeMade outside{made.key, made.source, "of these, facilities outside every " + w.places().finest(), 0};
    for (std::size_t i = 0; i < opened.size(); ++i) {
        const OpenedFacility& o = opened[i];
        facilities.push_back({o.place, o.type, FacilityStatus::functioning, unit[i], o.name, o.name});
        for (ChangeMade* told : {&made, &outside})
            if ((told == &made || unit[i] < 0) && told->examples.size() < 5) told->examples.push_back(o.name);
        outside.number += unit[i] < 0 ? 1 : 0;
    }
    w.result.account.changes.push_back(std::move(made));
    if (outside.number > 0) w.result.account.changes.push_back(std::move(outside));
}

}  // namespace

std::vector<Facility> facilities_that_serve(Workings& w, const FacilitiesLayer& layer) {
    auto facilities = *remembered(w, "facilities", [&] { return read_facilities(w, layer); });
    open_by_scenario(w, layer, facilities);
    close_by_scenario(w, layer, facilities);
    return facilities;
}

}  // namespace djoliba
