// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "report_data.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

constexpr int decimals = 4;  // of degrees: 11 m

/// How finely the place of an event is known: to a point, a commune, 25 km, a cercle, a region.
char letter_of(EventPrecision precision) { return "pckerx"[static_cast<std::size_t>(precision)]; }

/// Coarser events are drawn in the middle of the unit that they count for: the page does not hold their
/// place.
bool has_place(const ConflictEvent& event) { return event.precision <= EventPrecision::within_25_km; }

std::string date_of(const ConflictEvent& event) {
    return event.date ? to_string(*event.date) : std::to_string(event.year.value_or(0));
}

/// Latest first.
std::vector<const ConflictEvent*> in_order(const std::vector<ConflictEvent>& events) {
    std::vector<const ConflictEvent*> list;
    list.reserve(events.size());
    for (const ConflictEvent& event : events) list.push_back(&event);
    std::ranges::stable_sort(list, std::greater{}, [](const ConflictEvent* e) { return date_of(*e); });
    return list;
}

Json list_of(const std::vector<const ConflictEvent*>& events, Json (*cell)(const ConflictEvent&)) {
    Json list = Json::array();
    for (const ConflictEvent* event : events) list.push_back(cell(*event));
    return list;
}

Json events_json(const EventLayer& layer) {
    const auto events = in_order(layer.events);
    std::string precision;
    for (const ConflictEvent* event : events) precision += letter_of(event->precision);
    return {{"layer", layer.layer},
            {"kind", "event"},
            {"label_fr", layer.label.fr},
            {"label_en", layer.label.en},
            {"sensitivity", layer.sensitivity},
            {"days", layer.days},
            {"complete", layer.complete},
            {"x", list_of(events,
                          [](const ConflictEvent& e) {
                              return has_place(e) ? fixed_json(e.place.x, decimals) : Json(nullptr);
                          })},
            {"y", list_of(events,
                          [](const ConflictEvent& e) {
                              return has_place(e) ? fixed_json(e.place.y, decimals) : Json(nullptr);
                          })},
            {"type", list_of(events, [](const ConflictEvent& e) { return Json(e.category); })},
            {"unit", list_of(events, [](const ConflictEvent& e) { return Json(e.units.front()); })},
            {"date", list_of(events, [](const ConflictEvent& e) { return Json(date_of(e)); })},
            {"deaths", list_of(events, [](const ConflictEvent& e) { return rounded_json(e.fatalities); })},
            {"times", list_of(events, [](const ConflictEvent& e) { return Json(e.alike); })},
            {"precision", precision}};
}

}  // namespace

std::vector<nlohmann::ordered_json> report_events(const Result& r) {
    std::vector<Json> list;
    list.reserve(r.events.size());
    for (const EventLayer& layer : r.events) list.push_back(events_json(layer));
    return list;
}

std::vector<nlohmann::ordered_json> report_towns(const Result& r) {
    if (!r.towns) return {};
    Json json = {{"layer", r.towns->layer},
                 {"kind", "town"},
                 {"label_fr", "Villes"},
                 {"label_en", "Towns"},
                 {"sensitivity", r.towns->sensitivity},
                 {"x", Json::array()},
                 {"y", Json::array()},
                 {"name", Json::array()},
                 {"type", Json::array()},
                 {"unit", Json::array()}};
    for (const Town& town : r.towns->towns) {
        json["x"].push_back(fixed_json(town.place.x, decimals));
        json["y"].push_back(fixed_json(town.place.y, decimals));
        json["name"].push_back(town.name);
        json["type"].push_back("");
        json["unit"].push_back(town.unit);
    }
    return {std::move(json)};
}

}  // namespace djoliba
