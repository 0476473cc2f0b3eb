// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "batch_cases.hpp"
#include "ledger.hpp"
#include "memo.hpp"

namespace djoliba {

class CoverageRule;
class FileDigests;
struct ExposureSums;

/// A section of a change without the keys that act after everything is read and counted; empty where nothing
/// else is in it.
std::string reading_part(const YamlNode& change, const char* section);

/// What one step of a run gives to the index: values of indicators by name, by Localities, NaN where missing;
/// and what later steps take from it.
struct StepValues {
    std::map<std::string, std::vector<double>> indicators = {};
    std::vector<double> people = {};     ///< of the step that reads the population
    std::vector<double> displaced = {};  ///< of the step that reads displaced people
};

/// The latest steps, by what they depend on. Holds so many that a batch whose cases share steps finds them
/// again, and no more than memory allows.
class StepCache {
 public:
    std::shared_ptr<const StepValues> find(const std::string& key);
    void keep(const std::string& key, std::shared_ptr<const StepValues> values);

 private:
    static constexpr std::size_t most = 2000;
    using Entry = std::pair<std::string, std::shared_ptr<const StepValues>>;
    std::mutex mutex_;
    std::list<Entry> newest_first_;
    std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

/// What all cases over one baseline share: its files are read once, its rasters counted once for the changes
/// of all of them. May be used from several threads.
struct SharedBaseline {
    std::shared_ptr<const Scenario> scenario;
    std::vector<const Changes*> counted_for = {};
    CoverageCache cache = {};
    Job reading = {};  ///< how the pass over the rasters runs
    Memo memo = {};
    StepCache steps = {};
    std::shared_ptr<FileDigests> digests = {};
    std::shared_ptr<const ExposureSums> sums = {};  ///< where others have counted; set before the first case
    std::vector<std::string> indicators = {};       ///< that some index of the cases uses
};

/// A run of one of its cases that has done nothing yet, for values of its indicators only.
Workings begun(SharedBaseline& shared, const Scenario& scenario);

/// Scores cases over one baseline, one after the other, on one thread.
class CaseScorer {
 public:
    explicit CaseScorer(SharedBaseline& shared);
    ~CaseScorer();

    /// Score, rank and class of every locality. Throws Error where the case cannot be computed.
    LedgerScores scores(const BatchCase& one);
    /// Of the last case.
    std::shared_ptr<const Localities> places() const { return places_; }

    /// The whole result of a case, with all that a run gives.
    Result result(const BatchCase& one);

 private:
    struct Running;
    struct Ranker;
    std::shared_ptr<const StepValues> step(std::size_t which, const BatchCase& one);
    Running& begin(const BatchCase& one);
    Ranker& ranker(const BatchCase& one);

    SharedBaseline& shared_;
    std::unique_ptr<Running> running_;
    std::unique_ptr<Ranker> ranker_;
    std::shared_ptr<const Localities> places_;
    std::shared_ptr<const CoverageRule> coverage_;
};

}  // namespace djoliba
