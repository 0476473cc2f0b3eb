// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/scenarios/backtest_files.hpp>

namespace djoliba {

/// An input of the run behind a ranking.
struct RankingInput {
    std::string layer, file, sha256;
    std::vector<std::string> indicators = {};  ///< that its layer gives
};

/// A ranking as it was published.
struct ReadRanking {
    std::filesystem::path file = {};
    Localities localities = {};       ///< without shapes
    std::vector<double> score = {};   ///< by locality, NaN where none
    std::vector<double> people = {};  ///< NaN where not known; empty where the table has no such column
    Level first_level = {};
    std::string as_of = {};  ///< empty where no run.json tells
    std::vector<RankingInput> inputs = {};
    bool has_manifest = false;
    Account account = {};
};

/// Reads the table, and run.json beside it where there is one. A table without a column `level` is of one
/// level, `level` or "locality".
ReadRanking read_ranking(const std::filesystem::path& path, const std::string& by, const Level& level);

}  // namespace djoliba
