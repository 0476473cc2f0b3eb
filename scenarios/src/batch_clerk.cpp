// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "batch_clerk.hpp"

#include "batch_tables.hpp"

namespace djoliba {

BatchClerk::BatchClerk(const BatchRequest& request, const Job& job)
    : directory_(request.directory), work_(batch_work(request, {}, job)), ledger_(request.directory) {
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

BatchSummary BatchClerk::finish() {
    const LedgerCounts counts = ledger_.counts();
    BatchSummary summary{.done = counts.done,
                         .computed = computed_,
                         .failed = counts.failed,
                         .missing = counts.to_do,
                         .failures = failures(ledger_)};
    auto tables = write_batch_tables(ledger_, directory_);
    summary.outputs = std::move(tables.files);
    summary.warnings = std::move(tables.warnings);
    return summary;
}

}  // namespace djoliba
