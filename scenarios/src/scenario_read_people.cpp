// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cctype>
#include <filesystem>

#include "scenario_read.hpp"

namespace djoliba {
namespace {

DisplacedLayer read_displaced(const MapReader& in) {
    DisplacedLayer layer;
    layer.info = read_info(in, "displaced");
    layer.table = read_coded_table(in);
    layer.people = in.text("people");
    layer.households = in.text("households");
    layer.returned_displaced = in.text("returned_displaced");
    layer.returned_refugees = in.text("returned_refugees");
    layer.hosts = in.text("hosts");
    layer.displaced_from = in.text("displaced_from");
    layer.displaced_from_level = in.text("displaced_from_level");
    for (const MapReader& round : in.list("earlier_rounds"))
        layer.earlier_rounds.push_back(
            {round.file("table"), round.texts_map("where"), round.text("date"), round.mark});
    return layer;
}

FacilitiesLayer read_facilities(const MapReader& in) {
    FacilitiesLayer layer;
    layer.info = read_info(in, "facilities");
    layer.points = read_points(in);
    layer.type = in.text("type");
    layer.types = in.texts_map("types");
    layer.residents_per = in.texts("residents_per");
    layer.status = in.text("status");
    const MapReader values = in.map("status_values");
    layer.status_values = {values.texts("functioning"), values.texts("partly_functioning"),
                           values.texts("not_functioning")};
    layer.unknown_is_open = in.text("treat_unknown_as") != "closed";
    layer.within_km = in.numbers("within_km", layer.within_km);
    return layer;
}

BranchesLayer read_branches(const MapReader& in) {
    BranchesLayer layer;
    layer.info = read_info(in, "branches");
    for (const MapReader& p : in.list("points"))
        layer.points.push_back(
            {p.text("name"), {p.number("lon", 0), p.number("lat", 0)}, p.texts("serves"), p.mark});
    return layer;
}

// 1 to 12 from "Jan" to "Dec", 0 for anything else.
int month_number(const std::string& name) {
    constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::size_t at = name.size() == 3 ? names.find(name) : std::string_view::npos;
    return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<int>(at / 3) + 1;
}

MonthsAndYear read_months_and_year(const MapReader& in) { return {in.text("months"), in.text("year")}; }

FoodSecurityLayer read_food_security(const MapReader& in) {
    FoodSecurityLayer layer;
    layer.info = read_info(in, "food_security");
    layer.table = read_coded_table(in);
    layer.part = in.texts("part");
    const auto phases = in.texts("phases");
    for (std::size_t i = 0; i < std::min(phases.size(), layer.phases.size()); ++i)
        layer.phases[i] = phases[i];
    layer.people = in.text("people");
    layer.exercise = read_months_and_year(in.map("exercise"));
    layer.period = read_months_and_year(in.map("period"));
    layer.outlook = in.text("outlook");
    const MapReader season = in.map("season");
    layer.season = {month_number(season.text("from")), month_number(season.text("to")), in.whole("year", 0)};
    return layer;
}

Worse read_worse(const MapReader& in) {
    const std::string word = in.text("worse");
    return word == "higher" ? Worse::higher : word == "lower" ? Worse::lower : Worse::not_stated;
}

IndicatorColumn read_column(const std::string& name, const MapReader& in) {
    IndicatorColumn column;
    column.name = name;
    column.column = in.text("column");
    column.unit = in.text("unit");
    column.base = in.text("base");
    column.label_en = in.text("label_en");
    column.label_fr = in.text("label_fr");
    if (const auto range = in.numbers("allowed"); range.size() == 2) column.allowed = {range[0], range[1]};
    column.multiply = in.number("multiply", 1);
    column.worse = read_worse(in);
    column.roll_up = in.text("roll_up", column.roll_up);
    column.mark = in.mark;
    return column;
}

// "tables/WFP ica-2023.csv" -> "wfp_ica_2023"
std::string name_from_file(const std::string& file) {
    std::string name;
    for (const char c : std::filesystem::path(file).stem().string())
        name += std::isalnum(static_cast<unsigned char>(c))
                    ? static_cast<char>(std::tolower(static_cast<unsigned char>(c)))
                    : '_';
    return name;
}

IndicatorTableLayer read_indicator_table(const MapReader& in) {
    IndicatorTableLayer layer;
    layer.table = read_coded_table(in);
    layer.info = read_info(in, in.text("key", name_from_file(layer.table.file.text)));
    for (const auto& [name, column] : in.entries("columns"))
        layer.columns.push_back(read_column(name, column));
    return layer;
}

}  // namespace

void read_people_at_risk(const MapReader& layers, Scenario& s) {
    if (const MapReader displaced = layers.map("displaced"); displaced.node)
        s.displaced = read_displaced(displaced);
    if (const MapReader facilities = layers.map("facilities"); facilities.node)
        s.facilities = read_facilities(facilities);
    if (const MapReader access = layers.map("access"); access.node) s.access = read_access_layer(access);
    if (const MapReader flow = layers.map("flow"); flow.node) s.flow = read_flow_layer(flow);
    if (const MapReader settlements = layers.map("settlements"); settlements.node)
        s.settlements = SettlementsLayer{read_info(settlements, "settlements"), read_points(settlements)};
    if (const MapReader towns = layers.map("towns"); towns.node)
        s.towns = TownsLayer{read_info(towns, "towns"), read_points(towns)};
    if (const MapReader branches = layers.map("branches"); branches.node)
        s.branches = read_branches(branches);
    if (const MapReader food = layers.map("food_security"); food.node)
        s.food_security = read_food_security(food);
    for (const MapReader& table : layers.list("indicators"))
        s.indicators.push_back(read_indicator_table(table));
}

}  // namespace djoliba
