// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <djoliba/scenarios/batch.hpp>

namespace djoliba {

// A batch in parts that other processes and machines compute. One BatchDesk keeps the ledger. Each process
// that computes has a BatchSite, made from the order of the desk. First the rasters are counted by bands of
// rows, and the counts added up; then groups of scenarios are scored on the sums. Parts are pure: the same
// part gives the same bytes wherever and however often it is computed, and the batch gives the rows and files
// of run_batch(). All parts travel as bytes that only the same build reads: they begin with their kind and
// version, name their batch, and end with a checksum; what is cut short, changed or of another batch throws
// Error.

using Bytes = std::vector<std::byte>;

/// The program and the libraries that its figures depend on: the same text where the same inputs give the
/// same bytes.
std::string build_id();

/// Who gives out the parts of a batch and writes down what becomes of them: the only one that writes.
class BatchDesk {
 public:
    /// Opens or makes the ledger and enters the batch in it. Throws Error where that cannot be done,
    /// Cancelled.
    explicit BatchDesk(const BatchRequest& request, const Job& job = {});
    ~BatchDesk();
    BatchDesk(BatchDesk&&) noexcept;
    BatchDesk& operator=(BatchDesk&&) = delete;

    const BatchPlan& plan() const;
    /// What a BatchSite must know: the names of the scenario files and data folders as they were given, the
    /// digests of all files, and the build.
    Bytes order() const;
    /// What is read alike by scenarios that are to do, and has rasters to count. One count of all its bands
    /// serves them all.
    std::vector<std::string> counts() const;
    /// Up to `most` scenarios that are now ours to do, by their positions in the batch; none where all are
    /// given out.
    std::vector<std::size_t> claim(std::size_t most);
    /// Writes down what BatchSite::score() gave. Returns how many scenarios.
    std::size_t write(std::span<const std::byte> outcomes);
    /// Another process has scenarios of this batch in hand: where it ends, claim() gives them out again.
    bool others_at_work();
    /// What BatchSite::report() must know, when nothing is left to claim; empty where no report is asked for,
    /// or it is there already.
    Bytes report();
    /// Writes down what BatchSite::report() gave.
    void write_report(std::span<const std::byte> page);
    /// Writes the tables. To be called once, when nothing is left to claim.
    BatchSummary finish();

 private:
    struct State;
    std::unique_ptr<State> state_;
};

/// A process that computes parts of a batch. May be used from several threads.
class BatchSite {
 public:
    /// Reads the scenario files by the names that the order gives: relative ones from the working directory
    /// of this process. Throws Error that names every file that is missing or has another content than at the
    /// desk, and where this is another build. `job`: how files are read, once, when the first part needs
    /// them.
    BatchSite(std::span<const std::byte> order, const CoverageCache& cache, const Job& job);
    ~BatchSite();
    BatchSite(BatchSite&&) noexcept;
    BatchSite& operator=(BatchSite&&) = delete;

    /// Counts the rows of one of `bands` bands (exposure_sums.hpp) for what counts() of the desk names.
    /// Throws Error where the files cannot be counted: then every scenario that reads them fails, or tells
    /// why on its own.
    Bytes count(const std::string& name, std::size_t band, std::size_t bands, const Job& job) const;

    /// Scores scenarios one after the other. `counts`: by name, the sums of all bands; what is not there is
    /// counted here. A scenario that fails is an outcome. Throws Error for counts of another batch or with a
    /// band missing, Cancelled.
    Bytes score(std::span<const std::size_t> positions, const std::map<std::string, Bytes>& counts,
                const Job& job) const;

    /// Makes the report that report() of the desk asks for. `counts` as for score(). Throws Error, Cancelled.
    Bytes report(std::span<const std::byte> report, const std::map<std::string, Bytes>& counts,
                 const Job& job) const;

 private:
    struct State;
    void take(const std::map<std::string, Bytes>& counts) const;
    std::unique_ptr<State> state_;
};

/// The counts of some bands added up: exact, in any order and by any steps. Throws Error for a band that is
/// there twice, and for bands that do not belong together.
Bytes add_counts(std::span<const Bytes> counts);

}  // namespace djoliba
