// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <djoliba/engine/doubt.hpp>
#include <djoliba/engine/index.hpp>
#include <djoliba/engine/sensitivity.hpp>

namespace djoliba {

/// Where the bounds between which a leaf is scaled come from.
enum class Normalisation : std::uint8_t {
    declared,    ///< from the index
    min_max,     ///< least and greatest of the given figures of the finest localities
    percentiles  ///< their 5th and 95th percentile
};

/// "declared", "min_max", "percentiles".
std::string_view to_string(Normalisation normalisation);

/// Choices of method that others would have made otherwise. Each is drawn with equal chances; a list of fewer
/// than two is no group.
struct IndexChoices {
    /// A leaf keeps its declared bounds where the others would be equal. Under Transform::log10 only figures
    /// above 0 count.
    std::vector<Normalisation> normalisations = {Normalisation::declared, Normalisation::min_max,
                                                 Normalisation::percentiles};
    /// The mean of every node that combines nodes with parts of their own; empty: as declared. Nodes that
    /// combine leaves only, and maxima, stay: one indicator at 0 would make a geometric mean of indicators 0
    /// (judgement).
    std::vector<std::optional<Mean>> means = {std::nullopt, Mean::arithmetic, Mean::geometric,
                                              Mean::inverted_geometric};
};

struct SensitivityGroup {
    enum class Kind : std::uint8_t { indicator, common, weights, normalisation, aggregation };
    Kind kind = Kind::indicator;
    std::string name =
        {};  ///< of the indicator or common figure; else "weights", "normalisation", "aggregation"
};

/// Indices of all localities of a level together, weighted by their variances.
struct LevelSensitivity {
    Level level = {};
    std::vector<SobolPair> score = {};  ///< by group
    std::vector<SobolPair> rank = {};
};

struct IndexSensitivity {
    std::vector<SensitivityGroup> groups = {};
    std::vector<OutputSensitivity> score =
        {};  ///< by locality; not defined where a run leaves it not assessed
    std::vector<OutputSensitivity> rank = {};
    std::vector<LevelSensitivity> levels = {};  ///< every level, in the order of Localities
    std::size_t runs = 0;
};

/// How much of the variance of every score and rank each group of inputs makes: an indicator with all its
/// localities, a common figure, all weights (multiplied by their factors before they are normalised), the
/// normalisation, the aggregation. Row r of sample A is draw 2 r of a Drawer, of sample B draw 2 r + 1. The
/// bounds of a normalisation are those of the given figures in every run.
///
/// Throws Error for doubts that check() objects to, and where nothing is in doubt or to be chosen.
IndexSensitivity index_sensitivity(const IndexResult& result, const IndicatorTable& table,
                                   const Localities& localities, const std::vector<double>& people,
                                   const Doubts& doubts, const IndexChoices& choices = {},
                                   const SensitivityOptions& options = {.resamples = 100, .blocks = 64},
                                   const Job& job = {});

/// The plan under one choice of each kind.
IndexPlan chosen_plan(const IndexPlan& plan, const IndexResult& result, const IndicatorTable& table,
                      const Localities& localities, Normalisation normalisation, std::optional<Mean> mean);

}  // namespace djoliba
