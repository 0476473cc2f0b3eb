// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "validation_check.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/nearest.hpp>
#include <djoliba/layers/names.hpp>
#include <djoliba/layers/table.hpp>

namespace djoliba {
namespace {

using Column = SheetColumn;

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// On one line: runs of blanks, line breaks and other control characters become one blank.
std::string on_one_line(const std::string& text) {
    std::string line;
    for (const char c : text) {
        const bool blank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
        if (!blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
}

/// Reads one row; what is wrong with it goes to the list.
class RowCheck {
 public:
    RowCheck(const FilledRow& row, const Validation& run, std::vector<Problem>& problems)
        : row_(row), run_(run), problems_(problems) {}

    ValidatedUnit read() {
        ValidatedUnit made{.level = row_.level, .code = row_.at(Column::code)};
        const RankedUnit* unit = find_unit();
        if (unit != nullptr) made.name = unit->name;
        const auto decision = read_decision();
        made.proposed_class = whole(Column::proposed_class, 5);
        made.proposed_rank = whole(Column::proposed_rank, units_of_level());
        made.reason = words(Column::reason, longest_reason);
        made.decided_by = words(Column::decided_by, longest_name);
        made.date = read_date();
        if (made.decided_by.empty())
            wrong(Column::decided_by, "nobody is named who decided", "write the name of the committee");
        if (!decision) return made;
        made.decision = *decision;
        check_reason(made);
        check_proposal(made);
        if (unit != nullptr) check_direction(made, *unit);
        return made;
    }

 private:
    void wrong(Column column, std::string problem, std::string remedy) {
        const std::string& heading = row_.heading(column);
        problems_.push_back({row_.where, heading.empty() ? heading_of(column).fr : heading,
                             std::move(problem), std::move(remedy)});
    }

    int units_of_level() const {
        return static_cast<int>(
            std::ranges::count(run_.units, row_.level, [](const RankedUnit& u) { return u.level; }));
    }

    const RankedUnit* find_unit() {
        const std::string& code = row_.at(Column::code);
        const auto found = std::ranges::find_if(
            run_.units, [&](const RankedUnit& u) { return u.level == row_.level && u.code == code; });
        if (found == run_.units.end()) {
            std::vector<std::string> codes;
            for (const auto& u : run_.units)
                if (u.level == row_.level) codes.push_back(u.code);
            wrong(Column::code, fmt::format("the run has no {} `{}`", row_.level, code),
                  did_you_mean(code, codes, "take the code as validation.xlsx has it"));
            return nullptr;
        }
        const std::string& name = row_.at(Column::name);
        if (!name.empty() && fold_name(name) != fold_name(found->name))
            wrong(Column::name, fmt::format("the row says {}, but {} is {}", name, code, found->name),
                  "cells were moved: copy the decision to the row of its locality");
        return &*found;
    }

    std::optional<Decision> read_decision() {
        const std::string& text = row_.at(Column::decision);
        const auto decision = decision_named(text);
        if (decision) return decision;
        std::string known;
        for (const Decision d : all_decisions)
            known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", label_of(d).fr, label_of(d).en);
        wrong(Column::decision,
              text.empty() ? "the row is filled, but has no decision"
                           : fmt::format("`{}` is no decision", text),
              "choose one of: " + known + "; or empty the row. Of merged cells only the first is read");
        return std::nullopt;
    }

    std::optional<int> whole(Column column, int most) {
        const std::string& text = row_.at(column);
        const Number number = parse_number(text);
        if (number.problem.empty() && std::isnan(number.value)) return std::nullopt;
        const bool good = number.problem.empty() && number.value == std::floor(number.value) &&
                          number.value >= 1 && number.value <= most;
        if (good) return static_cast<int>(number.value);
        wrong(column, fmt::format("`{}` is no whole number from 1 to {}", text, most),
              "write such a number, or nothing");
        return std::nullopt;
    }

    /// validation.csv is opened in spreadsheets, which compute what looks like a formula.
    std::string words(Column column, std::size_t most) {
        std::string text = on_one_line(row_.at(column));
        if (!text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos)
            wrong(column, fmt::format("the text begins with `{}`, as a formula does", text.front()),
                  "begin with a word");
        if (characters(text) > most)
            wrong(column, fmt::format("the text has {} characters", characters(text)),
                  fmt::format("shorten it to {}", most));
        return text;
    }

    Date read_date() {
        const std::string& text = row_.at(Column::date);
        const auto day = parse_date(text);
        if (day && int(day->year()) >= 2000 && int(day->year()) <= 2100) return *day;
        wrong(Column::date,
              text.empty() ? "the day of the decision is missing" : fmt::format("`{}` is no day", text),
              "write it as 2024-06-30, in a cell of dates or of text");
        return {};
    }

    void check_reason(const ValidatedUnit& made) {
        if (made.reason.empty() && made.decision != Decision::accepted)
            wrong(Column::reason, "there is no reason",
                  "write what the committee knows and the calculation does not");
    }

    void check_proposal(const ValidatedUnit& made) {
        const bool moved = made.decision == Decision::moved_up || made.decision == Decision::moved_down;
        const bool proposed = made.proposed_class || made.proposed_rank;
        if (moved && !proposed)
            wrong(Column::proposed_class, "it is moved, and neither a class nor a rank is proposed",
                  "propose one of them");
        if (!moved && proposed)
            wrong(made.proposed_class ? Column::proposed_class : Column::proposed_rank,
                  "a class or rank is proposed for a locality that is not moved",
                  "choose the decision that moves it, or empty the cell");
    }

    /// A higher class is a move up, and so is a lower number of the rank. One of two may stay.
    void check_direction(const ValidatedUnit& made, const RankedUnit& unit) {
        if (made.decision != Decision::moved_up && made.decision != Decision::moved_down) return;
        const int up = made.decision == Decision::moved_up ? 1 : -1;
        const bool class_moves = made.proposed_class && made.proposed_class != unit.risk_class;
        const bool rank_moves = made.proposed_rank && made.proposed_rank != unit.rank;
        compare(Column::proposed_class, "class", made.proposed_class, unit.risk_class, up, rank_moves);
        compare(Column::proposed_rank, "rank", made.proposed_rank, unit.rank, -up, class_moves);
    }

    void compare(Column column, const char* what, std::optional<int> proposed, std::optional<int> now,
                 int direction, bool may_stay) {
        if (!proposed || !now) return;
        const int step = direction * (*proposed - *now);
        if (step > 0 || (step == 0 && may_stay)) return;
        wrong(column, fmt::format("{0} {1} is no such move from {0} {2}", what, *proposed, *now),
              "correct it or the decision: up is a higher class, or a lower number of the rank");
    }

    const FilledRow& row_;
    const Validation& run_;
    std::vector<Problem>& problems_;
};

}  // namespace

std::vector<ValidatedUnit> checked_decisions(const std::vector<FilledRow>& rows, const Validation& run,
                                             const std::string& sheet) {
    std::vector<Problem> problems;
    std::vector<ValidatedUnit> decisions;
    std::map<std::pair<Level, std::string>, std::string> seen;
    for (const FilledRow& row : rows) {
        ValidatedUnit made = RowCheck(row, run, problems).read();
        made.sheet = sheet;
        const auto [before, is_new] = seen.try_emplace({made.level, made.code}, row.where);
        if (!is_new)
            problems.push_back({row.where, row.heading(Column::code),
                                fmt::format("{} is decided on twice in this file", made.code),
                                "keep one of the two: the other is " + before->second});
        decisions.push_back(std::move(made));
    }
    if (!problems.empty()) throw Error(std::move(problems));
    return decisions;
}

}  // namespace djoliba
