// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include <djoliba/scenarios/summary.hpp>

#include "text_width.hpp"

namespace djoliba {
namespace {

constexpr int name_width = 20;

std::string plural(const Level& level) { return level + "s"; }

std::string parent_name(const Localities& places, int i) {
    const int up = places[i].parent;
    return up < 0 ? "" : places[up].name;
}

/// "3 (1-9)" with the interval of the rank, "3" without.
std::string rank_words(const Result& r, int i) {
    const RankUncertainty& u = r.ranking.uncertainty[i];
    if (!u.low || !u.high) return fmt::format("{}", r.ranking.rank[i]);
    return fmt::format("{} ({:.0f}-{:.0f})", r.ranking.rank[i], *u.low, *u.high);
}

int rank_width(const Result& r) { return r.uncertainty.draws > 0 ? 13 : 4; }

std::string ranked_rows(const Result& r, const Level& level, const SummaryOptions& options) {
    std::string text =
        fmt::format("{:>{}}  {}  {}  {:>5}  {}  {:>10}  {}\n", "rank", rank_width(r), fit(level, name_width),
                    fit("in", name_width), "score", fit("class", 10), "people", "main reasons");
    int rows = 0;
    for (const int i : ranking_order(r)) {
        if (r.localities[i].level != level || r.ranking.rank[i] == 0 || rows++ >= options.top) continue;
        text +=
            fmt::format("{:>{}}  {}  {}  {:>5.1f}  {}  {:>10}  {}\n", rank_words(r, i), rank_width(r),
                        fit(r.localities[i].name, name_width), fit(parent_name(r.localities, i), name_width),
                        std::floor(r.index.score[0][i] * 10 + 0.5 + 1e-8) / 10,
                        fit(class_words(r.index.risk_class[i], options.language), 10),
                        std::isnan(r.people[i]) ? std::string("unknown")
                                                : format_number(std::round(r.people[i]), options.language),
                        drivers_in_words(r.index, r.indicators, r.contributions, i, options.language));
    }
    return text;
}

std::string headline(const Result& r, const SummaryOptions& options) {
    const Level& finest = r.localities.finest();
    const Level& first = r.ranking.headline_level;
    std::string text;
    if (std::isnan(r.ranking.own_share)) return fmt::format("No {} could be assessed.\n", finest);
    const auto share = fmt::format("{:.0f} %", 100 * r.ranking.own_share);
    if (first != finest) {
        text += fmt::format(
            "Only {} of the weight behind the scores of {} is their own; the rest is inherited from the {}.\n"
            "The ranking to use is that of the {}; ranks of {} are an order within the {}.\n\n",
            share, plural(finest), first, plural(first), plural(finest), first);
        text += fmt::format("Highest-ranked {}\n{}\n", plural(first), ranked_rows(r, first, options));
        return text + fmt::format("Highest-ranked {} (order within the {})\n{}", plural(finest), first,
                                  ranked_rows(r, finest, options));
    }
    return text + fmt::format("Highest-ranked {} ({} of the weight is their own)\n{}", plural(finest), share,
                              ranked_rows(r, finest, options));
}

/// The first few names of a list, and how many more there are.
std::string first_of(const std::vector<std::string>& names) {
    constexpr std::size_t most = 6;
    const std::span<const std::string> shown = std::span(names).first(std::min(names.size(), most));
    const std::string text = fmt::format("{}", fmt::join(shown, ", "));
    return names.size() > most ? text + fmt::format(" and {} more", names.size() - most) : text;
}

/// Indicators in no index that would not be ranked with either, one line for those that cover the same.
std::string not_in_index(const Result& r) {
    std::vector<std::pair<std::string, std::vector<std::string>>> lines;  // reason, names
    for (const auto& n : r.index.not_in_index) {
        if (n.covers_enough) continue;
        auto same = std::find_if(lines.begin(), lines.end(),
                                 [&](const auto& line) { return line.first == n.reason; });
        if (same == lines.end()) same = lines.insert(lines.end(), {n.reason, {}});
        same->second.push_back(n.indicator);
    }
    std::string text;
    for (const auto& [reason, names] : lines)
        text += fmt::format("Shown, not in the index, and too little known for it: {} ({})\n",
                            first_of(names), reason);
    return text;
}

std::string not_assessed(const Result& r) {
    std::string text;
    for (auto it = r.localities.hierarchy.rbegin(); it != r.localities.hierarchy.rend(); ++it) {
        int count = 0, total = 0;
        double people = 0;
        for (const int i : r.localities.of_level(*it)) {
            ++total;
            if (r.index.assessed(i)) continue;
            ++count;
            people += std::isnan(r.people[i]) ? 0 : r.people[i];
        }
        if (count == 0) continue;
        text +=
            fmt::format("Not assessed: {} of {} {} with {} people. They have no rank; that is not safety.\n",
                        count, total, plural(*it), format_number(std::round(people), Language::english));
    }
    for (const auto& n : r.index.not_ranked_with)
        text += fmt::format("Shown, not ranked with: {} ({})\n", n.indicator, n.reason);
    return text + not_in_index(r);
}

std::string counted(const std::optional<double>& n, std::string_view what) {
    return n ? fmt::format(", {} {}", format_number(std::round(*n), Language::english), what) : "";
}

std::string exclusions(const Result& r) {
    if (r.account.exclusions.empty()) return "";
    std::string text = "Read but not used, or used with a reservation\n";
    for (const auto& e : r.account.exclusions)
        text += fmt::format("  {}: {} row{}{}{}: {}\n", e.source, e.rows, e.rows == 1 ? "" : "s",
                            counted(e.people, "people"), counted(e.events, "events"), e.reason);
    return text + "\n";
}

std::string changes(const Result& r) {
    if (r.account.changes.empty()) return "";
    std::string text = "Changed by the scenario\n";
    for (const auto& c : r.account.changes)
        text += fmt::format("  {}: {} {}\n", c.source,
                            format_number(static_cast<double>(c.number), Language::english), c.what);
    return text + "\n";
}

std::string reconciliation(const Result& r) {
    if (r.account.reconciliations.empty()) return "";
    std::string text =
        fmt::format("{}  {:>12}  {:>12}  {:>5}  {}\n", fit("Published figures beside ours", 52), "published",
                    "ours", "ratio", "ours is of");
    for (const auto& x : r.account.reconciliations) {
        const auto ratio = x.ratio();
        text += fmt::format("{}  {:>12}  {:>12}  {:>5}  {}  {}\n", fit(x.figure, 52),
                            format_number(x.published, Language::english),
                            x.ours ? format_number(*x.ours, Language::english) : "-",
                            ratio ? fmt::format("{:.2f}", *ratio) : "-",
                            fit(x.ours_date.empty() ? "-" : x.ours_date, 15), x.reason);
    }
    return text + "\n";
}

std::string warnings(const Result& r) {
    std::string text;
    for (const auto& w : r.account.warnings) text += fmt::format("Note: {}\n", w);
    return text;
}

}  // namespace

std::string summary(const Result& r, const SummaryOptions& options) {
    std::string text = fmt::format("{} · as of {}\n", r.stamp.title, to_string(r.stamp.as_of));
    if (r.stamp.synthetic) text += fmt::format("{}\n", synthetic_warning());
    text += "\n" + headline(r, options) + "\n";
    const std::string gaps = not_assessed(r) + warnings(r);
    if (!gaps.empty()) text += gaps + "\n";
    return text + changes(r) + exclusions(r) + reconciliation(r);
}

}  // namespace djoliba
