// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "backtest_outcome.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/join.hpp>
#include <djoliba/layers/names.hpp>

namespace djoliba {
namespace {

constexpr std::size_t some = 10;

// Other names of a place are replaced by the one of the boundaries.
void apply_other_names(const OutcomeTable& spec, const Localities& localities, const Level& level,
                       JoinRow& row) {
    const auto other = spec.other_names.find(row.code);
    if (other == spec.other_names.end()) return;
    const int unit = localities.find(level, row.code);
    for (const auto& name : other->second)
        if (unit >= 0 && fold_name(name) == fold_name(row.name)) row.name = localities[unit].name;
}

// What several localities have together is known for none of them.
struct Sum {
    double value = 0;
    bool any = false;
    bool unknown = false;
};

void count_shared(const std::vector<JoinRow>& rows, const JoinResult& joined, const std::string& key,
                  const std::string& file, Account& account) {
    Exclusion shared{key, file, "rows for several localities together: not known for each of them"};
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (joined.rows[r].units.size() < 2) continue;
        ++shared.rows;
        if (!std::isnan(rows[r].people)) shared.people = shared.people.value_or(0) + rows[r].people;
        if (shared.examples.size() < some)
            shared.examples.push_back(
                fmt::format("{} {} (line {})", rows[r].code, rows[r].name, rows[r].line));
    }
    if (shared.rows > 0) account.exclusions.push_back(std::move(shared));
}

}  // namespace

ReadOutcome read_outcome(const OutcomeTable& spec, const std::string& key, const Localities& localities,
                         const Level& level, Account& account) {
    const std::string name = spec.file.filename().string();
    ReadOutcome outcome;
    outcome.table = read_table(
        spec.file,
        {.layer = spec.layer, .where = spec.where, .source = key, .key = key, .name = spec.file.string()});
    if (outcome.table.size() == 0) throw Error(no_rows(spec.file.string(), key));
    auto rows = join_rows(
        outcome.table,
        {.code = spec.code, .name = spec.name, .parent_name = spec.parent_name, .people = spec.value});
    for (JoinRow& row : rows) apply_other_names(spec, localities, level, row);
    JoinResult joined = join(localities, level, rows,
                             {.source = key,
                              .file = name,
                              .code_prefix = spec.code_prefix,
                              .stands_for = spec.stands_for,
                              .vintage = spec.vintage,
                              .several_rows = spec.sum_rows},
                             account);
    account.exclusions.insert(account.exclusions.end(), outcome.table.exclusions.begin(),
                              outcome.table.exclusions.end());
    LayerAccount note{key, name, outcome.table.rows_read, joined.rows_joined, outcome.table.notes};
    note.notes.insert(note.notes.end(), joined.notes.begin(), joined.notes.end());
    account.layers.push_back(std::move(note));
    count_shared(rows, joined, key, name, account);
    for (JoinedRow& row : joined.rows) outcome.units.push_back(std::move(row.units));
    return outcome;
}

std::vector<double> amounts(const ReadOutcome& outcome, const std::string& column,
                            const Localities& localities, const Level& level, Absence absence) {
    const auto values = numbers(outcome.table, column);
    std::vector<Sum> sums(localities.size());
    for (std::size_t r = 0; r < values.size(); ++r) {
        if (values[r] < 0)
            throw Error({outcome.table.where(r), column, fmt::format("negative outcome {}", values[r]),
                         "correct the table, or leave the row out with --where"});
        for (const int unit : outcome.units[r]) {
            Sum& sum = sums[unit];
            sum.any = true;
            if (std::isnan(values[r]) || outcome.units[r].size() > 1)
                sum.unknown = true;
            else
                sum.value += values[r];
        }
    }
    std::vector<double> list(localities.size(), missing_value);
    for (const int unit : localities.of_level(level))
        if (!sums[unit].unknown && (sums[unit].any || absence == Absence::zero))
            list[unit] = sums[unit].value;
    return list;
}

std::vector<double> outcomes(const ReadOutcome& outcome, const OutcomeTable& spec,
                             const Localities& localities, const Level& level, Absence absence) {
    auto list = amounts(outcome, spec.value, localities, level, absence);
    if (spec.per.empty()) return list;
    const auto base = amounts(outcome, spec.per, localities, level, Absence::unknown);
    for (std::size_t i = 0; i < list.size(); ++i) list[i] = base[i] > 0 ? list[i] / base[i] : missing_value;
    return list;
}

Days days_of(const ReadOutcome& outcome, const std::string& column) {
    const auto dates = texts(outcome.table, column);
    std::optional<Days> days;
    std::vector<Problem> problems;
    for (std::size_t r = 0; r < dates.size(); ++r) {
        const auto exact = parse_date(dates[r]);
        const auto from = exact ? exact : first_day(dates[r]), to = exact ? exact : last_day(dates[r]);
        if (!from || !to) {
            if (problems.size() < some)
                problems.push_back({outcome.table.where(r), column,
                                    fmt::format("`{}` is no date such as 2022-09-30", dates[r]),
                                    "state the period of all rows with --outcome-from and --outcome-to"});
            continue;
        }
        days = days ? Days{std::min(days->from, *from), std::max(days->to, *to)} : Days{*from, *to};
    }
    if (!problems.empty() || !days) throw Error(std::move(problems));
    return *days;
}

}  // namespace djoliba
