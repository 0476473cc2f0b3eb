// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>

#include "coded_table.hpp"

namespace djoliba {
namespace {

void check_range(const IndicatorTableLayer& layer, const IndicatorColumn& column,
                 const std::vector<Figure>& figures, const Localities& places) {
    if (!column.allowed) return;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const double v = figures[i].value * column.multiply;
        if (!figures[i].known() || (v >= (*column.allowed)[0] && v <= (*column.allowed)[1])) continue;
        throw Error(Problem{layer.table.file.text, column.column,
                            fmt::format("{} of {} is outside {} to {}", v, places[i].code,
                                        (*column.allowed)[0], (*column.allowed)[1]),
                            "correct the table or `allowed`"});
    }
}

void add_column(Workings& w, const IndicatorTableLayer& layer, const IndicatorColumn& column,
                const CodedRows& rows) {
    const RollUp rule = roll_up_of(column);
    const auto figures = column_figures(w, rows, column.column,
                                        rule == RollUp::sum ? Kind::amount : Kind::rate, Percent::allowed);
    check_range(layer, column, figures, w.places());
    const std::string en = column.label_en.empty() ? column.name : column.label_en;
    const std::string fr = column.label_fr.empty() ? en : column.label_fr;
    const std::string base = column.base.empty() ? "area" : column.base;
    Indicator indicator =
        new_indicator(w, layer.info, {column.name, {en, fr}, column.unit, base, layer.table.level, rule}, "");
    indicator.worse = column.worse;
    for (std::size_t i = 0; i < figures.size(); ++i)
        if (figures[i].known())
            indicator.set(i, figures[i].value * column.multiply);
        else
            indicator.set_missing(i, figures[i].reason);
    mark_shared(indicator, rows);
    publish(w, std::move(indicator));
}

}  // namespace

void add_indicator_tables(Workings& w) {
    for (const auto& layer : w.scenario.indicators) {
        const auto rows = read_coded(w, layer.info, layer.table);
        for (const auto& column : layer.columns) add_column(w, layer, column, rows);
    }
}

}  // namespace djoliba
