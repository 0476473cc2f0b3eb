// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "synthetic_tables.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "synthetic_random.hpp"

namespace djoliba::synthetic {
namespace {

ColumnType type_of(std::string_view column) {
    if (column.ends_with(":n")) return ColumnType::real;
    return column.ends_with(":i") ? ColumnType::integer : ColumnType::text;
}

struct AgeGroup {
    const char* name;
    double share;
};
constexpr AgeGroup ages[] = {{"0_4", 0.18}, {"5_14", 0.29}, {"15_59", 0.485}, {"60_plus", 0.045}};

struct Months {
    int first, last;
};

// Local rain floods July to September; along the Niger the wave passes later and later downstream.
Months flooded_months(const Relief& relief, Point seat) {
    const bool on_water = relief.to_water(seat) < 30;
    if (!on_water || seat.y < 13.9) return {7, 9};
    if (seat.y < 15.6 && seat.x < -3) return {9, 12};
    if (seat.x < -2.2) return {10, 1};
    return {11, 2};
}

}  // namespace

OutputTable table_of(const std::vector<std::string>& columns) {
    OutputTable table;
    for (const auto& column : columns) {
        OutputColumn c;
        c.name = column.substr(0, column.find(':'));
        c.type = type_of(column);
        table.columns.push_back(std::move(c));
    }
    OutputColumn synthetic;
    synthetic.name = "synthetic";
    synthetic.type = ColumnType::integer;
    table.columns.push_back(std::move(synthetic));
    return table;
}

void add_row(OutputTable& table, std::vector<Cell> cells) {
    cells.emplace_back(std::int64_t{1});
    table.rows.push_back(std::move(cells));
}

OutputTable settlement_list(const Country& country) {
    auto table =
        table_of({"id", "name", "name_kind", "kind", "lon:n", "lat:n", "commune_code", "population:i"});
    for (std::size_t s = 0; s < country.settlements.size(); ++s) {
        const auto& v = country.settlements[s];
        add_row(table,
                {fmt::format("SYV{:05}", s + 1), v.name, std::string(v.real_name ? "real" : "invented"),
                 std::string(v.town ? "town" : "village"), std::round(v.at.x * 1e4) / 1e4,
                 std::round(v.at.y * 1e4) / 1e4, country.communes[v.commune].code,
                 static_cast<std::int64_t>(v.people)});
    }
    return table;
}

OutputTable population_groups(const Country& country) {
    std::vector<std::string> columns = {"code", "name", "cercle_code", "setting", "population:i"};
    for (const char* sex : {"female", "male"})
        for (const auto& age : ages) columns.push_back(fmt::format("{}_{}:i", sex, age.name));
    auto table = table_of(columns);
    for (std::size_t c = 0; c < country.communes.size(); ++c) {
        const auto& commune = country.communes[c];
        Stream stream(country.seed, Purpose::groups, c);
        std::vector<Cell> row = {commune.code, commune.name, country.cercles[commune.parent].code,
                                 std::string(commune.urban ? "urban" : "rural"), std::int64_t{0}};
        std::int64_t sum = 0;
        for (double sex : {0.503, 0.497})
            for (const auto& age : ages) {
                const auto people =
                    std::llround(commune.people * sex * age.share * stream.uniform(0.97, 1.03));
                row.emplace_back(std::int64_t{people});
                sum += people;
            }
        row[4] = sum;
        add_row(table, std::move(row));
    }
    return table;
}

OutputTable flood_months(const Country& country) {
    auto table = table_of({"code", "name", "first_month:i", "last_month:i"});
    for (const auto& commune : country.communes) {
        const Months months = flooded_months(country.relief, commune.seat);
        add_row(table, {commune.code, commune.name, std::int64_t{months.first}, std::int64_t{months.last}});
    }
    return table;
}

OutputTable branches(const Country& country) {
    auto table = table_of({"name", "lon:n", "lat:n", "serves"});
    for (const auto& region : country.regions)
        add_row(table, {region.name, region.seat.x, region.seat.y, region.code});
    return table;
}

}  // namespace djoliba::synthetic
