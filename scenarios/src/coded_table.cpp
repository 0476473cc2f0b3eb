// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "coded_table.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include <djoliba/layers/names.hpp>

#include "memo.hpp"

namespace djoliba {
namespace {

/// The row as the scenario wants it read: codes fixed, other names of a place replaced by the official one.
void apply_fixes(const LayerInfo& layer, const CodedTable& spec, const Localities& places, JoinRow& row,
                 Account& account) {
    for (const auto& fix : spec.code_fixes) {
        if (fix.code != row.code || (!fix.name.empty() && fold_name(fix.name) != fold_name(row.name)))
            continue;
        account.exclusions.push_back(
            {layer.source,
             spec.file.text,
             fmt::format("code {} of {} is wrong; read as {}, as the scenario states", row.code, row.name,
                         fix.use),
             1,
             std::isnan(row.people) ? std::nullopt : std::optional(row.people),
             {},
             {fmt::format("line {}", row.line)}});
        row.code = fix.use;
        return;
    }
    std::string code = row.code;
    for (const auto& [from, to] : spec.code_prefix)
        if (code.starts_with(from)) code.replace(0, from.size(), to);
    const auto other = spec.other_names.find(code);
    if (other == spec.other_names.end()) return;
    for (const auto& name : other->second)
        if (fold_name(name) == fold_name(row.name))
            if (const int i = places.find(spec.level, code); i >= 0) row.name = places[i].name;
}

struct Sum {
    double value = 0;
    int rows = 0;
    int missing = 0;
};

Figure figure_of(const Sum& sum, const std::string& column) {
    if (sum.rows == 0) return missing_figure(no_row_in_source);
    if (sum.missing == sum.rows) return missing_figure(fmt::format("no value in column {}", column));
    if (sum.missing > 0)
        return missing_figure(
            fmt::format("{} of its {} rows have no value in column {}", sum.missing, sum.rows, column));
    return known_figure(sum.value);
}

CodedRows read_rows(Workings& w, const LayerInfo& layer, const CodedTable& spec, const std::string& people) {
    Account& account = w.result.account;
    CodedRows rows;
    rows.table = read_table(
        spec.file.path,
        {.layer = spec.layer, .where = spec.where, .source = layer.source, .name = spec.file.text});
    if (rows.table.size() == 0) throw Error(no_rows(spec.file.text, layer.key));
    auto list = join_rows(rows.table, {.code = spec.code, .name = spec.name, .people = people});
    for (auto& row : list) apply_fixes(layer, spec, w.places(), row, account);
    std::optional<Crosswalk> crosswalk;
    if (spec.crosswalk.given()) crosswalk = read_crosswalk(spec.crosswalk.path, spec.crosswalk.text);
    rows.joined = join(w.places(), spec.level, list,
                       {.source = layer.source,
                        .file = spec.file.text,
                        .code_prefix = spec.code_prefix,
                        .stands_for = spec.stands_for,
                        .ambiguous_codes = spec.ambiguous_codes,
                        .foreign_codes = spec.foreign_codes,
                        .vintage = spec.vintage,
                        .crosswalk = crosswalk ? &*crosswalk : nullptr,
                        .several_rows = spec.sum_repeated_codes},
                       account);
    account.exclusions.insert(account.exclusions.end(), rows.table.exclusions.begin(),
                              rows.table.exclusions.end());
    LayerAccount note{layer.source, spec.file.text, rows.table.rows_read, rows.joined.rows_joined,
                      rows.table.notes};
    note.notes.insert(note.notes.end(), rows.joined.notes.begin(), rows.joined.notes.end());
    if (!layer.note.empty()) note.notes.push_back(layer.note);
    account.layers.push_back(std::move(note));
    for (auto& input : w.result.inputs)
        if (input.layer == layer.source && input.file == spec.file.text) input.vintage = rows.joined.vintage;
    return rows;
}

/// Tells apart the tables, and the ways to read them, of one scenario.
std::string key_of(const LayerInfo& layer, const CodedTable& spec, const std::string& people) {
    std::string where;
    for (const auto& [column, values] : spec.where)
        where += fmt::format("{}={},", column, fmt::join(values, "|"));
    return fmt::format("table {} {} {} {} {} {} {} {} {}", layer.key, spec.mark.line, spec.file.text,
                       spec.layer, where, spec.code, spec.level, spec.vintage, people);
}

}  // namespace

CodedRows read_coded(Workings& w, const LayerInfo& layer, const CodedTable& spec, const std::string& people) {
    return *remembered(w, key_of(layer, spec, people), [&] { return read_rows(w, layer, spec, people); });
}

std::vector<Figure> column_figures(const Workings& w, const CodedRows& rows, const std::string& column,
                                   Kind kind, Percent percent) {
    const auto values = numbers(rows.table, column, percent);
    std::vector<Sum> sums(w.places().size());
    std::vector<Figure> figures(w.places().size(), missing_figure("not given at this level"));
    std::vector<std::string> shared(w.places().size());
    for (std::size_t r = 0; r < values.size(); ++r) {
        const auto& units = rows.joined.rows[r].units;
        if (kind == Kind::amount && values[r] < 0)
            throw Error(Problem{rows.table.where(r), column, fmt::format("negative count {}", values[r]),
                                "correct the table, or leave the row out with `where`"});
        for (const int unit : units) {
            if (kind == Kind::amount && units.size() > 1) {
                shared[unit] = fmt::format("known only for {} units together", units.size());
                continue;
            }
            ++sums[unit].rows;
            if (kind == Kind::rate && sums[unit].rows > 1)
                throw Error(Problem{
                    rows.table.where(r), column,
                    fmt::format("{} has several rows, and rates do not add up", w.places()[unit].code),
                    "leave one row for each unit, for example with `where`"});
            if (std::isnan(values[r]))
                ++sums[unit].missing;
            else
                sums[unit].value += values[r];
        }
    }
    std::string level;
    for (const auto& row : rows.joined.rows)
        if (!row.units.empty()) level = w.places()[row.units.front()].level;
    for (const int i : w.places().of_level(level))
        figures[i] = shared[i].empty() ? figure_of(sums[i], column) : missing_figure(shared[i]);
    return figures;
}

std::vector<double> values_of(const std::vector<Figure>& figures) {
    std::vector<double> values;
    values.reserve(figures.size());
    for (const auto& f : figures) values.push_back(f.value);
    return values;
}

std::vector<std::string> column_texts(const Workings& w, const CodedRows& rows, const std::string& column) {
    const auto values = texts(rows.table, column);
    std::vector<std::string> list(w.places().size());
    for (std::size_t r = 0; r < values.size(); ++r)
        for (const int unit : rows.joined.rows[r].units) list[unit] = values[r];
    return list;
}

std::vector<SharedAmount> shared_amounts(const CodedRows& rows, const std::string& column) {
    const auto values = numbers(rows.table, column);
    std::vector<SharedAmount> list;
    for (std::size_t r = 0; r < values.size(); ++r) {
        const auto& units = rows.joined.rows[r].units;
        if (units.size() < 2 || std::isnan(values[r])) continue;
        const auto same =
            std::find_if(list.begin(), list.end(), [&](const auto& s) { return s.units == units; });
        if (same != list.end())
            same->amount += values[r];
        else
            list.push_back({units, values[r]});
    }
    return list;
}

int common_parent(const Localities& localities, const std::vector<int>& units) {
    const int parent = localities[units.front()].parent;
    auto sorted = units;
    std::sort(sorted.begin(), sorted.end());
    return parent >= 0 && localities.children(parent) == sorted ? parent : -1;
}

void mark_shared(Indicator& indicator, const CodedRows& rows) {
    for (const auto& row : rows.joined.rows)
        if (row.units.size() > 1)
            for (const int unit : row.units)
                if (indicator.known(unit)) indicator.origin[unit] = Origin::shared;
}

}  // namespace djoliba
