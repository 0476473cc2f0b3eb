// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0

// Crossings from tables of points and from layers of points or lines.

#include <djoliba/layers/cost_layers.hpp>

#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/indicator.hpp>
#include <djoliba/layers/crs.hpp>
#include <djoliba/layers/points.hpp>
#include <djoliba/layers/vector_file.hpp>

namespace djoliba {
namespace {

/// Places in the CRS of the surface, each with the row of the table that tells of it.
struct Places {
    Table table = {};
    std::vector<Line> at = {};
    std::vector<std::size_t> row = {};
};

Places from_columns(const CostFile& file, const CrossingFields& fields, const CostTarget& target,
                    Account& account) {
    Points points = read_points(
        file.path, {fields.lon, fields.lat},
        {.layer = file.layer, .source = file.source, .key = file.source, .name = file.name}, account);
    Places places{std::move(points.table)};
    const auto moved = from_lonlat(std::move(points.position), target.crs, places.table.file);
    for (std::size_t i = 0; i < moved.size(); ++i) {
        if (!std::isfinite(moved[i].x) || !std::isfinite(moved[i].y))
            throw Error({places.table.where(i), "crs", "the point has no place in " + target.crs,
                         "check its coordinates"});
        places.at.push_back({moved[i]});
        places.row.push_back(i);
    }
    return places;
}

void add_feature(Feature&& feature, Places& places) {
    if (feature.point) places.at.push_back({*feature.point});
    for (Line& line : feature.lines) places.at.push_back(std::move(line));
    places.row.resize(places.at.size(), places.table.rows.size());
    places.table.lines.push_back(feature.id);
    places.table.rows.push_back(std::move(feature.values));
}

Places from_geometry(const CostFile& file, const CostTarget& target, Account& account) {
    VectorLayer layer = read_vector(file.path, {.layer = file.layer, .crs = target.crs, .name = file.name});
    Places places;
    places.table.file = layer.file;
    places.table.source = file.source;
    places.table.columns = layer.fields;
    std::int64_t useless = 0;
    for (Feature& f : layer.features) {
        useless += !f.point && f.lines.empty();
        add_feature(std::move(f), places);
    }
    const auto rows = static_cast<std::int64_t>(layer.features.size());
    if (rows == 0) throw Error(no_rows(layer.file, file.source));
    if (useless == rows)
        throw Error({layer.file, layer.layer, fmt::format("none of {} features is a point or a line", rows),
                     "name a layer of points or lines, or columns of longitude and latitude"});
    if (useless > 0)
        account.exclusions.push_back(
            {file.source, layer.file, "features that are neither one point nor lines", useless});
    account.layers.push_back({file.source, layer.file, rows, rows - useless});
    return places;
}

/// A column of numbers, NaN in every row where it is not named.
std::vector<double> column(const Table& table, const std::string& name) {
    return name.empty() ? std::vector<double>(table.size(), missing_value) : numbers(table, name);
}

class Passages {
 public:
    Passages(const Table& table, const std::string& kmh, const std::string& minutes, const Passage& otherwise)
        : kmh_(column(table, kmh)), minutes_(column(table, minutes)), otherwise_(otherwise) {}

    Passage of_row(std::size_t row) const {
        const double kmh = kmh_[row], minutes = minutes_[row];
        if (std::isnan(kmh) && std::isnan(minutes)) return otherwise_;
        return {std::isnan(kmh) ? 0 : kmh, std::isnan(minutes) ? 0 : minutes};
    }

 private:
    std::vector<double> kmh_, minutes_;
    Passage otherwise_;
};

bool closed(const Passage& p) { return p.kmh == 0 && p.minutes == 0; }

void require_passages(const CrossingFields& f, const Crossing& otherwise, const std::string& file) {
    const bool named =
        !f.dry_kmh.empty() || !f.wet_kmh.empty() || !f.dry_minutes.empty() || !f.wet_minutes.empty();
    if (!named && closed(otherwise.dry) && closed(otherwise.wet))
        throw Error({file, "crossings", "nothing says how fast they are crossed",
                     "give a speed or minutes for all, or name a column of them"});
}

}  // namespace

std::vector<Crossing> read_crossings(const CostFile& file, const CrossingFields& fields,
                                     const Crossing& otherwise, const CostTarget& target, Account& account) {
    Places places = fields.lon.empty() && fields.lat.empty() ? from_geometry(file, target, account)
                                                             : from_columns(file, fields, target, account);
    const Table& table = places.table;
    require_passages(fields, otherwise, table.file);
    const Passages dry(table, fields.dry_kmh, fields.dry_minutes, otherwise.dry);
    const Passages wet(table, fields.wet_kmh, fields.wet_minutes, otherwise.wet);
    const auto names = fields.name.empty() ? std::vector<std::string>{} : texts(table, fields.name);
    std::vector<Crossing> crossings;
    for (std::size_t i = 0; i < places.at.size(); ++i) {
        const std::size_t row = places.row[i];
        const bool named = !names.empty() && !names[row].empty();
        crossings.push_back({named ? names[row] : table.where(row), std::move(places.at[i]), dry.of_row(row),
                             wet.of_row(row)});
    }
    return crossings;
}

}  // namespace djoliba
