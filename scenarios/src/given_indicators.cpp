// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "given_indicators.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace djoliba {
namespace {

struct Given {
    std::vector<GivenIndicator> list = {};

    void count(std::string name) { list.push_back({std::move(name), RollUp::sum}); }
    void rate(std::string name) { list.push_back({std::move(name), RollUp::mean_by_people}); }
    void figure(std::string name) { list.push_back({std::move(name), RollUp::none}); }
    void people_and_share(const std::string& name) {
        count(name + "_people");
        rate(name + "_people_share");
    }
};

void add_population(const PopulationLayer& layer, Given& given) {
    given.count("population");
    if (!layer.table) return;
    if (layer.rake_to) {
        given.count("population_source");
        given.figure("population_rake_factor");
    }
    for (const auto& [name, columns] : layer.groups) given.count("people_" + name);
}

void add_flood(const FloodLayer& layer, Given& given) {
    for (const double depth : layer.depths_m) {
        if (planning_period(layer)) {
            given.count(flood_people_name(depth));
            given.rate(flood_people_share_name(depth));
        }
        for (const FloodRaster& r : layer.rasters) {
            if (!counts_exposed(layer, r)) continue;
            given.count(flood_people_name(depth, r.return_period));
            given.rate(flood_people_share_name(depth, r.return_period));
        }
        if (layer.rasters.size() < 2) continue;
        for (const char* bound : {"", "_low", "_high"}) given.count(flood_expected_name(depth) + bound);
    }
    given.count("flood_people_unknown");
    given.count("people_in_yearly_water");
}

void add_drought(const DroughtLayer& layer, bool people_raster, Given& given) {
    for (const SpiRequest& request : layer.index) {
        const std::string name = drought_name(layer, request);
        given.rate(name);
        given.rate(name + "_severe_frequency");
        if (people_raster) given.people_and_share(name);
    }
}

void add_conflict(const ConflictLayer& layer, bool people_raster, Given& given) {
    given.figure(layer.name + "_events");
    if (!layer.fatalities.empty()) given.figure(layer.name + "_deaths");
    if (layer.half_life_days) {
        given.figure(layer.name + "_events_decayed");
        given.figure(layer.name + "_events_decayed_per_100k");
    }
    given.figure(layer.name + "_trend");
    given.figure(layer.name + "_recurrence");
    if (people_raster && layer.count_people) given.people_and_share(layer.name);
}

void add_displaced(const DisplacedLayer& layer, Given& given) {
    given.count("displaced_people");
    given.figure("displaced_per_100");
    if (!layer.households.empty()) given.count("displaced_households");
    if (!layer.returned_displaced.empty()) given.count("returned_displaced");
    if (!layer.returned_refugees.empty()) given.count("returned_refugees");
    if (!layer.hosts.empty()) given.count("hosts");
    if (!layer.displaced_from.empty()) given.figure("displaced_from_people");
    for (const DisplacedRound& round : layer.earlier_rounds) given.count(displaced_change_name(round));
}

void add_food_security(Given& given) {
    given.count("food_phase3plus_people");
    given.rate("food_phase3plus_share");
    given.count("food_phase2_people");
    given.figure("food_phase");
}

void add_facilities(const FacilitiesLayer& layer, const Scenario& s, Given& given) {
    for (const auto& [type, values] : layer.types) {
        for (const char* what : {"_listed", "_per_10000", "_per_10000_low", "_per_10000_high"})
            given.figure(type + what);
        if (layer.status.empty()) continue;
        for (const char* status :
             {"_functioning", "_partly_functioning", "_not_functioning", "_status_unknown"})
            for (const char* what : {"", "_per_10000"}) given.figure(type + status + what);
    }
    for (const std::string& type : layer.residents_per) {
        given.figure("residents_per_" + type);
        if (s.displaced) given.figure("residents_per_" + type + "_with_displaced");
    }
    for (const double km : layer.within_km) {
        if (!s.settlements) continue;
        given.figure(villages_beyond_name(km));
        if (!layer.status.empty()) given.figure(villages_beyond_name(km) + "_other_bound");
    }
    if (!s.flood || s.flood->depths_m.empty()) return;
    for (const FloodRaster& r : s.flood->rasters)
        given.figure(facilities_flooded_name(s.flood->depths_m.front(), r.return_period));
}

void add_ways(const AccessLayer& layer, const FacilitiesLayer& list, const Scenario& s, std::string_view whom,
              Given& given) {
    const std::string who(whom);
    for (const double minutes : layer.minutes) {
        given.figure(beyond_minutes_name(whom, minutes));
        if (!list.status.empty()) given.figure(beyond_minutes_name(whom, minutes) + "_other_bound");
        if (!s.flood) continue;
        for (const FloodRaster& r : s.flood->rasters)
            if (counts_exposed(*s.flood, r)) given.figure(beyond_added_name(whom, minutes, r.return_period));
    }
    for (const double km : layer.km) given.figure(beyond_way_name(whom, km));
    given.figure(who + "_unreachable_share");
    given.figure(who + "_mean_minutes");
}

void add_access(const AccessLayer& layer, const Scenario& s, Given& given) {
    if (!s.facilities) return;
    if (s.population.raster.given()) add_ways(layer, *s.facilities, s, "people", given);
    if (s.settlements) add_ways(layer, *s.facilities, s, "villages", given);
    given.figure("accessibility_per_10000");
    given.figure("facility_load");
    if (s.displaced) given.figure("facility_load_with_displaced");
    if (!s.flood) return;
    for (const FloodRaster& r : s.flood->rasters)
        if (counts_exposed(*s.flood, r)) given.figure(facilities_cut_off_name(r.return_period));
}

void add_flow(const FlowLayer& layer, Given& given) {
    for (const int days : layer.flow.horizons) {
        given.figure(flow_name("departures", days));
        for (const char* bound : {"", "_low", "_high"}) given.figure(flow_name("arrivals", days) + bound);
        given.figure(flow_name("arrivals_per_100", days));
        for (const char* what : {"host_pressure", "displaced_per_facility", "displaced_water"})
            given.figure(flow_name(what, days));
    }
    given.figure("flow_displaced_per_facility");
    given.figure("flow_displaced_water");
    if (!layer.capacity) return;
    given.figure("flow_capacity_used");
    for (const int days : layer.flow.horizons) given.figure(flow_name("capacity_used", days));
}

void add_tables(const std::vector<IndicatorTableLayer>& tables, Given& given) {
    for (const IndicatorTableLayer& table : tables)
        for (const IndicatorColumn& column : table.columns)
            given.list.push_back({column.name, roll_up_of(column), column.worse});
}

}  // namespace

std::vector<GivenIndicator> given_indicators(const Scenario& s) {
    const bool people_raster = s.population.raster.given();
    Given given;
    add_population(s.population, given);
    if (s.flood) add_flood(*s.flood, given);
    if (s.drought) add_drought(*s.drought, people_raster, given);
    for (const ConflictLayer& source : s.conflict) add_conflict(source, people_raster, given);
    if (s.displaced) add_displaced(*s.displaced, given);
    if (s.food_security) add_food_security(given);
    if (s.facilities) add_facilities(*s.facilities, s, given);
    if (s.access) add_access(*s.access, s, given);
    if (s.flow) add_flow(*s.flow, given);
    if (s.branches) given.figure("branch_distance_km");
    if (s.drainage && s.settlements) given.figure("villages_near_river_share");
    add_tables(s.indicators, given);
    return std::move(given.list);
}

std::vector<std::string> given_totals(const Scenario& s) {
    std::vector<std::string> totals;
    const PopulationLayer& people = s.population;
    for (const Level& level : s.localities.hierarchy()) totals.push_back(level + "s");
    if (people.raster.given()) totals.emplace_back("population_raster");
    if (people.table && people.rake_to) totals.emplace_back("population_before_raking");
    if (people.table && people.urban) totals.push_back("urban_" + people.urban->table.level + "s");
    if (s.displaced && !s.displaced->returned_displaced.empty() && !s.displaced->returned_refugees.empty())
        totals.emplace_back("returnees");
    if (s.settlements) totals.emplace_back("settlements");
    if (s.facilities) totals.emplace_back("facilities");
    return totals;
}

void require_given(const std::vector<GivenIndicator>& given, const std::string& name, RollUp roll_up) {
    if (std::ranges::none_of(given, [&](const auto& g) { return g.name == name && g.roll_up == roll_up; }))
        throw std::logic_error("given_indicators() does not know the indicator " + name);
}

std::string in_name(double number) {
    std::string text = fmt::format("{}", number);
    std::replace(text.begin(), text.end(), '.', 'p');
    std::replace(text.begin(), text.end(), '-', 'm');
    return text;
}

std::string flood_people_name(double depth_m) { return fmt::format("flood_people_{}m", in_name(depth_m)); }

std::string flood_people_share_name(double depth_m) {
    return fmt::format("flood_people_share_{}m", in_name(depth_m));
}

std::string flood_people_name(double depth_m, double return_period) {
    return flood_people_name(depth_m) + "_rp" + in_name(return_period);
}

std::string flood_people_share_name(double depth_m, double return_period) {
    return flood_people_share_name(depth_m) + "_rp" + in_name(return_period);
}

std::string flood_expected_name(double depth_m) {
    return fmt::format("flood_expected_annual_people_{}m", in_name(depth_m));
}

std::string drought_name(const DroughtLayer& layer, const SpiRequest& request) {
    const auto same = std::count_if(layer.index.begin(), layer.index.end(),
                                    [&](const auto& r) { return r.months == request.months; });
    return fmt::format("drought_spi{}", request.months) +
           (same > 1 ? fmt::format("_month{}", request.month) : "");
}

std::string displaced_change_name(const DisplacedRound& earlier) {
    std::string name = "displaced_change_since_" + earlier.date;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

std::string villages_beyond_name(double km) { return fmt::format("villages_beyond_{}km_share", in_name(km)); }

std::string facilities_flooded_name(double depth_m, double return_period) {
    return fmt::format("facilities_flooded_{}m_rp{}", in_name(depth_m), in_name(return_period));
}

std::string beyond_minutes_name(std::string_view whom, double minutes) {
    return fmt::format("{}_beyond_{}min_share", whom, in_name(minutes));
}

std::string beyond_way_name(std::string_view whom, double km) {
    return fmt::format("{}_beyond_{}km_by_way_share", whom, in_name(km));
}

std::string beyond_added_name(std::string_view whom, double minutes, double return_period) {
    return fmt::format("{}_beyond_{}min_added_rp{}", whom, in_name(minutes), in_name(return_period));
}

std::string facilities_cut_off_name(double return_period) {
    return "facilities_cut_off_rp" + in_name(return_period);
}

std::string flow_name(std::string_view what, int days) { return fmt::format("flow_{}_{}d", what, days); }

bool counts_exposed(const FloodLayer& layer, const FloodRaster& raster) {
    return raster.raster.text != layer.seasonal_water.text;
}

std::optional<double> planning_period(const FloodLayer& layer) {
    if (layer.return_period) return layer.return_period;
    std::optional<double> longest;
    for (const FloodRaster& r : layer.rasters) {
        if (!counts_exposed(layer, r)) continue;
        longest = r.return_period;
        if (r.return_period >= 20) break;
    }
    return longest;
}

RollUp roll_up_of(const IndicatorColumn& column) {
    if (column.roll_up == "sum") return RollUp::sum;
    return column.roll_up == "none" ? RollUp::none : RollUp::mean_by_people;
}

}  // namespace djoliba
