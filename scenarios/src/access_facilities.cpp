// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "access_facilities.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/nearest.hpp>
#include <djoliba/layers/names.hpp>
#include <djoliba/layers/points.hpp>

#include "facility_columns.hpp"

namespace djoliba {
namespace {

constexpr std::size_t some = 5;

const std::vector<std::string> usual_open{"functioning",
                                          "functional",
                                          "partly functioning",
                                          "partially functioning",
                                          "partially functional",
                                          "operational",
                                          "open",
                                          "fonctionnel",
                                          "fonctionnelle",
                                          "partiellement fonctionnel",
                                          "partiellement fonctionnelle",
                                          "ouvert",
                                          "ouverte"};
const std::vector<std::string> usual_closed{
    "not functioning", "non functioning", "not functional",  "non functional",    "not operational", "closed",
    "destroyed",       "abandoned",       "non fonctionnel", "non fonctionnelle", "ferme",           "fermee",
    "detruit",         "detruite",        "abandonne",       "abandonnee"};

/// fold_name() with blanks for underscores: "not_functional" is "not functional".
std::string folded(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return fold_name(text);
}

bool names_one_of(const std::vector<std::string>& words, const std::string& text) {
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& word) { return folded(word) == folded(text); });
}

FacilityStatus status_of(const FacilityFile& file, const std::string& text) {
    const bool usual = file.open_words.empty() && file.closed_words.empty();
    if (names_one_of(usual ? usual_open : file.open_words, text)) return FacilityStatus::functioning;
    if (names_one_of(usual ? usual_closed : file.closed_words, text)) return FacilityStatus::not_functioning;
    return FacilityStatus::unknown;
}

/// Rows with something in common, and a few of what they are called.
struct Counted {
    std::int64_t rows = 0;
    std::vector<std::string> examples = {};

    void add(const std::string& example) {
        ++rows;
        if (examples.size() < some && std::find(examples.begin(), examples.end(), example) == examples.end())
            examples.push_back(example);
    }
};

void tell(Account& account, const std::string& source, const FacilityFile& file, const std::string& reason,
          const Counted& counted) {
    if (counted.rows > 0)
        account.exclusions.push_back({source, file.file, reason, counted.rows, {}, {}, counted.examples});
}

void check_types(const FacilityFile& file, const Table& table, const std::string& column) {
    if (file.types.empty()) return;
    if (column.empty())
        throw Error({file.file, "facility-type", "types are asked for, and no column tells them",
                     "name it with --facility-type"});
    std::vector<std::string> there = texts(table, column);
    std::sort(there.begin(), there.end());
    there.erase(std::unique(there.begin(), there.end()), there.end());
    std::vector<std::string> shown(
        there.begin(), there.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(there.size(), 20)));
    std::vector<Problem> problems;
    for (const std::string& type : file.types)
        if (!names_one_of(there, type))
            problems.push_back({file.file, column, fmt::format("no row has the type `{}`", type),
                                did_you_mean(type, there, fmt::format("it has {}", fmt::join(shown, ", ")))});
    if (!problems.empty()) throw Error(problems);
}

/// The attribute of each row, empty where there is no such column.
std::vector<std::string> attribute(const Table& table, const std::string& column) {
    return column.empty() ? std::vector<std::string>(table.size()) : texts(table, column);
}

void tell_repeated_ids(const FacilityFile& file, const std::string& source,
                       const std::vector<Facility>& items, Account& account) {
    std::map<std::string, int> seen;
    for (const Facility& f : items) ++seen[f.id];
    Counted repeated;
    for (const Facility& f : items)
        if (seen[f.id] > 1) repeated.add(f.id);
    tell(account, source, file, "rows whose id another row has too: told apart by their number", repeated);
}

}  // namespace

FacilityList read_facility_list(const FacilityFile& file, const std::string& source, Account& account) {
    const FacilityColumns columns = facility_columns(file);
    const PointColumns at{columns.lon, columns.lat, ""};
    const TableOptions reading{.layer = file.layer, .source = source, .key = "--" + source};
    const Points points = file.memory ? points_of(*file.memory, at, reading, account)
                                      : read_points(file.file, at, reading, account);
    if (!columns.guessed.empty())
        account.layers.back().notes.push_back(
            fmt::format("columns found by their names: {}", fmt::join(columns.guessed, ", ")));
    check_types(file, points.table, columns.type);
    const auto ids = attribute(points.table, columns.id), names = attribute(points.table, columns.name),
               types = attribute(points.table, columns.type),
               statuses = attribute(points.table, columns.status);
    FacilityList list;
    list.has_status = !columns.status.empty();
    Counted other, unknown;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!file.types.empty() && !names_one_of(file.types, types[i])) {
            other.add(types[i]);
            continue;
        }
        const FacilityStatus status = status_of(file, statuses[i]);
        if (list.has_status && status == FacilityStatus::unknown)
            unknown.add(statuses[i].empty() ? "(empty)" : statuses[i]);
        list.items.push_back(
            {points.position[i], types[i], status, -1, names[i], ids[i].empty() ? points.id[i] : ids[i]});
    }
    tell(account, source, file, "rows of types that do not count", other);
    tell(account, source, file, "rows whose status is not known", unknown);
    tell_repeated_ids(file, source, list.items, account);
    return list;
}

}  // namespace djoliba
