// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <djoliba/engine/explain.hpp>
#include <djoliba/engine/nearest.hpp>
#include <djoliba/scenarios/index_table.hpp>

namespace djoliba {
namespace {

void add_indicators(const IndexNode& node, std::vector<std::string>& names) {
    if (node.leaf() && std::ranges::find(names, node.indicator) == names.end())
        names.push_back(node.indicator);
    for (const IndexNode& part : node.parts) add_indicators(part, names);
}

std::vector<std::string> indicators_of(const IndexFile& index) {
    std::vector<std::string> names;
    for (const IndexTree& tree : index.trees) add_indicators(tree.root, names);
    return names;
}

Indicator read_column(const Table& table, const std::string& name) {
    const auto values = numbers(table, name);
    Indicator indicator;
    indicator.name = indicator.label_en = indicator.label_fr = name;
    indicator.level = "row";
    indicator.source = table.file;
    indicator.clear(values.size(), "no value");
    for (std::size_t row = 0; row < values.size(); ++row)
        if (!std::isnan(values[row])) indicator.set(row, values[row]);
    return indicator;
}

// Throws Error; where the column is not there, without a list of all that are.
Indicator read_known_column(const Table& table, const std::string& name) {
    if (table.has_column(name)) return read_column(table, name);
    throw Error({table.file, name, "the table has no such column",
                 did_you_mean(name, table.columns, "add it, or name a column of the table in the index")});
}

IndicatorTable read_indicators(const Table& table, const std::vector<std::string>& names) {
    IndicatorTable indicators;
    std::vector<Problem> problems;
    for (const std::string& name : names) {
        try {
            indicators.add(read_known_column(table, name));
        } catch (const Error& error) {
            problems.insert(problems.end(), error.problems().begin(), error.problems().end());
        }
    }
    if (!problems.empty()) throw Error(std::move(problems));
    return indicators;
}

// Nothing but numbers and missing values, and at least one number.
bool holds_numbers(const Table& table, std::size_t column) {
    bool any = false;
    for (const auto& row : table.rows) {
        const Number cell = parse_number(row[column]);
        if (!cell.problem.empty()) return false;
        any = any || !std::isnan(cell.value);
    }
    return any;
}

std::size_t naming_columns(const Table& table, const std::vector<std::string>& indicators) {
    const auto used = [&](std::size_t c) {
        return std::ranges::find(indicators, table.columns[c]) != indicators.end();
    };
    std::size_t count = 0;
    while (count < table.columns.size() && !used(count) && !holds_numbers(table, count)) ++count;
    if (count == 0 && !table.columns.empty() && !used(0)) count = 1;
    return count;
}

Localities rows_as_localities(const Table& table) {
    Localities rows;
    rows.hierarchy = {"row"};
    rows.items.resize(table.rows.size());
    for (Locality& row : rows.items) row.level = "row";
    return rows;
}

// One column to write, and what each row lacks of it.
struct Computed {
    std::vector<OutputColumn> columns = {};
    std::vector<std::vector<Cell>> cells = {};  // by column
    std::vector<std::string> reasons = {};      // by row
};

void add_score(Computed& computed, const IndexResult& result, const IndicatorTable& indicators, int node) {
    OutputColumn column{result.plan.nodes[node].name};
    column.label_en = label_of(result, indicators, node, Language::english);
    column.label_fr = label_of(result, indicators, node, Language::french);
    computed.columns.push_back(std::move(column));
    auto& cells = computed.cells.emplace_back();
    for (const double score : result.score[node]) cells.emplace_back(score);  // NaN is missing in a table too
}

void add_class(Computed& computed, const IndexResult& result) {
    OutputColumn column{"class", ColumnType::integer};
    column.label_en = "Class";
    column.label_fr = "Classe";
    computed.columns.push_back(std::move(column));
    auto& cells = computed.cells.emplace_back(result.risk_class.size());
    for (std::size_t row = 0; row < cells.size(); ++row)
        if (result.risk_class[row] != 0) cells[row] = std::int64_t{result.risk_class[row]};
}

void add_reasons(Computed& computed, const IndexResult& result, const IndicatorTable& indicators,
                 const Localities& rows, bool named) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string why =
            reason_not_assessed(result, indicators, rows, static_cast<int>(row), Language::english);
        if (why.empty()) continue;
        std::string& reasons = computed.reasons[row];
        reasons += (reasons.empty() ? "" : "; ") + (named ? result.plan.nodes[0].name + ": " : "") + why;
    }
}

Computed compute(const IndexFile& index, const IndicatorTable& indicators, const Localities& rows) {
    Computed computed;
    computed.reasons.resize(rows.size());
    const IndexOptions everything{.minimum_coverage = 0};
    for (const IndexTree& tree : index.trees) {
        const IndexResult result = combine(indicators, rows, tree, everything);
        for (int node = 0; node < static_cast<int>(result.plan.size()); ++node)
            if (!result.plan.leaf(node) && (node == 0 || !index.outputs))
                add_score(computed, result, indicators, node);
        if (!index.outputs) add_class(computed, result);
        add_reasons(computed, result, indicators, rows, index.outputs);
    }
    return computed;
}

OutputColumn text_column(const std::string& name) { return {name, ColumnType::text}; }

}  // namespace

OutputTable apply_index(const IndexFile& index, const Table& table) {
    const auto names = indicators_of(index);
    const IndicatorTable indicators = read_indicators(table, names);
    const Computed computed = compute(index, indicators, rows_as_localities(table));
    const std::size_t naming = naming_columns(table, names);

    OutputTable out;
    for (std::size_t c = 0; c < naming; ++c) out.columns.push_back(text_column(table.columns[c]));
    out.columns.insert(out.columns.end(), computed.columns.begin(), computed.columns.end());
    out.columns.push_back(text_column("status"));
    out.columns.push_back(text_column("reason_not_assessed"));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        auto& cells = out.rows.emplace_back();
        for (std::size_t c = 0; c < naming; ++c) cells.emplace_back(table.rows[row][c]);
        for (const auto& column : computed.cells) cells.push_back(column[row]);
        const std::string& why = computed.reasons[row];
        cells.emplace_back(std::string(why.empty() ? "assessed" : "not_assessed"));
        auto& reason = cells.emplace_back();
        if (!why.empty()) reason = why;
    }
    return out;
}

}  // namespace djoliba
