// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/sensitivity_files.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <djoliba/layers/staging.hpp>
#include <djoliba/layers/write_csv.hpp>
#include <djoliba/scenarios/run.hpp>

#include "doubt_json.hpp"
#include "doubt_words.hpp"
#include "table_cells.hpp"
#include "text_width.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;
using Kind = SensitivityGroup::Kind;

std::string_view kind_of(Kind kind) {
    switch (kind) {
        case Kind::indicator:
            return "indicator";
        case Kind::common:
            return "common";
        case Kind::weights:
            return "weights";
        case Kind::normalisation:
            return "normalisation";
        case Kind::aggregation:
            break;
    }
    return "aggregation";
}

std::string group_in_words(const Result& r, const SensitivityGroup& group, Language language) {
    const bool french = language == Language::french;
    switch (group.kind) {
        case Kind::normalisation:
            return french ? "Choix des bornes" : "Choice of bounds";
        case Kind::aggregation:
            return french ? "Choix de la moyenne" : "Choice of the mean";
        case Kind::indicator:
            return source_in_words(r, DoubtSource::Kind::indicator, group.name, language);
        case Kind::common:
            return source_in_words(r, DoubtSource::Kind::common, group.name, language);
        case Kind::weights:
            break;
    }
    return source_in_words(r, DoubtSource::Kind::weights, group.name, language);
}

std::vector<OutputColumn> group_columns() {
    return {{"output", ColumnType::text, "Résultat", "Output"},
            {"group", ColumnType::text, "Groupe", "Group"},
            {"kind", ColumnType::text, "Genre", "Kind"},
            {"group_fr", ColumnType::text, "Groupe en mots", "Group in words (French)"},
            {"group_en", ColumnType::text, "Groupe en mots (anglais)", "Group in words"},
            {"s1", ColumnType::real, "Premier ordre", "First order", "", "", 2},
            {"s1_low", ColumnType::real, "Premier ordre, borne basse", "First order, low", "", "", 2},
            {"s1_high", ColumnType::real, "Premier ordre, borne haute", "First order, high", "", "", 2},
            {"st", ColumnType::real, "Total", "Total", "", "", 2},
            {"st_low", ColumnType::real, "Total, borne basse", "Total, low", "", "", 2},
            {"st_high", ColumnType::real, "Total, borne haute", "Total, high", "", "", 2}};
}

/// A row for each group, behind the cells that name whose output it is.
void add_groups(OutputTable& table, const ScenarioSensitivity& s, const std::vector<Cell>& whose,
                const std::string& output, const std::vector<SobolPair>& pairs) {
    for (std::size_t g = 0; g < s.found.groups.size(); ++g) {
        const SensitivityGroup& group = s.found.groups[g];
        const SobolPair pair = g < pairs.size() ? pairs[g] : SobolPair{};
        auto& row = table.rows.emplace_back(whose);
        for (const std::string& words : {output, group.name, std::string(kind_of(group.kind)),
                                         group_in_words(s.run, group, Language::french),
                                         group_in_words(s.run, group, Language::english)})
            row.push_back(text(words));
        for (const SobolIndex& index : {pair.first, pair.total})
            for (const double v : {index.value, index.low, index.high}) row.push_back(number(v));
    }
}

/// A CSV file has no other place to say it.
void mark_synthetic(OutputTable& table, const Result& r) {
    if (!r.stamp.synthetic) return;
    table.columns.push_back({"synthetic", ColumnType::boolean, "Données synthétiques", "Synthetic data"});
    for (auto& row : table.rows) row.emplace_back(true);
}

std::string manifest_of(const ScenarioSensitivity& s, const std::vector<std::string>& files) {
    const Result& r = s.run;
    Json groups = Json::array();
    for (const SensitivityGroup& group : s.found.groups)
        groups.push_back({{"kind", kind_of(group.kind)}, {"name", group.name}});
    const Json json = {{"title", r.stamp.title},
                       {"as_of", to_string(r.stamp.as_of)},
                       {"synthetic", r.stamp.synthetic},
                       {"warning", r.stamp.synthetic ? std::string(synthetic_warning()) : ""},
                       {"note", r.stamp.note},
                       {"program", {{"name", "djoliba"}, {"version", DJOLIBA_VERSION}}},
                       {"rows", s.options.base},
                       {"runs", s.found.runs},
                       {"seed", s.options.seed},
                       {"resamples", s.options.resamples},
                       {"blocks", s.options.blocks},
                       {"groups", groups},
                       {"declared", doubts_json(r.uncertainty)},
                       {"not_scored", r.uncertainty.not_scored},
                       {"scenario", r.scenario},
                       {"outputs", files}};
    return json.dump(2) + "\n";
}

const LevelSensitivity* headline_of(const ScenarioSensitivity& s) {
    const auto at = std::ranges::find(s.found.levels, s.run.ranking.headline_level, &LevelSensitivity::level);
    return at == s.found.levels.end() ? nullptr : &*at;
}

std::string index_in_words(const SobolIndex& index) {
    if (std::isnan(index.value)) return fmt::format("{:>17}", "-");
    return fmt::format("{:>5.2f} ({:>4.2f}-{:<4.2f})", std::max(0.0, index.value), std::max(0.0, index.low),
                       std::max(0.0, index.high));
}

}  // namespace

ScenarioSensitivity scenario_sensitivity(const Scenario& scenario, std::size_t base, const Job& job,
                                         const CoverageCache& cache) {
    Scenario without = scenario;
    without.uncertainty.draws = 0;
    ScenarioSensitivity s{.run = run(without, job, cache)};
    const Result& r = s.run;
    s.options = {.base = base, .resamples = 100, .blocks = 64, .seed = r.uncertainty.seed};
    s.found = index_sensitivity(r.index, r.indicators, r.localities, r.people, r.uncertainty.doubts, {},
                                s.options, job);
    return s;
}

OutputTable sensitivity_table(const ScenarioSensitivity& s) {
    const Result& r = s.run;
    OutputTable table;
    table.columns = {{"level", ColumnType::text, "Niveau", "Level"},
                     {"rank", ColumnType::integer, "Rang", "Rank"},
                     {"code", ColumnType::text, "Code", "Code"},
                     {"name", ColumnType::text, "Nom", "Name"}};
    for (OutputColumn& column : group_columns()) table.columns.push_back(std::move(column));
    for (const int i : ranking_order(r)) {
        if (r.ranking.rank[i] == 0) continue;
        const std::vector<Cell> whose{text(r.localities[i].level), rank_cell(r.ranking.rank[i]),
                                      text(r.localities[i].code), text(r.localities[i].name)};
        add_groups(table, s, whose, "score", s.found.score[i].groups);
        add_groups(table, s, whose, "rank", s.found.rank[i].groups);
    }
    mark_synthetic(table, r);
    return table;
}

OutputTable sensitivity_level_table(const ScenarioSensitivity& s) {
    OutputTable table;
    table.columns = {{"level", ColumnType::text, "Niveau", "Level"}};
    for (OutputColumn& column : group_columns()) table.columns.push_back(std::move(column));
    for (const LevelSensitivity& level : s.found.levels) {
        add_groups(table, s, {text(level.level)}, "score", level.score);
        add_groups(table, s, {text(level.level)}, "rank", level.rank);
    }
    mark_synthetic(table, s.run);
    return table;
}

std::vector<std::string> save(const ScenarioSensitivity& s, const std::filesystem::path& directory) {
    Staging staging(directory);
    std::vector<std::string> files{"sensitivity.csv", "sensitivity_levels.csv"};
    write_csv(staging.path(files[0]), sensitivity_table(s));
    write_csv(staging.path(files[1]), sensitivity_level_table(s));
    write_text(staging.path("sensitivity.json"), manifest_of(s, files));
    staging.commit();
    files.emplace_back("sensitivity.json");
    return files;
}

std::string summary(const ScenarioSensitivity& s, Language language) {
    const Result& r = s.run;
    std::string text = fmt::format("{} · as of {}\n", r.stamp.title, to_string(r.stamp.as_of));
    if (r.stamp.synthetic) text += fmt::format("{}\n", synthetic_warning());
    const LevelSensitivity* level = headline_of(s);
    if (!level) return text + "\nNothing could be assessed.\n";
    std::vector<std::size_t> order(s.found.groups.size());
    for (std::size_t g = 0; g < order.size(); ++g) order[g] = g;
    const auto total = [&](std::size_t g) {
        return g < level->rank.size() && !std::isnan(level->rank[g].total.value) ? level->rank[g].total.value
                                                                                 : -1.0;
    };
    std::ranges::stable_sort(order, std::greater{}, total);
    text += fmt::format("\nWhat makes the doubt of all {}s, with 95 % intervals ({} runs of the index)\n",
                        level->level, s.found.runs);
    text += fmt::format("{}  {:>17}  {:>17}  {:>17}  {:>17}\n", fit("", 44), "rank, first", "rank, total",
                        "score, first", "score, total");
    for (const std::size_t g : order) {
        const auto pair = [&](const std::vector<SobolPair>& of) {
            return g < of.size() ? of[g] : SobolPair{};
        };
        const SobolPair rank = pair(level->rank), score = pair(level->score);
        text += fmt::format("{}  {}  {}  {}  {}\n", fit(group_in_words(r, s.found.groups[g], language), 44),
                            index_in_words(rank.first), index_in_words(rank.total),
                            index_in_words(score.first), index_in_words(score.total));
    }
    return text +
           "First: the share of the variance that would go away if the group were known. Total: the share\n"
           "that would stay if all but the group were known. Below 0 reads 0; docs/methods.md says more.\n";
}

}  // namespace djoliba
