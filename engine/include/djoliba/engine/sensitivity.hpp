// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include <djoliba/engine/indicator.hpp>
#include <djoliba/engine/job.hpp>

namespace djoliba {

struct SensitivityOptions {
    std::size_t base = 1024;      ///< N: rows of the two samples; a power of 2 where these are Sobol points
    std::size_t resamples = 200;  ///< bootstrap draws behind the intervals, at least 2
    std::size_t blocks = 0;       ///< rows are drawn again in this many runs of neighbours; 0: one by one
    std::uint64_t seed = 1;
};

/// A Sobol index and its 95 % interval: 1.96 standard deviations of bootstrap draws of the rows to either
/// side, as SALib's S1_conf and ST_conf (normal approximation). Estimates are not cut to 0..1: an index near
/// 0 may come out below it.
struct SobolIndex {
    double value = missing_value;
    double low = missing_value;
    double high = missing_value;
};

/// What one group of inputs does to one output.
struct SobolPair {
    SobolIndex first = {};  ///< share of the variance that would vanish if the group were known
    SobolIndex total = {};  ///< share that would remain if all but the group were known
};

/// One output of the model. Indices are NaN where it is not defined (NaN) in some run, or the same in all.
struct OutputSensitivity {
    double mean = missing_value;      ///< over the runs of both samples
    double variance = missing_value;  ///< over the same
    std::vector<SobolPair> groups = {};
};

/// Which inputs a run takes: those of `row` in sample A or, for the groups marked here, in sample B.
struct SobolRun {
    std::size_t row = 0;
    std::span<const std::uint8_t> from_b = {};  ///< by group, 0 or 1
};

/// Fills in the outputs of one run.
using SobolModel = std::function<void(const SobolRun& run, std::span<double> outputs)>;
/// Makes a model for one thread, with a workspace of its own.
using SobolModelMaker = std::function<SobolModel()>;

/// What is known of several outputs.
struct Sensitivity {
    std::vector<OutputSensitivity> outputs = {};
    std::vector<std::vector<SobolPair>> sets = {};  ///< [set][group], see below
    std::size_t runs = 0;                           ///< N (groups + 2)
};

/// Sobol indices of groups of independent inputs, from two samples of N rows and, for each group i, the
/// sample AB_i that is A with the group taken from B (Saltelli et al. 2010, "Variance based sensitivity
/// analysis of model output"): N (d + 2) runs.
///
///     first: mean(f(B) (f(AB_i) - f(A))) / V      (Saltelli 2010, table 2b), outputs less their mean
///     total: mean((f(A) - f(AB_i))^2) / (2 V)     (Jansen 1999)
///
/// V is the variance over A and B; the mean is that of all runs, as in SALib.
///
/// `sets` are lists of outputs that belong together: their indices are means weighted by the variances of the
/// outputs (Lamboni et al. 2011; Gamboa et al. 2014), outputs without indices left out.
///
/// The same bytes for every Job. Throws Error for N below 2, no groups, no outputs and too few resamples;
/// Cancelled.
Sensitivity sobol_indices(std::size_t groups, std::size_t outputs, const SobolModelMaker& model,
                          const SensitivityOptions& options = {},
                          const std::vector<std::vector<std::size_t>>& sets = {}, const Job& job = {});

/// Points of the Sobol sequence (Joe and Kuo 2008, as in Boost.Random) from its origin on, each dimension
/// shifted by a random number bit by bit (digital shift, keyed by seed and dimension), so that no input is 0
/// or 1 and each is uniform. [row][dimension]. Throws Error for more than 3667 dimensions.
std::vector<std::vector<double>> sobol_points(std::size_t rows, std::size_t dimensions, std::uint64_t seed);

/// A function of uniform numbers in (0, 1).
using UniformModel = std::function<void(std::span<const double> inputs, std::span<double> outputs)>;

/// Sobol indices of a function of uniform inputs; `group_of` names the group of each input, from 0. Samples A
/// and B are the first and the second half of the dimensions of sobol_points(). The model is called from
/// several threads at once.
Sensitivity sobol_indices(const std::vector<std::size_t>& group_of, std::size_t outputs,
                          const UniformModel& model, const SensitivityOptions& options = {},
                          const Job& job = {});

}  // namespace djoliba
