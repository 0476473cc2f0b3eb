// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "check_layers.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>

namespace djoliba {
namespace {

using std::chrono::year;

void check_population(const Scenario& s, Complaints& out) {
    const PopulationLayer& people = s.population;
    if (!people.table || !people.rake_to) return;
    const auto levels = s.localities.hierarchy();
    const auto depth = [&](const Level& l) {
        return std::find(levels.begin(), levels.end(), l) - levels.begin();
    };
    const Level &fine = people.table->table.level, &coarse = people.rake_to->table.level;
    const auto known = static_cast<std::ptrdiff_t>(levels.size());
    if (depth(fine) < known && depth(coarse) < known && depth(coarse) >= depth(fine))
        out.add("layers.population.rake_to.level", fmt::format("`{}` is not above `{}`", coarse, fine),
                "rake to the totals of a coarser level");
}

void check_flood(const FloodLayer& flood, Complaints& out) {
    const std::string key = "layers.flood.raster";
    for (std::size_t i = 0; i < flood.rasters.size(); ++i) {
        const double years = flood.rasters[i].return_period;
        if (years < 1)
            out.add(key, fmt::format("a return period of {} years", years),
                    "return periods are 1 year or longer");
        else if (i > 0 && !(flood.rasters[i - 1].return_period < years))
            out.add(key,
                    fmt::format("the return period {} does not follow {} in ascending order", years,
                                flood.rasters[i - 1].return_period),
                    "write each return period once, the shortest first");
    }
    check_ascending("layers.flood.depths_m", flood.depths_m, out);
    check_return_period("layers.flood.return_period", flood.return_period, out);
}

void check_spi(const DroughtLayer& drought, const SpiRequest& spi, const std::string& key, const Date& as_of,
               Complaints& out) {
    if (spi.reference_from == 0) return;
    if (spi.reference_to - spi.reference_from + 1 < 20)
        out.add(key + ".reference",
                fmt::format("{} to {} are too few years to know what is normal", spi.reference_from,
                            spi.reference_to),
                "give at least 20 years, better 30");
    else if (drought.start.ok() && spi.reference_from < static_cast<int>(drought.start.year()))
        out.add(
            key + ".reference",
            fmt::format("{} is before the series begins ({:04}-{:02})", spi.reference_from,
                        static_cast<int>(drought.start.year()), static_cast<unsigned>(drought.start.month())),
            "");
    const auto month = std::chrono::month(static_cast<unsigned>(spi.month));
    if (spi.year && as_of.ok() && month.ok() && year(*spi.year) / month > as_of.year() / as_of.month())
        out.add(key + ".year",
                fmt::format("{}-{:02} is later than as_of ({})", *spi.year, spi.month, to_string(as_of)), "");
}

bool same_index(const SpiRequest& a, const SpiRequest& b) {
    return a.months == b.months && a.month == b.month && a.year == b.year;
}

void check_drought(const DroughtLayer& drought, const Date& as_of, Complaints& out) {
    const auto& all = drought.index;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string key = fmt::format("layers.drought.index[{}]", i);
        check_spi(drought, all[i], key, as_of, out);
        const auto end = all.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::any_of(all.begin(), end,
                        [&](const SpiRequest& earlier) { return same_index(earlier, all[i]); }))
            out.add(key, "the same index is there twice", "");
    }
}

void check_conflict(const Scenario& s, const ConflictLayer& source, Complaints& out) {
    if (source.complete && !source.coverage)
        out.add(source.info.key + ".completeness", "a complete source must say where and when it looks",
                "give `coverage`, or `completeness: sample`");
    if (!source.coverage || !source.coverage->from.ok() || !source.coverage->to.ok()) return;
    const EventCoverage& coverage = *source.coverage;
    if (coverage.to < coverage.from)
        out.add(source.info.key + ".coverage", "ends before it begins", "");
    else if (s.as_of.ok() && coverage.from > s.as_of)
        out.add(source.info.key + ".coverage", fmt::format("begins after as_of ({})", to_string(s.as_of)),
                "");
}

// Two of our types must not claim the same value of the list.
void check_types(const FacilitiesLayer& facilities, Complaints& out) {
    std::map<std::string, std::string> type_of_value;
    for (const auto& [name, values] : facilities.types)
        for (const std::string& value : values)
            if (const auto [known, fresh] = type_of_value.emplace(value, name); !fresh)
                out.add("layers.facilities.types." + name,
                        fmt::format("`{}` is `{}` already", value, known->second), "");
    check_facility_types("layers.facilities.residents_per", facilities.residents_per, out);
}

void check_points(const std::string& key, const PointTable& points, Complaints& out) {
    std::string extension = std::filesystem::path(points.file.text).extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    const bool table =
        extension == ".csv" || extension == ".tsv" || extension == ".txt" || extension == ".xlsx";
    if (table && points.lon.empty())
        out.add(key, "a table of points needs its columns of longitude and latitude", "give `lon` and `lat`");
}

void check_branches(const BranchesLayer& branches, Complaints& out) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < branches.points.size(); ++i)
        if (!branches.points[i].name.empty() && !names.insert(branches.points[i].name).second)
            out.add(fmt::format("layers.branches.points[{}].name", i),
                    fmt::format("`{}` is there twice", branches.points[i].name), "");
}

void check_indicator_columns(const Scenario& s, Complaints& out) {
    std::map<std::string, std::string> table_of;
    for (const IndicatorTableLayer& table : s.indicators)
        for (const IndicatorColumn& column : table.columns) {
            const std::string key = table.info.key + ".columns." + column.name;
            if (const auto [known, fresh] = table_of.emplace(column.name, table.info.key); !fresh)
                out.add(key, fmt::format("the indicator `{}` is in {} already", column.name, known->second),
                        "give it a name of its own");
            if (column.allowed && !((*column.allowed)[0] < (*column.allowed)[1]))
                out.add(key + ".allowed", "the smallest possible value is not below the largest", "");
            if (column.base.empty() && (column.unit == "people" || column.roll_up == "sum"))
                out.add(key, "a count must say what it counts",
                        "give `base`, for example `resident`, `exposed` or `displaced`");
        }
}

}  // namespace

void check_ascending(const std::string& key, const std::vector<double>& values, Complaints& out) {
    for (std::size_t i = 1; i < values.size(); ++i)
        if (!(values[i - 1] < values[i]))
            out.add(fmt::format("{}[{}]", key, i),
                    fmt::format("{} does not follow {} in ascending order", values[i], values[i - 1]),
                    "write each value once, the smallest first");
}

void check_facility_type(const std::string& key, const std::string& type, Complaints& out) {
    if (!out.scenario.facilities || out.scenario.facilities->types.contains(type)) return;
    std::vector<std::string> names;
    for (const auto& [name, values] : out.scenario.facilities->types) names.push_back(name);
    out.add(key, fmt::format("`{}` is none of the types", type),
            did_you_mean(type, names, fmt::format("types: {}", fmt::join(names, ", "))));
}

void check_facility_types(const std::string& key, const std::vector<std::string>& types, Complaints& out) {
    for (std::size_t i = 0; i < types.size(); ++i)
        check_facility_type(fmt::format("{}[{}]", key, i), types[i], out);
}

void check_layers(const Scenario& s, Complaints& out) {
    check_population(s, out);
    if (s.flood) check_flood(*s.flood, out);
    if (s.drainage && !s.settlements)
        out.add("layers.drainage", "needs `layers.settlements`: it counts the settlements near large rivers",
                "");
    if (s.drought) check_drought(*s.drought, s.as_of, out);
    for (const ConflictLayer& source : s.conflict) check_conflict(s, source, out);
    if (s.facilities) {
        check_types(*s.facilities, out);
        check_points("layers.facilities", s.facilities->points, out);
        check_ascending("layers.facilities.within_km", s.facilities->within_km, out);
    }
    if (s.settlements) check_points("layers.settlements", s.settlements->points, out);
    if (s.towns) check_points("layers.towns", s.towns->points, out);
    check_access(s, out);
    check_flow(s, out);
    if (s.branches) check_branches(*s.branches, out);
    check_indicator_columns(s, out);
}

}  // namespace djoliba
