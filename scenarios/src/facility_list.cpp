// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "facility_list.hpp"

#include <algorithm>

#include <djoliba/layers/names.hpp>

#include "point_layer.hpp"

namespace djoliba {
namespace {

bool names_one_of(const std::vector<std::string>& values, const std::string& text) {
    return std::any_of(values.begin(), values.end(),
                       [&](const auto& v) { return fold_name(v) == fold_name(text); });
}

/// The type that counts which a row names; empty where it names none of them.
std::string type_of(const FacilitiesLayer& layer, const Table& table, std::size_t row) {
    if (layer.type.empty()) return "facility";
    const auto& text = table.rows[row][table.column(layer.type)];
    for (const auto& [name, values] : layer.types)
        if (names_one_of(values, text)) return name;
    return {};
}

FacilityStatus status_of(const FacilitiesLayer& layer, const Table& table, std::size_t row) {
    if (layer.status.empty()) return FacilityStatus::unknown;
    const FacilityStatusValues& v = layer.status_values;
    const auto& text = table.rows[row][table.column(layer.status)];
    if (names_one_of(v.functioning, text)) return FacilityStatus::functioning;
    if (names_one_of(v.partly_functioning, text)) return FacilityStatus::partly;
    if (names_one_of(v.not_functioning, text)) return FacilityStatus::not_functioning;
    return FacilityStatus::unknown;
}

std::string how_unknown_counts(const FacilitiesLayer& layer) {
    if (layer.status.empty()) return "counted as open, the list gives no status";
    return layer.unknown_is_open ? "counted as open, bounds beside" : "counted as closed, bounds beside";
}

}  // namespace

std::vector<Facility> read_facilities(Workings& w, const FacilitiesLayer& layer) {
    const auto points = read_layer_points(w, layer.info, layer.points);
    const auto unit = locate_all(w, layer.info, layer.points, points);
    const Table& table = points.table;
    std::vector<Facility> facilities;
    Exclusion other{layer.info.source, layer.points.file.text, "facilities of types that do not count"};
    Exclusion unknown{layer.info.source, layer.points.file.text,
                      "facilities whose status is not known: " + how_unknown_counts(layer)};
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::string type = type_of(layer, table, i);
        if (type.empty()) {
            ++other.rows;
            if (other.examples.size() < 5) other.examples.push_back(table.rows[i][table.column(layer.type)]);
            continue;
        }
        const auto status = status_of(layer, table, i);
        unknown.rows += status == FacilityStatus::unknown ? 1 : 0;
        const auto& name = layer.points.name;
        facilities.push_back({points.position[i], type, status, unit[i],
                              name.empty() ? "" : table.rows[i][table.column(name)], points.id[i]});
    }
    for (const auto& e : {other, unknown})
        if (e.rows > 0) w.result.account.exclusions.push_back(e);
    return facilities;
}

UnknownStatus rule_of(const FacilitiesLayer& layer) {
    return layer.unknown_is_open ? UnknownStatus::open : UnknownStatus::closed;
}

std::vector<std::string> type_names(const FacilitiesLayer& layer) {
    std::vector<std::string> names;
    names.reserve(layer.types.size());
    for (const auto& [name, values] : layer.types) names.push_back(name);
    return names;
}

}  // namespace djoliba
