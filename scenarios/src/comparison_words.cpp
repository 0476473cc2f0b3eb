// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "comparison_words.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <djoliba/engine/index.hpp>

namespace djoliba {
namespace {

constexpr double worth_naming = 0.05;
constexpr double unchanged = 1e-9;

/// The first letter small; only ASCII has to do here, and what follows "É" and the like is right as it is.
std::string small(std::string text) {
    constexpr std::string_view accented = "\xC3\x89";  // É
    if (text.starts_with(accented)) return "\xC3\xA9" + text.substr(accented.size());
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

void count_unit(LevelChange& change, const Comparison& comparison, int u) {
    const ComparedUnit& unit = comparison.units[u];
    if (!unit.compared()) {
        if (unit.assessed(0)) change.only_before.push_back(u);
        if (unit.assessed(1)) change.only_after.push_back(u);
        if (!unit.assessed(0) && !unit.assessed(1)) ++change.in_neither;
        return;
    }
    ++change.compared;
    if (unit.score_change() > unchanged) ++change.higher;
    if (unit.score_change() < -unchanged) ++change.lower;
    if (risk_class(unit.score[0]) != risk_class(unit.score[1])) ++change.other_class;
}

}  // namespace

std::pair<const SavedRun*, int> home_of(const RunComparison& runs, int unit) {
    const auto& at = runs.comparison.units[unit].at;
    return at[1] >= 0 ? std::pair{&runs.after, at[1]} : std::pair{&runs.before, at[0]};
}

std::string name_of(const RunComparison& runs, int unit) {
    const auto [run, i] = home_of(runs, unit);
    return run->run.localities[i].name;
}

std::string part_words(const ChangePart& part, Language language) {
    return small(language == Language::french ? part.label_fr : part.label_en);
}

std::vector<int> largest_parts(const Comparison& comparison, int unit) {
    const auto size = [&](int p) { return std::abs(comparison.of_score[p][unit]); };
    std::vector<int> parts;
    for (int p = 0; p < static_cast<int>(comparison.parts.size()); ++p)
        if (size(p) >= worth_naming) parts.push_back(p);
    std::ranges::stable_sort(parts, [&](int a, int b) { return size(a) > size(b); });
    return parts;
}

std::string main_part(const Comparison& comparison, int unit) {
    int main = -1;
    double most = 0;
    for (int p = 0; p < static_cast<int>(comparison.parts.size()); ++p)
        if (std::abs(comparison.of_score[p][unit]) > most)
            main = p, most = std::abs(comparison.of_score[p][unit]);
    return main < 0 ? "" : comparison.parts[main].name;
}

LevelChange change_of_level(const RunComparison& runs, const Level& level) {
    const Comparison& c = runs.comparison;
    LevelChange change{.level = level, .mean_part = std::vector<double>(c.parts.size(), 0)};
    double sum = 0;
    for (int u = 0; u < static_cast<int>(c.units.size()); ++u) {
        if (c.units[u].level != level) continue;
        count_unit(change, c, u);
        if (!c.units[u].compared()) continue;
        sum += c.units[u].score_change();
        for (std::size_t p = 0; p < c.parts.size(); ++p) change.mean_part[p] += c.of_score[p][u];
    }
    change.mean_change = change.compared > 0 ? sum / change.compared : missing_value;
    for (double& part : change.mean_part) part = change.compared > 0 ? part / change.compared : missing_value;
    return change;
}

}  // namespace djoliba
