// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_csv.hpp>
#include <djoliba/layers/write_geojson.hpp>
#include <djoliba/scenarios/displacement_files.hpp>

#include "account_json.hpp"
#include "table_cells.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* title = "Déplacements de population / Displacement of people";

Date date_of(const DisplacementCase& given, std::size_t day) {
    return std::chrono::sys_days(given.start) + std::chrono::days(day);
}

/// Observed stocks by place, NaN where nobody observes.
PlaceDays observed_by_place(const DisplacementCase& given) {
    const PlaceDays observed = observed_stocks(given);
    PlaceDays by_place(given.flow.intensity.days, given.flow.graph.places.size());
    std::ranges::fill(by_place.values, std::nan(""));
    for (std::size_t day = 0; day < by_place.days; ++day)
        for (std::size_t camp = 0; camp < given.observed.size(); ++camp)
            by_place.at(day, given.observed[camp].place) = observed.at(day, camp);
    return by_place;
}

const std::string& name_at(const FlowGraph& graph, int place) { return graph.places[place].name; }

/// Straight lines between places; none where a place has no position.
std::vector<std::vector<Point>> lines_of(const DisplacementCase& given) {
    std::vector<std::vector<Point>> lines;
    for (std::size_t way = 0; way < given.flow.graph.ways(); ++way) {
        std::vector<Point> line;
        for (const int place : {way_start(given.flow.graph, way), way_end(given.flow.graph, way)})
            line.push_back({given.map[place].longitude, given.map[place].latitude});
        const bool known =
            std::ranges::none_of(line, [](Point p) { return std::isnan(p.x) || std::isnan(p.y); });
        lines.push_back(known ? line : std::vector<Point>{});
    }
    return lines;
}

double total(const PlaceDays& people) {
    return std::accumulate(people.values.begin(), people.values.end(), 0.0);
}

const char* word_of(NewPeople from) {
    switch (from) {
        case NewPeople::observed:
            return "observed";
        case NewPeople::constant:
            return "constant";
        case NewPeople::population_ratio:
            return "population_ratio";
        case NewPeople::given:
            break;
    }
    return "given";
}

Json rules_json(const FlowRules& rules) {
    Json json = Json::object();
    for (const FlowParameter& p : flow_parameters())
        json[std::string(p.name)] = parameter_text(rules, p.name);
    return json;
}

Json people_json(const DisplacementCase& given, const FlowRun& run) {
    return {
        {"present_before_day_0", std::accumulate(given.flow.initial.begin(), given.flow.initial.end(), 0.0)},
        {"began_to_flee", total(given.flow.new_people)},
        {"at_places_on_last_day",
         [&] {
             const auto stock = run.stock.on(run.stock.days - 1);
             return std::accumulate(stock.begin(), stock.end(), 0.0);
         }()},
        {"under_way_on_last_day", run.under_way.back()}};
}

std::string manifest_of(const DisplacementCase& given, const FlowRun& run,
                        const std::optional<AgentOptions>& agents, std::int64_t without_position,
                        const std::vector<std::string>& outputs) {
    Json inputs = Json::array();
    for (const DisplacementInput& input : given.inputs) inputs.push_back(input_json(input.use, input.file));
    Json json = {{"title", title},
                 {"case", given.title},
                 {"program", {{"name", "djoliba displace"}, {"version", DJOLIBA_VERSION}}},
                 {"first_day", to_string(date_of(given, 0))},
                 {"days", run.stock.days},
                 {"method", agents ? "agents" : "expected flow"},
                 {"new_people", word_of(given.new_people.value_or(NewPeople::observed))},
                 {"rules", rules_json(given.flow.rules)},
                 {"people", people_json(given, run)},
                 {"flows_without_position", without_position},
                 {"inputs", inputs},
                 {"layers", layers_json(given.account)},
                 {"exclusions", exclusions_json(given.account)}};
    if (agents)
        json["agents"] = {{"seed", agents->seed}, {"first_run", agents->first_run}, {"runs", agents->runs}};
    json["outputs"] = outputs;
    return json.dump(2) + "\n";
}

}  // namespace

OutputTable places_by_day(const DisplacementCase& given, const FlowRun& run) {
    OutputTable table;
    table.columns = {{"day", ColumnType::integer},
                     {"date", ColumnType::text},
                     {"place", ColumnType::text},
                     {"kind", ColumnType::text},
                     {"country", ColumnType::text}};
    for (const char* name : {"conflict", "stock", "arrivals", "departures", "new_people", "observed"})
        table.columns.push_back({name});
    const PlaceDays observed = observed_by_place(given);
    const auto& places = given.flow.graph.places;
    for (std::size_t day = 0; day < run.stock.days; ++day)
        for (std::size_t p = 0; p < places.size(); ++p) {
            std::vector<Cell> row{static_cast<std::int64_t>(day), to_string(date_of(given, day)),
                                  text(places[p].name), std::string(place_kind_name(places[p].kind)),
                                  text(places[p].country)};
            for (const PlaceDays* figure : {&given.flow.intensity, &run.stock, &run.arrivals, &run.departures,
                                            &given.flow.new_people, &observed})
                row.push_back(number(figure->at(day, p)));
            table.rows.push_back(std::move(row));
        }
    return table;
}

OutputTable flows_by_day(const DisplacementCase& given, const FlowRun& run) {
    OutputTable table;
    table.columns = {{"day", ColumnType::integer},
                     {"date", ColumnType::text},
                     {"from", ColumnType::text},
                     {"to", ColumnType::text},
                     {"people"}};
    const FlowGraph& graph = given.flow.graph;
    for (std::size_t day = 0; day < run.set_out.days; ++day)
        for (std::size_t way = 0; way < run.set_out.places; ++way)
            if (const double people = run.set_out.at(day, way); people > 0)
                table.rows.push_back({static_cast<std::int64_t>(day), to_string(date_of(given, day)),
                                      name_at(graph, way_start(graph, way)),
                                      name_at(graph, way_end(graph, way)), people});
    return table;
}

OutputTable flows_by_way(const DisplacementCase& given, const FlowRun& run) {
    OutputTable table;
    table.columns = {{"code", ColumnType::text},
                     {"from", ColumnType::text},
                     {"to", ColumnType::text},
                     {"km"},
                     {"people"},
                     {"peak_people"},
                     {"peak_date", ColumnType::text}};
    const FlowGraph& graph = given.flow.graph;
    for (std::size_t way = 0; way < graph.ways(); ++way) {
        double people = 0, peak = 0;
        std::size_t peak_day = 0;
        for (std::size_t day = 0; day < run.set_out.days; ++day) {
            const double today = run.set_out.at(day, way);
            people += today;
            if (today > peak) peak = today, peak_day = day;
        }
        const std::string &from = name_at(graph, way_start(graph, way)),
                          &to = name_at(graph, way_end(graph, way));
        table.rows.push_back({fmt::format("{}>{}", from, to), from, to, graph.links[link_of(way)].km, people,
                              peak, peak > 0 ? Cell(to_string(date_of(given, peak_day))) : Cell{}});
    }
    return table;
}

std::string observed_summary(const DisplacementCase& given, const FlowRun& run) {
    const PlaceDays simulated = simulated_stocks(given, run), observed = observed_stocks(given);
    const StockErrors errors = stock_errors(simulated, observed);
    const auto known = [](double v) { return std::isnan(v) ? Json(nullptr) : Json(v); };
    const std::size_t last = run.stock.days - 1;
    Json camps = Json::array();
    for (std::size_t camp = 0; camp < given.observed.size(); ++camp)
        camps.push_back({{"place", name_at(given.flow.graph, given.observed[camp].place)},
                         {"simulated", simulated.at(last, camp)},
                         {"observed", observed.at(last, camp)}});
    const Json json = {{"title", given.title},
                       {"first_day", to_string(date_of(given, 0))},
                       {"last_day", to_string(date_of(given, last))},
                       {"days", run.stock.days},
                       {"days_with_people_observed", errors.days},
                       {"mean_relative_difference", known(errors.mean_relative_difference)},
                       {"mean_relative_difference_rescaled", known(errors.mean_relative_difference_rescaled)},
                       {"camps_on_last_day", camps}};
    return json.dump(2) + "\n";
}

void write_displacement(const std::filesystem::path& directory, const DisplacementCase& given,
                        const FlowRun& run, const std::optional<AgentOptions>& agents) {
    Staging staging(directory);
    std::vector<std::string> outputs{"places_by_day.csv", "flows_by_day.csv", "flows.csv", "flows.geojson"};
    write_csv(staging.path("places_by_day.csv"), places_by_day(given, run));
    write_csv(staging.path("flows_by_day.csv"), flows_by_day(given, run));
    LineLayer flows{"flows", flows_by_way(given, run), lines_of(given)};
    write_csv(staging.path("flows.csv"), flows.table);
    write_geojson_lines(staging.path("flows.geojson"), flows,
                        Stamp{title, date_of(given, run.stock.days - 1), false, given.title});
    if (!given.observed.empty()) {
        write_text(staging.path("summary.json"), observed_summary(given, run));
        outputs.emplace_back("summary.json");
    }
    outputs.emplace_back(manifest_name);
    const auto without_position = std::ranges::count_if(flows.lines, &std::vector<Point>::empty);
    write_text(staging.path(manifest_name), manifest_of(given, run, agents, without_position, outputs));
    staging.commit();
}

}  // namespace djoliba
