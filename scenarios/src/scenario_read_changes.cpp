// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "scenario_read.hpp"

namespace djoliba {
namespace {

// Of a section, or of a map in a list of its own, with its path in the scenario and its place.
template <typename Change>
Change begin(const MapReader& in) {
    Change change;
    change.key = in.key;
    change.mark = in.mark;
    return change;
}

std::optional<Point> corner_of(const YamlNode& node) {
    if (node.items.size() != 2) return std::nullopt;
    const auto x = number_of(node.items[0]), y = number_of(node.items[1]);
    if (!x || !y) return std::nullopt;
    return Point{*x, *y};
}

Where read_where(const MapReader& above, std::string_view name = "where") {
    const MapReader in = above.map(name);
    auto where = begin<Where>(in);
    where.codes = in.texts("codes");
    where.names = in.texts("names");
    where.regions = in.texts("region");
    const YamlNode* polygon = in.node ? in.node->find("polygon") : nullptr;
    if (polygon && polygon->is_scalar()) where.polygon_file = file_of(*polygon);
    if (polygon)
        for (const YamlNode& item : polygon->items)
            if (const auto corner = corner_of(item)) where.polygon.push_back(*corner);
    return where;
}

std::map<std::string, double> number_map(const MapReader& in, std::string_view name) {
    std::map<std::string, double> numbers;
    for (const auto& [entry, value] : in.entries(name))
        if (const auto number = number_of(*value.node)) numbers[entry] = *number;
    return numbers;
}

std::optional<int> whole_if_given(const MapReader& in, std::string_view name) {
    return in.number(name) ? std::optional(in.whole(name, 0)) : std::nullopt;
}

FloodChange read_flood(const MapReader& in) {
    auto change = begin<FloodChange>(in);
    change.return_period = in.number("return_period");
    change.depth_scale = in.number("depth_scale", 1);
    change.depth_add_m = in.number("depth_add_m", 0);
    change.where = read_where(in);
    return change;
}

DroughtChange read_drought(const MapReader& in) {
    auto change = begin<DroughtChange>(in);
    change.replay = whole_if_given(in, "replay");
    change.spi_add = in.number("spi_add", 0);
    change.where = read_where(in);
    return change;
}

AddedEvent read_event(const MapReader& in) {
    auto event = begin<AddedEvent>(in);
    event.source = in.text("source");
    event.date = parse_date(in.text("date"));
    event.place = {in.number("lon", 0), in.number("lat", 0)};
    event.fatalities = in.number("fatalities", 0);
    event.count = in.whole("count", 1);
    return event;
}

ConflictChange read_conflict(const MapReader& in) {
    auto change = begin<ConflictChange>(in);
    change.sources = in.texts("sources");
    change.scale = in.number("scale", 1);
    const MapReader move = in.map("move");
    change.move_east_km = move.number("east_km", 0);
    change.move_north_km = move.number("north_km", 0);
    for (const MapReader& event : in.one_or_list("add")) change.add.push_back(read_event(event));
    change.where = read_where(in);
    return change;
}

DisplacedMove read_move(const MapReader& in) {
    auto move = begin<DisplacedMove>(in);
    move.from = in.text("from");
    move.to = in.text("to");
    move.people = in.number("people");
    move.share = in.number("share");
    return move;
}

DisplacedChange read_displaced(const MapReader& in) {
    auto change = begin<DisplacedChange>(in);
    change.scale = in.number("scale", 1);
    change.add = number_map(in, "add");
    for (const MapReader& move : in.one_or_list("move")) change.move.push_back(read_move(move));
    if (const MapReader table = in.map("table"); table.node) {
        change.table = DisplacedTable{read_coded_table(table), table.text("people")};
        change.table_replaces = table.text("mode") == "replace";
    }
    change.where = read_where(in);
    return change;
}

Closure read_closure(const MapReader& in) {
    auto closure = begin<Closure>(in);
    closure.names = in.texts("names");
    closure.types = in.texts("types");
    closure.flood_depth_over_m = in.number("flood_depth_over_m");
    closure.return_period = in.number("return_period");
    closure.conflict_within_km = in.number("conflict_within_km");
    closure.where = read_where(in);
    return closure;
}

OpenedFacility read_opened(const MapReader& in) {
    auto opened = begin<OpenedFacility>(in);
    opened.name = in.text("name");
    opened.type = in.text("type");
    opened.place = {in.number("lon", 0), in.number("lat", 0)};
    return opened;
}

TravelBlock read_block(const MapReader& in) {
    auto block = begin<TravelBlock>(in);
    block.flood_depth_over_m = in.number("flood_depth_over_m");
    block.return_period = in.number("return_period");
    block.where = read_where(in);
    return block;
}

AccessChange read_access(const MapReader& in) {
    auto change = begin<AccessChange>(in);
    change.season = read_season(in);
    for (const MapReader& block : in.one_or_list("block")) change.block.push_back(read_block(block));
    return change;
}

ClosedLinks read_closed_links(const MapReader& in) {
    auto closed = begin<ClosedLinks>(in);
    closed.between = read_where(in, "between");
    closed.other_end = read_where(in, "and");
    return closed;
}

CapacityChange read_capacity_change(const MapReader& in) {
    auto change = begin<CapacityChange>(in);
    change.scale = in.number("scale");
    change.people = in.number("people");
    change.where = read_where(in);
    return change;
}

PopulationChange read_population(const MapReader& in) {
    auto change = begin<PopulationChange>(in);
    change.to_year = in.whole("to_year", 0);
    change.from_year = whole_if_given(in, "from_year");
    change.percent_a_year = in.number("percent_a_year");
    change.by_region = number_map(in, "by_region");
    change.where = read_where(in);
    return change;
}

}  // namespace

Changes read_changes(const YamlNode& change) {
    Changes changes;
    changes.tree = change;
    const MapReader in{&changes.tree, "change", changes.tree.mark};
    for (const MapReader& map : in.one_or_list("flood")) changes.flood.push_back(read_flood(map));
    for (const MapReader& map : in.one_or_list("drought")) changes.drought.push_back(read_drought(map));
    for (const MapReader& map : in.one_or_list("conflict")) changes.conflict.push_back(read_conflict(map));
    for (const MapReader& map : in.one_or_list("displaced")) changes.displaced.push_back(read_displaced(map));
    for (const MapReader& map : in.one_or_list("facilities")) {
        for (const MapReader& close : map.one_or_list("close"))
            changes.close_facilities.push_back(read_closure(close));
        for (const MapReader& open : map.one_or_list("open"))
            changes.open_facilities.push_back(read_opened(open));
    }
    for (const MapReader& map : in.one_or_list("access")) changes.access.push_back(read_access(map));
    for (const MapReader& map : in.one_or_list("flow")) {
        for (const MapReader& close : map.one_or_list("close"))
            changes.close_links.push_back(read_closed_links(close));
        for (const MapReader& capacity : map.one_or_list("capacity"))
            changes.capacity.push_back(read_capacity_change(capacity));
    }
    for (const MapReader& map : in.one_or_list("population"))
        changes.population.push_back(read_population(map));
    changes.weights = number_map(in, "weights");
    changes.index = read_index_reference(in);
    return changes;
}

}  // namespace djoliba
