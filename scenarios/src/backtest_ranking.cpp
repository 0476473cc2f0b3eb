// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "backtest_ranking.hpp"

#include <algorithm>
#include <fstream>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/vintage.hpp>

namespace djoliba {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::vector<std::string> column_or(const Table& table, const std::string& column, const std::string& other) {
    return table.has_column(column) ? texts(table, column) : std::vector<std::string>(table.size(), other);
}

// Number of units above each row, by the codes of the parents; rows that lie in a circle count to its length.
std::vector<int> depths(const std::vector<std::string>& codes, const std::vector<std::string>& parents) {
    std::map<std::string, std::size_t> row;
    for (std::size_t i = 0; i < codes.size(); ++i) row.emplace(codes[i], i);
    std::vector<int> depth(codes.size(), 0);
    for (std::size_t i = 0; i < codes.size(); ++i)
        for (auto up = row.find(parents[i]); up != row.end() && depth[i] < static_cast<int>(codes.size());
             up = row.find(parents[up->second]))
            ++depth[i];
    return depth;
}

// The rows from coarse to fine, by code within a level, as Localities are kept.
std::vector<std::size_t> tree_order(const std::vector<std::string>& codes, const std::vector<int>& depth) {
    std::vector<std::size_t> order(codes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
        return depth[a] != depth[b] ? depth[a] < depth[b] : codes[a] < codes[b];
    });
    return order;
}

void check_codes(const Table& table, const std::vector<std::string>& codes,
                 const std::vector<std::string>& levels) {
    std::set<std::pair<std::string, std::string>> seen;
    std::vector<Problem> problems;
    for (std::size_t i = 0; i < codes.size(); ++i)
        if (!seen.insert({levels[i], codes[i]}).second && problems.size() < 10)
            problems.push_back({table.where(i), "code", fmt::format("{} is there twice", codes[i]),
                                "a ranking has one row for each locality"});
    if (!problems.empty()) throw Error(std::move(problems));
}

void fill(ReadRanking& ranking, const Table& table, const std::string& by, const Level& level) {
    const auto codes = texts(table, "code");
    const auto names = column_or(table, "name", "");
    const auto parents = column_or(table, "parent_code", "");
    const auto levels = column_or(table, "level", level.empty() ? "locality" : level);
    check_codes(table, codes, levels);
    const auto score = numbers(table, by);
    const bool peopled = table.has_column("population");
    const auto people = peopled ? numbers(table, "population") : std::vector<double>{};
    const auto depth = depths(codes, parents);
    std::map<std::string, int> place;
    for (const std::size_t i : tree_order(codes, depth)) {
        const auto up = place.find(parents[i]);
        ranking.localities.items.push_back(
            {codes[i], names[i], levels[i], up == place.end() ? -1 : up->second});
        place.emplace(codes[i], static_cast<int>(ranking.localities.size()) - 1);
        ranking.score.push_back(score[i]);
        if (peopled) ranking.people.push_back(people[i]);
        auto& hierarchy = ranking.localities.hierarchy;
        if (std::ranges::find(hierarchy, levels[i]) == hierarchy.end()) hierarchy.push_back(levels[i]);
    }
    ranking.first_level = levels.front();
}

std::string text_of(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> indicators_of(const Json& manifest, const std::string& layer) {
    std::vector<std::string> names;
    for (const auto& indicator : manifest.value("indicators", Json::array()))
        if (text_of(indicator, "source") == layer) names.push_back(text_of(indicator, "name"));
    return names;
}

void read_manifest(ReadRanking& ranking, const fs::path& file) {
    std::ifstream stream(file);
    const Json manifest = Json::parse(stream, nullptr, false);
    if (!manifest.is_object() || text_of(manifest, "as_of").empty() || !manifest.contains("inputs"))
        throw Error(
            {file.string(), "", "it is no manifest of a run", "take the folder that `djoliba run` wrote"});
    ranking.has_manifest = true;
    ranking.as_of = text_of(manifest, "as_of");
    ranking.localities.vintage = text_of(manifest, "boundary_vintage");
    for (const auto& input : manifest.at("inputs")) {
        const std::string layer = text_of(input, "layer");
        ranking.inputs.push_back(
            {layer, text_of(input, "file"), text_of(input, "sha256"), indicators_of(manifest, layer)});
    }
}

}  // namespace

ReadRanking read_ranking(const fs::path& path, const std::string& by, const Level& level) {
    ReadRanking ranking;
    std::error_code ignored;
    const bool folder = fs::is_directory(path, ignored);
    ranking.file = folder ? path / "ranking.csv" : path;
    const Table table = read_table(ranking.file, {.source = "ranking", .name = ranking.file.string()});
    if (table.size() == 0) throw Error(no_rows(ranking.file.string(), "ranking"));
    fill(ranking, table, by, level);
    ranking.account.layers.push_back({"ranking", ranking.file.filename().string(), table.rows_read,
                                      static_cast<std::int64_t>(table.size()), table.notes});
    ranking.account.exclusions = table.exclusions;
    const fs::path manifest = ranking.file.parent_path() / "run.json";
    if (folder || (fs::is_regular_file(manifest, ignored) && ranking.file.filename() == "ranking.csv"))
        read_manifest(ranking, manifest);
    if (ranking.localities.vintage.empty()) {
        std::vector<CodedName> coded;
        coded.reserve(ranking.localities.size());
        for (const auto& unit : ranking.localities.items) coded.push_back({unit.code, unit.name});
        ranking.localities.vintage = recognise_vintage(coded, ranking.file.string()).frame;
    }
    return ranking;
}

}  // namespace djoliba
