// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/doubt.hpp>
#include <djoliba/engine/index.hpp>
#include <djoliba/engine/scorer.hpp>

namespace djoliba {

/// One of the things that are in doubt together: an indicator with all its localities, a common figure, or
/// the weights.
struct DoubtSource {
    enum class Kind : std::uint8_t { indicator, common, weights };
    Kind kind = Kind::indicator;
    std::string name = {};        ///< of the indicator or common figure; "weights"
    std::vector<int> nodes = {};  ///< leaves that it changes, or nodes whose weight it changes
};

/// A single figure that is in doubt: one variate of a source.
struct DoubtFigure {
    int source = -1;
    std::string error = {};      ///< error_of() of those that carry it; the node for a weight
    std::uint64_t item = 0;      ///< of the variate
    std::vector<int> rows = {};  ///< of the Scorer; empty for a weight
};

struct DrawTables;

/// Draws the leaves and weights of an index for a Scorer. Draws are keyed by (seed, draw, item), where the
/// item is "indicator|<name>|<error_of()>", "common|<name>|<error_of()>" or "weight|<node>": a locality's
/// draws are the same for any number of threads and whichever other localities there are.
///
/// Every source has a draw number of its own, so that one may vary while others stay, or samples may be
/// crossed (Sobol indices). A Drawer is not changed by its use; each thread has a Space of its own.
class Drawer {
 public:
    /// In place of a draw number: the figures and weights as they are given.
    static constexpr std::uint64_t as_given = ~std::uint64_t{0};

    /// The variates of one source for two draws, which one block of random bits gives.
    struct Variates {
        std::uint64_t pair = as_given;
        std::array<std::vector<double>, 2> uniform = {};
        std::array<std::vector<double>, 2> normal = {};
    };
    struct Space {
        Scorer::Space scorer = {};
        std::vector<Variates> variates = {};    ///< by source
        std::vector<std::uint64_t> drawn = {};  ///< by source: the draw that `scorer` holds
        std::vector<double> values = {};        ///< of one leaf
    };

    /// `scorer` and `result` are of one index (IndexResult::plan) and outlive the Drawer, as table and
    /// localities need not. Throws Error with all problems of check(doubts). Indicators without weight in the
    /// index are left out.
    Drawer(const Scorer& scorer, const IndexResult& result, const IndicatorTable& table,
           const Localities& localities, const Doubts& doubts, std::uint64_t seed);

    /// In the order in which they are declared: indicators, common figures, weights. Empty where nothing is
    /// in doubt.
    const std::vector<DoubtSource>& sources() const { return sources_; }
    /// All figures of all sources, by source.
    std::vector<DoubtFigure> figures() const;
    std::uint64_t seed() const;
    const Scorer& scorer() const { return scorer_; }

    /// All as given, and scored.
    Space space() const;
    /// Fills in the leaves and weights for these draws, one of each source; what has that draw already is
    /// left as it is. Nodes with parts are the caller's to evaluate.
    void draw(std::span<const std::uint64_t> draws, Space& space) const;
    /// The same draw of all sources.
    void draw(std::uint64_t draw, Space& space) const;

 private:
    const Scorer& scorer_;
    std::vector<DoubtSource> sources_ = {};
    std::shared_ptr<const DrawTables> tables_ = {};
};

}  // namespace djoliba
