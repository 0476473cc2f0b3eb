// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/batch.hpp>

#include <chrono>
#include <set>
#include <thread>

#include <djoliba/layers/admin.hpp>
#include <djoliba/scenarios/check.hpp>

#include "batch_plan.hpp"
#include "batch_queue.hpp"
#include "batch_scores.hpp"
#include "batch_tables.hpp"
#include "inputs.hpp"

namespace djoliba {
namespace {

using Clock = std::chrono::steady_clock;

/// Scenarios taken from the ledger at a time, and written to it at once.
constexpr std::size_t most_at_once = 256;

/// What several threads share while they work through a batch.
struct Batch {
    const BatchRequest& request;
    const Job& job;
    BatchWork work;
    std::map<std::string, std::unique_ptr<SharedBaseline>> baselines = {};  ///< by reading
    std::map<std::string, std::string> refused = {};  ///< readings whose files cannot be used, and why
    std::map<std::size_t, std::string> impossible =
        {};  ///< cases whose changes do not fit the places, and why

    Batch(const BatchRequest& r, const Job& j) : request(r), job(j), work(batch_work(r)) {}
};

void find_indicators(const IndexNode& node, std::set<std::string>& names) {
    if (node.leaf()) names.insert(node.indicator);
    for (const auto& part : node.parts) find_indicators(part, names);
}

/// What a case asks of places that are not there; told of that case alone.
bool fits_places(Batch& batch, std::size_t position, const Localities& places) {
    const BatchCase& one = batch.work.cases[position];
    auto problems = check_changes(*one.base, one.changes, places);
    if (!problems.empty()) batch.impossible[position] = all_problems(problems);
    return problems.empty();
}

Localities places_of(const Scenario& scenario) {
    Account nobody_reads;
    return read_localities(admin_layers(scenario.localities), nobody_reads);
}

/// One baseline for each reading, to count for the changes of all its cases: also of those that are done, so
/// that figures do not depend on where a batch was interrupted.
void make_baselines(Batch& batch, const std::set<std::string>& needed) {
    std::map<std::string, std::set<std::string>> indicators;
    std::map<std::string, Localities> places;
    for (std::size_t i = 0; i < batch.work.cases.size(); ++i) {
        const BatchCase& one = batch.work.cases[i];
        const std::string& reading = batch.work.readings[i];
        if (!one.problems.empty() || !needed.contains(reading) || batch.refused.contains(reading)) continue;
        if (!places.contains(reading)) places[reading] = places_of(*one.base);
        if (!fits_places(batch, i, places[reading])) continue;
        auto& shared = batch.baselines[reading];
        if (!shared) {
            shared = std::make_unique<SharedBaseline>();
            shared->scenario = one.base;
            shared->cache = batch.request.cache;
            shared->reading = {
                .threads = batch.job.threads, .progress = {}, .cancelled = batch.job.cancelled};
        }
        shared->counted_for.push_back(&one.changes);
        find_indicators(changed_index(*one.base, one.changes).root, indicators[reading]);
    }
    for (auto& [reading, shared] : batch.baselines)
        shared->indicators.assign(indicators[reading].begin(), indicators[reading].end());
}

/// Opens the files of the baselines that are needed.
void check_baselines(Batch& batch, const std::set<std::string>& needed) {
    std::set<std::string> checked;
    for (std::size_t i = 0; i < batch.work.cases.size(); ++i) {
        const std::string& reading = batch.work.readings[i];
        const auto& base = batch.work.cases[i].base;
        if (!base || !needed.contains(reading) || !checked.insert(reading).second) continue;
        if (auto problems = check_inputs(*base); !problems.empty())
            batch.refused[reading] = all_problems(problems);
    }
}

LedgerIntervals intervals_of(const std::vector<RankUncertainty>& drawn) {
    LedgerIntervals intervals;
    const auto add = [](std::vector<double>& to, const std::optional<double>& value) {
        to.push_back(value.value_or(missing_value));
    };
    for (const auto& u : drawn) {
        add(intervals.score_low, u.score_low);
        add(intervals.score_high, u.score_high);
        add(intervals.rank_low, u.low);
        add(intervals.rank_high, u.high);
        add(intervals.p_top, u.top20);
    }
    return intervals;
}

/// One thread's work on one scenario after the other.
class Worker {
 public:
    explicit Worker(Batch& batch) : batch_(batch) {}

    BatchOutcome work(std::size_t position) {
        const auto start = Clock::now();
        BatchOutcome outcome{.position = position};
        try {
            compute(position, outcome);
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            outcome.error = all_problems(error.problems());
        } catch (const std::exception& error) {
            outcome.error = std::string("the program failed: ") + error.what();
        }
        outcome.seconds = std::chrono::duration<double>(Clock::now() - start).count();
        return outcome;
    }

 private:
    void compute(std::size_t position, BatchOutcome& outcome) {
        const BatchCase& one = batch_.work.cases[position];
        const std::string& reading = batch_.work.readings[position];
        if (const auto refused = batch_.refused.find(reading); refused != batch_.refused.end()) {
            outcome.error = refused->second;
            return;
        }
        if (const auto cannot = batch_.impossible.find(position); cannot != batch_.impossible.end()) {
            outcome.error = cannot->second;
            return;
        }
        if (!scorer_ || reading_ != reading) {
            scorer_ = std::make_unique<CaseScorer>(*batch_.baselines.at(reading));
            reading_ = reading;
        }
        outcome.scores = scorer_->scores(one);
        outcome.places = scorer_->places();
        const bool keeps = !one.base->keep.empty();
        if (!keeps && !one.base->uncertainty.in_batch) return;
        Result result = scorer_->result(one);
        if (one.base->uncertainty.in_batch) outcome.intervals = intervals_of(result.ranking.uncertainty);
        if (!keeps) return;
        result.outputs = one.base->keep;
        save(result, batch_.request.directory / kept_folder(one),
             {.threads = 1, .cancelled = batch_.job.cancelled});
    }

    Batch& batch_;
    std::string reading_ = {};
    std::unique_ptr<CaseScorer> scorer_ = {};
};

void write_outcomes(Ledger& ledger, const std::vector<BatchOutcome>& outcomes) {
    if (outcomes.empty()) return;
    auto whole = ledger.transaction();
    for (const auto& o : outcomes)
        if (o.error.empty())
            ledger.finish(o.position, *o.places, o.scores, o.intervals, o.seconds);
        else
            ledger.fail(o.position, o.error, o.seconds);
    whole.commit();
}

std::size_t thread_count(const Job& job) {
    return job.threads > 0 ? static_cast<std::size_t>(job.threads)
                           : std::max(1U, std::thread::hardware_concurrency());
}

/// Takes scenarios from the ledger until there are none, and writes down what becomes of them. Returns how
/// many.
std::int64_t work_through(Batch& batch, Ledger& ledger, std::int64_t all) {
    BatchQueue queue(thread_count(batch.job), [&] {
        auto worker = std::make_shared<Worker>(batch);
        return [worker](std::size_t position) { return worker->work(position); };
    });
    std::int64_t computed = 0;
    std::size_t waiting = 0;
    for (;;) {
        if (batch.job.cancelled && batch.job.cancelled()) throw Cancelled();
        if (waiting < most_at_once) {
            const auto claimed = ledger.claim(most_at_once);
            waiting += claimed.size();
            queue.add(claimed);
            if (waiting == 0) break;
        }
        const auto outcomes = queue.take(std::chrono::milliseconds(200));
        waiting -= outcomes.size();
        computed += static_cast<std::int64_t>(outcomes.size());
        write_outcomes(ledger, outcomes);
        if (batch.job.progress && all > 0)
            batch.job.progress(std::min(1.0, static_cast<double>(computed) / static_cast<double>(all)));
    }
    return computed;
}

/// Other processes may still be at work on this ledger; where one dies, its scenarios are ours.
std::int64_t finish_with_others(Batch& batch, Ledger& ledger, std::int64_t all) {
    std::int64_t computed = work_through(batch, ledger, all);
    while (ledger.counts().running > 0) {
        if (batch.job.cancelled && batch.job.cancelled()) throw Cancelled();
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        computed += work_through(batch, ledger, 0);
    }
    return computed;
}

}  // namespace

BatchSummary run_batch(const BatchRequest& request, const Job& job,
                       const std::function<void(const BatchPlan&)>& announce) {
    Batch batch(request, job);
    Ledger ledger(request.directory);
    const auto tasks = ledger.enter(batch.work.bases, batch.work.entries);
    if (announce) announce(plan_of(batch.work, tasks));
    std::set<std::string> needed;
    std::int64_t to_do = 0;
    for (std::size_t i = 0; i < tasks.size(); ++i)
        if (tasks[i].state == LedgerTask::State::to_do) ++to_do, needed.insert(batch.work.readings[i]);
    check_baselines(batch, needed);
    make_baselines(batch, needed);
    BatchSummary summary;
    summary.computed = finish_with_others(batch, ledger, to_do);
    const LedgerCounts counts = ledger.counts();
    summary.done = counts.done, summary.failed = counts.failed;
    summary.missing = counts.to_do;
    summary.failures = failures(ledger);
    auto tables = write_batch_tables(ledger, request.directory);
    summary.outputs = std::move(tables.files);
    summary.warnings = std::move(tables.warnings);
    return summary;
}

}  // namespace djoliba
