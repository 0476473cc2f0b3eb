// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/join.hpp>
#include <djoliba/layers/vintage.hpp>

namespace djoliba {
namespace {

constexpr double good_overlap = 0.95;  // below this the boundary itself was redrawn

/// "" where the column is not pcode_ and a year.
std::string frame_of_column(std::string_view column) {
    constexpr std::string_view prefix = "pcode_";
    if (!column.starts_with(prefix) || column.size() < prefix.size() + 4) return "";
    const auto year = parse_number(column.substr(prefix.size(), 4)).value;
    if (std::isnan(year)) return "";
    return std::string(year <= 2015 ? frame_2015 : year <= 2022 ? frame_2016 : frame_2023);
}

std::vector<std::string> code_columns(const Table& table) {
    std::vector<std::string> found;
    std::copy_if(table.columns.begin(), table.columns.end(), std::back_inserter(found),
                 [](const std::string& column) { return !frame_of_column(column).empty(); });
    if (found.size() != 2 || frame_of_column(found[0]) == frame_of_column(found[1]))
        throw Error(Problem{table.file, "crosswalk", "the table has no two code columns of different frames",
                            "name them after the year of the codes, such as pcode_2015 and pcode_20211220"});
    return found;
}

std::string checked_frame(const Table& table, const std::string& column) {
    std::vector<CodedName> codes;
    for (const auto& code : texts(table, column)) codes.push_back({code});
    const auto where = table.file + ": " + column;
    return settle_vintage(frame_of_column(column), recognise_vintage(codes, where), where);
}

std::vector<std::string> poor_pairs(const Table& table, const Crosswalk& crosswalk) {
    std::vector<std::string> poor;
    if (!table.has_column("iou")) return poor;
    const auto overlap = numbers(table, "iou");
    for (std::size_t i = 0; i < overlap.size(); ++i)
        if (overlap[i] < good_overlap)
            poor.push_back(
                fmt::format("{} to {}: {}", crosswalk.pairs[i][0], crosswalk.pairs[i][1], overlap[i]));
    return poor;
}

}  // namespace

std::vector<std::string> Crosswalk::targets(const std::string& code, std::string_view from,
                                            std::string_view to) const {
    std::set<std::string> found;
    const std::size_t a = frames[0] == from ? 0 : 1;
    if (frames[a] != from || frames[1 - a] != to) return {};
    for (const auto& pair : pairs)
        if (pair[a].starts_with(code) && pair[1 - a].size() >= code.size())
            found.insert(pair[1 - a].substr(0, code.size()));
    return {found.begin(), found.end()};
}

Crosswalk read_crosswalk(const std::filesystem::path& path, const std::string& name) {
    const auto table = read_table(path, {.name = name});
    const auto columns = code_columns(table);
    Crosswalk crosswalk{table.file, {checked_frame(table, columns[0]), checked_frame(table, columns[1])}};
    const auto one = texts(table, columns[0]), other = texts(table, columns[1]);
    for (std::size_t i = 0; i < one.size(); ++i) crosswalk.pairs.push_back({one[i], other[i]});
    crosswalk.poor = poor_pairs(table, crosswalk);
    return crosswalk;
}

}  // namespace djoliba
