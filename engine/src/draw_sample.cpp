// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "draw_sample.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "parallel.hpp"

namespace djoliba {
namespace {

constexpr std::size_t draws_a_piece = 64;  // even, as two draws share their random bits

}  // namespace

void check(const DrawOptions& options) {
    std::vector<Problem> problems;
    const auto need = [&](bool good, const char* key, int value, const char* remedy) {
        if (!good)
            problems.push_back({.where = {},
                                .key = key,
                                .problem = fmt::format("{} is out of range", value),
                                .remedy = remedy});
    };
    need(options.draws >= 1, "draws", options.draws, "give 1 or more");
    need(options.top >= 1, "top", options.top, "give 1 or more");
    need(options.draws_by_source >= 0, "draws_by_source", options.draws_by_source, "give 0 or more");
    if (!problems.empty()) throw Error(std::move(problems));
}

void DrawWorker::rank(const Scorer& scorer) {
    scorer.roll_up(space.scorer, 0, scores);
    scorer.rank(space.scorer, scores, ranks);
}

Drawing::Drawing(const Drawer& d) : drawer(d), workers([this] { return worker(); }) {}

DrawWorker Drawing::worker() const {
    return {.space = drawer.space(),
            .draws = std::vector<std::uint64_t>(drawer.sources().size(), Drawer::as_given),
            .scores = std::vector<double>(drawer.scorer().localities()),
            .ranks = std::vector<int>(drawer.scorer().localities())};
}

DrawSample Drawing::sample(int count, const Job& job) {
    const auto draws = static_cast<std::size_t>(count);
    const Scorer& scorer = drawer.scorer();
    DrawSample made{.units = scorer.localities(), .draws = draws};
    made.score.resize(draws * made.units);
    made.rank.resize(draws * made.units);
    for_each(job, (draws + draws_a_piece - 1) / draws_a_piece, [&](std::size_t piece) {
        auto& space = workers.local().space;
        for (std::size_t d = piece * draws_a_piece; d < std::min(draws, (piece + 1) * draws_a_piece); ++d) {
            drawer.draw(d, space);
            scorer.evaluate(space.scorer);
            const auto scores = std::span(made.score).subspan(d * made.units, made.units);
            scorer.roll_up(space.scorer, 0, scores);
            scorer.rank(space.scorer, scores, std::span(made.rank).subspan(d * made.units, made.units));
        }
    });
    return made;
}

}  // namespace djoliba
