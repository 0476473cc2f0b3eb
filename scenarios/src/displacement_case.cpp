// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <numeric>

#include <fmt/format.h>

#include <djoliba/engine/new_people.hpp>
#include <djoliba/scenarios/displacement_files.hpp>

#include "flee_folder.hpp"

namespace djoliba {
namespace {

std::vector<double> sums(const PlaceDays& stocks) {
    std::vector<double> by_day;
    for (std::size_t day = 0; day < stocks.days; ++day) {
        const auto on = stocks.on(day);
        by_day.push_back(std::accumulate(on.begin(), on.end(), 0.0));
    }
    return by_day;
}

PlaceDays new_people(const DisplacementCase& given, NewPeople from) {
    const FlowCase& flow = given.flow;
    const SpawnRules& rules = flow.rules.spawn;
    switch (from) {
        case NewPeople::constant:
            return new_people_constant(flow.graph, flow.intensity, rules);
        case NewPeople::population_ratio:
            return new_people_by_population(flow.graph, flow.intensity, rules);
        case NewPeople::given:
            return given.given_people;
        case NewPeople::observed:
            break;
    }
    const auto totals = daily_increments(sums(observed_stocks(given)), rules.insert_day0);
    return new_people_from_totals(totals, flow.graph, flow.intensity, rules);
}

}  // namespace

std::vector<StockReport> corrected(const ObservedCamp& camp) {
    std::vector<StockReport> reports = camp.reports;
    for (const int day : camp.registered_anew) correct_registration(reports, day);
    return reports;
}

PlaceDays observed_stocks(const DisplacementCase& given) {
    PlaceDays stocks(given.flow.intensity.days, given.observed.size());
    for (std::size_t camp = 0; camp < given.observed.size(); ++camp) {
        const auto reports = corrected(given.observed[camp]);
        for (std::size_t day = 0; day < stocks.days; ++day)
            stocks.at(day, camp) = stock_on(reports, static_cast<int>(day));
    }
    return stocks;
}

PlaceDays simulated_stocks(const DisplacementCase& given, const FlowRun& run) {
    PlaceDays stocks(run.stock.days, given.observed.size());
    for (std::size_t day = 0; day < stocks.days; ++day)
        for (std::size_t camp = 0; camp < given.observed.size(); ++camp)
            stocks.at(day, camp) = run.stock.at(day, given.observed[camp].place);
    return stocks;
}

DisplacementCase read_displacement(const std::filesystem::path& file_or_folder,
                                   const FlowSettings& settings) {
    DisplacementCase given = std::filesystem::is_directory(file_or_folder)
                                 ? read_flee_folder(file_or_folder)
                                 : read_displacement_file(file_or_folder);
    for (const auto& [name, value] : settings) set_parameter(given.flow.rules, name, value);
    return given;
}

void set_new_people(DisplacementCase& given, std::optional<NewPeople> from) {
    if (!from) from = given.new_people;
    if (!from && !given.observed.empty()) from = NewPeople::observed;
    const bool none = !from || (from == NewPeople::observed && given.observed.empty()) ||
                      (from == NewPeople::given && given.given_people.days == 0);
    if (none)
        throw Error(
            Problem{given.title, "new_people", "nothing says who begins to flee",
                    "give observed stocks, a table of new people, or choose constant or population_ratio"});
    given.flow.initial.assign(given.flow.graph.places.size(), 0);
    const PlaceDays observed = observed_stocks(given);
    if (given.flow.rules.spawn.insert_day0)
        for (std::size_t camp = 0; camp < given.observed.size(); ++camp)
            given.flow.initial[given.observed[camp].place] += observed.at(0, camp);
    given.new_people = from;
    given.flow.new_people = new_people(given, *from);
}

}  // namespace djoliba
