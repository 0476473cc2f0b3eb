// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "comparison_words.hpp"
#include "text_width.hpp"

namespace djoliba {
namespace {

constexpr int name_width = 20;
constexpr double shown = 0.05;  ///< a change that is not 0.0 in the table

/// "1 commune", "3 communes".
std::string counted(auto count, const Level& level) {
    return fmt::format("{} {}{}", count, level, count == 1 ? "" : "s");
}

/// "+1.2"; "0.0" without a sign.
std::string signed_number(double v, int decimals) {
    const std::string text = fmt::format("{:+.{}f}", v, decimals);
    return text.find_first_of("123456789") == std::string::npos ? text.substr(1) : text;
}

std::string place_of(const RunComparison& runs, int u) {
    const auto [run, i] = home_of(runs, u);
    const Localities& places = run->run.localities;
    return places[i].parent < 0 ? "" : places[places[i].parent].name;
}

std::string in_words(const RunComparison& runs, int u, Language language) {
    std::string text;
    for (const int p : largest_parts(runs.comparison, u))
        text +=
            fmt::format("{}{} ({})", text.empty() ? "" : ", ", part_words(runs.comparison.parts[p], language),
                        signed_number(runs.comparison.of_score[p][u], 1));
    return text.empty() ? "-" : text;
}

std::string row(const RunComparison& runs, int u, Language language) {
    const ComparedUnit& unit = runs.comparison.units[u];
    return fmt::format("{:>6}  {:>5.1f} {:>5.1f}  {:>5} {:>5}  {}  {}  {}\n",
                       signed_number(unit.score_change(), 1), unit.score[0], unit.score[1], unit.rank[0],
                       unit.rank[1], fit(name_of(runs, u), name_width), fit(place_of(runs, u), name_width),
                       in_words(runs, u, language));
}

std::string movers(const RunComparison& runs, const Level& level, const ComparisonSummaryOptions& options) {
    std::string text;
    int rows = 0;
    for (const int u : comparison_order(runs)) {
        const ComparedUnit& unit = runs.comparison.units[u];
        const bool moved =
            unit.compared() && (std::abs(unit.score_change()) >= shown || unit.rank_change() != 0);
        if (unit.level != level || !moved || rows >= options.top) continue;
        ++rows;
        text += row(runs, u, options.language);
    }
    if (text.empty()) return "";
    return fmt::format("{:>6}  {:>11}  {:>11}  {}  {}  {}\n", "change", "score A   B", "rank A   B",
                       fit(level, name_width), fit("in", name_width), "due to (points)") +
           text;
}

std::string totals(const RunComparison& runs, const LevelChange& change, Language language) {
    if (change.compared == 0) return fmt::format("No {} is assessed in both runs.\n", change.level);
    std::string text =
        fmt::format("{} compared: {} higher, {} lower, {} unchanged; {} in another class; mean change {}",
                    counted(change.compared, change.level), change.higher, change.lower,
                    change.compared - change.higher - change.lower, change.other_class,
                    signed_number(change.mean_change, 2));
    std::string parts;
    for (std::size_t p = 0; p < runs.comparison.parts.size(); ++p)
        if (runs.comparison.parts[p].differs)
            parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ",
                                 part_words(runs.comparison.parts[p], language),
                                 signed_number(change.mean_part[p], 2));
    return text + (parts.empty() ? "\n" : ": " + parts + "\n");
}

std::string apart(const RunComparison& runs, const Level& level, const std::vector<int>& units,
                  std::string_view run) {
    constexpr std::size_t most = 10;
    if (units.empty()) return "";
    std::vector<std::string> names;
    for (const int u : std::span(units).first(std::min(units.size(), most)))
        names.push_back(fmt::format("{} {}", runs.comparison.units[u].code, name_of(runs, u)));
    return fmt::format("Assessed in {} only: {}, {}{}\n", run, counted(units.size(), level),
                       fmt::join(names, ", "),
                       units.size() > most ? fmt::format(" and {} more", units.size() - most) : "");
}

std::string level_text(const RunComparison& runs, const Level& level,
                       const ComparisonSummaryOptions& options) {
    const LevelChange change = change_of_level(runs, level);
    std::string text = totals(runs, change, options.language) + movers(runs, level, options) +
                       apart(runs, level, change.only_before, "A") +
                       apart(runs, level, change.only_after, "B");
    if (change.in_neither > 0)
        text += fmt::format("Not assessed in either run: {}\n", counted(change.in_neither, level));
    return text + "\n";
}

std::string unchanged_parts(const RunComparison& runs, Language language) {
    std::vector<std::string> same;
    for (const auto& part : runs.comparison.parts)
        if (!part.differs) same.push_back(part_words(part, language));
    return same.empty()
               ? ""
               : fmt::format("The same in both runs, as far as both know it: {}\n", fmt::join(same, ", "));
}

}  // namespace

std::string summary(const RunComparison& runs, const ComparisonSummaryOptions& options) {
    std::string text =
        fmt::format("A: {} · as of {}\nB: {} · as of {}\n", runs.before.title, to_string(runs.before.as_of),
                    runs.after.title, to_string(runs.after.as_of));
    if (runs.before.synthetic || runs.after.synthetic) text += fmt::format("{}\n", synthetic_warning());
    text += '\n';
    const auto& hierarchy = runs.after.run.localities.hierarchy;
    for (const Level& level : comparison_levels(runs))
        if (std::ranges::find(hierarchy, level) != hierarchy.end()) text += level_text(runs, level, options);
    text += unchanged_parts(runs, options.language);
    for (const auto& note : runs.notes) text += fmt::format("Note: {}\n", note);
    return text;
}

}  // namespace djoliba
