// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "batch_queue.hpp"
#include "batch_report.hpp"

namespace djoliba {

/// Who gives out the scenarios of a batch and writes down what becomes of them, wherever they are computed.
class BatchClerk {
 public:
    /// Enters the batch in its ledger. Throws Error where that cannot be read or written, Cancelled.
    explicit BatchClerk(const BatchRequest& request, const Job& job = {});

    const BatchWork& work() const { return work_; }
    const BatchPlan& plan() const { return plan_; }
    std::int64_t to_do() const { return to_do_; }
    /// Readings of the cases that are to do.
    const std::set<std::string>& needed() const { return needed_; }
    std::vector<std::size_t> claim(std::size_t most) { return ledger_.claim(most); }
    /// Another process has cases of this batch in hand.
    bool others_at_work() { return ledger_.counts().running > 0; }
    void write(const std::vector<BatchOutcome>& outcomes);
    /// The report that is to be made once all is done; none where it is not asked for, or there already.
    BatchReport report();
    void write(const BatchReportPage& page);
    /// Writes the tables, once all is done.
    BatchSummary finish();

 private:
    void add_report(BatchSummary& summary);

    BatchRequest request_;
    BatchWork work_;
    Ledger ledger_;
    BatchPlan plan_ = {};
    std::int64_t to_do_ = 0, computed_ = 0;
    std::set<std::string> needed_ = {};
    std::vector<std::string> left_out_ = {};  ///< of the report
};

}  // namespace djoliba
