// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/drawn_scores.hpp>
#include <djoliba/engine/error.hpp>

#include "buffer.hpp"
#include "call.hpp"
#include "columns.hpp"

namespace djoliba::python {
namespace {

using Numbers = std::vector<double>;

/// Units of several levels, each a partition of its own.
Localities units_of(const std::vector<std::string>& codes, const std::vector<std::string>& levels) {
    Localities units;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        units.items.push_back({codes[i], codes[i], levels[i]});
        if (std::ranges::find(units.hierarchy, levels[i]) == units.hierarchy.end())
            units.hierarchy.push_back(levels[i]);
    }
    return units;
}

void check_finite(const Numbers& numbers, const char* what) {
    if (std::ranges::any_of(numbers, [](double v) { return std::isinf(v); }))
        throw Error(Problem{"", what, "a number is infinite", "leave what is not known as NaN"});
}

nb::object column(const std::vector<RankUncertainty>& all, std::optional<double> RankUncertainty::* figure) {
    Numbers values;
    for (const RankUncertainty& u : all) values.push_back((u.*figure).value_or(missing_value));
    return array_of(std::move(values), {all.size()});
}

nb::dict intervals(const nb::object& draws, const Localities& units, const Numbers& people, int top,
                   const CallOptions& options) {
    const Buffer buffer(draws, 2, "draws");
    const auto size = static_cast<std::size_t>(buffer.view().shape[0] * buffer.view().shape[1]);
    if (buffer.type() != CellType::float64 || !PyBuffer_IsContiguous(&buffer.view(), 'C') ||
        buffer.view().shape[1] != std::ssize(units.items))
        throw Error(Problem{
            "draws", "",
            fmt::format("the draws have {} columns for {} localities", buffer.view().shape[1], units.size()),
            "give a row of scores for each draw"});
    const std::span scores(static_cast<const double*>(buffer.view().buf), size);
    const auto found =
        call(options, [&](const Job& job) { return uncertainty_of(scores, units, people, top, job); });
    nb::dict columns;
    columns["rank_low"] = column(found, &RankUncertainty::low);
    columns["rank_median"] = column(found, &RankUncertainty::median);
    columns["rank_high"] = column(found, &RankUncertainty::high);
    columns[fmt::format("p_top{}", top).c_str()] = column(found, &RankUncertainty::top20);
    columns["score_low"] = column(found, &RankUncertainty::score_low);
    columns["score_median"] = column(found, &RankUncertainty::score_median);
    columns["score_high"] = column(found, &RankUncertainty::score_high);
    columns["assessed_share"] = column(found, &RankUncertainty::assessed);
    return columns;
}

nb::dict rank_units(const Numbers& scores, const std::vector<std::string>& codes,
                    const std::vector<std::string>& levels, const Numbers& people, const nb::object& draws,
                    int top, const CallOptions& options) {
    check_finite(scores, "scores");
    check_finite(people, "population");
    const Localities units = units_of(codes, levels);
    nb::dict columns;
    columns["rank"] = array_of(ranks_by_score(scores, units, people), {units.size()});
    if (draws.is_none()) return columns;
    columns.update(intervals(draws, units, people, top, options));
    return columns;
}

}  // namespace

void bind_rank(nb::module_& m) {
    m.def(
        "rank",
        [](const Numbers& scores, const std::vector<std::string>& codes,
           const std::vector<std::string>& levels, const Numbers& people, const nb::object& draws, int top,
           int threads, const nb::object& progress) {
            return rank_units(scores, codes, levels, people, draws, top, {threads, progress});
        },
        nb::arg("scores"), nb::arg("codes"), nb::arg("levels"), nb::arg("people"),
        nb::arg("draws").none() = nb::none(), nb::arg("top") = 20, nb::arg("threads") = 0,
        nb::arg("progress").none() = nb::none(), "Ranks, and with draws where they lie; 0: no rank.");
    m.def("risk_class", risk_class, nb::arg("score"), "1 to 5; 0 where the score is NaN.");
}

}  // namespace djoliba::python
