// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "move_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "doubt_words.hpp"

namespace djoliba {
namespace {

std::string decimal(std::string digits, Language language) {
    if (language == Language::french) std::ranges::replace(digits, '.', ',');
    return digits;
}

std::string figure(double v, Language language) {
    if (std::abs(v) >= 1000) return format_number(std::round(v), language);
    return decimal(fmt::format("{:.4g}", v), language);
}

/// The unit whose error it is: "cercle Koro", "Alpha"; "the whole country" and figures of several units in
/// words.
std::string whose(const Result& r, const std::string& error, Language language) {
    const bool french = language == Language::french;
    if (error == "country") return french ? "tout le pays" : "the whole country";
    if (error.starts_with("shared|"))
        return french ? "un chiffre de plusieurs unités" : "one figure of several units";
    const auto bar = error.find('|');
    if (bar == std::string::npos) return error;
    const std::string level = error.substr(0, bar), code = error.substr(bar + 1);
    for (const Locality& place : r.localities.items)
        if (place.level == level && place.code == code) return fmt::format("{} {}", level, place.name);
    return error;
}

/// Where there are whole figures only, the nearest one that is enough: class 2, not 2.17 or less.
double attainable(const Indicator& indicator, const FigureChange& f) {
    constexpr double slack = 1e-9;
    const std::string_view whole[] = {"class", "people", "households", "events", "facilities"};
    if (std::ranges::find(whole, indicator.unit) == std::end(whole)) return f.to;
    return f.to > f.from ? std::ceil(f.to - slack) : std::floor(f.to + slack);
}

std::string_view reason(NoChange why, bool french) {
    switch (why) {
        case NoChange::not_ranked:
            return french ? "la localité n'est pas évaluée" : "the unit is not assessed";
        case NoChange::no_weight:
            return french ? "sans poids dans l'indice" : "no weight in the index";
        case NoChange::missing:
            return french ? "aucun chiffre à changer" : "there is no figure to change";
        case NoChange::several_figures:
            return french ? "ses localités ont chacune leur chiffre"
                          : "its localities have figures of their own";
        case NoChange::not_enough:
            return french ? "aucune valeur n'y suffit" : "no value is enough";
        case NoChange::none:
            break;
    }
    return "";
}

}  // namespace

std::string place_sentence(const Result& r, const PlaceChange& change, int top, Language language) {
    const bool french = language == Language::french;
    const Locality& place = r.localities[change.locality];
    const auto peers = r.localities.of_level(place.level);
    const auto ranked = std::ranges::count_if(peers, [&](int i) { return r.ranking.rank[i] > 0; });
    if (change.rank == 0)
        return french ? fmt::format("{} n'est pas évaluée : elle n'a pas de rang.", place.name)
                      : fmt::format("{} is not assessed: it has no rank.", place.name);
    if (ranked <= top)
        return french ? fmt::format("{} : rang {} sur {} ({}). Toutes sont parmi les {} premiers.",
                                    place.name, change.rank, ranked, place.level, top)
                      : fmt::format("{}: rank {} of {} ({}). All of them are in the top {}.", place.name,
                                    change.rank, ranked, place.level, top);
    if (french)
        return fmt::format("{} : rang {} sur {} ({}). Ce qui la ferait {} {} premiers :", place.name,
                           change.rank, ranked, place.level,
                           change.in_top ? "sortir des" : "entrer parmi les", top);
    return fmt::format("{}: rank {} of {} ({}). What would move it {} the top {}:", place.name, change.rank,
                       ranked, place.level, change.in_top ? "out of" : "into", top);
}

std::string move_sentence(const Result& r, const PlaceChange& change, const FigureChange& f,
                          Language language) {
    const bool french = language == Language::french;
    const std::string label = label_of(r.index, r.indicators, f.leaf, language);
    if (f.why != NoChange::none || change.rank == 0)
        return fmt::format("{}{} {}", label, french ? " :" : ":", reason(f.why, french));
    const bool more = f.to > f.from;
    const std::string limit = french ? (more ? "ou plus" : "ou moins") : (more ? "or more" : "or less");
    std::string shared;
    if (f.carriers > 1)
        shared = french ? fmt::format(", pour les {} localités qui ont ce chiffre", f.carriers)
                        : fmt::format(", for all {} localities that have this figure", f.carriers);
    return fmt::format("{}{} {} -> {} {}{}", label, french ? " :" : ":", figure(f.from, language),
                       figure(attainable(r.indicators.items[r.index.indicator[f.leaf]], f), language), limit,
                       shared);
}

std::string list_sentence(const Result& r, Language language) {
    const bool french = language == Language::french;
    const TopDoubt& list = r.uncertainty.list;
    if (list.level.empty())
        return french ? "Aucun tirage : la liste n'a pas de doute connu."
                      : "No draws were made: the doubt of the list is not known.";
    const std::string wrong = decimal(fmt::format("{:.1f}", list.expected_wrong), language);
    const std::string doubt = decimal(fmt::format("{:.2f}", list.doubt), language);
    if (french)
        return fmt::format(
            "Des {} premiers ({}), on s'attend à ce que {} n'y aient pas leur place. Doute de "
            "la liste : {}. De combien il baisserait si l'on savait exactement :",
            list.top, list.level, wrong, doubt);
    return fmt::format(
        "Of the top {} ({}), {} are expected not to belong there. Doubt of the list: {}. By "
        "how much it would fall if one knew exactly:",
        list.top, list.level, wrong, doubt);
}

std::string worth_heading(bool single_figures, Language language) {
    if (language == Language::french) return single_figures ? "Un seul chiffre" : "Un indicateur partout";
    return single_figures ? "A single figure" : "An indicator everywhere";
}

std::string worth_sentence(const Result& r, const InformationValue& v, Language language) {
    const std::string name = source_in_words(r, v.kind, v.name, language);
    const std::string of = v.error.empty() ? "" : ", " + whose(r, v.error, language);
    return fmt::format("{}{}{} {}", name, of, language == Language::french ? " :" : ":",
                       decimal(fmt::format("{:.2f}", v.value), language));
}

}  // namespace djoliba
