// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/placement.hpp>

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>

#include <tbb/enumerable_thread_specific.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/fixed_sum.hpp>

#include "bounded_search.hpp"
#include "parallel.hpp"
#include "people_tiles.hpp"

namespace djoliba {
namespace {

using detail::BoundedSearch;
using detail::CellPlace;
using detail::Label;

/// What one more facility gains on top of the times there are.
class Gain {
 public:
    Gain(const TravelSurface& surface, const PeopleCells& people, const PlacementRule& rule)
        : surface_(surface),
          people_(people),
          tiles_(surface, people),
          goal_(rule.goal),
          end_(detail::label_beyond(rule.minutes)) {}

    FixedSum of(std::int64_t cell, const TravelTimes& now) {
        BoundedSearch& search = searches_.local();
        const CellPlace place = surface_.tiles().layout.place(cell);
        search.run(std::span(&place, 1), end_, &now.tiles());
        FixedSum gain;
        for (const std::int32_t tile : search.touched()) {
            const Label* after = search.labels(tile);
            const detail::TimeTile* before = now.tiles().tiles[static_cast<std::size_t>(tile)].get();
            for (const auto& [index, at] : tiles_.of(tile)) {
                const Label label = before != nullptr ? before->label[at] : detail::never;
                if (after[at] != detail::impassable && after[at] < label)
                    gain.add(people_.people[index] * worth(label, after[at]));
            }
        }
        return gain;
    }

 private:
    /// For one person whose label falls.
    double worth(Label before, Label after) const {
        if (goal_ == PlacementGoal::people_within) return before >= end_ && after < end_ ? 1 : 0;
        const Label saved = std::min(before, end_ - 1) - std::min(after, end_ - 1);
        return static_cast<double>(saved) / detail::units_per_minute / 60;
    }

    const TravelSurface& surface_;
    const PeopleCells& people_;
    detail::PeopleTiles tiles_;
    PlacementGoal goal_;
    Label end_;
    tbb::enumerable_thread_specific<BoundedSearch> searches_{[this] { return BoundedSearch(surface_); }};
};

/// The gain of a candidate as it was at some step: at later steps it can only be less.
struct Known {
    FixedSum gain = {};
    double value = 0;
    std::size_t candidate = 0;
    std::size_t step = 0;
};

bool behind(const Known& a, const Known& b) {
    return a.value != b.value ? a.value < b.value : a.candidate > b.candidate;
}

class Greedy {
 public:
    Greedy(const TravelTimes& times, const PeopleCells& people, std::span<const std::int64_t> candidates,
           const PlacementRule& rule, const Job& job)
        : now_(times), candidates_(candidates), rule_(rule), job_(job), gain_(times.surface(), people, rule) {
        for (const Start& start : times.starts())
            next_facility_ = std::max(next_facility_, start.facility + 1);
    }

    Placement run() {
        list_candidates();
        evaluate_all(0, job_);
        out_.first_gain.assign(candidates_.size(), 0.0);
        for (const Known& known : heap_) out_.first_gain[known.candidate] = known.value;
        std::ranges::make_heap(heap_, behind);
        out_.at_most = std::numeric_limits<double>::infinity();
        std::size_t plain = 0;
        for (std::size_t step = 0; step < rule_.facilities && !heap_.empty(); ++step) {
            plain += heap_.size();
            bring_up(step);
            bound();
            if (heap_.front().gain.is_zero()) break;
            pick();
        }
        bound();
        out_.at_most = std::max(out_.at_most, total_.value());
        out_.evaluations_saved = plain > out_.evaluations ? plain - out_.evaluations : 0;
        return std::move(out_);
    }

 private:
    void list_candidates() {
        for (std::size_t c = 0; c < candidates_.size(); ++c) {
            if (now_.surface().passable(candidates_[c]))
                heap_.push_back({.candidate = c});
            else
                out_.not_passable.push_back(c);
        }
    }

    void evaluate(Known& known, std::size_t step) {
        known.gain = gain_.of(candidates_[known.candidate], now_);
        known.value = known.gain.value();
        known.step = step;
    }

    void evaluate_all(std::size_t step, const Job& job) {
        for_each(job, heap_.size(), [&](std::size_t i) { evaluate(heap_[i], step); });
        out_.evaluations += heap_.size();
    }

    /// Makes the first of the heap one whose gain is that of this step.
    void bring_up(std::size_t step) {
        if (!rule_.lazy && step > 0) {
            evaluate_all(step, {job_.threads, {}, job_.cancelled});
            std::ranges::make_heap(heap_, behind);
        }
        while (heap_.front().step != step) {
            if (job_.cancelled && job_.cancelled()) throw Cancelled();
            std::ranges::pop_heap(heap_, behind);
            evaluate(heap_.back(), step);
            ++out_.evaluations;
            std::ranges::push_heap(heap_, behind);
        }
    }

    void pick() {
        const Known best = heap_.front();
        std::ranges::pop_heap(heap_, behind);
        heap_.pop_back();
        total_.add(best.gain);
        out_.picks.push_back({best.candidate, best.value, total_.value()});
        const Start start{candidates_[best.candidate], next_facility_++};
        now_ = updated(now_, {.open = {start}}, {job_.threads, {}, job_.cancelled});
    }

    /// Whatever else is chosen adds at most the largest gains that are left.
    void bound() {
        std::vector<double> gains;
        gains.reserve(heap_.size());
        for (const Known& known : heap_) gains.push_back(known.value);
        const std::size_t n = std::min(rule_.facilities, gains.size());
        std::ranges::partial_sort(gains, gains.begin() + static_cast<std::ptrdiff_t>(n), std::greater<>());
        FixedSum most = total_;
        most.add(std::span(gains).first(n));
        out_.at_most = std::min(out_.at_most, most.value());
    }

    TravelTimes now_;
    std::span<const std::int64_t> candidates_;
    const PlacementRule& rule_;
    const Job& job_;
    Gain gain_;
    std::int32_t next_facility_ = 0;
    std::vector<Known> heap_ = {};
    FixedSum total_ = {};
    Placement out_ = {};
};

}  // namespace

Placement place_facilities(const TravelTimes& times, const PeopleCells& people,
                           std::span<const std::int64_t> candidates, const PlacementRule& rule,
                           const Job& job) {
    detail::check_people(times.surface(), people);
    detail::check_minutes(rule.minutes);
    for (const std::int64_t cell : candidates) detail::check_cell(times.surface().tiles(), cell, "candidate");
    return Greedy(times, people, candidates, rule, job).run();
}

}  // namespace djoliba
