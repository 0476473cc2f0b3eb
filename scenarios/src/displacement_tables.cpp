// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>
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

/// The tables of a displacement file, and the case that they make.
class CaseReader {
 public:
    CaseReader(const MapReader& in, fs::path folder) : in_(in), folder_(std::move(folder)) {}

    DisplacementCase read() {
        const MapReader period = in_.map("period");
        to_.start = parse_date(period.text("start")).value_or(Date{});
        const auto days = static_cast<std::size_t>(period.whole("days", 1));
        read_places({table("places", {"name", "region", "country", "latitude", "longitude", "kind", "",
                                      "population", "capacity"}),
                     0, true},
                    to_, problems_);
        read_routes(table("routes", {"from", "to", "km", "", "walk_probability"}), 0, to_, problems_);
        to_.flow.intensity = PlaceDays(days, to_.flow.graph.places.size());
        read_conflicts(table("conflicts", {"place", "from", "to", "intensity"}));
        if (in_.has("closures"))
            read_closures(table("closures", {"kind", "name1", "name2", "from", "until"}), 0, to_, problems_);
        if (in_.has("observed")) read_observed(table("observed", {"place", "date", "people"}));
        if (in_.has("corrections") && problems_.empty())
            read_corrections(table("corrections", {"place", "date"}));
        read_new_people();
        if (!problems_.empty()) throw Error(std::move(problems_));
        return std::move(to_);
    }

 private:
    /// The columns of a table in the order given; those that may be missing stand empty then.
    TextRows table(const char* key, const std::vector<std::string>& columns) {
        const fs::path file = folder_ / in_.text(key);
        const Table read = read_table(file, {.source = key, .key = key, .name = in_.text(key)});
        to_.inputs.push_back({key, file});
        to_.account.layers.push_back({key, read.file, read.rows_read, std::ssize(read.rows)});
        for (const Exclusion& e : read.exclusions) to_.account.exclusions.push_back(e);
        read.column(columns.front());
        return text_rows(read, columns);
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
        const std::string from = in_.text("new_people");
        if (from == "observed") to_.new_people = NewPeople::observed;
        if (from == "constant") to_.new_people = NewPeople::constant;
        if (from == "population_ratio") to_.new_people = NewPeople::population_ratio;
        if (from.empty() || to_.new_people) return;
        to_.new_people = NewPeople::given;
        to_.given_people = PlaceDays(to_.flow.intensity.days, to_.flow.intensity.places);
        const TextRows text = table("new_people", {"place", "date", "people"});
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

    MapReader in_;
    fs::path folder_;
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

}  // namespace

DisplacementCase read_displacement_file(const fs::path& file) {
    const std::string name = file.filename().string();
    const YamlNode yaml = read_yaml_file(file, name);
    auto problems = check_against_schema(yaml, displacement_schema_text());
    FlowRules rules;
    const MapReader top = reader(yaml);
    if (problems.empty()) read_rules(top.map("displacement").map("rules"), rules, problems);
    sort_by_place(problems, {name});
    if (!problems.empty()) throw Error(std::move(problems));
    DisplacementCase to = CaseReader(top.map("displacement"), file.parent_path()).read();
    to.title = top.text("title");
    to.flow.rules = std::move(rules);
    to.inputs.insert(to.inputs.begin(), {"scenario", file});
    return to;
}

}  // namespace djoliba
