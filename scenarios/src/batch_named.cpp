// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/nearest.hpp>

#include "batch_plan.hpp"

namespace djoliba {
namespace {

constexpr const char* report_format = "report";

std::vector<std::size_t> named_for_report(const std::vector<BatchCase>& cases,
                                          const std::vector<std::string>& names) {
    if (names.size() > most_in_report)
        throw Error(Problem{"", "--in-report",
                            fmt::format("{} scenarios are named, more than the {} that it can hold",
                                        names.size(), most_in_report),
                            "name fewer"});
    std::vector<std::string> known;
    known.reserve(cases.size());
    for (const BatchCase& one : cases) known.push_back(one.name);
    std::vector<Problem> problems;
    std::set<std::size_t> positions;
    for (const std::string& name : names) {
        const auto at = std::ranges::find(known, name);
        if (at == known.end())
            problems.push_back(
                {"", "--in-report", fmt::format("the batch has no scenario `{}`", name),
                 did_you_mean(
                     name, known,
                     "names are as in scenarios.csv: that of the file, with swept values in brackets")});
        else
            positions.insert(static_cast<std::size_t>(at - known.begin()));
    }
    if (!problems.empty()) throw Error(std::move(problems));
    return {positions.begin(), positions.end()};
}

std::vector<std::size_t> kept_for_report(const std::vector<BatchCase>& cases) {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < cases.size(); ++i)
        if (const auto& base = cases[i].base;
            base && std::ranges::find(base->keep, report_format) != base->keep.end())
            positions.push_back(i);
    return positions;
}

}  // namespace

std::vector<std::size_t> asked_for_in_report(const std::vector<BatchCase>& cases,
                                             const std::vector<std::string>& names) {
    return names.empty() ? kept_for_report(cases) : named_for_report(cases, names);
}

}  // namespace djoliba
