// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "access_tables.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "given_indicators.hpp"
#include "table_cells.hpp"

namespace djoliba {
namespace {

std::vector<OutputColumn> place_columns() {
    return {{"id", ColumnType::text}, {"name", ColumnType::text}, {"type", ColumnType::text}};
}

void append_place(std::vector<Cell>& row, const Facility& f) {
    for (const std::string& word : {f.id, f.name, f.type}) row.push_back(text(word));
}

/// Row and column of a cell from 0 in the north-west; empty where there is none.
void append_cell(std::vector<Cell>& row, const Snapped& stands, const Grid& grid) {
    const bool there = stands.cell >= 0;
    row.push_back(there ? Cell{stands.km} : Cell{});
    row.push_back(there ? Cell{stands.cell / grid.cols} : Cell{});
    row.push_back(there ? Cell{stands.cell % grid.cols} : Cell{});
}

std::vector<std::string> load_names(const AccessRequest& request) {
    std::vector<std::string> names{"people", "people_of_type"};
    const auto& within = request.within_minutes;
    for (const double minutes : within)
        names.push_back(fmt::format("people_within_{}_min", in_name(minutes)));
    names.push_back(fmt::format("people_beyond_{}_min", in_name(within.back())));
    const std::string beyond =
        fmt::format("closing_people_newly_beyond_{}_min", in_name(request.beyond_minutes));
    for (const std::string& name :
         {std::string("person_hours"), std::string("weighted_people"),
          std::string("per_10000_weighted_people"), beyond, std::string("closing_people_newly_unreachable"),
          std::string("closing_person_hours_added")})
        names.push_back(name);
    return names;
}

void append_loads(std::vector<Cell>& row, const FacilityLoads& loads, std::size_t f) {
    const Catchments& c = loads.catchments;
    row.emplace_back(c.people[f]);
    row.emplace_back(loads.of_type[f]);
    for (std::size_t edge = 0; edge < c.edges_minutes.size(); ++edge) row.emplace_back(c.within(f, edge));
    row.emplace_back(c.people_in_band[f * c.bands() + c.bands() - 1]);
    row.emplace_back(c.person_hours[f]);
    row.emplace_back(loads.two_step.weighted_people[f]);
    row.push_back(number(1e4 * loads.two_step.ratio[f]));
    const Criticality& critical = loads.criticality[f];
    row.emplace_back(critical.people_newly_beyond);
    row.emplace_back(critical.people_newly_unreachable);
    row.emplace_back(critical.person_hours_added);
}

bool is_start(const TravelTimes& times, std::size_t facility) {
    return std::ranges::any_of(
        times.starts(), [&](const Start& s) { return static_cast<std::size_t>(s.facility) == facility; });
}

}  // namespace

OutputTable facility_table(const AccessRequest& request, const FacilityList& list, const AccessStates& states,
                           const std::optional<FacilityLoads>& loads) {
    OutputTable table;
    table.columns = {{"number", ColumnType::integer}};
    for (OutputColumn& column : place_columns()) table.columns.push_back(std::move(column));
    for (const char* name : {"status", "service"}) table.columns.push_back({name, ColumnType::text});
    for (const char* name : {"lon", "lat", "moved_km"}) table.columns.push_back({name});
    for (const char* name : {"cell_row", "cell_col"}) table.columns.push_back({name, ColumnType::integer});
    const auto names = loads ? load_names(request) : std::vector<std::string>{};
    const bool blocked = loads && states.before;
    if (blocked) table.columns.push_back({"people_before"});
    for (const std::string& name : names) table.columns.push_back({name});
    for (std::size_t i = 0; i < list.items.size(); ++i) {
        const Facility& f = list.items[i];
        std::vector<Cell> row{static_cast<std::int64_t>(i) + 1};
        append_place(row, f);
        row.emplace_back(std::string(word_of(f.status)));
        row.emplace_back(std::string(word_of(states.service[i])));
        row.emplace_back(f.place.x);
        row.emplace_back(f.place.y);
        append_cell(row, states.stands[i], states.shown.surface().grid());
        if (blocked) row.push_back(is_start(*states.before, i) ? Cell{loads->before[i]} : Cell{});
        if (loads && states.service[i] == Service::open) append_loads(row, *loads, i);
        row.resize(table.columns.size());
        table.rows.push_back(std::move(row));
    }
    return table;
}

OutputTable placement_table(const Placement& placement, const FacilityList& candidates, const Sites& sites,
                            const std::vector<std::size_t>& tried) {
    OutputTable table;
    table.columns = {{"place", ColumnType::integer}};
    for (OutputColumn& column : place_columns()) table.columns.push_back(std::move(column));
    for (const char* name : {"lon", "lat", "moved_km", "gain", "total", "gain_alone"})
        table.columns.push_back({name});
    for (const PlacementPick& pick : placement.picks) {
        const std::size_t i = tried[pick.candidate];
        const Facility& f = candidates.items[i];
        std::vector<Cell> row{static_cast<std::int64_t>(table.rows.size()) + 1};
        append_place(row, f);
        for (const double value : {f.place.x, f.place.y, sites.stands[i].km, pick.gain, pick.total,
                                   placement.first_gain[pick.candidate]})
            row.emplace_back(value);
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace djoliba
