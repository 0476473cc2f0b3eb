// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "case_worker.hpp"

#include <chrono>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

using Clock = std::chrono::steady_clock;

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

}  // namespace

BatchOutcome CaseWorker::work(std::size_t position) {
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

void CaseWorker::compute(std::size_t position, BatchOutcome& outcome) {
    const BatchCase& one = work_.cases[position];
    BatchReading& reading = readings_.of(work_.readings[position]);
    if (!reading.refused.empty()) {
        outcome.error = reading.refused;
        return;
    }
    if (const auto cannot = reading.impossible.find(position); cannot != reading.impossible.end()) {
        outcome.error = cannot->second;
        return;
    }
    if (!scorer_ || reading_ != &reading) {
        scorer_ = std::make_unique<CaseScorer>(reading.shared);
        reading_ = &reading;
    }
    outcome.scores = scorer_->scores(one);
    outcome.places = scorer_->places();
    const auto outputs = kept_outputs(*one.base);
    if (outputs.empty() && !one.base->uncertainty.in_batch) return;
    Result result = scorer_->result(one);
    if (one.base->uncertainty.in_batch) outcome.intervals = intervals_of(result.ranking.uncertainty);
    if (outputs.empty()) return;
    result.outputs = outputs;
    save(result, directory_ / kept_folder(one), {.threads = 1, .cancelled = job_.cancelled});
}

}  // namespace djoliba
