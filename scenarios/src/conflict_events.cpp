// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "conflict_events.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include <fmt/format.h>

#include <djoliba/layers/points.hpp>

#include "conflict_changes.hpp"

namespace djoliba {
namespace {

std::string trimmed_lower(std::string_view text) {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

/// The radius that the scenario states for a precision label; Error for a label that it does not name.
double precision_km(const ConflictLayer& layer, const Table& table, std::size_t row,
                    const std::string& label) {
    for (const auto& [value, km] : layer.precision_km)
        if (trimmed_lower(value) == trimmed_lower(label)) return km;
    throw Error(Problem{table.where(row), layer.info.key + ".precision_km",
                        fmt::format("precision \"{}\" has no radius", label), "state its radius in km"});
}

void set_time(const ConflictLayer& layer, const Table& table, std::size_t row, ConflictEvent& event) {
    if (!layer.date.empty()) event.date = parse_date(table.rows[row][table.column(layer.date)]);
    if (event.date || layer.year.empty()) return;
    const auto& text = table.rows[row][table.column(layer.year)];
    const Number year = parse_number(text);
    if (std::isnan(year.value) && year.problem.empty()) return;
    if (!(year.value >= 1 && year.value <= 9999 && year.value == std::floor(year.value)))
        throw Error(Problem{table.where(row), layer.year, fmt::format("\"{}\" is no year", text),
                            "write four digits, or leave the cell empty where it is unknown"});
    event.year = static_cast<int>(year.value);
}

double deaths(const ConflictLayer& layer, const Table& table, std::size_t row) {
    if (layer.fatalities.empty()) return missing_value;
    const Number n = parse_number(table.rows[row][table.column(layer.fatalities)]);
    if (!n.problem.empty() || n.value < 0)
        throw Error(Problem{table.where(row), layer.fatalities,
                            n.problem.empty() ? "negative deaths" : n.problem, "correct the table"});
    return n.value;
}

void set_precision(const Workings& w, const ConflictLayer& layer, const Table& table, std::size_t row,
                   ConflictEvent& event) {
    if (!layer.precision.empty()) {
        event.precision_km = precision_km(layer, table, row, table.rows[row][table.column(layer.precision)]);
        event.precision = precision_of_km(event.precision_km);
    } else if (!layer.at_level.empty() && layer.at_level != w.places().finest()) {
        event.precision = layer.at_level == "region" ? EventPrecision::region : EventPrecision::cercle;
    }
}

std::vector<Level> other_partitions(const Localities& places) {
    std::vector<Level> levels;
    for (const auto& place : places.items)
        if (places.depth(place.level) < 0 &&
            std::find(levels.begin(), levels.end(), place.level) == levels.end())
            levels.push_back(place.level);
    return levels;
}

std::vector<int> units_of_level(const Localities& places, const Level& level,
                                const std::vector<Point>& points) {
    const auto of_level = places.of_level(level);
    std::vector<MultiPolygon> shapes;
    shapes.reserve(of_level.size());
    for (const int i : of_level) shapes.push_back(places[i].shape);
    auto found = locate(shapes, points);
    for (int& i : found) i = i < 0 ? -1 : of_level[i];
    return found;
}

std::vector<std::vector<int>> units_of(Workings& w, const Points& points) {
    std::vector<std::vector<int>> units{
        locate_points(points, w.places(), w.places().finest(), w.result.account)};
    for (const auto& level : other_partitions(w.places()))
        units.push_back(units_of_level(w.places(), level, points.position));
    return units;
}

std::optional<Date> day_of(const ConflictEvent& event, bool last) {
    if (event.date || !event.year) return event.date;
    return std::chrono::year(*event.year) / (last ? 12 : 1) / (last ? 31 : 1);
}

std::string date_of(const ConflictEvent& event) {
    return event.date ? to_string(*event.date) : event.year ? std::to_string(*event.year) : "";
}

/// "2016-04-16/2023-11-06": from the first record to the last; empty where none is dated.
std::string period_of(std::span<const ConflictEvent> events) {
    std::optional<Date> first, last;
    std::string from, to;
    for (const auto& event : events) {
        const auto begin = day_of(event, false), end = day_of(event, true);
        if (!begin || !end) continue;
        if (!first || *begin < *first) first = begin, from = date_of(event);
        if (!last || *end > *last) last = end, to = date_of(event);
    }
    return from.empty() ? "" : from + "/" + to;
}

void date_input(Workings& w, const LayerInfo& layer, const ScenarioFile& file, const std::string& period) {
    for (auto& input : w.result.inputs)
        if (input.layer == layer.source && input.file == file.text) input.date = period;
}

void read_file(Workings& w, const ConflictLayer& layer, std::size_t which,
               std::vector<ConflictEvent>& events) {
    const ScenarioFile& file = layer.events[which];
    const auto points = read_points(file.path, {layer.lon, layer.lat, layer.id},
                                    {.layer = layer.layer,
                                     .where = layer.where,
                                     .source = layer.info.source,
                                     .key = layer.info.key,
                                     .name = file.text},
                                    w.result.account);
    const auto units = units_of(w, points);
    const std::size_t before = events.size();
    for (std::size_t row = 0; row < points.size(); ++row) {
        ConflictEvent event;
        event.file = which;
        if (!layer.id.empty()) event.id = points.id[row];
        event.place = points.position[row];
        set_time(layer, points.table, row, event);
        set_precision(w, layer, points.table, row, event);
        event.fatalities = deaths(layer, points.table, row);
        if (!layer.type.empty()) event.category = points.table.rows[row][points.table.column(layer.type)];
        for (const auto& of_partition : units)
            if (of_partition[row] >= 0) event.units.push_back(of_partition[row]);
        events.push_back(std::move(event));
    }
    date_input(w, layer.info, file, period_of(std::span(events).subspan(before)));
}

bool lies_in(const ConflictEvent& event, const ConflictWindow& window) {
    const auto first = day_of(event, false), last = day_of(event, true);
    if (!first || !last) return false;
    const int youngest = days_between(*last, window.as_of), oldest = days_between(*first, window.as_of);
    return youngest >= 0 && oldest < window.days;
}

/// The finest unit of the hierarchy that the place of an event is known for, -1 where there is none.
int counted_unit(const Localities& places, const ConflictEvent& event) {
    for (int unit : event.units) {
        if (places.depth(places[unit].level) < 0) continue;
        while (unit >= 0 && !can_place(event.precision, places[unit].level)) unit = places[unit].parent;
        return unit;
    }
    return -1;
}

}  // namespace

EventLayer shown_events(const Workings& w, const ConflictLayer& layer, std::vector<ConflictEvent> events) {
    const ConflictWindow window = window_of(w.scenario, layer);
    std::set<std::string> seen;
    EventLayer shown{layer.name,
                     {layer.label_en.empty() ? layer.name : layer.label_en,
                      layer.label_fr.empty() ? layer.name : layer.label_fr},
                     layer.info.sensitivity,
                     layer.window_days,
                     layer.complete,
                     {}};
    for (ConflictEvent& event : events) {
        if (event.scale == 0 || !lies_in(event, window)) continue;
        if (!event.id.empty() && !seen.insert(event.id).second) continue;
        const int unit = counted_unit(w.places(), event);
        if (unit < 0) continue;
        event.units = {unit};
        shown.events.push_back(std::move(event));
    }
    return shown;
}

std::vector<ConflictEvent> read_events(Workings& w, const ConflictLayer& layer) {
    std::vector<ConflictEvent> events;
    for (std::size_t which = 0; which < layer.events.size(); ++which) read_file(w, layer, which, events);
    return events;
}

std::vector<std::vector<int>> units_at(const Localities& places, const std::vector<Point>& points) {
    std::vector<std::vector<int>> units{units_of_level(places, places.finest(), points)};
    for (const auto& level : other_partitions(places)) units.push_back(units_of_level(places, level, points));
    return units;
}

}  // namespace djoliba
