// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/contribution.hpp>
#include <djoliba/engine/index.hpp>

namespace djoliba {

/// Texts are UTF-8. Blanks are plain spaces.
enum class Language : std::uint8_t { english, french };

/// "very low" to "very high", "très faible" to "très élevé" for classes 1 to 5; "not assessed", "non évalué"
/// for 0.
std::string class_words(int risk_class, Language language);

/// Rounded to a whole number from 100 up, to one decimal from 1 up, to two below; zeros at the end are left
/// out. English: "12,995" and "0.85", French: "12 995" and "0,85".
std::string format_number(double value, Language language);

/// The number with its unit: "12%" or "12 %", "12,995 people" or "12 995 personnes". A class has no unit.
std::string format_value(double value, std::string_view unit, Language language);

/// "inherited from the cercle", "hérité du cercle".
std::string inherited_words(std::string_view level, Language language);

/// What an indicator does to the score of a locality, against the median locality.
enum class Effect : std::uint8_t { raises, lowers };

/// An indicator that raises the score of a locality above that of the median locality, or lowers it below.
struct Driver {
    int node = -1;            ///< its leaf in the plan
    double contribution = 0;  ///< points of the final score, at least 0.05, or at most -0.05
};

/// The leaves with the largest contributions of at least 0.05 that raise (or lower) the score, largest first,
/// at most `most`. Leaves whose value is missing are left out: what dropping them did is no property of the
/// locality.
std::vector<Driver> drivers(const IndexResult& result, const Contributions& contributions, int locality,
                            std::size_t most = 3, Effect effect = Effect::raises);

/// The drivers in words: "12 % de la population en phases 3 à 5 (+0,8, hérité du cercle) ; ...". A leaf with
/// a phrase (words_en, words_fr) is written with it, others as "label : value unit". Says so where nothing
/// stands out; empty where the locality is not assessed.
std::string drivers_in_words(const IndexResult& result, const IndicatorTable& table,
                             const Contributions& contributions, int locality, Language language,
                             Effect effect = Effect::raises);

/// How a leaf tells its value, `{}` standing for the number: its phrase, else "label : {} unit".
std::string phrase_of(const IndexResult& result, const IndicatorTable& table, int node, Language language);

/// Why a locality is not assessed, down to what is missing; empty where it is.
std::string reason_not_assessed(const IndexResult& result, const IndicatorTable& table,
                                const Localities& localities, int locality, Language language);

/// The label of a node in the language: its own, else that of its indicator, else its name.
std::string label_of(const IndexResult& result, const IndicatorTable& table, int node, Language language);

}  // namespace djoliba
