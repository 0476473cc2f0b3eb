// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/scenarios/batch.hpp>

#include "batch_cases.hpp"
#include "file_digests.hpp"
#include "ledger.hpp"

namespace djoliba {

/// The scenarios of a batch, and what the ledger is told of them; positions agree.
struct BatchWork {
    std::vector<BatchCase> cases = {};
    std::vector<LedgerCase> entries = {};
    std::vector<LedgerBase> bases = {};
    std::vector<std::string> readings = {};    ///< by case: the same where the same is read and counted
    std::vector<std::size_t> for_report = {};  ///< positions of all that are asked for in the report
    std::shared_ptr<FileDigests> digests = std::make_shared<FileDigests>();  ///< of all that they read
};

/// Expands all files and takes the digests of all that they read. A file that cannot be resolved is a
/// scenario with a problem, as is one whose name another has.
/// `known_files`: digests from elsewhere. Throws Error for scenarios of the report that are none.
BatchWork batch_work(const BatchRequest& request,
                     const std::map<std::filesystem::path, KnownFile>& known_files = {}, const Job& job = {});

/// Positions of the scenarios of these names; without names of those that keep `report`. Throws Error for
/// names that are none, and for more than the report can hold.
std::vector<std::size_t> asked_for_in_report(const std::vector<BatchCase>& cases,
                                             const std::vector<std::string>& names);

/// What is to be done, and what it needs.
BatchPlan plan_of(const BatchWork& work, const std::vector<LedgerTask>& tasks);

/// One a line.
std::string all_problems(const std::vector<Problem>& problems);

/// What a scenario keeps in a folder of its own: the report is one of the whole batch.
std::vector<std::string> kept_outputs(const Scenario& base);

/// The same where all agrees that scores depend on, or outputs, but for the change.
std::string digest_of_scores(const Scenario& base, FileDigests& digests);
std::string digest_of_outputs(const Scenario& base, FileDigests& digests);

/// Folder for the outputs of a scenario that keeps them, within that of the batch: "scenarios/" and its name.
std::string kept_folder(const BatchCase& one);

}  // namespace djoliba
