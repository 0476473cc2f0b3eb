// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/displacement.hpp>
#include <djoliba/layers/names.hpp>

#include "change_at.hpp"
#include "displaced_changes.hpp"

namespace djoliba {
namespace {

/// One group of people: at its level as published, parents as sums, no figures below.
Indicator group_of(const Workings& w, const DisplacedLayer& layer, const DisplacedPeople& people,
                   const IndicatorSpec& spec) {
    Indicator indicator = new_indicator(w, layer.info, spec, "");
    for (std::size_t i = 0; i < people.people.size(); ++i) put(indicator, i, people.people[i]);
    for (const auto& shared : people.shared)
        if (const int parent = common_parent(w.places(), shared.units); parent >= 0)
            indicator.set(parent, shared.people);
    roll_up(indicator, w.places(), w.result.people);
    return indicator;
}

void set_total(Workings& w, const DisplacedLayer& layer, const CodedRows& rows, const std::string& column,
               const std::string& name) {
    double total = 0;
    for (const double v : numbers(rows.table, column)) total += std::isnan(v) ? 0 : v;
    w.totals[name] = {total, layer.info.date};
}

/// A group that no scenario changes.
void add_group(Workings& w, const DisplacedLayer& layer, const CodedRows& rows, const std::string& column,
               const std::string& name, const Wording& label, const std::string& unit = "people") {
    if (column.empty()) return;
    set_total(w, layer, rows, column, name);
    DisplacedPeople people{column_figures(w, rows, column, Kind::amount), {}};
    for (const auto& shared : shared_amounts(rows, column))
        people.shared.push_back({shared.units, shared.amount});
    Indicator indicator = group_of(
        w, layer, people, {name, label, unit, "displaced", layer.table.level, RollUp::sum, {}, name});
    carry_down(indicator, w.places());
    w.result.indicators.add(std::move(indicator));
}

/// The displaced people, as the scenario changes them. Returns those of the data, by locality.
std::vector<double> add_people(Workings& w, const DisplacedLayer& layer, const CodedRows& rows,
                               DisplacedPeople& people) {
    IndicatorSpec spec{"displaced_people", {"Displaced people", "Personnes déplacées internes"},
                       "people",           "displaced",
                       layer.table.level,  RollUp::sum};
    set_total(w, layer, rows, layer.people, spec.name);
    std::vector<double> data = group_of(w, layer, people, spec).value;
    if (!w.scenario.change.displaced.empty()) {
        w.before_change[spec.name] = w.totals[spec.name];
        change_displaced(w, layer, w.scenario.change, people);
        spec.label.en += changed_en, spec.label.fr += changed_fr;
    }
    Indicator indicator = group_of(w, layer, people, spec);
    w.displaced = indicator.value;
    w.displaced_at_least = indicator.at_least;
    carry_down(indicator, w.places());
    w.result.indicators.add(std::move(indicator));
    return data;
}

/// Host pressure where people and residents are both known, from the level of the table up.
void add_pressure(Workings& w, const DisplacedLayer& layer, const DisplacedPeople& people) {
    auto pressure = host_pressure(w.displaced, w.result.people);
    Wording label{"Displaced per 100 residents", "Déplacés pour 100 habitants"};
    if (!w.scenario.change.displaced.empty()) label.en += changed_en, label.fr += changed_fr;
    Indicator indicator = new_indicator(w, layer.info,
                                        {"displaced_per_100",
                                         label,
                                         "per 100",
                                         "displaced",
                                         layer.table.level,
                                         RollUp::none,
                                         {&w.scenario.population.info}},
                                        "");
    for (std::size_t i = 0; i < pressure.size(); ++i) {
        if (w.places().depth(w.places()[i].level) > w.places().depth(layer.table.level))
            indicator.set_missing(i, "not given at this level");
        else {
            pressure[i].at_least = pressure[i].known() && w.displaced_at_least[i];
            put(indicator, i, pressure[i]);
        }
    }
    // Units that share a figure have the pressure of all of them together.
    for (const auto& shared : people.shared) {
        double residents = 0;
        for (const int unit : shared.units) residents += w.result.people[unit];
        for (const int unit : shared.units)
            if (residents > 0) indicator.set(unit, 100 * shared.people / residents, Origin::shared);
    }
    carry_down(indicator, w.places());
    w.result.indicators.add(std::move(indicator));
}

/// The unit that an origin column names, by its code (with its prefix repaired) or by its name; -1 where it
/// names none.
int origin_unit(const Workings& w, const DisplacedLayer& layer, std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    std::string code = text;
    for (const auto& [from, to] : layer.table.code_prefix)
        if (code.starts_with(from)) code.replace(0, from.size(), to);
    if (const int unit = w.places().find(layer.displaced_from_level, code); unit >= 0) return unit;
    for (const int unit : w.places().of_level(layer.displaced_from_level))
        if (same_name(w.places()[unit].name, text)) return unit;
    return -1;
}

void add_origins(Workings& w, const DisplacedLayer& layer, const CodedRows& rows) {
    if (!is_wanted(w, "displaced_from_people")) return;
    const auto people = numbers(rows.table, layer.people);
    const auto codes = texts(rows.table, layer.displaced_from);
    std::vector<OriginRow> list;
    list.reserve(people.size());
    for (std::size_t r = 0; r < people.size(); ++r)
        list.push_back({origin_unit(w, layer, codes[r]), people[r]});
    const auto from = displaced_from(list, w.places(), layer.displaced_from_level, false, true);
    Indicator indicator = new_indicator(w, layer.info,
                                        {"displaced_from_people",
                                         {"People displaced from here (main origin)",
                                          "Personnes déplacées depuis cette unité (origine principale)"},
                                         "people",
                                         "displaced",
                                         layer.displaced_from_level,
                                         RollUp::none},
                                        "");
    for (std::size_t i = 0; i < from.people.size(); ++i) put(indicator, i, from.people[i]);
    w.result.indicators.add(std::move(indicator));
    if (from.unknown_origin > 0)
        w.result.account.exclusions.push_back({layer.info.source, layer.table.file.text,
                                               "displaced people whose origin is not known", 0,
                                               from.unknown_origin});
}

void add_change(Workings& w, const DisplacedLayer& layer, const DisplacedRound& round,
                const std::vector<double>& now) {
    const auto earlier_day = last_day(round.date), later_day = last_day(layer.info.date);
    if (!earlier_day || !later_day || !is_wanted(w, displaced_change_name(round))) return;
    CodedTable table = layer.table;
    table.file = round.file, table.where = round.where;
    LayerInfo info = layer.info;
    info.source += "_" + round.date;
    const auto before =
        values_of(column_figures(w, read_coded(w, info, table, layer.people), layer.people, Kind::amount));
    const auto change = change_between(*earlier_day, before, *later_day, now);
    std::vector<Figure> people;
    people.reserve(change.size());
    for (const auto& c : change) people.push_back(c.people);
    LayerInfo dated = layer.info;
    dated.date = round.date + "/" + layer.info.date;
    publish(
        w, dated,
        {displaced_change_name(round),
         {"Change in displaced people since " + round.date, "Évolution des déplacés depuis " + round.date},
         "people",
         "displaced",
         layer.table.level,
         RollUp::sum},
        people);
}

}  // namespace

void add_displaced(Workings& w) {
    if (!w.scenario.displaced) return;
    const DisplacedLayer& layer = *w.scenario.displaced;
    const auto rows = read_coded(w, layer.info, layer.table, layer.people);
    DisplacedPeople people = displaced_of(w, layer, rows);
    const auto data = add_people(w, layer, rows, people);
    add_pressure(w, layer, people);
    add_group(w, layer, rows, layer.households, "displaced_households",
              {"Displaced households", "Ménages déplacés"}, "households");
    add_group(w, layer, rows, layer.returned_displaced, "returned_displaced",
              {"Returned displaced (cumulative)", "Retournés ex-PDI (cumul)"});
    add_group(w, layer, rows, layer.returned_refugees, "returned_refugees",
              {"Returned refugees (cumulative)", "Rapatriés (cumul)"});
    add_group(w, layer, rows, layer.hosts, "hosts", {"Host community", "Communauté hôte"});
    if (!layer.returned_displaced.empty() && !layer.returned_refugees.empty())
        w.totals["returnees"] = {w.totals["returned_displaced"].value + w.totals["returned_refugees"].value,
                                 layer.info.date};
    if (!layer.displaced_from.empty()) add_origins(w, layer, rows);
    for (const auto& round : layer.earlier_rounds) add_change(w, layer, round, data);
    add_caseload(w, "displacement", "déplacement", "displaced_people");
}

}  // namespace djoliba
