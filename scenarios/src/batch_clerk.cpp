// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_clerk.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/layers/staging.hpp>

#include "batch_tables.hpp"
#include "report_page.hpp"

namespace djoliba {
namespace {

constexpr const char* report_name = "report.html";

}  // namespace

BatchClerk::BatchClerk(const BatchRequest& request, const Job& job)
    : request_(request), work_(batch_work(request, {}, job)), ledger_(request.directory) {
    const auto tasks = ledger_.enter(work_.bases, work_.entries, job);
    plan_ = plan_of(work_, tasks);
    for (std::size_t i = 0; i < tasks.size(); ++i)
        if (tasks[i].state == LedgerTask::State::to_do) ++to_do_, needed_.insert(work_.readings[i]);
}

void BatchClerk::write(const std::vector<BatchOutcome>& outcomes) {
    if (outcomes.empty()) return;
    auto whole = ledger_.transaction();
    for (const auto& o : outcomes)
        if (o.error.empty())
            ledger_.finish(o.position, *o.places, o.scores, o.intervals, o.seconds);
        else
            ledger_.fail(o.position, o.error, o.seconds);
    whole.commit();
    computed_ += static_cast<std::int64_t>(outcomes.size());
}

BatchReport BatchClerk::report() {
    BatchReport wanted = batch_report(work_, request_, scored_names(ledger_));
    if (wanted.positions.empty() || !has_report_page() || is_there(request_.directory / report_name, wanted))
        return {};
    return wanted;
}

void BatchClerk::write(const BatchReportPage& page) {
    Staging staging(request_.directory);
    write_text(staging.path(report_name), page.html);
    staging.commit();
    left_out_ = page.left_out;
}

void BatchClerk::add_report(BatchSummary& summary) {
    if (work_.for_report.empty()) return;
    if (!has_report_page()) {
        summary.warnings.emplace_back(
            "report.html is not written: this program was built without the page of reports");
        return;
    }
    const auto scored = scored_names(ledger_);
    const auto asked = std::ranges::count_if(
        work_.for_report, [&](std::size_t i) { return scored.contains(work_.cases[i].name); });
    if (asked == 0) return;
    summary.outputs.emplace_back(report_name);
    if (asked > static_cast<std::ptrdiff_t>(most_in_report))
        summary.warnings.push_back(
            fmt::format("{} holds the first {} of {} scenarios; name others with --in-report", report_name,
                        most_in_report, asked));
    for (const auto& why : left_out_)
        summary.warnings.push_back(fmt::format("{} leaves out {}", report_name, why));
}

BatchSummary BatchClerk::finish() {
    const LedgerCounts counts = ledger_.counts();
    BatchSummary summary{.done = counts.done,
                         .computed = computed_,
                         .failed = counts.failed,
                         .missing = counts.to_do,
                         .failures = failures(ledger_)};
    auto tables = write_batch_tables(ledger_, request_.directory);
    summary.outputs = std::move(tables.files);
    summary.warnings = std::move(tables.warnings);
    add_report(summary);
    return summary;
}

}  // namespace djoliba
