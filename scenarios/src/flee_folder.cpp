// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flee_folder.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "displacement_rows.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

/// The first of some that is there; empty where none is.
fs::path first_of(const fs::path& folder, std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (fs::exists(folder / name)) return folder / name;
    return {};
}

fs::path needed(const fs::path& folder, std::initializer_list<const char*> names) {
    fs::path file = first_of(folder, names);
    if (file.empty())
        throw Error(Problem{folder.filename().string(), *names.begin(), "the file is not there",
                            "give a folder with input/locations.csv, routes.csv and sim_period.csv"});
    return file;
}

/// Start and number of days.
std::size_t read_period(const fs::path& file, DisplacementCase& to, std::vector<Problem>& problems) {
    const TextRows text = read_input(to, "period", file);
    const RowReader in(text, problems);
    std::optional<Date> start;
    double days = std::nan("");
    for (std::size_t row = 0; row < text.size(); ++row) {
        if (lower(text.at(row, 0)) == "startdate") {
            start = parse_date(text.at(row, 1));
            if (!start)
                in.complain(row, "StartDate", fmt::format("'{}' is no date", text.at(row, 1)),
                            "write YYYY-MM-DD");
        } else if (lower(text.at(row, 0)) == "length") {
            days = in.needed_count(row, 1, "Length");
        }
    }
    to.start = start.value_or(Date{});
    if (start && days >= 1 && days <= 36'525 && days == std::trunc(days))
        return static_cast<std::size_t>(days);
    problems.push_back({text.file, "Length", "there is no start date with a whole number of days",
                        "write StartDate,YYYY-MM-DD and Length,DAYS (1 to 36525)"});
    return 0;
}

/// One row a day, one column a place.
class ConflictReader {
 public:
    ConflictReader(const TextRows& text, DisplacementCase& to, std::vector<Problem>& problems)
        : text_(text), to_(to), in_(text, problems), problems_(problems) {}

    void read() {
        read_heading();
        const std::size_t days = to_.flow.intensity.days;
        std::size_t next = 0;
        for (std::size_t row = 1; row < text_.size() && next < days; ++row, ++next) {
            const auto day = in_.day(row, 0, "day", to_.start);
            if (!day) return;
            if (*day != static_cast<int>(next))
                return in_.complain(row, "day", fmt::format("day {} stands where day {} is due", *day, next),
                                    "give each day one row, from 0 on, in order");
            read_day(row, next);
        }
        if (next < days)
            problems_.push_back({text_.file, "day", fmt::format("there are {} days of {}", next, days),
                                 "give a row for each day of the period, or shorten the period"});
    }

 private:
    void read_heading() {
        for (std::size_t field = 1; text_.size() > 0 && field < text_.rows[0].size(); ++field) {
            const std::string& name = text_.at(0, field);
            place_.push_back(find_place(to_.flow.graph, name));
            if (place_.back() < 0 && !name.empty())
                leave_out(to_.account, "conflicts", text_.file, "columns of places that are not in the list",
                          name);
        }
    }

    void read_day(std::size_t row, std::size_t day) {
        for (std::size_t i = 0; i < place_.size(); ++i)
            if (const double value = in_.count(row, i + 1, "conflict"); place_[i] >= 0 && value > 0)
                to_.flow.intensity.at(day, place_[i]) = value;
    }

    const TextRows& text_;
    DisplacementCase& to_;
    RowReader in_;
    std::vector<Problem>& problems_;
    std::vector<int> place_;  ///< by column after the first
};

/// Without conflicts.csv: conflict from the day in locations.csv on.
void conflicts_from(const PlaceRows& rows, DisplacementCase& to, std::vector<Problem>& problems) {
    const RowReader in(rows.text, problems);
    for (std::size_t row = rows.first, place = 0; row < rows.text.size(); ++row, ++place) {
        if (lower(rows.text.at(row, 5)).find("conflict") == std::string::npos) continue;
        const double from = rows.text.at(row, 6).empty() ? 0 : in.number(row, 6, "conflict_date");
        for (std::size_t day = 0; day < to.flow.intensity.days; ++day)
            if (static_cast<double>(day) >= from) to.flow.intensity.at(day, place) = 1;
    }
}

class ValidationReader {
 public:
    ValidationReader(fs::path folder, DisplacementCase& to, std::vector<Problem>& problems)
        : folder_(std::move(folder)), to_(to), problems_(problems) {}

    void read() {
        const TextRows layout = read_input(to_, "data layout", needed(folder_, {"data_layout.csv"}));
        for (std::size_t row = 0; row < layout.size(); ++row) {
            const std::string& name = layout.at(row, 0);
            if (name.starts_with('#') || lower(name) == "total") continue;
            const int place = find_place(to_.flow.graph, name);
            if (place >= 0)
                to_.observed.push_back({place, reports_of(layout, row)});
            else
                leave_out(to_.account, "observed", layout.file, "camps that are not in the list of places",
                          name);
        }
    }

    /// Files in one row add up.
    std::vector<StockReport> reports_of(const TextRows& layout, std::size_t row) {
        std::vector<StockReport> sum;
        for (std::size_t field = 1; field < layout.rows[row].size(); ++field) {
            if (layout.at(row, field).empty()) continue;
            const fs::path file = folder_ / layout.at(row, field);
            if (!fs::is_regular_file(file)) {
                problems_.push_back({layout.where(row), layout.at(row, 0),
                                     fmt::format("there is no file '{}'", layout.at(row, field)),
                                     "add it, or take it out of the layout"});
                continue;
            }
            const TextRows text = read_input(to_, "observed: " + layout.at(row, 0), file);
            sum = sum_of(sum, read_reports(text, has_heading(text, 0) ? 1 : 0, to_.start, problems_));
        }
        if (sum.empty())
            problems_.push_back({layout.where(row), layout.at(row, 0), "has no reports",
                                 "add them, or take the camp out of the layout"});
        return sum;
    }

 private:
    fs::path folder_;
    DisplacementCase& to_;
    std::vector<Problem>& problems_;
};

void read_corrections(const TextRows& text, DisplacementCase& to, std::vector<Problem>& problems) {
    const RowReader in(text, problems);
    for (std::size_t row = has_heading(text, 1) ? 1 : 0; row < text.size(); ++row) {
        const auto day = in.day(row, 1, "date", to.start);
        const int place = find_place(to.flow.graph, text.at(row, 0));
        const auto camp = std::ranges::find(to.observed, place, &ObservedCamp::place);
        if (!day) continue;
        const std::string example = fmt::format("line {}: {}", text.lines[row], text.at(row, 0));
        if (place < 0 || camp == to.observed.end()) {
            leave_out(to.account, "corrections", text.file, "corrections of camps without reports", example);
            continue;
        }
        // Even where nothing can be scaled by it, forecasts are not held against reports beyond it.
        camp->registered_anew.push_back(*day);
        std::vector<StockReport> tried = camp->reports;
        if (!correct_registration(tried, *day))
            leave_out(to.account, "corrections", text.file,
                      "corrections without a report on their day, which leave earlier reports as they are",
                      example);
    }
}

void read_input_folder(const fs::path& input, DisplacementCase& to, std::vector<Problem>& problems) {
    const std::size_t days =
        read_period(needed(input, {"sim_period.csv", "conflict_period.csv"}), to, problems);
    PlaceRows places{read_input(to, "places", needed(input, {"locations.csv"}))};
    places.first = has_heading(places.text, 3) ? 1 : 0;
    read_places(places, to, problems);
    const TextRows routes = read_input(to, "routes", needed(input, {"routes.csv"}));
    read_routes(routes, has_heading(routes, 2) ? 1 : 0, to, problems);
    if (const fs::path file = first_of(input, {"closures.csv"}); !file.empty()) {
        const TextRows text = read_input(to, "closures", file);
        read_closures(text, has_heading(text, 3) ? 1 : 0, to, problems);
    }
    to.flow.intensity = PlaceDays(days, to.flow.graph.places.size());
    if (const fs::path file = first_of(input, {"conflicts.csv"}); !file.empty())
        ConflictReader(read_input(to, "conflicts", file), to, problems).read();
    else
        conflicts_from(places, to, problems);
}

}  // namespace

DisplacementCase read_flee_folder(const fs::path& folder) {
    DisplacementCase to;
    std::vector<Problem> problems;
    to.title = fs::absolute(folder).lexically_normal().filename().string();
    if (to.title.empty())
        to.title = fs::absolute(folder).lexically_normal().parent_path().filename().string();
    fs::path input = first_of(folder, {"input", "input_csv"});
    if (input.empty()) input = folder;
    read_input_folder(input, to, problems);
    const fs::path validation = first_of(folder, {"validation", "source_data"});
    if (!validation.empty() && problems.empty()) ValidationReader(validation, to, problems).read();
    if (const fs::path file = first_of(input, {"registration_corrections.csv"});
        !file.empty() && problems.empty())
        read_corrections(read_input(to, "corrections", file), to, problems);
    if (!problems.empty()) throw Error(std::move(problems));
    return to;
}

}  // namespace djoliba
