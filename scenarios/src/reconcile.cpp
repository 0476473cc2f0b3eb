// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/flood.hpp>
#include <djoliba/engine/french.hpp>

#include "workings.hpp"

namespace djoliba {
namespace {

/// Adds to the reason in both languages.
void add_reason(Reconciliation& r, const std::string& why) {
    if (!r.reason_fr.empty() || r.reason.empty())
        r.reason_fr += (r.reason_fr.empty() ? "" : " ") + in_french(why);
    r.reason += (r.reason.empty() ? "" : " ") + why;
}

std::vector<ReturnPeriodPeople> curve_of(const PublishedExposure& table) {
    const Table rows = read_table(
        table.file.path,
        {.layer = table.layer, .where = table.where, .source = table.info.source, .name = table.file.text});
    const auto years = numbers(rows, table.return_period), people = numbers(rows, table.people);
    std::vector<ReturnPeriodPeople> curve;
    curve.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) curve.push_back({years[i], people[i]});
    return curve;
}

/// People exposed in an average year by a published table of exposure by return period.
double exposed_in_a_year(const PublishedExposure& table) {
    const auto curve = curve_of(table);
    std::string problem = "needs the people of two return periods or more";
    try {
        const auto expected = expected_annual_people(curve);
        if (curve.size() > 1 && expected.mean.known()) return expected.mean.value;
    } catch (const Error& error) {
        problem = error.problems().front().problem;
    }
    throw Error(Problem{table.file.text, table.info.key, problem,
                        "choose with `where` one row for each return period"});
}

void set_ours(const Workings& w, const PublishedFigure& p, Reconciliation& r) {
    if (p.beside) {
        r.ours = exposed_in_a_year(*p.beside);
        r.ours_date = p.beside->info.date;
        r.ours_source = p.beside->info.provider.empty() ? p.beside->file.text : p.beside->info.provider;
    } else if (!p.ours.empty()) {
        const auto before = w.before_change.find(p.ours);
        const bool changed = before != w.before_change.end();
        if (const auto total = changed ? before->second : total_of(w, p.ours))
            r.ours = total->value, r.ours_date = total->date;
        else
            add_reason(r, "Our figure " + p.ours + " is not complete.");
        if (changed) add_reason(r, "Our figure is that of the data, before the change of the scenario.");
    }
}

}  // namespace

std::optional<Total> total_of(const Workings& w, const std::string& name) {
    if (const auto total = w.totals.find(name); total != w.totals.end()) return total->second;
    const Indicator* indicator = w.result.indicators.find(name);
    if (indicator == nullptr || indicator->roll_up != RollUp::sum) return std::nullopt;
    Total sum{0, indicator->date};
    for (const int i : w.places().of_level(w.places().hierarchy.front())) {
        if (!indicator->known(i)) return std::nullopt;
        sum.value += indicator->value[i];
    }
    return sum;
}

void reconcile(Workings& w) {
    for (const auto& p : w.scenario.reconcile) {
        Reconciliation r{p.figure, p.unit, p.source, p.published, {}, p.reason, p.figure_fr, p.reason_fr};
        set_ours(w, p, r);
        w.result.account.reconciliations.push_back(std::move(r));
    }
}

}  // namespace djoliba
