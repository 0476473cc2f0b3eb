// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/points.hpp>
#include <djoliba/layers/vector_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr std::size_t some = 10;

enum class Place { usable, absent, impossible, null_island };

struct Found {
    Place place = Place::usable;
    Point position = {};
    std::string text = {};  ///< coordinates as written
};

Place judge(Point p) {
    if (!(std::abs(p.x) <= 180 && std::abs(p.y) <= 90)) return Place::impossible;
    return p.x == 0 && p.y == 0 ? Place::null_island : Place::usable;
}

Found found_at(Point p, const std::string& lon, const std::string& lat) {
    const bool absent = std::isnan(p.x) || std::isnan(p.y);
    return {absent ? Place::absent : judge(p), p, fmt::format("{}, {}", lon, lat)};
}

std::vector<Found> places_of(const Table& table, const PointColumns& columns) {
    const auto lon = table.column(columns.lon), lat = table.column(columns.lat);
    const auto x = numbers(table, columns.lon), y = numbers(table, columns.lat);
    std::vector<Found> found;
    found.reserve(table.size());
    for (std::size_t i = 0; i < table.size(); ++i)
        found.push_back(found_at({x[i], y[i]}, table.rows[i][lon], table.rows[i][lat]));
    return found;
}

/// Counts of rows that are left out, by what is wrong with them.
class Leftovers {
 public:
    Leftovers(const Table& table, Account& account) : table_(table), account_(account) {}

    void add(const Found& found, std::size_t row) {
        auto& e = left_[static_cast<std::size_t>(found.place)];
        ++e.rows;
        if (e.examples.size() < some)
            e.examples.push_back(fmt::format("line {}: {}", table_.lines[row], found.text));
    }

    void finish(std::size_t used) {
        for (auto& e : left_) {
            if (e.rows == 0) continue;
            e.source = table_.source;
            e.file = table_.file;
            if (used == 0)
                throw Error(Problem{
                    table_.file, "",
                    fmt::format("no row has a usable position: {} {}, such as {}", e.rows, e.reason,
                                e.examples.front()),
                    "check the columns of longitude and latitude; write decimal degrees with a point"});
            account_.exclusions.push_back(e);
        }
    }

 private:
    const Table& table_;
    Account& account_;
    Exclusion left_[4] = {{},
                          {"", "", "rows without coordinates"},
                          {"", "", "rows whose coordinates lie outside -180..180 and -90..90"},
                          {"", "", "rows at longitude 0 and latitude 0, which stands for unknown"}};
};

Points keep_usable(Table table, std::vector<Found> found, const PointColumns& columns, Account& account) {
    Points points;
    const auto ids = columns.id.empty() ? std::vector<std::string>{} : texts(table, columns.id);
    Leftovers left(table, account);
    std::vector<std::size_t> keep;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i].place != Place::usable) {
            left.add(found[i], i);
            continue;
        }
        keep.push_back(i);
        points.position.push_back(found[i].position);
        points.id.push_back(ids.empty() ? std::to_string(table.lines[i]) : ids[i]);
    }
    left.finish(keep.size());
    points.table = std::move(table);
    auto& t = points.table;
    for (std::size_t to = 0; to < keep.size(); ++to) {
        if (to != keep[to]) t.rows[to] = std::move(t.rows[keep[to]]);
        t.lines[to] = t.lines[keep[to]];
    }
    t.rows.resize(keep.size());
    t.lines.resize(keep.size());
    return points;
}

constexpr const char* lon_of_geometry = "longitude of the point";
constexpr const char* lat_of_geometry = "latitude of the point";

/// The attributes of a layer of points, and its positions as two more columns.
Table from_geometry(const std::filesystem::path& path, const TableOptions& options) {
    auto layer = read_vector(path, {.layer = options.layer, .name = options.name});
    Table table{layer.file, options.source};
    table.columns = std::move(layer.fields);
    table.columns.insert(table.columns.end(), {lon_of_geometry, lat_of_geometry});
    table.rows_read = static_cast<std::int64_t>(layer.features.size());
    for (auto& f : layer.features) {
        f.values.push_back(f.point ? fmt::format("{}", f.point->x) : "");
        f.values.push_back(f.point ? fmt::format("{}", f.point->y) : "");
        table.lines.push_back(f.id);
        table.rows.push_back(std::move(f.values));
    }
    return options.where.empty() ? table : select_rows(std::move(table), options.where);
}

}  // namespace

Points read_points(const std::filesystem::path& path, const PointColumns& columns,
                   const TableOptions& options, Account& account) {
    const auto file = options.name.empty() ? path.string() : options.name;
    if (columns.lon.empty() != columns.lat.empty())
        throw Error(Problem{file, columns.lon.empty() ? "lon" : "lat", "only one of lon and lat is named",
                            "name both columns"});
    const bool geometry = columns.lon.empty();
    auto used = columns;
    if (geometry) {
        used.lon = lon_of_geometry;
        used.lat = lat_of_geometry;
    }
    return points_of(geometry ? from_geometry(path, options) : read_table(path, options), used, options,
                     account);
}

Points points_of(Table table, const PointColumns& columns, const TableOptions& options, Account& account) {
    const std::string file = table.file;
    table.source = options.source;
    account.exclusions.insert(account.exclusions.end(), table.exclusions.begin(), table.exclusions.end());
    if (table.size() == 0) throw Error(no_rows(file, options.key));
    auto found = places_of(table, columns);
    auto points = keep_usable(std::move(table), std::move(found), columns, account);
    account.layers.push_back({options.source, file, points.table.rows_read,
                              static_cast<std::int64_t>(points.size()), points.table.notes});
    return points;
}

std::vector<int> locate_points(const Points& points, const Localities& localities, std::string_view level,
                               Account& account) {
    const auto units = localities.of_level(level);
    if (units.empty())
        throw Error(Problem{points.table.file, "level",
                            fmt::format("the boundaries have no level `{}`", level),
                            "name a level they have"});
    std::vector<MultiPolygon> shapes;
    shapes.reserve(units.size());
    for (const int i : units) shapes.push_back(localities[static_cast<std::size_t>(i)].shape);
    auto found = locate(shapes, points.position);
    Exclusion outside{points.table.source, points.table.file, fmt::format("points outside every {}", level)};
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i] >= 0) {
            found[i] = units[static_cast<std::size_t>(found[i])];
            continue;
        }
        ++outside.rows;
        if (outside.examples.size() < some)
            outside.examples.push_back(fmt::format("line {}: {}, {}", points.table.lines[i],
                                                   points.position[i].x, points.position[i].y));
    }
    if (outside.rows > 0) account.exclusions.push_back(std::move(outside));
    return found;
}

}  // namespace djoliba
