// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "coded_table.hpp"

namespace djoliba {
namespace {

Season season_of(const CodedRows& rows, std::size_t row, const MonthsAndYear& columns,
                 const std::string& key) {
    const auto& t = rows.table;
    const Number year = parse_number(t.rows[row][t.column(columns.year)]);
    const std::string& months = t.rows[row][t.column(columns.months)];
    const auto season =
        std::isnan(year.value) ? std::nullopt : parse_season(months, static_cast<int>(year.value));
    if (!season)
        throw Error(
            Problem{t.where(row), key,
                    fmt::format("\"{} {}\" is not a season", months, t.rows[row][t.column(columns.year)]),
                    "give months such as Jun-Aug and a year"});
    return *season;
}

/// Codes that stand for several units get a unit of their own behind the localities, so that nothing is
/// counted twice.
struct SharedUnits {
    std::vector<std::vector<int>> units = {};
    int index_of(const std::vector<int>& members, std::size_t localities) {
        const auto found = std::find(units.begin(), units.end(), members);
        const auto at = found - units.begin();
        if (found == units.end()) units.push_back(members);
        return static_cast<int>(localities) + static_cast<int>(at);
    }
};

std::vector<PhaseRecord> records(const Workings& w, const FoodSecurityLayer& layer, const CodedRows& rows,
                                 SharedUnits& shared) {
    const auto& t = rows.table;
    const auto population = numbers(t, layer.people);
    std::array<std::vector<double>, 5> phases;
    for (std::size_t p = 0; p < 5; ++p) phases[p] = numbers(t, layer.phases[p]);
    std::vector<PhaseRecord> list;
    for (std::size_t r = 0; r < t.size(); ++r) {
        PhaseRecord record;
        const auto& units = rows.joined.rows[r].units;
        record.locality = units.empty()       ? -1
                          : units.size() == 1 ? units.front()
                                              : shared.index_of(units, w.places().size());
        if (!layer.table.name.empty()) record.unit = t.rows[r][t.column(layer.table.name)];
        for (const auto& column : layer.part) record.part += t.rows[r][t.column(column)] + "|";
        record.population = population[r];
        for (std::size_t p = 0; p < 5; ++p) record.phases[p] = phases[p][r];
        record.exercise = season_of(rows, r, layer.exercise, layer.info.key + ".exercise");
        record.reference = season_of(rows, r, layer.period, layer.info.key + ".period");
        if (!layer.outlook.empty())
            record.outlook = t.rows[r][t.column(layer.outlook)] == "current" ? PhaseOutlook::current
                                                                             : PhaseOutlook::projected;
        list.push_back(record);
    }
    return list;
}

using Pick = Figure (*)(const UnitPhases&);

/// An indicator from one figure of each unit. Shared units give rates to their members (as inherited), and
/// counts only to the parent where they are all of its children.
void add_phases(Workings& w, const FoodSecurityLayer& layer, const LayerInfo& info, const FoodSecurity& food,
                const SharedUnits& shared, const IndicatorSpec& spec, Pick pick) {
    const std::size_t n = w.places().size();
    Indicator indicator = new_indicator(w, info, spec, "");
    for (std::size_t i = 0; i < n; ++i) {
        if (w.places()[i].level != layer.table.level) {
            indicator.set_missing(i, "not given at this level");
            continue;
        }
        put(indicator, i, pick(food.units[i]));
    }
    for (std::size_t k = 0; k < shared.units.size(); ++k) {
        const Figure f = pick(food.units[n + k]);
        const auto& members = shared.units[k];
        for (const int unit : members) {
            if (spec.roll_up == RollUp::sum)
                indicator.set_missing(unit, fmt::format("known only for {} units together", members.size()));
            else if (f.known())
                put(indicator, unit, f, Origin::shared);
        }
        if (const int parent = common_parent(w.places(), members);
            parent >= 0 && f.known() && spec.roll_up == RollUp::sum)
            put(indicator, parent, f);
    }
    publish(w, std::move(indicator));
}

void add_all_phases(Workings& w, const FoodSecurityLayer& layer, const LayerInfo& info,
                    const FoodSecurity& food, const SharedUnits& shared) {
    const Wording when = wording(layer.season);
    const auto add = [&](const std::string& name, const Wording& what, const std::string& unit,
                         const std::string& base, RollUp roll_up, Pick pick) {
        const Wording label{what.en + ", " + when.en, what.fr + ", " + when.fr};
        add_phases(w, layer, info, food, shared, {name, label, unit, base, layer.table.level, roll_up}, pick);
    };
    add("food_phase3plus_people", {"People in food phases 3 to 5", "Personnes en phases 3 à 5"}, "people",
        "analysed", RollUp::sum, [](const UnitPhases& u) { return u.people_3_to_5; });
    add("food_phase3plus_share",
        {"Share of people in food phases 3 to 5", "Part des personnes en phases 3 à 5"}, "%", "analysed",
        RollUp::mean_by_people, [](const UnitPhases& u) { return u.percent_3_to_5; });
    add("food_phase2_people", {"People in food phase 2", "Personnes en phase 2"}, "people", "analysed",
        RollUp::sum, [](const UnitPhases& u) {
            return std::isnan(u.phases[1]) ? missing_figure("not assessed")
                                           : known_figure(u.phases[1], u.people_3_to_5.at_least);
        });
    add("food_phase", {"Food phase of the area", "Phase de la zone"}, "class", "area", RollUp::none,
        [](const UnitPhases& u) {
            return u.area_phase == 0 ? missing_figure("not assessed") : known_figure(u.area_phase);
        });
}

/// Which of the analyses of the season counts stands with the table.
void note_exercise(Workings& w, const FoodSecurityLayer& layer, const FoodSecurity& food) {
    auto& tables = w.result.account.layers;
    const auto table = std::find_if(tables.rbegin(), tables.rend(), [&](const LayerAccount& l) {
        return l.source == layer.info.source && l.file == layer.table.file.text;
    });
    if (table != tables.rend() && food.exercise)
        table->notes.push_back(fmt::format("{} figures of the exercise of {} for {}",
                                           food.outlook == PhaseOutlook::current ? "current" : "projected",
                                           wording(*food.exercise).en, wording(layer.season).en));
}

void account_for(Workings& w, const FoodSecurityLayer& layer, const FoodSecurity& food) {
    note_exercise(w, layer, food);
    const auto note = [&](int n, const std::string& why) {
        if (n > 0) w.result.account.exclusions.push_back({layer.info.source, layer.table.file.text, why, n});
    };
    note(food.repeated, "rows with a key that was there already (dropped, not added)");
    note(food.later_than_as_of, "rows of analyses that were not known on as_of");
    note(food.other_exercises, "rows of earlier analyses of the same season (not added)");
    if (food.unplaced.parts > 0)
        w.result.account.exclusions.push_back(
            {layer.info.source, layer.table.file.text,
             "rows of the season in no unit: people in phases 3 to 5, in the national total only",
             food.unplaced.parts,
             food.unplaced.people_3_to_5.known() ? std::optional(food.unplaced.people_3_to_5.value)
                                                 : std::nullopt});
    for (std::size_t i = 0; i < food.units.size(); ++i)
        for (const auto& flag : food.units[i].flags)
            w.result.account.warnings.push_back(
                fmt::format("food_security: {}: {}",
                            i < w.places().size() ? w.places()[i].name : "units that share a code", flag));
}

}  // namespace

void add_food_security(Workings& w) {
    if (!w.scenario.food_security) return;
    const FoodSecurityLayer& layer = *w.scenario.food_security;
    // Rows of the other seasons join as well: several rows of one unit are the rule here.
    CodedTable table = layer.table;
    table.sum_repeated_codes = true;
    const auto rows = read_coded(w, layer.info, table, "");
    SharedUnits shared;
    const auto list = records(w, layer, rows, shared);
    const auto food =
        food_security(list, w.places().size() + shared.units.size(), {layer.season, w.scenario.as_of, {}});
    if (!food.exercise)
        throw Error(Problem{layer.table.file.text, layer.info.key + ".season",
                            fmt::format("no analysis known on {} speaks of {}", to_string(w.scenario.as_of),
                                        wording(layer.season).en),
                            "choose another season or year, or a later as_of"});
    account_for(w, layer, food);
    LayerInfo info = layer.info;
    info.date = fmt::format("{}-{:02}/{}-{:02}", layer.season.year, layer.season.from_month,
                            layer.season.year, layer.season.to_month);
    add_all_phases(w, layer, info, food, shared);
    double phase2 = 0;
    for (const auto& u : food.units) phase2 += std::isnan(u.phases[1]) ? 0 : u.phases[1];
    phase2 += std::isnan(food.unplaced.phases[1]) ? 0 : food.unplaced.phases[1];
    w.totals["food_phase3plus_people"] = {food.total_3_to_5, info.date};
    w.totals["food_phase2_people"] = {phase2, info.date};
    add_caseload(w, "food_insecurity", "insécurité alimentaire", "food_phase3plus_people");
    w.result.months.push_back({"food_insecurity",
                               {"season of the analysis", "saison de l'analyse"},
                               std::vector<MonthSet>(w.places().size(), months_from(layer.season.from_month,
                                                                                    layer.season.to_month))});
}

}  // namespace djoliba
