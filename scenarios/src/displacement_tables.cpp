// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include <djoliba/scenarios/library.hpp>
#include <djoliba/scenarios/schema.hpp>

#include "displacement_rows.hpp"
#include "flee_folder.hpp"
#include "problem_order.hpp"
#include "scenario_read.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

constexpr int most_days = 36'525;

const std::map<std::string, NewPeople> new_people_words{{"observed", NewPeople::observed},
                                                        {"constant", NewPeople::constant},
                                                        {"population_ratio", NewPeople::population_ratio}};

/// Where the tables of a case come from.
struct CaseSource {
    Date start = {};
    std::size_t days = 1;
    std::optional<NewPeople> new_people = {};
    std::function<std::optional<Table>(const std::string&)> table;  ///< by key; empty where it is not given
};

/// The tables of a displacement file, and the case that they make.
class CaseReader {
 public:
    explicit CaseReader(CaseSource from) : from_(std::move(from)) {}

    DisplacementCase read() {
        to_.start = from_.start;
        const std::size_t days = from_.days;
        read_places({table("places", {"name", "region", "country", "latitude", "longitude", "kind", "",
                                      "population", "capacity"}),
                     0, true},
                    to_, problems_);
        read_routes(table("routes", {"from", "to", "km", "", "walk_probability"}), 0, to_, problems_);
        to_.flow.intensity = PlaceDays(days, to_.flow.graph.places.size());
        read_conflicts(table("conflicts", {"place", "from", "to", "intensity"}));
        if (const auto closures = given("closures", {"kind", "name1", "name2", "from", "until"}))
            read_closures(*closures, 0, to_, problems_);
        if (const auto observed = given("observed", {"place", "date", "people"})) read_observed(*observed);
        if (const auto corrections = given("corrections", {"place", "date"});
            corrections && problems_.empty())
            read_corrections(*corrections);
        read_new_people();
        if (!problems_.empty()) throw Error(std::move(problems_));
        return std::move(to_);
    }

 private:
    /// The columns of a table in the order given; those that may be missing stand empty then.
    std::optional<TextRows> given(const std::string& key, const std::vector<std::string>& columns) {
        const std::optional<Table> read = from_.table(key);
        if (!read) return {};
        to_.account.layers.push_back({key, read->file, read->rows_read, std::ssize(read->rows)});
        for (const Exclusion& e : read->exclusions) to_.account.exclusions.push_back(e);
        read->column(columns.front());
        return text_rows(*read, columns);
    }

    TextRows table(const std::string& key, const std::vector<std::string>& columns) {
        return given(key, columns).value_or(TextRows{});
    }

    void read_conflicts(const TextRows& text) {
        const RowReader in(text, problems_);
        const int last_day = static_cast<int>(to_.flow.intensity.days) - 1;
        for (std::size_t row = 0; row < text.size(); ++row) {
            const int place = in.place(row, 0, "place", to_.flow.graph);
            const auto from = in.day(row, 1, "from", to_.start);
            const auto to = text.at(row, 2).empty() ? last_day : in.day(row, 2, "to", to_.start);
            const double intensity = text.at(row, 3).empty() ? 1 : in.count(row, 3, "intensity");
            if (place < 0 || !from || !to || std::isnan(intensity)) continue;
            if (*to < *from)
                in.complain(row, "to", fmt::format("{} is before {}", text.at(row, 2), text.at(row, 1)),
                            "write the first day of conflict, then the last");
            for (int day = std::max(0, *from); day <= std::min(last_day, *to); ++day)
                to_.flow.intensity.at(day, place) = intensity;
        }
    }

    void read_observed(const TextRows& text) {
        const RowReader in(text, problems_);
        std::map<int, TextRows> by_place;
        for (std::size_t row = 0; row < text.size(); ++row) {
            const int place = in.place(row, 0, "place", to_.flow.graph);
            if (place < 0) continue;
            TextRows& rows = by_place.try_emplace(place, TextRows{text.file}).first->second;
            rows.rows.push_back({text.at(row, 1), text.at(row, 2)});
            rows.lines.push_back(text.lines[row]);
        }
        for (const auto& [place, rows] : by_place)
            to_.observed.push_back({place, read_reports(rows, 0, to_.start, problems_)});
    }

    void read_corrections(const TextRows& text) {
        const RowReader in(text, problems_);
        for (std::size_t row = 0; row < text.size(); ++row) {
            const int place = in.place(row, 0, "place", to_.flow.graph);
            const auto day = in.day(row, 1, "date", to_.start);
            if (place < 0 || !day) continue;
            const auto camp = std::ranges::find(to_.observed, place, &ObservedCamp::place);
            auto tried = camp == to_.observed.end() ? std::vector<StockReport>{} : camp->reports;
            if (correct_registration(tried, *day))
                camp->registered_anew.push_back(*day);
            else
                in.complain(row, "date",
                            fmt::format("there is no report of '{}' on {} with one before it",
                                        text.at(row, 0), text.at(row, 1)),
                            "give the date of a report in `observed`");
        }
    }

    void read_new_people() {
        to_.new_people = from_.new_people;
        if (from_.new_people) return;
        const auto found = given("new_people", {"place", "date", "people"});
        if (!found) return;
        const TextRows& text = *found;
        to_.new_people = NewPeople::given;
        to_.given_people = PlaceDays(to_.flow.intensity.days, to_.flow.intensity.places);
        const RowReader in(text, problems_);
        for (std::size_t row = 0; row < text.size(); ++row) {
            const int place = in.place(row, 0, "place", to_.flow.graph);
            const auto day = in.day(row, 1, "date", to_.start);
            const double people = in.needed_count(row, 2, "people");
            if (place < 0 || !day || std::isnan(people)) continue;
            if (*day >= 0 && *day < static_cast<int>(to_.given_people.days))
                to_.given_people.at(*day, place) += people;
            else
                leave_out(to_.account, "new_people", text.file, "rows outside the period",
                          fmt::format("line {}", text.lines[row]));
        }
    }

    CaseSource from_;
    DisplacementCase to_;
    std::vector<Problem> problems_;
};

void read_rules(const MapReader& in, FlowRules& rules, std::vector<Problem>& problems) {
    if (!in.node || !in.node->is_map()) return;
    for (const YamlEntry& entry : in.node->entries) {
        std::string text;
        for (const std::string& part : texts_of(entry.value)) text += (text.empty() ? "" : ", ") + part;
        try {
            set_parameter(rules, entry.key, text);
        } catch (const Error& error) {
            for (Problem problem : error.problems()) {
                problem.where = to_string(entry.value.mark);
                problem.key = key_path("displacement.rules", entry.key);
                problems.push_back(std::move(problem));
            }
        }
    }
}

std::optional<NewPeople> word_of(const std::string& text) {
    const auto found = new_people_words.find(text);
    return found == new_people_words.end() ? std::nullopt : std::optional(found->second);
}

/// Reads tables as they are asked for, and notes which.
CaseSource source_of(const MapReader& in, const fs::path& folder, std::vector<DisplacementInput>& inputs) {
    const MapReader period = in.map("period");
    CaseSource from;
    from.start = parse_date(period.text("start")).value_or(Date{});
    from.days = static_cast<std::size_t>(period.whole("days", 1));
    from.new_people = word_of(in.text("new_people"));
    from.table = [in, folder, &inputs](const std::string& key) -> std::optional<Table> {
        if (in.text(key).empty()) return {};
        inputs.push_back({key, folder / in.text(key)});
        return read_table(inputs.back().file, {.source = key, .key = key, .name = in.text(key)});
    };
    return from;
}

void check(const DisplacementTables& given) {
    std::vector<Problem> problems;
    for (const char* key : {"places", "routes", "conflicts"})
        if (!given.tables.contains(key))
            problems.push_back({given.title, key, "the table is missing", "give it"});
    if (!given.start.ok()) problems.push_back({given.title, "start", "is no day", "write it as YYYY-MM-DD"});
    if (given.days < 1 || given.days > most_days)
        problems.push_back({given.title, "days", fmt::format("{} is not 1 to {}", given.days, most_days),
                            "give the days to compute"});
    if (!given.new_people.empty() && !word_of(given.new_people))
        problems.push_back({given.title, "new_people", fmt::format("`{}` is no such rule", given.new_people),
                            "give observed, constant, population_ratio, or a table"});
    if (!problems.empty()) throw Error(std::move(problems));
}

}  // namespace

DisplacementCase displacement_of(const DisplacementTables& given, const FlowSettings& settings) {
    check(given);
    const auto table = [&](const std::string& key) -> std::optional<Table> {
        const auto found = given.tables.find(key);
        return found == given.tables.end() ? std::nullopt : std::optional(found->second);
    };
    CaseSource from{given.start, static_cast<std::size_t>(given.days), word_of(given.new_people), table};
    DisplacementCase to = CaseReader(std::move(from)).read();
    to.title = given.title;
    for (const auto& [name, value] : settings) set_parameter(to.flow.rules, name, value);
    return to;
}

DisplacementCase read_displacement_file(const fs::path& file) {
    const std::string name = file.filename().string();
    const YamlNode yaml = read_yaml_file(file, name);
    auto problems = check_against_schema(yaml, displacement_schema_text());
    FlowRules rules;
    const MapReader top = reader(yaml);
    if (problems.empty()) read_rules(top.map("displacement").map("rules"), rules, problems);
    sort_by_place(problems, {name});
    if (!problems.empty()) throw Error(std::move(problems));
    std::vector<DisplacementInput> inputs{{"scenario", file}};
    DisplacementCase to = CaseReader(source_of(top.map("displacement"), file.parent_path(), inputs)).read();
    to.inputs = std::move(inputs);
    to.title = top.text("title");
    to.flow.rules = std::move(rules);
    return to;
}

}  // namespace djoliba
