// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "doubt_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace djoliba {
namespace {

constexpr double least_share = 0.095;  // 0.1 when written with one digit
constexpr std::size_t most_named = 3;

std::string share_in_words(double share, Language language) {
    std::string text = fmt::format("{:.1f}", share);
    if (language == Language::french) std::ranges::replace(text, '.', ',');
    return text;
}

}  // namespace

std::string source_in_words(const Result& r, DoubtSource::Kind kind, const std::string& name,
                            Language language) {
    const bool french = language == Language::french;
    if (kind == DoubtSource::Kind::weights)
        return french ? "Pondérations de l'indice" : "Weights of the index";
    if (kind == DoubtSource::Kind::common && name == flood_depth_error)
        return french ? "Profondeur de l'inondation" : "Flood depth";
    const IndexPlan& plan = r.index.plan;
    if (kind == DoubtSource::Kind::indicator)
        for (const int leaf : plan.leaves)
            if (plan.nodes[leaf].indicator == name) return label_of(r.index, r.indicators, leaf, language);
    for (const std::string& like : {name, name + "_people"})
        if (const Indicator* indicator = r.indicators.find(like))
            return french ? indicator->label_fr : indicator->label_en;
    return name;
}

std::string doubt_in_words(const Result& r, int locality, Language language) {
    const RunUncertainty& u = r.uncertainty;
    if (r.ranking.rank[locality] == 0) return "";
    std::vector<std::size_t> named;
    for (std::size_t s = 0; s < u.score_share.size(); ++s)
        if (u.score_share[s][locality] >= least_share) named.push_back(s);
    std::ranges::stable_sort(named, std::greater{}, [&](auto s) { return u.score_share[s][locality]; });
    if (named.size() > most_named) named.resize(most_named);
    const bool french = language == Language::french;
    std::string text;
    for (const std::size_t s : named) {
        const std::string share = share_in_words(u.score_share[s][locality], language);
        text += fmt::format("{}{} ({}{})",
                            text.empty() ? ""
                            : french     ? " ; "
                                         : "; ",
                            source_in_words(r, u.sources[s].kind, u.sources[s].name, language), share,
                            !text.empty() ? ""
                            : french      ? " du doute"
                                          : " of the doubt");
    }
    return text;
}

std::string uncertainty_note_fr(const Result& r) {
    const RunUncertainty& u = r.uncertainty;
    if (u.draws == 0) return "Le calcul ne donne pas d'intervalles : aucun tirage n'a été demandé.";
    std::string text = fmt::format(
        "Bornes entre lesquelles se tiennent 90 % des {} tirages de ce que le scénario déclare incertain, et "
        "de rien d'autre. Deux localités dont les intervalles se recouvrent peuvent changer de place.",
        u.draws);
    const bool figures =
        std::ranges::any_of(u.sources, [](const auto& s) { return s.kind != DoubtSource::Kind::weights; });
    if (!figures) text += " Aucun chiffre n'est déclaré incertain : les intervalles sont trop étroits.";
    return text;
}

}  // namespace djoliba
