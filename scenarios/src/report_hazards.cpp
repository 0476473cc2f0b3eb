// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/colours.hpp>

#include "report_data.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json months_json(const HazardMonths& hazard) {
    Json of_unit = Json::array();
    for (const MonthSet& months : hazard.months) of_unit.push_back(months.to_ulong());
    return {{"hazard", hazard.hazard},
            {"note", {{"en", hazard.note.en}, {"fr", hazard.note.fr}}},
            {"of_unit", of_unit}};
}

/// The theme of an indicator by its source; sources without one are coloured as risk.
Json themes_json(const Result& r) {
    Json themes = {{"population", "population"},
                   {"flood", "flood"},
                   {"drainage", "flood"},
                   {"drought", "drought"},
                   {"displaced", "displacement"},
                   {"flow", "displacement"},
                   {"facilities", "health"},
                   {"access", "health"},
                   {"food_security", "food_security"}};
    for (const EventLayer& layer : r.events) themes[layer.layer] = "conflict";
    return themes;
}

}  // namespace

nlohmann::ordered_json report_hazards(const Result& r) {
    Json flood = Json::array(), months = Json::array();
    for (const FloodPeople& f : r.flood_people)
        flood.push_back({{"years", f.years}, {"depth_m", f.depth_m}, {"indicator", f.indicator}});
    for (const HazardMonths& hazard : r.months) months.push_back(months_json(hazard));
    return {{"flood", flood}, {"months", months}};
}

nlohmann::ordered_json report_colours(const Result& r) {
    Json classes = Json::array(), themes = Json::object();
    for (const ClassStyle& style : class_styles())
        classes.push_back({{"colour", hex(style.colour)},
                           {"from", fixed_json(style.from, 1)},
                           {"to", fixed_json(style.to, 1)}});
    for (const Ramp& ramp : ramps())
        for (const Colour colour : ramp.colours) themes[std::string(ramp.theme)].push_back(hex(colour));
    return {{"classes", classes},
            {"hatch", hex(hatch_colour)},
            {"outline", hex(outline_colour)},
            {"ramps", themes},
            {"themes", themes_json(r)}};
}

}  // namespace djoliba
