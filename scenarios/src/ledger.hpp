// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <djoliba/engine/job.hpp>
#include <djoliba/engine/locality.hpp>

#include "owner_lock.hpp"
#include "sqlite.hpp"

namespace djoliba {

/// A baseline as the ledger knows it: its resolved text, and the digests of all that it reads.
struct LedgerBase {
    std::string digest = {};                         ///< of the text and all inputs
    std::string scenario = {};                       ///< YAML, without a change
    std::map<std::string, std::string> inputs = {};  ///< "layer: file" -> SHA-256
};

/// A scenario as the ledger knows it.
struct LedgerCase {
    std::string name = {};
    std::string file = {};
    std::string base = {};    ///< digest of its LedgerBase
    std::string change = {};  ///< YAML
    std::string inputs = {};  ///< names and digests of the files that the change names
    std::vector<std::pair<std::string, std::string>> parameters = {};
    std::string keep = {};     ///< formats, comma between them
    bool kept = false;         ///< what was kept before is still there whole
    std::string problem = {};  ///< why it cannot run; empty where it can
};

/// The same for cases that are scored alike and keep the same.
std::string digest_of(const LedgerCase& c);

/// What a batch has to do about one scenario, and why.
struct LedgerTask {
    enum class State : std::uint8_t { done, to_do, failed };
    State state = State::to_do;
    std::string reason = {};  ///< "new", "flood: rp10.tif has changed", "finished"
};

/// Scores of one scenario, one entry for each of Localities.
struct LedgerScores {
    std::vector<double> score = {};    ///< NaN where not assessed
    std::vector<int> rank = {};        ///< 0 where not assessed
    std::vector<int> risk_class = {};  ///< 0 where not assessed
};

/// Intervals of one scenario that asks for them, one entry for each of Localities; NaN where there is none.
struct LedgerIntervals {
    std::vector<double> score_low = {};
    std::vector<double> score_high = {};
    std::vector<double> rank_low = {};
    std::vector<double> rank_high = {};
    std::vector<double> p_top = {};
};

/// How many scenarios of a batch are in each state.
struct LedgerCounts {
    std::int64_t done = 0, to_do = 0, running = 0, failed = 0;
};

/// The ledger of a batch, an SQLite file that any tool can read. Several processes may use it at once.
/// Tables: `base`, `input`, `scenario`, `parameter`, `locality`, `score`, `interval`; the view `result` joins
/// them for queries (docs/batches.md). A scenario's scores and its state `done` are written together or not
/// at all.
class Ledger {
 public:
    /// Opens or makes DIR/batch.db. Throws Error where it is of another version or no ledger.
    explicit Ledger(const std::filesystem::path& directory);
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    /// What would have to be done for these scenarios; changes nothing.
    std::vector<LedgerTask> plan(const std::vector<LedgerBase>& bases, const std::vector<LedgerCase>& cases,
                                 const Job& job = {});

    /// Writes the plan down: scenarios that are new or whose inputs changed are to do, those of former
    /// batches that are not named now stay but do not count. Returns what plan() does. Throws Error where
    /// another process is at work here on other scenarios, Cancelled: then the ledger is as it was.
    std::vector<LedgerTask> enter(const std::vector<LedgerBase>& bases, const std::vector<LedgerCase>& cases,
                                  const Job& job = {});

    /// Positions (in the cases entered) of up to `most` scenarios that are now this process's to do. Those of
    /// processes that have ended without finishing are given out again.
    std::vector<std::size_t> claim(std::size_t most);

    void finish(std::size_t position, const Localities& localities, const LedgerScores& scores,
                const LedgerIntervals& intervals, double seconds);
    void fail(std::size_t position, const std::string& reason, double seconds);

    /// Work done between them is written at once.
    Transaction transaction() { return Transaction(database_); }

    LedgerCounts counts();
    Database& database() { return database_; }

 private:
    void make_tables();
    const std::vector<std::int64_t>& ids_of(const Localities& localities);
    void release_orphans();

    std::filesystem::path directory_;
    Database database_;
    OwnerLock owner_;
    void work_alone_or_alike(const std::string& batch);

    std::vector<std::int64_t> scenario_ids_ = {};  ///< by position
    std::vector<std::string> digests_ = {};        ///< of what this process was asked for, by position
    std::map<std::int64_t, std::size_t> position_of_ = {};
    std::map<std::string, std::vector<std::int64_t>> locality_ids_ = {};  ///< by frame
};

}  // namespace djoliba
