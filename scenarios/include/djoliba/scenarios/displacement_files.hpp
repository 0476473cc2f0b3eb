// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <djoliba/engine/account.hpp>
#include <djoliba/engine/date.hpp>
#include <djoliba/engine/displacement_agents.hpp>
#include <djoliba/engine/displacement_flow.hpp>
#include <djoliba/engine/observed_stock.hpp>
#include <djoliba/engine/stock_errors.hpp>
#include <djoliba/layers/output_table.hpp>
#include <djoliba/layers/table.hpp>

namespace djoliba {

/// Who begins to flee on each day.
enum class NewPeople {
    observed,          ///< the daily increments of the observed stocks, summed over camps
    constant,          ///< as of new_people_constant()
    population_ratio,  ///< as of new_people_by_population()
    given,             ///< a table of the scenario
};

/// Where a place is, and what its file says beside what the flow needs.
struct PlaceOnMap {
    std::string region = {};
    double longitude = 0, latitude = 0;  ///< degrees; both NaN where not known
};

/// Published stocks of one camp, as published.
struct ObservedCamp {
    int place = -1;
    std::vector<StockReport> reports = {};
    std::vector<int> registered_anew = {};  ///< days of which earlier reports are to be corrected
};

/// Its reports after the corrections.
std::vector<StockReport> corrected(const ObservedCamp& camp);

/// A file that was read.
struct DisplacementInput {
    std::string use;
    std::filesystem::path file;
};

/// A case as its files have it. `flow.new_people` and `flow.initial` are not set yet.
struct DisplacementCase {
    std::string title = {};
    Date start = {};     ///< day 0
    FlowCase flow = {};  ///< intensity.days: the days of the period
    std::vector<PlaceOnMap> map = {};
    std::vector<ObservedCamp> observed = {};
    std::optional<NewPeople> new_people = {};  ///< as the file has it
    PlaceDays given_people = {};               ///< for NewPeople::given
    Account account = {};
    std::vector<DisplacementInput> inputs = {};
};

/// Parameters of the rules by name, in the order in which they are set.
using FlowSettings = std::vector<std::pair<std::string, std::string>>;

/// Reads a folder of Flee's layout (input/ with locations, routes, closures, conflicts, corrections and the
/// period; validation/ with data_layout.csv), or a displacement file (docs/displacement-file.md). `settings`
/// go over those of the file. Throws Error with every problem found: file, row, what and what to do.
DisplacementCase read_displacement(const std::filesystem::path& file_or_folder,
                                   const FlowSettings& settings = {});

/// The tables of a displacement file in memory.
struct DisplacementTables {
    std::string title = "displacement";
    Date start = {};  ///< day 0
    int days = 0;     ///< 1 to 36,525, day 0 included
    /// By key of the file, with its columns: places, routes and conflicts; closures, observed, corrections
    /// and new_people may be missing.
    std::map<std::string, Table> tables = {};
    /// "observed", "constant" or "population_ratio"; empty: the table, else observed.
    std::string new_people = {};
};

/// As read_displacement() reads a displacement file.
DisplacementCase displacement_of(const DisplacementTables& given, const FlowSettings& settings = {});

/// Sets who begins to flee and who is in camps on day 0. Without `from`: what the file says, else observed
/// where there are observed stocks. Throws Error where nothing says who flees.
void set_new_people(DisplacementCase& given, std::optional<NewPeople> from = {});

/// Observed stocks after corrections, [day][camp].
PlaceDays observed_stocks(const DisplacementCase& given);
/// Simulated stocks of the same camps.
PlaceDays simulated_stocks(const DisplacementCase& given, const FlowRun& run);

// What is written. People are expected numbers, or means over runs.

/// A row for each day and place: conflict, stock, arrivals, departures, new people, and observed stock where
/// somebody observes.
OutputTable places_by_day(const DisplacementCase& given, const FlowRun& run);
/// A row for each day and way on which people set out.
OutputTable flows_by_day(const DisplacementCase& given, const FlowRun& run);
/// A row for each way: people over all days, and the day with most.
OutputTable flows_by_way(const DisplacementCase& given, const FlowRun& run);
/// How the run compares with what was observed, as JSON. Needs observed stocks.
std::string observed_summary(const DisplacementCase& given, const FlowRun& run);

/// Writes places_by_day.csv, flows_by_day.csv, flows.csv, flows.geojson, run.json and, with observed stocks,
/// summary.json. All or nothing. `agents`: how the run was drawn; empty for the expected flow.
void write_displacement(const std::filesystem::path& directory, const DisplacementCase& given,
                        const FlowRun& run, const std::optional<AgentOptions>& agents);

}  // namespace djoliba
