// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/moves.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>
#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_csv.hpp>

#include "move_words.hpp"
#include "table_cells.hpp"

namespace djoliba {
namespace {

std::string_view kind_of(DoubtSource::Kind kind) {
    if (kind == DoubtSource::Kind::weights) return "weights";
    return kind == DoubtSource::Kind::common ? "common" : "indicator";
}

void mark_synthetic(OutputTable& table, const Result& r) {
    if (!r.stamp.synthetic) return;
    table.columns.push_back({"synthetic", ColumnType::boolean, "Données synthétiques", "Synthetic data"});
    for (auto& row : table.rows) row.emplace_back(true);
}

std::string_view unit_of(const Result& r, const std::string& indicator) {
    const Indicator* found = r.indicators.find(indicator);
    return found ? std::string_view(found->unit) : "";
}

void add_values(OutputTable& table, const Result& r, const std::vector<InformationValue>& values) {
    for (const InformationValue& v : values)
        table.rows.push_back(
            {text(v.error.empty() ? "everywhere" : "one figure"), text(std::string(kind_of(v.kind))),
             text(v.name), text(v.error), Cell{static_cast<std::int64_t>(v.carriers.size())}, number(v.value),
             text(worth_sentence(r, v, Language::french)), text(worth_sentence(r, v, Language::english))});
}

}  // namespace

PlaceChange moves_of(const Result& r, std::string_view code, int top) {
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < r.localities.size(); ++i) {
        if (r.localities[i].code == code)
            return what_moves(r.index, r.indicators, r.localities, r.people, static_cast<int>(i), top);
        codes.push_back(r.localities[i].code);
    }
    throw Error(Problem{"", "--code", fmt::format("no unit of the run has the code `{}`", code),
                        did_you_mean(code, codes, "give a code as in ranking.csv")});
}

std::vector<FigureChange> changes_in_order(const PlaceChange& change) {
    std::vector<FigureChange> list;
    for (const FigureChange& f : change.of)
        if (f.why != NoChange::no_weight) list.push_back(f);
    std::ranges::stable_sort(list, {}, [](const FigureChange& f) {
        return std::isnan(f.points) ? std::numeric_limits<double>::infinity() : std::abs(f.points);
    });
    return list;
}

OutputTable moves_table(const Result& r, const PlaceChange& change) {
    OutputTable table;
    table.columns = {{"code", ColumnType::text, "Code", "Code"},
                     {"name", ColumnType::text, "Nom", "Name"},
                     {"rank", ColumnType::integer, "Rang", "Rank"},
                     {"in_top", ColumnType::boolean, "Parmi les premiers", "In the top"},
                     {"indicator", ColumnType::text, "Indicateur", "Indicator"},
                     {"unit", ColumnType::text, "Unité", "Unit"},
                     {"from", ColumnType::real, "De", "From"},
                     {"to", ColumnType::real, "À", "To"},
                     {"points", ColumnType::real, "Points", "Points"},
                     {"localities", ColumnType::integer, "Localités", "Localities"},
                     {"why_not", ColumnType::text, "Pourquoi aucun", "Why none"},
                     {"words_fr", ColumnType::text, "En mots", "In words (French)"},
                     {"words_en", ColumnType::text, "En mots (anglais)", "In words"}};
    const Locality& place = r.localities[change.locality];
    for (const FigureChange& f : changes_in_order(change))
        table.rows.push_back({text(place.code), text(place.name), rank_cell(change.rank), Cell{change.in_top},
                              text(f.indicator), text(std::string(unit_of(r, f.indicator))), number(f.from),
                              number(f.to), number(f.points), Cell{static_cast<std::int64_t>(f.carriers)},
                              f.why == NoChange::none ? Cell{} : text(std::string(to_string(f.why))),
                              text(move_sentence(r, change, f, Language::french)),
                              text(move_sentence(r, change, f, Language::english))});
    mark_synthetic(table, r);
    return table;
}

std::string moves_in_words(const Result& r, const PlaceChange& change, int top, Language language) {
    std::string text = place_sentence(r, change, top, language) + "\n";
    for (const FigureChange& f : changes_in_order(change))
        text += fmt::format("  {}\n", move_sentence(r, change, f, language));
    return text;
}

OutputTable worth_table(const Result& r) {
    OutputTable table;
    table.columns = {{"what", ColumnType::text, "Quoi", "What"},
                     {"kind", ColumnType::text, "Genre", "Kind"},
                     {"name", ColumnType::text, "Nom", "Name"},
                     {"figure", ColumnType::text, "Chiffre", "Figure"},
                     {"localities", ColumnType::integer, "Localités", "Localities"},
                     {"value", ColumnType::real, "Valeur", "Value"},
                     {"words_fr", ColumnType::text, "En mots", "In words (French)"},
                     {"words_en", ColumnType::text, "En mots (anglais)", "In words"}};
    add_values(table, r, r.uncertainty.list.of_sources);
    add_values(table, r, r.uncertainty.list.of_figures);
    mark_synthetic(table, r);
    return table;
}

std::string worth_in_words(const Result& r, Language language, int most) {
    const TopDoubt& list = r.uncertainty.list;
    std::string text = list_sentence(r, language) + "\n";
    for (const auto* values : {&list.of_sources, &list.of_figures}) {
        if (values->empty()) continue;
        text += worth_heading(values == &list.of_figures, language) + "\n";
        for (std::size_t k = 0; k < std::min<std::size_t>(values->size(), most); ++k)
            text += fmt::format("  {}\n", worth_sentence(r, (*values)[k], language));
    }
    return text;
}

std::vector<std::string> save_moves(const Result& r, const std::optional<PlaceChange>& change,
                                    const std::filesystem::path& directory) {
    Staging staging(directory);
    const std::string name = change ? "moves.csv" : "worth.csv";
    write_csv(staging.path(name), change ? moves_table(r, *change) : worth_table(r));
    staging.commit();
    return {name};
}

}  // namespace djoliba
