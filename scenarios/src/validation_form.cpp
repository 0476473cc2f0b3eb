// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "validation_form.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/french.hpp>
#include <djoliba/layers/write_form.hpp>

#include "table_cells.hpp"
#include "validation_words.hpp"
#include "workbook.hpp"

namespace djoliba {
namespace {

using Column = SheetColumn;

std::string digest_of(const Result& r, const OutputTable& ranking) {
    std::vector<RankedTexts> units;
    std::array<std::size_t, 6> at = {};
    const std::array<const char*, 6> names = {"level", "code", "name", "rank", "class", "score"};
    for (std::size_t k = 0; k < at.size(); ++k) at[k] = static_cast<std::size_t>(ranking.find(names[k]));
    for (const auto& row : ranking.rows) {
        RankedTexts texts;
        for (std::size_t k = 0; k < at.size(); ++k) texts[k] = cell_text(row[at[k]]);
        units.push_back(texts);
    }
    return ranking_digest(r.stamp.title, r.stamp.as_of, std::move(units));
}

/// "3–12"; empty where no draws were made.
Cell between(const Result& r, int i, std::optional<double> RankUncertainty::* low,
             std::optional<double> RankUncertainty::* high, int decimals) {
    const auto& drawn = r.ranking.uncertainty[i];
    const std::optional<double> from = drawn.*low, to = drawn.*high;
    if (r.ranking.rank[i] == 0 || !from || !to) return {};
    std::string words = fmt::format("{:.{}f}–{:.{}f}", *from, decimals, *to, decimals);
    if (r.language == Language::french) std::ranges::replace(words, '.', ',');
    return words;
}

std::string why(const Result& r, int i) {
    return r.index.assessed(i) ? drivers_in_words(r.index, r.indicators, r.contributions, i, r.language)
                               : reason_not_assessed(r.index, r.indicators, r.localities, i, r.language);
}

std::vector<Cell> row_of(const Result& r, int i) {
    const auto& places = r.localities;
    return {text(places[i].code),
            text(places[i].name),
            text(name_of_ancestor(places, i, "cercle")),
            text(name_of_ancestor(places, i, "region")),
            number(r.people[i]),
            rank_cell(r.ranking.rank[i]),
            between(r, i, &RankUncertainty::low, &RankUncertainty::high, 0),
            rank_cell(r.index.risk_class[i]),
            number(r.index.score[0][i]),
            between(r, i, &RankUncertainty::score_low, &RankUncertainty::score_high, 1),
            text(why(r, i))};
}

Wording prompt_of(Column column) {
    switch (column) {
        case Column::decision:
            return {"Choose from the list. Leave empty what was not discussed.",
                    "Choisir dans la liste. Laisser vide ce qui n'a pas été discuté."};
        case Column::proposed_class:
            return {"1 very low to 5 very high; only for a locality that is moved.",
                    "1 très faible à 5 très élevé ; seulement pour une localité déplacée."};
        case Column::proposed_rank:
            return {"Rank within this sheet; only for a locality that is moved.",
                    "Rang dans cette feuille ; seulement pour une localité déplacée."};
        case Column::reason:
            return {"What the committee knows and the calculation does not. Required unless accepted.",
                    "Ce que le comité sait et que le calcul ignore. Obligatoire sauf si acceptée."};
        case Column::decided_by:
            return {"Name of the committee.", "Nom du comité."};
        case Column::date:
            return {"Day of the decision: 2024-06-30.", "Jour de la décision : 2024-06-30."};
        default:
            return {};
    }
}

FormColumn column_of(Column column, Language language, std::int64_t ranked) {
    FormColumn made{.heading = in(language, heading_of(column)), .prompt = in(language, prompt_of(column))};
    static constexpr std::array<double, sheet_columns> widths = {12, 24, 18, 16, 12, 8,  11, 18, 9,
                                                                 11, 60, 14, 11, 10, 50, 26, 12};
    made.width = widths[static_cast<std::size_t>(column)];
    if (column == Column::people) made.format = "#,##0";
    if (column == Column::score) made.format = "0.0";
    if (column == Column::rank) made.format = "0";
    if (column == Column::decision) {
        made.entry = Entry::choice;
        for (const Decision d : all_decisions) made.choices.push_back(in(language, label_of(d)));
    }
    if (column == Column::proposed_class || column == Column::proposed_rank) {
        made.entry = Entry::whole;
        made.least = 1;
        made.most = column == Column::proposed_class ? 5 : ranked;
    }
    if (column == Column::date) made.entry = Entry::day;
    if (column == Column::reason || column == Column::decided_by) {
        made.entry = Entry::words;
        made.most = static_cast<std::int64_t>(column == Column::reason ? longest_reason : longest_name);
    }
    return made;
}

FormSheet sheet_of(const Result& r, const Level& level, const std::string& digest) {
    FormSheet sheet{r.language == Language::french ? level_label_fr(level) : level,
                    {validation_mark, level, digest},
                    {},
                    {},
                    static_cast<int>(Column::risk_class),
                    2};
    for (const int i : ranking_order(r))
        if (r.localities[i].level == level) sheet.rows.push_back(row_of(r, i));
    for (std::size_t k = 0; k < sheet_columns; ++k)
        sheet.columns.push_back(
            column_of(static_cast<Column>(k), r.language, static_cast<std::int64_t>(sheet.rows.size())));
    return sheet;
}

using Paragraphs = std::vector<std::pair<Wording, Wording>>;

Paragraphs how_to_use() {
    return {
        {{"What this workbook is for", "À quoi sert ce classeur"},
         {"A committee accepts the place of a locality in the ranking, or moves it, with a reason. The score "
          "that was computed never changes: the decision is shown beside it, with its date.",
          "Un comité accepte la place d'une localité dans le classement, ou la déplace, avec une raison. Le "
          "score calculé ne change jamais : la décision est montrée à côté, avec sa date."}},
        {{"How to fill it", "Comment le remplir"},
         {"One sheet for each level. Only the pale yellow cells can be written to; the others are protected. "
          "Leave a line empty that was not discussed. Do not merge cells, do not delete the first row. For "
          "each decision: who decided, and the day.",
          "Une feuille par niveau. Seules les cellules jaune pâle se remplissent ; les autres sont "
          "protégées. "
          "Laisser vide une ligne qui n'a pas été discutée. Ne pas fusionner de cellules, ne pas supprimer "
          "la "
          "première ligne. Pour chaque décision : qui a décidé, et le jour."}},
        {{"accepted", "acceptée"},
         {"The committee agrees with class and rank.", "Le comité est d'accord avec la classe et le rang."}},
        {{"moved up, moved down", "relevée, abaissée"},
         {"The risk is higher, or lower, than the calculation says: propose a class or a rank, or both, and "
          "give the reason. For a locality that is not assessed propose a class.",
          "Le risque est plus fort, ou plus faible, que le calcul ne le dit : proposer une classe ou un "
          "rang, "
          "ou les deux, et donner la raison. Pour une localité non évaluée, proposer une classe."}},
        {{"to be checked", "à vérifier"},
         {"The committee doubts a figure and proposes nothing yet: say which in the reason.",
          "Le comité doute d'un chiffre et ne propose encore rien : dire lequel dans la raison."}},
        {{"How it is read back", "Comment il est relu"},
         {"`djoliba validate RUN --from FILE`, with the folder of the run. A sheet belongs to one run alone: "
          "the digest in its first row is that of the run. Later decisions on a locality replace earlier "
          "ones, which are kept as history.",
          "`djoliba validate DOSSIER --from FICHIER`, avec le dossier du calcul. Une feuille n'appartient "
          "qu'à un calcul : l'empreinte de sa première ligne est celle du calcul. Une décision plus récente "
          "sur une localité remplace la précédente, qui est gardée comme historique."}},
        {{"Not assessed", "Non évalué"},
         {"Too little is known for a score. It is not a low risk.",
          "On en sait trop peu pour un score. Ce n'est pas un risque faible."}},
    };
}

std::vector<XlsxNote> notes(const Result& r, const std::string& digest) {
    const auto say = [&](const Wording& words) { return in(r.language, words); };
    std::vector<XlsxNote> list{
        {r.stamp.title,
         fmt::format("{} {}\n{} {}", say({"Situation on", "Situation au"}), to_string(r.stamp.as_of),
                     say({"Digest of the run:", "Empreinte du calcul :"}), digest)}};
    for (const auto& [heading, words] : how_to_use()) list.push_back({say(heading), say(words)});
    list.push_back({say({"Boundaries", "Limites administratives"}),
                    r.language == Language::french ? in_french(r.stamp.note) : r.stamp.note});
    return list;
}

}  // namespace

void save_validation_form(const Result& r, const OutputTable& ranking, const std::filesystem::path& file) {
    const std::string digest = digest_of(r, ranking);
    Form form{
        r.language == Language::french ? "Mode_d_emploi" : "How_to_use", notes(r, digest), {}, r.language};
    for (const Level& level : level_order(r)) form.sheets.push_back(sheet_of(r, level, digest));
    write_form(file, form, r.stamp);
}

}  // namespace djoliba
