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
    std::vector<std::string> readings = {};  ///< by case: the same where the same is read and counted
    std::shared_ptr<FileDigests> digests = std::make_shared<FileDigests>();  ///< of all that they read
};

/// Expands all files and takes the digests of all that they read. A file that cannot be resolved is a
/// scenario with a problem, as is one whose name another has.
/// `known_files`: digests from elsewhere.
BatchWork batch_work(const BatchRequest& request,
                     const std::map<std::filesystem::path, KnownFile>& known_files = {}, const Job& job = {});

/// What is to be done, and what it needs.
BatchPlan plan_of(const BatchWork& work, const std::vector<LedgerTask>& tasks);

/// One a line.
std::string all_problems(const std::vector<Problem>& problems);

/// Folder for the outputs of a scenario that keeps them, within that of the batch: "scenarios/" and its name.
std::string kept_folder(const BatchCase& one);

}  // namespace djoliba
