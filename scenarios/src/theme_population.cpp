// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/density.hpp>
#include <djoliba/engine/rake.hpp>
#include <djoliba/layers/raster_file.hpp>

#include "coded_table.hpp"

namespace djoliba {
namespace {

constexpr const char* disbelieved = "neither its figure nor the total can be believed";

const Level& finest(const Workings& w) { return w.places().finest(); }

/// Published totals of the raking level beside the sums of their parts, as the run found them.
void account_for_raking(Workings& w, const PeopleTable& to, const Raked& raked) {
    Account& account = w.result.account;
    double children = 0, published = 0;
    for (const auto& p : raked.parents) {
        if (std::isnan(p.children_sum) || std::isnan(p.published)) continue;
        children += p.children_sum;
        published += p.published;
    }
    const std::string& date = w.scenario.population.info.date;
    w.totals["population_before_raking"] = {children, date};
    account.reconciliations.push_back({"Sum of " + finest(w) + "s before raking to the " + to.table.level,
                                       "people",
                                       to.table.file.text,
                                       published,
                                       children,
                                       "the levels of the source disagree; the run counts with the " +
                                           to.table.level + " totals and shows the factor",
                                       {},
                                       {},
                                       date});
    if (std::abs(raked.ratio_before - 1) > 0.01)
        account.warnings.push_back(
            fmt::format("population: the {}s sum to {:.3f} times the {} totals; they were raked", finest(w),
                        raked.ratio_before, to.table.level));
    int left = 0;
    for (const auto& p : raked.parents) left += p.reason.empty() ? 0 : 1;
    if (left > 0)
        account.warnings.push_back(
            fmt::format("population: {} {}s could not be raked", left, to.table.level));
}

/// Communes moved to the totals of their parents; the parents keep the published total.
void rake_people(Workings& w, const PeopleTable& to, Indicator& population) {
    const auto& places = w.places();
    const auto& info = w.scenario.population.info;
    const auto published =
        values_of(column_figures(w, read_coded(w, info, to.table, to.people), to.people, Kind::amount));
    const auto units = places.of_level(finest(w)), parents = places.of_level(to.table.level);
    std::vector<int> position(places.size(), -1), parent_of;
    for (std::size_t p = 0; p < parents.size(); ++p) position[parents[p]] = static_cast<int>(p);
    std::vector<double> children, totals;
    for (const int i : units) {
        const int up = places.ancestor(i, to.table.level);
        children.push_back(population.value[i]);
        parent_of.push_back(up < 0 ? -1 : position[up]);
    }
    for (const int p : parents) totals.push_back(published[p]);
    const Raked raked = rake(children, parent_of, totals);
    account_for_raking(w, to, raked);

    Indicator source = new_indicator(w, info,
                                     {"population_source",
                                      {"People as the source gives them", "Population selon la source"},
                                      "people",
                                      "resident",
                                      finest(w),
                                      RollUp::sum},
                                     "");
    Indicator factor = new_indicator(w, info,
                                     {"population_rake_factor",
                                      {"Raking factor", "Facteur de calage"},
                                      "",
                                      "resident",
                                      finest(w),
                                      RollUp::none},
                                     "not raked");
    source.value = population.value, source.origin = population.origin, source.reason = population.reason;
    for (std::size_t k = 0; k < units.size(); ++k) {
        if (!std::isnan(raked.value[k]))
            population.set(units[k], raked.value[k]);
        else if (population.known(units[k]))
            population.set_missing(units[k], disbelieved);
        if (parent_of[k] >= 0 && !std::isnan(raked.parents[parent_of[k]].factor))
            factor.set(units[k], raked.parents[parent_of[k]].factor);
    }
    for (std::size_t p = 0; p < parents.size(); ++p)
        if (!std::isnan(totals[p])) population.set(parents[p], totals[p]);
    w.result.people.assign(places.size(), missing_value);
    publish(w, std::move(source));
    publish(w, std::move(factor));
}

/// Moves a group by what its locality was raked with, so that its share of the residents stays.
void rake_group(const Workings& w, std::vector<Figure>& group) {
    const Indicator* factor = w.result.indicators.find("population_rake_factor");
    if (factor == nullptr) return;
    const Indicator& population = *w.result.indicators.find("population");
    for (const int i : w.places().of_level(finest(w))) {
        if (!group[i].known()) continue;
        if (population.reason[i] == disbelieved)
            group[i] = missing_figure(disbelieved);
        else if (factor->known(i))
            group[i].value *= factor->value[i];
    }
}

void read_groups(Workings& w, const PopulationLayer& layer, const Level& level, const CodedRows& rows) {
    for (const auto& [name, columns] : layer.groups) {
        std::vector<Figure> sum(w.places().size(), known_figure(0));
        for (const auto& column : columns) {
            const auto part = column_figures(w, rows, column, Kind::amount);
            for (std::size_t i = 0; i < sum.size(); ++i)
                if (!part[i].known())
                    sum[i] = part[i];
                else if (sum[i].known())
                    sum[i].value += part[i].value;
        }
        rake_group(w, sum);
        publish(w, layer.info,
                {"people_" + name,
                 {"People: " + name, "Population : " + name},
                 "people",
                 "resident",
                 level,
                 RollUp::sum},
                sum);
    }
}

void read_urban(Workings& w, const LayerInfo& info, const UrbanTable& urban) {
    const auto rows = read_coded(w, info, urban.table);
    TextColumn column{"setting", "Urban or rural", "Urbain ou rural",
                      std::vector<std::string>(w.places().size())};
    const auto given = column_texts(w, rows, urban.column);
    double urban_units = 0;
    for (const int i : w.places().of_level(urban.table.level)) {
        if (given[i].empty()) continue;
        const bool is_urban =
            std::find(urban.values.begin(), urban.values.end(), given[i]) != urban.values.end();
        column.value[i] = is_urban ? "urban" : "rural";
        urban_units += is_urban ? 1 : 0;
    }
    w.totals["urban_" + urban.table.level + "s"] = {urban_units, info.date};
    w.result.texts.push_back(std::move(column));
}

void open_people_raster(Workings& w, const PopulationLayer& layer) {
    w.people_raster = open_layer_raster(w, layer.info, layer.raster,
                                        {.quantity = layer.per_km2 ? Quantity::intensity : Quantity::count});
    check_plausible(w, layer.info, layer.raster, *w.people_raster, 0, 1e6,
                    "check `quantity` and `multiply`, and the value that stands for no value");
    if (layer.per_km2) w.people_raster = counts_from_density(w.people_raster);
    w.result.maps.push_back({"population_density",
                             "population",
                             {"People per km2", "Habitants par km2"},
                             "people/km2",
                             w.people_raster,
                             layer.multiply,
                             true,
                             layer.nodata == Nodata::none});
}

}  // namespace

void read_population(Workings& w) {
    const PopulationLayer& layer = w.scenario.population;
    w.result.people.assign(w.places().size(), missing_value);
    if (layer.raster.given()) open_people_raster(w, layer);
    if (!layer.table) return;  // the raster is the population: counted in the streamed pass
    const auto rows = read_coded(w, layer.info, layer.table->table, layer.table->people);
    const auto figures = column_figures(w, rows, layer.table->people, Kind::amount);
    Indicator population = new_indicator(
        w, layer.info,
        {"population", {"People", "Population"}, "people", "resident", layer.table->table.level, RollUp::sum},
        "");
    for (std::size_t i = 0; i < figures.size(); ++i) put(population, i, figures[i]);
    if (layer.rake_to) rake_people(w, *layer.rake_to, population);
    roll_up(population, w.places(), w.result.people);
    w.result.people = population.value;
    w.result.indicators.add(std::move(population));
    if (!layer.groups.empty()) read_groups(w, layer, layer.table->table.level, rows);
    if (layer.urban) read_urban(w, layer.info, *layer.urban);
}

}  // namespace djoliba
