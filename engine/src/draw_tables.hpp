// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <djoliba/engine/drawer.hpp>

namespace djoliba {

/// Which variate of a source each row uses.
struct VariateUse {
    int source = -1;
    double exponent = 0;         ///< of a common figure, times its size
    std::vector<int> slot = {};  ///< by row, padded to whole lanes
};

/// A leaf in doubt. Vectors by row are padded to whole lanes.
struct DrawnLeaf {
    int node = -1;
    IndicatorDoubt doubt = {};
    std::vector<double> given = {};
    std::vector<double> size = {};     ///< of the spread
    std::vector<double> raised = {};   ///< 1 where the figure is only raised, else 0; empty where none is
    std::vector<double> below = {};    ///< truncated_normal: probability below the lower limit
    std::vector<double> between = {};  ///< and between the limits
    std::vector<std::vector<double>> response = {};  ///< [variate][row]
    VariateUse own = {};
    std::vector<VariateUse> common = {};
};

struct DrawnWeights {
    int source = -1;
    WeightDoubt::Kind kind = {};
    std::vector<int> nodes = {};
    std::vector<double> size = {};  ///< by node of `nodes`
};

/// All that a Drawer looks up.
struct DrawTables {
    std::uint64_t seed = 0;
    std::vector<std::vector<std::uint64_t>> items = {};  ///< by source, each once
    std::vector<std::vector<std::string>> errors = {};   ///< error_of() of each item
    std::vector<bool> normal = {};                       ///< by source: takes normal variates
    std::vector<DrawnLeaf> leaves = {};
    DrawnWeights weights = {};
    Scorer::Space given = {};
};

/// Finds the sources and what each row of each leaf takes from them.
DrawTables draw_tables(const Scorer& scorer, const IndexResult& result, const IndicatorTable& table,
                       const Localities& localities, const Doubts& doubts, std::uint64_t seed,
                       std::vector<DoubtSource>& sources);

/// The drawn values of a leaf by row, in the unit of its indicator.
void drawn_values(const DrawnLeaf& leaf, std::span<const std::uint64_t> draws,
                  const std::vector<Drawer::Variates>& variates, std::span<double> values);

}  // namespace djoliba
