// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/explanation.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace djoliba {
namespace {

constexpr double least_distance = 0.05;  // what one decimal can show

bool french(Language language) { return language == Language::french; }

/// A sentence in the language with its gaps filled.
template <typename... Values>
std::string say(Language language, std::string_view en, std::string_view fr, const Values&... values) {
    return fmt::format(fmt::runtime(french(language) ? fr : en), values...);
}

/// "communes", "régions"; other partitions by their own name.
std::string units_of(const Level& level, Language language) {
    if (level == "commune" || level == "cercle") return level + "s";
    if (level == "region") return say(language, "regions", "régions");
    return say(language, "units ({})", "unités ({})", level);
}

std::string within(const Level& level, Language language) {
    if (level == "cercle") return say(language, "in the cercle", "dans le cercle");
    if (level == "region") return say(language, "in the region", "dans la région");
    return say(language, "in its {}", "dans l'unité de niveau {}", level);
}

/// One decimal, halves up as the classes have it.
std::string points(double value, Language language) {
    std::string text = fmt::format("{:.1f}", std::floor(value * 10 + 0.5 + 1e-8) / 10);
    if (french(language)) std::ranges::replace(text, '.', ',');
    return text;
}

std::string name_and_parent(const Result& r, int i, Language language) {
    const Locality& unit = r.localities[i];
    if (unit.parent < 0) return unit.name;
    const Locality& up = r.localities[unit.parent];
    const std::string level = french(language) && up.level == "region" ? "région" : up.level;
    return say(language, "{} ({}: {})", "{} ({} : {})", unit.name, level, up.name);
}

/// The ranking of the level above comes first: ranks of this one are an order within it.
bool ordered_within_parent(const Result& r, const Locality& unit) {
    return unit.level == r.localities.finest() && r.ranking.headline_level != unit.level;
}

std::string rank_in_words(const Result& r, int i, Language language) {
    const Locality& unit = r.localities[i];
    const bool of_parent = ordered_within_parent(r, unit);
    const auto units = r.localities.of_level(unit.level);
    const auto among = std::ranges::count_if(units, [&](int k) {
        return r.index.assessed(k) && (!of_parent || r.localities[k].parent == unit.parent);
    });
    std::string text = say(language, "rank {} among {} {} with a score", "rang {} parmi {} {} avec un score",
                           of_parent ? r.ranking.rank_in_parent[i] : r.ranking.rank[i], among,
                           units_of(unit.level, language));
    const RankUncertainty& u = r.ranking.uncertainty[i];
    if (of_parent)
        text += " " + within(r.ranking.headline_level, language) +
                say(language, " (no order beyond it: too little of the weight is its own)",
                    " (pas d'ordre au-delà : trop peu du poids lui est propre)");
    else if (u.low && u.high)
        text += say(language, " (between {:.0f} and {:.0f} in 90% of the draws)",
                    " (entre {:.0f} et {:.0f} dans 90 % des tirages)", *u.low, *u.high);
    return text;
}

std::string distance_in_words(double distance, Language language) {
    if (std::abs(distance) < least_distance)
        return say(language, "as the median locality", "comme la localité médiane");
    const std::string size = points(std::abs(distance), language);
    return distance > 0
               ? say(language, "{} above the median locality", "{} au-dessus de la localité médiane", size)
               : say(language, "{} below the median locality", "{} au-dessous de la localité médiane", size);
}

bool rests_on_lower_bounds(const Result& r, int i) {
    return std::ranges::any_of(r.index.plan.leaves, [&](int leaf) {
        const int indicator = r.index.indicator[leaf];
        return r.index.plan.weight[leaf] > 0 && indicator >= 0 && r.indicators.items[indicator].at_least[i];
    });
}

std::string what_moves_it(const Result& r, int i, Language language) {
    std::string text;
    const auto add = [&](Effect effect, std::string_view en, std::string_view fr) {
        if (!drivers(r.index, r.contributions, i, 1, effect).empty())
            text += say(language, en, fr,
                        drivers_in_words(r.index, r.indicators, r.contributions, i, language, effect));
    };
    add(Effect::raises, " Raised by: {}.", " Ce qui l'élève : {}.");
    add(Effect::lowers, " Lowered by: {}.", " Ce qui l'abaisse : {}.");
    return text;
}

/// Columns of the contributions table that are the same in every run.
std::vector<OutputColumn> leading_columns() {
    return {{"level", ColumnType::text, "Niveau", "Level"},
            {"code", ColumnType::text, "Code", "Code"},
            {"name", ColumnType::text, "Nom", "Name"},
            {"score", ColumnType::real, "Score (0-10)", "Score (0-10)"},
            {"median_score", ColumnType::real, "Score de la localité médiane (0-10)",
             "Score of the median locality (0-10)"}};
}

std::vector<OutputColumn> columns_of_contributions(const Result& r) {
    std::vector<OutputColumn> columns = leading_columns();
    for (const int leaf : r.index.plan.leaves)
        columns.push_back({r.index.plan.nodes[leaf].indicator + "_points", ColumnType::real,
                           label_of(r.index, r.indicators, leaf, Language::french),
                           label_of(r.index, r.indicators, leaf, Language::english), "", "points"});
    columns.push_back({"explanation_fr", ColumnType::text, "Explication", "Explanation (French)"});
    columns.push_back({"explanation_en", ColumnType::text, "Explication (anglais)", "Explanation"});
    if (r.stamp.synthetic)
        columns.push_back({"synthetic", ColumnType::boolean, "Données synthétiques", "Synthetic data"});
    return columns;
}

Cell number_or_missing(double value) { return std::isnan(value) ? Cell{} : Cell{value}; }

}  // namespace

std::string explanation(const Result& r, int i, Language language) {
    const std::string who = name_and_parent(r, i, language);
    if (!r.index.assessed(i))
        return say(language, "{}: not assessed, which does not mean safe. {}",
                   "{} : non évalué, ce qui ne veut pas dire sans risque. {}", who,
                   reason_not_assessed(r.index, r.indicators, r.localities, i, language));
    const double score = r.index.score[0][i];
    const std::string rank = r.ranking.rank[i] == 0 ? std::string() : rank_in_words(r, i, language) + ". ";
    std::string text =
        say(language, "{}: {}Score {} of 10 (class {}, {}), {}.",
            "{} : {}Score de {} sur 10 (classe {}, {}), {}.", who, rank, points(score, language),
            r.index.risk_class[i], class_words(r.index.risk_class[i], language),
            distance_in_words(score - r.contributions.baseline[0], language));
    text += what_moves_it(r, i, language);
    if (rests_on_lower_bounds(r, i))
        text += say(language, " Some of its figures are lower bounds.",
                    " Certains de ses chiffres sont des minimums.");
    return text;
}

OutputTable contributions_table(const Result& r) {
    OutputTable table{.columns = columns_of_contributions(r)};
    for (const int i : ranking_order(r)) {
        const Locality& unit = r.localities[i];
        std::vector<Cell> row{unit.level, unit.code, unit.name, number_or_missing(r.index.score[0][i]),
                              number_or_missing(r.contributions.baseline[0])};
        for (const int leaf : r.index.plan.leaves)
            row.push_back(number_or_missing(r.contributions.of_node[leaf][i]));
        row.emplace_back(explanation(r, i, Language::french));
        row.emplace_back(explanation(r, i, Language::english));
        if (r.stamp.synthetic) row.emplace_back(true);
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace djoliba
