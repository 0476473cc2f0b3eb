// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <djoliba/engine/locality.hpp>

namespace djoliba {

/// The coverage rule of combine(), for figures that are computed many times: an indicator is ranked with only
/// where it is known for enough of the finest localities, and for some in every unit of the coarsest level
/// that holds any.
class CoverageRule {
 public:
    explicit CoverageRule(const Localities& localities, double minimum_coverage = 0.9);

    /// `values`: one for each of Localities, NaN where missing.
    bool enough(std::span<const double> values) const;

 private:
    std::vector<int> finest_ = {};
    std::vector<std::size_t> group_ = {};  ///< of each of them: its unit of the coarsest level
    std::size_t groups_ = 0;
    double minimum_coverage_;
};

}  // namespace djoliba
