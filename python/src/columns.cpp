// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "columns.hpp"

#include <limits>

#include <nanobind/stl/string.h>

#include <djoliba/scenarios/result_outputs.hpp>

namespace djoliba::python {
namespace {

double number_of(const Cell& cell) {
    if (const auto* real = std::get_if<double>(&cell)) return *real;
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*integer);
    return std::numeric_limits<double>::quiet_NaN();
}

nb::object object_of(const Cell& cell) {
    if (missing(cell)) return nb::none();
    return std::visit(
        [](const auto& value) -> nb::object {
            if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>)
                return nb::none();
            else
                return nb::cast(value);
        },
        cell);
}

nb::object column(const OutputTable& table, std::size_t i) {
    if (table.columns[i].type == ColumnType::real) {
        std::vector<double> values;
        values.reserve(table.rows.size());
        for (const auto& row : table.rows) values.push_back(number_of(row[i]));
        return array_of(std::move(values), {table.rows.size()});
    }
    nb::list values;
    for (const auto& row : table.rows) values.append(object_of(row[i]));
    return values;
}

}  // namespace

nb::dict values_of(const OutputTable& table) {
    nb::dict values;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        values[table.columns[i].name.c_str()] = column(table, i);
    return values;
}

nb::list columns_of(const OutputTable& table) {
    nb::list columns;
    for (const OutputColumn& column : table.columns) {
        nb::dict about;
        about["name"] = column.name;
        about["type"] = type_word(column.type);
        if (!column.label_en.empty()) about["title"] = column.label_en;
        if (!column.label_fr.empty()) about["title_fr"] = column.label_fr;
        if (!column.unit.empty()) about["unit"] = column.unit;
        columns.append(about);
    }
    return columns;
}

}  // namespace djoliba::python
