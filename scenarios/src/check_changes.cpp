// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>
#include <djoliba/scenarios/check.hpp>

#include "check_index.hpp"
#include "check_layers.hpp"

namespace djoliba {
namespace {

using std::chrono::year;

void not_drawn(const Where& where, std::string_view why, Complaints& out) {
    if (where.drawn())
        out.add(where.key + ".polygon", fmt::format("a polygon cannot limit this change: {}", why),
                "name units with `region`, `codes` or `names`");
}

void needs_something_to_limit(const Where& where, bool something, std::string_view what, Complaints& out) {
    if (!where.everywhere() && !something)
        out.add(where.key, fmt::format("limits {}, and the change has none of them", what),
                "take `where` out, or give what it is to limit");
}

void check_flood(const Scenario& s, const FloodChange& change, Complaints& out) {
    needs_layer(s.flood.has_value(), change.key, "flood", out);
    check_return_period(change.key + ".return_period", change.return_period, out);
}

void check_drought(const Scenario& s, const DroughtChange& change, Complaints& out) {
    needs_layer(s.drought.has_value(), change.key, "drought", out);
    if (!s.drought || !change.replay) return;
    for (const SpiRequest& spi : s.drought->index) {
        const auto month = std::chrono::month(static_cast<unsigned>(spi.month));
        if (!month.ok() || !s.drought->start.ok()) continue;
        const auto last = year(*change.replay) / month;
        if (last - std::chrono::months(spi.months - 1) < s.drought->start)
            out.add(change.key + ".replay",
                    fmt::format("the series begins in {:04}-{:02}, too late for the {} months to {}-{:02}",
                                static_cast<int>(s.drought->start.year()),
                                static_cast<unsigned>(s.drought->start.month()), spi.months, *change.replay,
                                spi.month),
                    "replay a year within the series");
        else if (s.as_of.ok() && last > s.as_of.year() / s.as_of.month())
            out.add(change.key + ".replay",
                    fmt::format("{}-{:02} is later than as_of ({})", *change.replay, spi.month,
                                to_string(s.as_of)),
                    "replay a season that has been");
    }
}

void known_source(const Scenario& s, const std::string& key, const std::string& source, Complaints& out) {
    std::vector<std::string> known;
    known.reserve(s.conflict.size());
    for (const ConflictLayer& layer : s.conflict) known.push_back(layer.name);
    if (std::ranges::find(known, source) == known.end())
        out.add(key, fmt::format("no conflict layer is called `{}`", source),
                did_you_mean(source, known, fmt::format("layers: {}", fmt::join(known, ", "))));
}

/// An event before the window would not count.
void check_window(const Scenario& s, const AddedEvent& event, Complaints& out) {
    if (!event.date || !s.as_of.ok()) return;
    for (const ConflictLayer& layer : s.conflict) {
        const bool its_own = event.source.empty() ? s.conflict.size() == 1 : layer.name == event.source;
        if (!its_own || days_between(*event.date, s.as_of) < layer.window_days) continue;
        const Date first{std::chrono::sys_days{s.as_of} - std::chrono::days{layer.window_days - 1}};
        out.add(event.key + ".date",
                fmt::format("{} is before the window of {} days of `{}`", to_string(*event.date),
                            layer.window_days, layer.name),
                fmt::format("write {} or later, or leave it out", to_string(first)));
    }
}

void check_event(const Scenario& s, const AddedEvent& event, Complaints& out) {
    if (!event.source.empty())
        known_source(s, event.key + ".source", event.source, out);
    else if (s.conflict.size() > 1)
        out.add(event.key, "does not say which source it belongs to", "give `source`");
    if (event.date && s.as_of.ok() && *event.date > s.as_of)
        out.add(event.key + ".date",
                fmt::format("{} is later than as_of ({})", to_string(*event.date), to_string(s.as_of)),
                "write an earlier day, or leave it out");
    check_window(s, event, out);
}

void check_conflict(const Scenario& s, const ConflictChange& change, Complaints& out) {
    needs_layer(!s.conflict.empty(), change.key, "conflict", out);
    if (s.conflict.empty()) return;
    for (std::size_t i = 0; i < change.sources.size(); ++i)
        known_source(s, fmt::format("{}.sources[{}]", change.key, i), change.sources[i], out);
    for (const AddedEvent& event : change.add) check_event(s, event, out);
    needs_something_to_limit(change.where,
                             change.scale != 1 || change.move_east_km != 0 || change.move_north_km != 0,
                             "events that are scaled or moved", out);
}

void check_displaced(const Scenario& s, const DisplacedChange& change, Complaints& out) {
    needs_layer(s.displaced.has_value(), change.key, "displaced", out);
    not_drawn(change.where, "where in a unit its displaced people live is not known", out);
    needs_something_to_limit(change.where, change.scale != 1, "displaced people who are scaled", out);
    for (const DisplacedMove& move : change.move) {
        if (move.people && move.share)
            out.add(move.key, "says both `people` and `share`", "keep one of the two");
        if (!move.from.empty() && move.from == move.to)
            out.add(move.key + ".to", fmt::format("{} is where they are already", move.to),
                    "name another unit");
    }
    if (change.table) check_frame(change.key + ".table", change.table->table, out);
}

void check_closure(const Scenario& s, const Closure& closure, Complaints& out) {
    needs_layer(s.facilities.has_value(), closure.key, "facilities", out);
    if (!s.facilities) return;
    check_facility_types(closure.key + ".types", closure.types, out);
    if (!closure.names.empty() && s.facilities->points.name.empty() && s.facilities->points.id.empty())
        out.add(closure.key + ".names", "the list of facilities has neither names nor ids",
                "name its column in `layers.facilities.name` or `id`");
    if (closure.flood_depth_over_m && !s.flood)
        out.add(closure.key + ".flood_depth_over_m", "there is no `layers.flood`", "add the layer");
    if (closure.conflict_within_km && s.conflict.empty())
        out.add(closure.key + ".conflict_within_km", "there is no `layers.conflict`", "add the layer");
    check_return_period(closure.key + ".return_period", closure.return_period, out);
}

std::optional<int> year_of(const std::string& date) {
    const auto day = last_day(date);
    return day ? std::optional(static_cast<int>(day->year())) : std::nullopt;
}

void check_population(const Scenario& s, const PopulationChange& change, Complaints& out) {
    not_drawn(change.where, "all of a unit grow alike", out);
    const auto from = change.from_year ? change.from_year : year_of(s.population.info.date);
    if (!from)
        out.add(change.key, "the year that the population is of is not known",
                "give `from_year`, or `layers.population.date`");
    else if (change.to_year != 0 && change.to_year < *from)
        out.add(change.key + ".to_year",
                fmt::format("{} is before {}, the year that the population is of", change.to_year, *from),
                "write a later year");
}

void collect_names(const IndexNode& node, std::vector<std::string>& names) {
    names.push_back(node.id());
    for (const IndexNode& part : node.parts) collect_names(part, names);
}

double weights_of_parts(const IndexNode& node) {
    double sum = 0;
    for (const IndexNode& part : node.parts) sum += part.weight;
    return sum;
}

void check_sums(const IndexNode& node, Complaints& out) {
    if (node.leaf()) return;
    if (!(weights_of_parts(node) > 0))
        out.add("change.weights", fmt::format("leave all parts of `{}` without weight", node.id()),
                "give at least one of them a weight above 0");
    for (const IndexNode& part : node.parts) check_sums(part, out);
}

void check_weights(const Scenario& s, const Changes& changes, Complaints& out) {
    const IndexTree tree = changed_index(s, changes);
    if (changes.weights.empty() || tree.root.leaf()) return;  // an index that cannot be read is told of
    std::vector<std::string> names;
    collect_names(tree.root, names);
    for (const auto& [name, weight] : changes.weights) {
        if (name == tree.root.id())
            out.add("change.weights." + name, fmt::format("`{}` is the whole index and has no weight", name),
                    "name a node or a leaf below it");
        else if (std::ranges::find(names, name) == names.end())
            out.add("change.weights." + name, fmt::format("the index has no node `{}`", name),
                    did_you_mean(name, names, fmt::format("its nodes: {}", fmt::join(names, ", "))));
    }
    check_sums(tree.root, out);
}

}  // namespace

void needs_layer(bool there, const std::string& key, std::string_view layer, Complaints& out) {
    if (!there)
        out.add(key, fmt::format("there is no `layers.{}` to change", layer),
                "add the layer, or take the change out");
}

void check_return_period(const std::string& key, const std::optional<double>& years, Complaints& out) {
    const auto& flood = out.scenario.flood;
    if (!years || !flood) return;
    std::vector<std::string> known;
    for (const FloodRaster& r : flood->rasters) {
        known.push_back(fmt::format("{}", r.return_period));
        if (r.return_period != *years) continue;
        if (r.raster.text == flood->seasonal_water.text)
            out.add(key,
                    fmt::format("the {}-year flood is the water of every year, which exposes nobody", *years),
                    "choose a rarer flood");
        return;
    }
    out.add(key, fmt::format("there is no flood raster of a return period of {} years", *years),
            fmt::format("layers.flood.raster has {}", fmt::join(known, ", ")));
}

std::vector<Problem> check_changes(const Scenario& s, const Changes& changes) {
    Complaints out{.scenario = s, .changes = &changes};
    for (const FloodChange& change : changes.flood) check_flood(s, change, out);
    for (const DroughtChange& change : changes.drought) check_drought(s, change, out);
    for (const ConflictChange& change : changes.conflict) check_conflict(s, change, out);
    for (const DisplacedChange& change : changes.displaced) check_displaced(s, change, out);
    for (const Closure& closure : changes.close_facilities) check_closure(s, closure, out);
    check_access_changes(changes, out);
    check_flow_changes(changes, out);
    for (const PopulationChange& change : changes.population) check_population(s, change, out);
    if (changes.index.given()) check_scores(s, changes.index, "change.index", out);
    check_weights(s, changes, out);
    return std::move(out.problems);
}

}  // namespace djoliba
