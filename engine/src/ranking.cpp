// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include <djoliba/engine/ranking.hpp>

namespace djoliba {
namespace {

// Rounded, so that "equal but for the last bit" is equal, and so that the order is one.
double key_of(double amount) { return std::round(amount * 1e9); }

double people_key(const std::vector<double>& people, int i) {
    return people.empty() || std::isnan(people[i]) ? -1 : people[i];
}

// The units with an amount, by level, largest amount first.
std::map<Level, std::vector<int>> in_order(const std::vector<double>& amount, const Localities& localities,
                                           const std::vector<double>& people) {
    std::map<Level, std::vector<int>> order;
    for (std::size_t i = 0; i < localities.size(); ++i)
        if (!std::isnan(amount[i])) order[localities[i].level].push_back(static_cast<int>(i));
    for (auto& [level, units] : order)
        std::ranges::sort(units, [&](int a, int b) {
            if (key_of(amount[a]) != key_of(amount[b])) return key_of(amount[a]) > key_of(amount[b]);
            if (people_key(people, a) != people_key(people, b))
                return people_key(people, a) > people_key(people, b);
            return localities[a].code < localities[b].code;
        });
    return order;
}

// Mean over the assessed units of the finest level, by people where these are known.
double mean_own_share(const IndexResult& result, const Localities& localities,
                      const std::vector<double>& people) {
    double plain = 0, count = 0, weighted = 0, weight = 0;
    for (const int i : localities.of_level(localities.finest())) {
        if (!result.assessed(i)) continue;
        plain += result.own_share[i];
        count += 1;
        if (people.empty() || !(people[i] > 0)) continue;
        weighted += people[i] * result.own_share[i];
        weight += people[i];
    }
    return weight > 0 ? weighted / weight : count > 0 ? plain / count : missing_value;
}

}  // namespace

std::vector<int> ranks_by_score(const std::vector<double>& score, const Localities& localities,
                                const std::vector<double>& people) {
    std::vector<int> ranks(localities.size(), 0);
    for (const auto& [level, units] : in_order(score, localities, people)) {
        int next = 1;
        for (const int i : units) ranks[i] = next++;
    }
    return ranks;
}

Ranking rank(const IndexResult& result, const Localities& localities, const std::vector<double>& people) {
    Ranking ranking;
    ranking.rank.assign(localities.size(), 0);
    ranking.rank_in_parent.assign(localities.size(), 0);
    ranking.uncertainty.resize(localities.size());
    for (const auto& [level, units] : in_order(result.score[0], localities, people)) {
        int next = 1;
        std::map<int, int> next_of_parent;
        for (const int i : units) {
            ranking.rank[i] = next++;
            if (localities[i].parent >= 0) ranking.rank_in_parent[i] = ++next_of_parent[localities[i].parent];
        }
    }
    ranking.own_share = mean_own_share(result, localities, people);
    const std::size_t levels = localities.hierarchy.size();
    const bool of_parents = levels > 1 && ranking.own_share < least_own_share;
    ranking.headline_level = localities.hierarchy[of_parents ? levels - 2 : levels - 1];
    return ranking;
}

std::vector<int> rank_by_caseload(const Indicator& people_at_risk, const Localities& localities,
                                  const std::vector<double>& people) {
    std::vector<double> amount = people_at_risk.value;
    for (std::size_t i = 0; i < amount.size(); ++i)
        if (people_at_risk.origin[i] == Origin::inherited) amount[i] = missing_value;
    return ranks_by_score(amount, localities, people);
}

}  // namespace djoliba
