// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <djoliba/engine/french.hpp>

#include "workings.hpp"

namespace djoliba {
namespace {

/// A total of the run by name: a national figure, or the sum of an indicator that counts over the coarsest
/// level.
std::optional<double> total_of(const Workings& w, const std::string& name) {
    if (const auto total = w.totals.find(name); total != w.totals.end()) return total->second;
    const Indicator* indicator = w.result.indicators.find(name);
    if (indicator == nullptr || indicator->roll_up != RollUp::sum) return std::nullopt;
    double sum = 0;
    for (const int i : w.places().of_level(w.places().hierarchy.front())) {
        if (!indicator->known(i)) return std::nullopt;
        sum += indicator->value[i];
    }
    return sum;
}

/// Says in both languages that the run has no whole figure of this name.
void add_incomplete(Reconciliation& r, const std::string& ours) {
    const std::string why = "Our figure " + ours + " is not complete.";
    if (!r.reason_fr.empty() || r.reason.empty())
        r.reason_fr += (r.reason_fr.empty() ? "" : " ") + in_french(why);
    r.reason += (r.reason.empty() ? "" : " ") + why;
}

}  // namespace

void reconcile(Workings& w) {
    for (const auto& p : w.scenario.reconcile) {
        Reconciliation r{p.figure, p.unit, p.source, p.published, {}, p.reason, p.figure_fr, p.reason_fr};
        if (!p.ours.empty()) {
            r.ours = total_of(w, p.ours);
            if (!r.ours) add_incomplete(r, p.ours);
        }
        w.result.account.reconciliations.push_back(std::move(r));
    }
}

}  // namespace djoliba
