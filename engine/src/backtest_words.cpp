// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/backtest.hpp>

namespace djoliba {
namespace {

std::string number(double value, Language language) {
    return std::isnan(value) ? "?" : format_number(value, language);
}

// Two decimals, so that an end of an interval that is not 1 does not read as 1.
std::string two_decimals(double value, Language language) {
    if (std::isnan(value)) return "?";
    std::string text = fmt::format("{:.2f}", value);
    if (language == Language::french) std::ranges::replace(text, '.', ',');
    return text;
}

std::string with_interval(const Estimate& e, Language language) {
    return fmt::format(fmt::runtime(language == Language::french ? "{} ({} à {})" : "{} ({} to {})"),
                       two_decimals(e.value, language), two_decimals(e.low, language),
                       two_decimals(e.high, language));
}

std::string percent(double share, Language language) {
    return std::isnan(share) ? "?" : format_value(100 * share, "%", language);
}

std::string size_of_sample(const BacktestResult& r, Language language) {
    if (r.judgement != Judgement::too_small)
        return fmt::format(
            fmt::runtime(
                language == Language::french
                    ? "{} localités ont un rang et un résultat connu ; {} ont un résultat supérieur à 0."
                    : "{} localities have a rank and a known outcome; {} have an outcome above 0."),
            r.localities, r.positives);
    return fmt::format(
        fmt::runtime(
            language == Language::french
                ? "Trop petit pour conclure : {} localités ont un rang et un résultat connu (il en faut {}), "
                  "{} un "
                  "résultat supérieur à 0 (il en faut {}) ; les {} premières doivent en être la moitié au "
                  "plus. Les "
                  "chiffres décrivent cet échantillon et rien d'autre."
                : "Too small to tell: {} localities have a rank and a known outcome ({} are needed), {} an "
                  "outcome above 0 ({} are needed), and the top {} must be at most half of them. The "
                  "figures describe this sample and nothing else."),
        r.localities, least_localities, r.positives, least_positives, r.top);
}

std::string against_chance(const BacktestResult& r, Language language) {
    const bool french = language == Language::french;
    const std::string figures = fmt::format(
        fmt::runtime(french
                         ? "les {} premières portent {} du résultat, le hasard {} ; corrélation des rangs {}"
                         : "the top {} hold {} of the outcome, chance {}; rank correlation {}"),
        r.top, percent(r.skill.captured.value, language), percent(r.chance, language),
        with_interval(r.skill.spearman, language));
    switch (r.judgement) {
        case Judgement::better:
            return (french ? "Mieux que le hasard : " : "Better than chance: ") + figures + ".";
        case Judgement::worse:
            return (french ? "Moins bien que le hasard : " : "Worse than chance: ") + figures + ".";
        case Judgement::no_difference:
            return (french ? "Rien qui se distingue du hasard : " : "Not told apart from chance: ") +
                   figures + ".";
        case Judgement::too_small:
            break;
    }
    return (french ? "Sans conclusion : " : "Without a conclusion: ") + figures + ".";
}

std::string against_rival(const RivalResult& rival, Language language) {
    const bool french = language == Language::french;
    const std::string& name = french ? rival.label.fr : rival.label.en;
    const std::string lift =
        fmt::format(fmt::runtime(french ? "rapport du résultat capté {} sur {} localités"
                                        : "ratio of outcome captured {} over {} localities"),
                    with_interval(rival.lift, language), rival.localities);
    switch (rival.judgement) {
        case Judgement::better:
            return fmt::format(fmt::runtime(french ? "Mieux que {} : {}." : "Better than {}: {}."), name,
                               lift);
        case Judgement::worse:
            return fmt::format(fmt::runtime(french ? "Moins bien que {} : {}." : "Worse than {}: {}."), name,
                               lift);
        case Judgement::no_difference:
            return fmt::format(fmt::runtime(french ? "Aucune différence établie avec {} : {}."
                                                   : "No difference from {} can be told: {}."),
                               name, lift);
        case Judgement::too_small:
            break;
    }
    return fmt::format(
        fmt::runtime(french ? "Face à {}, sans conclusion : {}." : "Against {}, without a conclusion: {}."),
        name, lift);
}

std::string left_out(const BacktestResult& r, Language language) {
    return fmt::format(
        fmt::runtime(
            language == Language::french
                ? "Hors comparaison : {} localités classées au résultat inconnu ; {} localités sans rang, "
                  "dont le "
                  "résultat est {}."
                : "Left out: {} ranked localities whose outcome is not known; {} localities without a rank, "
                  "with an outcome of {}."),
        r.outcome_unknown, r.not_ranked, number(r.outcome_not_ranked, language));
}

}  // namespace

std::vector<std::string> verdict(const BacktestResult& result, Language language) {
    std::vector<std::string> lines{size_of_sample(result, language), against_chance(result, language)};
    for (const RivalResult& rival : result.rivals) lines.push_back(against_rival(rival, language));
    if (result.positives == result.localities)
        lines.emplace_back(language == Language::french
                               ? "Tout résultat connu est supérieur à 0 : précision et rappel ne disent rien."
                               : "Every known outcome is above 0: precision and recall say nothing.");
    if (result.outcome_unknown + result.not_ranked > 0) lines.push_back(left_out(result, language));
    return lines;
}

}  // namespace djoliba
