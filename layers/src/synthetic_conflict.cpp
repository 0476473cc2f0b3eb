// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "synthetic_random.hpp"
#include "synthetic_tables.hpp"

namespace djoliba::synthetic {
namespace {

// Where violence concentrates, from which year, and how wide (degrees). Invented.
struct Centre {
    double lon, lat, spread, weight;
    int from;
};
constexpr Centre centres[] = {
    {-4.0, 14.7, 0.55, 1.0, 2016}, {-3.3, 13.9, 0.45, 1.1, 2017}, {-2.5, 15.0, 0.6, 0.9, 2016},
    {0.1, 16.3, 0.5, 0.8, 2015},   {0.6, 15.5, 0.4, 0.9, 2017},   {2.4, 15.9, 0.6, 0.9, 2017},
    {-3.1, 16.7, 0.7, 0.7, 2015},  {1.3, 18.6, 0.7, 0.4, 2015},   {-5.8, 14.4, 0.5, 0.5, 2018},
    {-4.6, 13.5, 0.45, 0.5, 2019}, {-1.6, 15.9, 0.6, 0.6, 2017},  {-9.8, 14.9, 0.7, 0.12, 2021}};
constexpr double background = 0.02;  // anywhere, weighed by people

constexpr int first_year = 2015, last_year = 2024;
constexpr int events_of_year[] = {190, 260, 380, 520, 610, 720, 760, 850, 820, 400};  // 2024: half a year

using std::chrono::days;
using std::chrono::sys_days;

struct Record {
    Date date;
    Point at;
    int precision;
};

double strength(const Centre& centre, int year) {
    return year < centre.from ? 0 : centre.weight * std::min(1.0, 0.5 + 0.2 * (year - centre.from));
}

// A place near a centre or, rarely, at any settlement.
Point event_place(const Country& country, int year, Stream& stream) {
    double sum = background * 10;
    for (const auto& centre : centres) sum += strength(centre, year);
    double pick = stream.uniform(0, sum);
    for (const auto& centre : centres) {
        pick -= strength(centre, year);
        if (pick >= 0) continue;
        for (int tries = 0; tries < 50; ++tries) {
            const Point p{centre.lon + centre.spread * stream.normal(),
                          centre.lat + centre.spread * stream.normal()};
            if (contains(country.outline, p)) return p;
        }
        break;
    }
    return country.settlements[stream.below(static_cast<int>(country.settlements.size()))].at;
}

template <typename Units>
const Unit& nearest_unit(const Units& units, Point p) {
    return *std::min_element(units.begin(), units.end(), [&](const Unit& a, const Unit& b) {
        return std::hypot(a.seat.x - p.x, a.seat.y - p.y) < std::hypot(b.seat.x - p.x, b.seat.y - p.y);
    });
}

// 1 exact, 2 within 25 km, 3 known to the cercle, 4 to the region; coarse ones sit on the chief town, as in
// real lists.
void blur(const Country& country, Record& record, Stream& stream) {
    const double u = stream.uniform();
    record.precision = u < 0.60 ? 1 : u < 0.90 ? 2 : u < 0.994 ? 3 : 4;
    if (record.precision == 2) record.at = nearest_unit(country.communes, record.at).seat;
    if (record.precision == 3) record.at = nearest_unit(country.cercles, record.at).seat;
    if (record.precision == 4) record.at = nearest_unit(country.regions, record.at).seat;
    record.at = {std::round(record.at.x * 1e4) / 1e4, std::round(record.at.y * 1e4) / 1e4};
}

Record record_of(const Country& country, int year, Stream& stream) {
    const sys_days first = std::chrono::year{year} / 1 / 1;
    const int length = year == last_year ? days_between(first, demo_day) + 1 : 365;
    const Date date = first + days(stream.below(length));
    Record record{date, event_place(country, year, stream), 1};
    blur(country, record, stream);
    return record;
}

int deaths(Stream& stream) {
    if (stream.chance(0.42)) return 0;
    return std::min(160, static_cast<int>(std::ceil(1.6 * stream.log_normal(1.05))));
}

void sort_by_date(std::vector<std::pair<Record, std::vector<Cell>>>& records) {
    std::stable_sort(records.begin(), records.end(),
                     [](const auto& a, const auto& b) { return a.first.date < b.first.date; });
}

void add_records(OutputTable& table, std::vector<std::pair<Record, std::vector<Cell>>> records,
                 std::string_view prefix) {
    sort_by_date(records);
    int number = 0;
    for (auto& [record, more] : records) {
        std::vector<Cell> row = {fmt::format("{}{:05}", prefix, ++number), to_string(record.date),
                                 record.at.x, record.at.y, std::int64_t{record.precision}};
        row.insert(row.end(), more.begin(), more.end());
        add_row(table, std::move(row));
    }
}

}  // namespace

double violence(Point p, int year) {
    double sum = background;
    for (const auto& c : centres)
        sum += strength(c, year) *
               std::exp(-(std::pow(p.x - c.lon, 2) + std::pow(p.y - c.lat, 2)) / (2 * c.spread * c.spread));
    return std::min(1.0, sum);
}

OutputTable conflict_events(const Country& country) {
    constexpr std::array<const char*, 4> types = {"armed clash", "attack on civilians", "explosive device",
                                                  "abduction"};
    auto table = table_of({"id", "date", "lon:n", "lat:n", "geo_precision:i", "type", "fatalities:i"});
    std::vector<std::pair<Record, std::vector<Cell>>> records;
    for (int year = first_year; year <= last_year; ++year)
        for (int k = 0; k < events_of_year[year - first_year]; ++k) {
            Stream stream(country.seed, Purpose::conflict, static_cast<std::uint64_t>(year) * 10000 + k);
            const Record record = record_of(country, year, stream);
            const auto* const type =
                types[std::min(3, static_cast<int>(std::pow(stream.uniform(), 1.3) * 4))];
            records.push_back({record, {std::string(type), std::int64_t{deaths(stream)}}});
        }
    // Three beyond the border: they belong to no locality and must be counted as such.
    records.push_back({{std::chrono::year{2023} / 3 / 14, {-2.6, 13.75}, 1},
                       {std::string("armed clash"), std::int64_t{4}}});
    records.push_back(
        {{std::chrono::year{2023} / 11 / 2, {1.1, 14.6}, 2}, {std::string("armed clash"), std::int64_t{0}}});
    records.push_back(
        {{std::chrono::year{2024} / 2 / 20, {-7.2, 15.9}, 1}, {std::string("abduction"), std::int64_t{1}}});
    add_records(table, std::move(records), "SYE");
    return table;
}

OutputTable aid_incidents(const Country& country) {
    constexpr std::array<const char*, 4> kinds = {"health worker", "health facility", "aid worker",
                                                  "aid vehicle"};
    auto table = table_of({"id", "date", "lon:n", "lat:n", "geo_precision:i", "target"});
    std::vector<std::pair<Record, std::vector<Cell>>> records;
    for (int k = 0; k < 420; ++k) {
        Stream stream(country.seed, Purpose::aid, k);
        const int year = 2020 + std::min(4, stream.below(9) / 2);
        const Record record = record_of(country, year, stream);
        records.push_back({record, {std::string(kinds[stream.below(4)])}});
    }
    add_records(table, std::move(records), "SYA");
    return table;
}

}  // namespace djoliba::synthetic
