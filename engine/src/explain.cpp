// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include <djoliba/engine/explain.hpp>

namespace djoliba {
namespace {

constexpr double least_contribution = 0.05;  // what one decimal can show
constexpr std::size_t most_named = 3;

bool french(Language language) { return language == Language::french; }

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> class_names{{
    {"not assessed", "non évalué"},
    {"very low", "très faible"},
    {"low", "faible"},
    {"medium", "moyen"},
    {"high", "élevé"},
    {"very high", "très élevé"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> french_units{{
    {"per 100", "pour 100"},
    {"per 10000", "pour 10 000"},
    {"events/100000", "événements pour 100 000"},
    {"deaths", "décès"},
    {"households", "ménages"},
    {"people", "personnes"},
    {"events", "événements"},
    {"incidents", "incidents"},
    {"facilities", "formations sanitaires"},
    {"days", "jours"},
    {"years", "ans"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> french_levels{{
    {"region", "de la région"},
    {"cercle", "du cercle"},
    {"commune", "de la commune"},
    {"health_district", "du district sanitaire"},
}};

template <typename Words>
std::string translated(const Words& words, std::string_view english, std::string otherwise) {
    const auto at = std::find_if(words.begin(), words.end(), [&](auto& w) { return w.first == english; });
    return at == words.end() ? std::move(otherwise) : std::string(at->second);
}

void group_thousands(std::string& digits, char separator) {
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    std::size_t end = std::min(digits.find('.'), digits.size());
    while (end > first + 3) digits.insert(end -= 3, 1, separator);
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    return at == text.npos ? text : text.replace(at, from.size(), to);
}

std::string signed_points(double points, Language language) {
    const std::string text = fmt::format("{:+.1f}", points);
    return french(language) ? replaced(text, ".", ",") : text;
}

std::string value_in_words(const IndexResult& result, const IndicatorTable& table, int node, int locality,
                           Language language) {
    const Indicator& indicator = table.items[result.indicator[node]];
    if (!indicator.known(locality)) return label_of(result, table, node, language);
    return replaced(phrase_of(result, table, node, language), "{}",
                    format_number(indicator.value[locality], language));
}

std::string with_unit(std::string number, std::string_view unit, Language language) {
    if (unit.empty() || unit == "class") return number;
    if (!french(language)) return fmt::format("{}{}{}", number, unit == "%" ? "" : " ", unit);
    return fmt::format("{} {}", number, translated(french_units, unit, std::string(unit)));
}

}  // namespace

std::string class_words(int risk_class, Language language) {
    const auto& words = class_names.at(static_cast<std::size_t>(risk_class));
    return std::string(french(language) ? words.second : words.first);
}

std::string format_number(double value, Language language) {
    const double size = std::abs(value);
    std::string text = fmt::format("{:.{}f}", value, size >= 99.95 ? 0 : size >= 0.995 ? 1 : 2);
    if (text.find('.') != text.npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) text.pop_back();
    }
    if (text == "-0") text = "0";
    group_thousands(text, french(language) ? ' ' : ',');
    return french(language) ? replaced(text, ".", ",") : text;
}

std::string format_value(double value, std::string_view unit, Language language) {
    return with_unit(format_number(value, language), unit, language);
}

std::string phrase_of(const IndexResult& result, const IndicatorTable& table, int node, Language language) {
    const IndexNode& leaf = result.plan.nodes[node];
    const std::string& phrase = french(language) ? leaf.words_fr : leaf.words_en;
    if (!phrase.empty()) return phrase;
    return fmt::format("{}{}{}", label_of(result, table, node, language), french(language) ? " : " : ": ",
                       with_unit("{}", table.items[result.indicator[node]].unit, language));
}

std::string inherited_words(std::string_view level, Language language) {
    std::string plain = replaced(std::string(level), "_", " ");
    if (!french(language)) return "inherited from the " + plain;
    return "hérité " + translated(french_levels, level, "du niveau " + plain);
}

std::string label_of(const IndexResult& result, const IndicatorTable& table, int node, Language language) {
    const IndexNode& n = result.plan.nodes[node];
    const std::string& own = french(language) ? n.label_fr : n.label_en;
    if (!own.empty()) return own;
    if (result.indicator[node] < 0) return n.name;
    const Indicator& indicator = table.items[result.indicator[node]];
    const std::string& label = french(language) ? indicator.label_fr : indicator.label_en;
    return label.empty() ? n.name : label;
}

std::vector<Driver> drivers(const IndexResult& result, const Contributions& contributions, int locality,
                            std::size_t most, Effect effect) {
    const double sign = effect == Effect::raises ? 1 : -1;
    std::vector<Driver> found;
    for (const int leaf : result.plan.leaves) {
        const double points = contributions.of_node[leaf][locality];
        // The margin keeps a contribution of 0.05 in binary on the side of the decimal number.
        if (sign * points >= least_contribution - 1e-9 && !std::isnan(result.score[leaf][locality]))
            found.push_back({leaf, points});
    }
    std::ranges::stable_sort(found, std::greater{},
                             [&](const Driver& d) { return std::round(sign * d.contribution * 1e9); });
    if (found.size() > most) found.resize(most);
    return found;
}

namespace {

std::string origin_words(const Indicator& indicator, int locality, Language language) {
    if (indicator.origin[locality] == Origin::inherited) return inherited_words(indicator.level, language);
    if (indicator.origin[locality] != Origin::shared) return {};
    return french(language) ? "commun à plusieurs unités" : "shared by several units";
}

std::string nothing_stands_out(Language language, Effect effect) {
    const bool raises = effect == Effect::raises;
    if (!french(language))
        return raises ? "nothing clearly above the median" : "nothing clearly below the median";
    return raises ? "aucun facteur nettement au-dessus de la médiane"
                  : "aucun facteur nettement au-dessous de la médiane";
}

}  // namespace

std::string drivers_in_words(const IndexResult& result, const IndicatorTable& table,
                             const Contributions& contributions, int locality, Language language,
                             Effect effect) {
    if (!result.assessed(locality)) return {};
    std::string text;
    for (const Driver& driver : drivers(result, contributions, locality, most_named, effect)) {
        const Indicator& indicator = table.items[result.indicator[driver.node]];
        const std::string origin = origin_words(indicator, locality, language);
        if (!text.empty()) text += french(language) ? " ; " : "; ";
        text += fmt::format("{} ({}{}{})", value_in_words(result, table, driver.node, locality, language),
                            signed_points(driver.contribution, language), origin.empty() ? "" : ", ", origin);
    }
    return text.empty() ? nothing_stands_out(language, effect) : text;
}

}  // namespace djoliba
