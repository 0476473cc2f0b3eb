// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include <tbb/enumerable_thread_specific.h>

#include <djoliba/engine/list_change.hpp>

namespace djoliba {

/// What a thread draws with.
struct DrawWorker {
    Drawer::Space space;
    std::vector<std::uint64_t> draws = {};  ///< by source, at first as given
    std::vector<double> scores = {};        ///< by locality
    std::vector<int> ranks = {};

    /// Rolls up and ranks what has been evaluated.
    void rank(const Scorer& scorer);
};

/// Scores and ranks of all draws: [draw][locality].
struct DrawSample {
    std::size_t units = 0;
    std::size_t draws = 0;
    std::vector<double> score = {};
    std::vector<int> rank = {};
};

struct Drawing {
    const Drawer& drawer;
    tbb::enumerable_thread_specific<DrawWorker> workers;

    explicit Drawing(const Drawer& d);
    DrawWorker worker() const;
    /// All sources in doubt.
    DrawSample sample(int draws, const Job& job);
};

/// What is found in a sample of `options.draws` draws, and in draws of single sources.
DrawnRanks ranks_of(Drawing& drawing, const DrawSample& sample, const DrawOptions& options, const Job& job);
TopDoubt value_of(Drawing& drawing, const DrawSample& sample, const Localities& localities,
                  std::string_view level, const DrawOptions& options, const Job& job);

/// Throws Error for a level that there is not.
void check_level(const Localities& localities, std::string_view level);

/// Throws Error for options out of range.
void check(const DrawOptions& options);

}  // namespace djoliba
