// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/write_geojson.hpp>
#include <nlohmann/json.hpp>

#include "rounded_shape.hpp"
#include "text_file.hpp"

namespace djoliba {
namespace {

/// Millionths as a decimal number without trailing zeros.
void append_number(std::string& out, std::int64_t millionths) {
    if (millionths < 0) out += '-';
    const auto size = static_cast<std::uint64_t>(std::abs(millionths));
    out += std::to_string(size / 1000000);
    std::uint64_t rest = size % 1000000;
    if (rest == 0) return;
    char digits[7] = {'.'};
    for (int i = 6; i > 0; --i, rest /= 10) digits[i] = static_cast<char>('0' + rest % 10);
    std::size_t length = 7;
    while (digits[length - 1] == '0') --length;
    out.append(digits, length);
}

void append_position(std::string& out, Position p) {
    out += '[';
    append_number(out, p.x);
    out += ',';
    append_number(out, p.y);
    out += ']';
}

/// "[a,b,c]" with `append` for each item.
template <class Items, class Append>
void append_list(std::string& out, const Items& items, Append append) {
    char separator = '[';
    for (const auto& item : items) {
        out += separator;
        append(out, item);
        separator = ',';
    }
    out += ']';
}

void append_geometry(std::string& out, const RoundedShape& shape) {
    if (shape.empty()) {
        out += "null";
        return;
    }
    out += R"({"type":"MultiPolygon","coordinates":)";
    append_list(out, shape, [](std::string& a, const RoundedPolygon& polygon) {
        append_list(a, polygon,
                    [](std::string& b, const RoundedLine& ring) { append_list(b, ring, append_position); });
    });
    out += '}';
}

void append_bbox(std::string& out, const RoundedExtent& extent) {
    out += R"("bbox":)";
    append_list(out, std::array{extent.low.x, extent.low.y, extent.high.x, extent.high.y}, append_number);
    out += ',';
}

RoundedExtent extent_of(const RoundedShape& shape) {
    RoundedExtent extent;
    for (const auto& polygon : shape)
        for (const auto& position : polygon.front()) extent.add(position);
    return extent;
}

std::string json_text(const std::string& text) { return nlohmann::json(text).dump(); }

std::string json_value(const Cell& cell) {
    if (missing(cell)) return "null";
    const auto* text = std::get_if<std::string>(&cell);
    return text != nullptr ? json_text(*text) : cell_text(cell);
}

/// A geometry as it is written.
struct Drawn {
    RoundedExtent extent = {};
    std::string json = {};
};

Drawn drawn(const RoundedShape& shape) {
    Drawn out{extent_of(shape)};
    append_geometry(out.json, shape);
    return out;
}

Drawn drawn(const std::vector<Point>& line, const std::string& where) {
    RoundedLine positions;
    for (const Point& p : line) positions.push_back(rounded(p, where));
    if (positions.size() < 2) return {{}, "null"};
    Drawn out;
    for (const Position p : positions) out.extent.add(p);
    out.json = R"({"type":"LineString","coordinates":)";
    append_list(out.json, positions, append_position);
    out.json += '}';
    return out;
}

/// Writes features: rows of a table with a geometry each.
class Collection {
 public:
    Collection(std::string name, const OutputTable& table, std::string_view id_column)
        : name_(std::move(name)), table_(table), id_column_(table.find(id_column)) {
        for (const auto& column : table.columns) keys_.push_back(json_text(column.name) + ":");
    }

    std::string where(std::size_t row) const { return name_ + " " + id(row); }

    /// `geometry(row)` is asked for twice, since the bounding box comes first in the file and shapes are
    /// rounded anew rather than kept.
    template <class Geometry>
    void write(const std::filesystem::path& file, const Stamp& stamp, Geometry geometry) const {
        const std::size_t rows = table_.rows.size();
        RoundedExtent extent;
        for (std::size_t row = 0; row < rows; ++row) {
            const RoundedExtent own = geometry(row).extent;
            if (own.empty()) continue;
            extent.add(own.low);
            extent.add(own.high);
        }
        TextFile out(file);
        out.write(heading(name_, stamp, extent));
        for (std::size_t row = 0; row < rows; ++row) {
            out.write(feature(row, geometry(row)));
            out.write(row + 1 < rows ? ",\n" : "\n");
        }
        out.write("]}\n");
        out.finish();
    }

 private:
    std::string feature(std::size_t row, const Drawn& shape) const {
        std::string out = R"({"type":"Feature",)";
        if (!id(row).empty()) out += R"("id":)" + json_value(cell(row)) + ',';
        if (!shape.extent.empty()) append_bbox(out, shape.extent);
        out += R"("properties":{)";
        const auto& cells = table_.rows[row];
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) out += ',';
            out += keys_[i];
            out += json_value(cells[i]);
        }
        out += R"(},"geometry":)";
        return out + shape.json + '}';
    }

    const Cell& cell(std::size_t row) const { return table_.rows[row][static_cast<std::size_t>(id_column_)]; }
    std::string id(std::size_t row) const { return id_column_ < 0 ? "" : cell_text(cell(row)); }

    static std::string heading(const std::string& name, const Stamp& stamp, const RoundedExtent& extent);

    std::string name_;
    const OutputTable& table_;
    int id_column_;
    std::vector<std::string> keys_;
};

std::string Collection::heading(const std::string& name, const Stamp& stamp, const RoundedExtent& extent) {
    std::string out = R"({"type":"FeatureCollection",)";
    out += R"("name":)" + json_text(name) + R"(,"title":)" + json_text(stamp.title);
    out += R"(,"as_of":)" + json_text(to_string(stamp.as_of)) + R"(,"synthetic":)" +
           (stamp.synthetic ? "true" : "false");
    if (stamp.synthetic) out += R"(,"warning":)" + json_text(std::string(synthetic_warning()));
    if (!stamp.note.empty()) out += R"(,"note":)" + json_text(stamp.note);
    out += ',';
    if (!extent.empty()) append_bbox(out, extent);
    return out + "\"features\":[\n";
}

void check_layer(const std::string& file, const FeatureLayer& layer) {
    check(layer.table, file);
    if (layer.shapes.size() != layer.table.rows.size())
        throw Error({file, layer.name,
                     fmt::format("{} rows have {} shapes", layer.table.rows.size(), layer.shapes.size()),
                     ""});
    if (layer.crs != "EPSG:4326" && layer.crs != "OGC:CRS84")
        throw Error({file, layer.name,
                     "GeoJSON holds longitude and latitude only, the shapes are in " + layer.crs,
                     "reproject the boundaries to EPSG:4326"});
}

}  // namespace

GeojsonAccount write_geojson(const std::filesystem::path& file, const FeatureLayer& layer, const Stamp& stamp,
                             std::string_view id_column) {
    check_layer(file.filename().string(), layer);
    const Collection collection(layer.name, layer.table, id_column);
    GeojsonAccount account;
    const auto shape = [&](std::size_t row, std::int64_t& collapsed) {
        const MultiPolygon* given = layer.shapes[row];
        return given == nullptr ? RoundedShape{} : rounded_shape(*given, collection.where(row), collapsed);
    };
    for (std::size_t row = 0; row < layer.table.rows.size(); ++row) {
        if (!shape(row, account.collapsed_rings).empty()) continue;
        const bool had_shape = layer.shapes[row] != nullptr && !layer.shapes[row]->empty();
        ++(had_shape ? account.lost_shapes : account.without_shape);
    }
    std::int64_t counted = 0;
    collection.write(file, stamp, [&](std::size_t row) { return drawn(shape(row, counted)); });
    return account;
}

void write_geojson_lines(const std::filesystem::path& file, const LineLayer& layer, const Stamp& stamp,
                         std::string_view id_column) {
    const std::string name = file.filename().string();
    check(layer.table, name);
    if (layer.lines.size() != layer.table.rows.size())
        throw Error({name, layer.name,
                     fmt::format("{} rows have {} lines", layer.table.rows.size(), layer.lines.size()), ""});
    const Collection collection(layer.name, layer.table, id_column);
    collection.write(file, stamp,
                     [&](std::size_t row) { return drawn(layer.lines[row], collection.where(row)); });
}

}  // namespace djoliba
