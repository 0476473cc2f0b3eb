// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <djoliba/engine/cell_suppression.hpp>
#include <djoliba/engine/coverage_rule.hpp>

#include "report_page.hpp"
#include "workings.hpp"

namespace djoliba {
namespace {

/// What it says of numbers of records and of places by name.
void withhold_account(Account& account) {
    const auto told = [](std::int64_t number) {
        return static_cast<double>(number) < least_shown_count ? 0 : number;
    };
    account.layers.clear();
    account.reconciliations.clear();  // those of tables with their own parents
    account.warnings.clear();
    for (Exclusion& e : account.exclusions)
        e = {.source = e.source, .file = e.file, .reason = e.reason, .rows = told(e.rows)};
    for (ChangeMade& c : account.changes) c.examples.clear(), c.number = told(c.number);
}

/// Draws of the depth of floods follow figures, those that are not told as well.
void withhold_responses(Workings& w) {
    for (auto& [name, values] : w.responses) {
        const Indicator* indicator = w.result.indicators.find(name);
        for (auto& by_locality : values)
            for (std::size_t i = 0; i < by_locality.size(); ++i)
                if (indicator == nullptr || !indicator->known(i)) by_locality[i] = missing_value;
    }
}

std::vector<std::string> public_outputs(std::vector<std::string> outputs) {
    std::erase(outputs, "geotiff");     // cells are finer than localities
    std::erase(outputs, "validation");  // for committees, who have the full run
    if (has_report_page() && std::ranges::find(outputs, "report") == outputs.end())
        outputs.emplace_back("report");
    return outputs;
}

/// Indicators that cover enough localities where masked figures count as known, which is told of each:
/// masking does not take their weight.
std::vector<std::string> covering(const Result& r) {
    const CoverageRule rule(r.localities, IndexOptions{}.minimum_coverage);
    std::vector<std::string> names;
    for (const Indicator& x : r.indicators.items)
        if (rule.enough(x.value)) names.push_back(x.name);
    return names;
}

}  // namespace

void withhold(Workings& w) {
    Result& r = w.result;
    r.insist = covering(r);
    Publication& publication = r.publication.emplace(w.publication.value_or(Publication{}));
    publication.masked = mask_small_counts(r.indicators, r.people, r.localities);
    withhold_responses(w);
    withhold_account(r.account);
    r.tables.clear();
    for (EventLayer& layer : r.events) layer.events.clear();
    r.towns.reset();
    std::erase_if(r.maps, [](const MapRaster& map) { return map.theme != "flood"; });
    r.scenario.clear();
    r.outputs = public_outputs(std::move(r.outputs));
    // Totals of all rows would tell, beside those of the localities, how many people joined none.
    std::erase_if(w.totals, [&](const auto& total) {
        return r.indicators.find(total.first) != nullptr || total.first == "returnees";
    });
}

void withhold_reconciliations(Workings& w) {
    auto& list = w.result.account.reconciliations;
    std::size_t at = 0;
    std::erase_if(list, [&](const Reconciliation& told) {
        const PublishedFigure& asked = w.scenario.reconcile[at++];
        return w.before_change.contains(asked.ours) ||
               (!asked.ours.empty() && !(told.ours && *told.ours >= least_shown_count));
    });
}

}  // namespace djoliba
