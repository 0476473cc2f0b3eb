// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <djoliba/engine/comparison.hpp>

namespace djoliba {

/// The units of both runs in one list: those of the old run, then those that only the new one has.
struct JointUnits {
    Localities all = {};                           ///< codes and levels
    std::vector<std::array<int, 2>> at = {};       ///< by unit: index in each run, -1 where it has none
    std::array<std::vector<bool>, 2> finest = {};  ///< [run][unit]
    /// [run][unit]: of the other units, the finest units that it holds in this run
    std::array<std::vector<std::vector<int>>, 2> below = {};

    bool both(int unit) const { return at[unit][0] >= 0 && at[unit][1] >= 0; }
};

/// Throws Error: finest levels of different names, no common unit at this level.
JointUnits join_units(const Localities& before, const Localities& after);

/// An indicator that one of the trees uses.
struct ComparedFigure {
    std::string indicator;
    int part = -1;
    /// [run of its layer][run of the residents]: values by locality of the run of its layer; nullptr where
    /// the run has no such indicator.
    std::array<std::array<const std::vector<double>*, 2>, 2> values = {};
    std::array<bool, 2> enough = {};  ///< by run: the coverage rule lets it be ranked with
};

/// Which run each part is taken from.
struct Choice {
    std::uint32_t bits = 0;  ///< bit p: part p is that of the new run
    int run(int part) const { return static_cast<int>(bits >> part & 1U); }
};

/// What stands to be combined. Holds pointers into the two runs and into the crossed indicators.
struct ComparisonGame {
    JointUnits units = {};
    std::array<const std::vector<double>*, 2> people = {};
    std::vector<ChangePart> parts = {};
    int people_part = -1, definition_part = -1, coverage_part = -1;
    std::vector<ComparedFigure> figures = {};
    std::array<std::array<IndexPlan, 2>, 2> plan = {};  ///< [definition][coverage]
    std::array<std::vector<int>, 2> figure = {};        ///< [definition][node], -1 for nodes with parts
    std::array<std::vector<double>, 2> own = {};        ///< [run][unit]: its score in its own run

    /// Score by unit where each part is that of the chosen run; NaN where not assessed or not there.
    std::vector<double> scores(Choice choice) const;
    /// Ranks that follow from these scores.
    std::vector<int> ranks(Choice choice, const std::vector<double>& scores) const;
    /// Residents of a unit in a run; of the other run where this one does not have the unit.
    double people_of(int unit, int run) const;
    /// Value of an indicator; NaN where it is not known in the run whose coverage counts.
    double value(int figure, int unit, Choice choice, int coverage) const;
};

ComparisonGame make_game(const ComparedRun& before, const ComparedRun& after,
                         const CrossedIndicators* crossed);

}  // namespace djoliba
