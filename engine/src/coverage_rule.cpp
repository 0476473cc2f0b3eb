// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/coverage_rule.hpp>

#include <cmath>
#include <map>

namespace djoliba {

CoverageRule::CoverageRule(const Localities& localities, double minimum_coverage)
    : finest_(localities.of_level(localities.finest())), minimum_coverage_(minimum_coverage) {
    std::map<int, std::size_t> groups;  // units of the coarsest level; -1: the localities outside all of them
    for (const int i : finest_) {
        const bool one_level = localities.hierarchy.size() < 2;
        const int unit = one_level ? -1 : localities.ancestor(i, localities.hierarchy.front());
        group_.push_back(groups.emplace(unit, groups.size()).first->second);
    }
    // Those outside need not be known: their group comes last.
    groups_ = groups.size();
    if (const auto outside = groups.find(-1); outside != groups.end()) {
        --groups_;
        for (auto& group : group_)
            group = group == outside->second ? groups_ : group == groups_ ? outside->second : group;
    }
}

bool CoverageRule::enough(std::span<const double> values) const {
    std::vector<char> known_in(groups_ + 1, 0);
    std::size_t known = 0;
    for (std::size_t k = 0; k < finest_.size(); ++k) {
        if (std::isnan(values[finest_[k]])) continue;
        ++known;
        known_in[group_[k]] = 1;
    }
    for (std::size_t g = 0; g < groups_; ++g)
        if (!known_in[g]) return false;
    const double share =
        finest_.empty() ? 0 : static_cast<double>(known) / static_cast<double>(finest_.size());
    return share >= minimum_coverage_;
}

}  // namespace djoliba
