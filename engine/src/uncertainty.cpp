// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/drawn_scores.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/engine/uncertainty.hpp>

#include "draw_sample.hpp"
#include "parallel.hpp"

namespace djoliba {
namespace {

constexpr std::size_t units_a_piece = 16;

// Position in n values of the smallest that at least this share do not exceed.
std::size_t place_of(double share, std::size_t n) {
    const double at = std::ceil(share * static_cast<double>(n) - 1e-9);
    return static_cast<std::size_t>(std::max(at, 1.0)) - 1;
}

struct Quantiles {
    std::optional<double> low = {}, median = {}, high = {};
};

template <typename Value>
Quantiles quantiles_of(std::vector<Value>& values) {
    if (values.empty()) return {};
    const auto at = [&](double share) { return values.begin() + place_of(share, values.size()); };
    const auto low = at(0.05), middle = at(0.5), high = at(0.95);
    std::nth_element(values.begin(), middle, values.end());
    std::nth_element(values.begin(), low, middle);
    if (high != middle) std::nth_element(middle + 1, high, values.end());
    return {static_cast<double>(*low), static_cast<double>(*middle), static_cast<double>(*high)};
}

struct Room {
    std::vector<double> scores = {};
    std::vector<int> ranks = {};
};

RankUncertainty found_in(Room& room, std::size_t draws, int top) {
    if (room.ranks.empty()) return {};
    const auto all = static_cast<double>(draws);
    const auto in_top = std::ranges::count_if(room.ranks, [&](int r) { return r <= top; });
    const Quantiles rank = quantiles_of(room.ranks), score = quantiles_of(room.scores);
    return {.low = rank.low,
            .median = rank.median,
            .high = rank.high,
            .top20 = static_cast<double>(in_top) / all,
            .score_low = score.low,
            .score_median = score.median,
            .score_high = score.high,
            .assessed = static_cast<double>(room.ranks.size()) / all};
}

// Some units at a time, so that the rows of the sample are read in whole lines of the cache.
std::vector<RankUncertainty> uncertainties(const DrawSample& sample, int top, const Job& job) {
    std::vector<RankUncertainty> found(sample.units);
    for_each(job, (sample.units + units_a_piece - 1) / units_a_piece, [&](std::size_t piece) {
        const std::size_t from = piece * units_a_piece, to = std::min(sample.units, from + units_a_piece);
        std::vector<Room> rooms(to - from);
        for (Room& room : rooms) {
            room.scores.reserve(sample.draws);
            room.ranks.reserve(sample.draws);
        }
        for (std::size_t d = 0; d < sample.draws; ++d)
            for (std::size_t i = from; i < to; ++i) {
                if (sample.rank[d * sample.units + i] == 0) continue;
                rooms[i - from].scores.push_back(sample.score[d * sample.units + i]);
                rooms[i - from].ranks.push_back(sample.rank[d * sample.units + i]);
            }
        for (std::size_t i = from; i < to; ++i) found[i] = found_in(rooms[i - from], sample.draws, top);
    });
    return found;
}

/// Moments of scores and ranks about those that are given, by locality.
struct Moments {
    std::vector<double> count, score, score_squares, rank, rank_squares;

    explicit Moments(std::size_t units)
        : count(units), score(units), score_squares(units), rank(units), rank_squares(units) {}
    void add(const DrawWorker& w, const DrawWorker& given) {
        for (std::size_t i = 0; i < count.size(); ++i) {
            if (w.ranks[i] == 0 || given.ranks[i] == 0) continue;
            const double s = w.scores[i] - given.scores[i];
            const double r = w.ranks[i] - given.ranks[i];
            count[i] += 1;
            score[i] += s;
            score_squares[i] += s * s;
            rank[i] += r;
            rank_squares[i] += r * r;
        }
    }
    static double variance(double sum, double squares, double n) {
        return n > 0 ? std::max(0.0, squares / n - sum / n * (sum / n)) : missing_value;
    }
};

// Each source alone, in doubt as in the first draws of the sample.
std::vector<Moments> moments_by_source(Drawing& drawing, int draws, const Job& job) {
    const Drawer& drawer = drawing.drawer;
    const Scorer& scorer = drawer.scorer();
    DrawWorker given = drawing.worker();
    given.rank(scorer);
    std::vector<Moments> found(drawer.sources().size(), Moments(scorer.localities()));
    for_each(job, found.size(), [&](std::size_t s) {
        DrawWorker& w = drawing.workers.local();
        w.space = drawer.space();
        const auto nodes = scorer.above(drawer.sources()[s].nodes);
        for (int d = 0; d < draws; ++d) {
            w.draws[s] = d;
            drawer.draw(w.draws, w.space);
            scorer.evaluate(w.space.scorer, nodes);
            w.rank(scorer);
            found[s].add(w, given);
        }
        w.draws[s] = Drawer::as_given;
    });
    return found;
}

// Turns variances into shares of their sum.
void share_out(std::vector<std::vector<double>>& by_source, std::size_t units) {
    for (std::size_t i = 0; i < units; ++i) {
        double sum = 0;
        for (const auto& of : by_source) sum += of[i];
        for (auto& of : by_source) of[i] = sum > 0 ? of[i] / sum : missing_value;
    }
}

void add_shares(DrawnRanks& drawn, const std::vector<Moments>& moments, std::size_t units) {
    for (const Moments& m : moments) {
        std::vector<double> score(units), rank(units), sd(units);
        for (std::size_t i = 0; i < units; ++i) {
            score[i] = Moments::variance(m.score[i], m.score_squares[i], m.count[i]);
            rank[i] = Moments::variance(m.rank[i], m.rank_squares[i], m.count[i]);
            sd[i] = std::sqrt(score[i]);
        }
        drawn.score_share.push_back(std::move(score));
        drawn.rank_share.push_back(std::move(rank));
        drawn.score_sd.push_back(std::move(sd));
    }
    share_out(drawn.score_share, units);
    share_out(drawn.rank_share, units);
}

}  // namespace

DrawnRanks ranks_of(Drawing& drawing, const DrawSample& sample, const DrawOptions& options, const Job& job) {
    DrawnRanks drawn{.sources = drawing.drawer.sources()};
    drawn.of = uncertainties(sample, options.top, part_of(job, 0, 0.3));
    const int by_source = std::min(options.draws, options.draws_by_source);
    if (by_source > 0)
        add_shares(drawn, moments_by_source(drawing, by_source, part_of(job, 0.3, 1)), sample.units);
    return drawn;
}

DrawnRanks draw_ranks(const IndexResult& result, const IndicatorTable& table, const Localities& localities,
                      const std::vector<double>& people, const Doubts& doubts, const DrawOptions& options,
                      const Job& job) {
    check(options);
    const Scorer scorer(result.plan, localities, people);
    const Drawer drawer(scorer, result, table, localities, doubts, options.seed);
    Drawing drawing(drawer);
    const DrawSample sample = drawing.sample(options.draws, part_of(job, 0, 0.6));
    return ranks_of(drawing, sample, options, part_of(job, 0.6, 1));
}

std::vector<RankUncertainty> uncertainty_of(std::span<const double> scores, const Localities& localities,
                                            const std::vector<double>& people, int top, const Job& job) {
    const std::size_t units = localities.size();
    if (units == 0 || scores.empty() || scores.size() % units != 0 || top < 1)
        throw Error({"", "draws",
                     fmt::format("{} scores of {} localities, ranks up to {}", scores.size(), units, top),
                     "give one score for each locality and draw, and a rank of 1 or more"});
    if (std::ranges::any_of(scores, [](double s) { return std::isinf(s); }))
        throw Error({"", "draws", "a score is infinite", "leave scores that are not known as NaN"});
    DrawSample sample{units, scores.size() / units, {scores.begin(), scores.end()}, {}};
    sample.rank.resize(scores.size());
    for_each(part_of(job, 0, 0.5), sample.draws, [&](std::size_t d) {
        const auto ranks = ranks_by_score({scores.begin() + static_cast<std::ptrdiff_t>(d * units),
                                           scores.begin() + static_cast<std::ptrdiff_t>((d + 1) * units)},
                                          localities, people);
        std::ranges::copy(ranks, sample.rank.begin() + static_cast<std::ptrdiff_t>(d * units));
    });
    return uncertainties(sample, top, part_of(job, 0.5, 1));
}

}  // namespace djoliba
