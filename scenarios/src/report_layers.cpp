// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include <djoliba/layers/png.hpp>

#include "report_data.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t widest = 700;  // cells of a picture from west to east
constexpr int tints = 15;             // of the share of a cell under water

/// For each cell of the picture, which stands for a square of cells, how many of these hold water.
struct WetShare {
    std::int64_t side = 1, cols = 0, rows = 0;
    std::vector<std::int64_t> wet = {};
};

WetShare wet_share(const RasterSource& source) {
    const Grid& grid = source.grid();
    WetShare picture{.side = (grid.cols + widest - 1) / widest};
    picture.cols = (grid.cols + picture.side - 1) / picture.side;
    picture.rows = (grid.rows + picture.side - 1) / picture.side;
    picture.wet.assign(static_cast<std::size_t>(picture.cols * picture.rows), 0);
    const auto reader = source.open();
    const std::int64_t step = std::max<std::int64_t>(1, source.block().rows);
    std::vector<float> values;
    for (std::int64_t row = 0; row < grid.rows; row += step) {
        const Window window{0, row, grid.cols, std::min(step, grid.rows - row)};
        if (!source.has_data(window)) continue;
        values.resize(static_cast<std::size_t>(window.size()));
        reader->read(window, std::span<float>(values));
        for (std::int64_t r = 0; r < window.rows; ++r)
            for (std::int64_t c = 0; c < grid.cols; ++c)
                if (values[r * grid.cols + c] > 0)
                    ++picture.wet[(row + r) / picture.side * picture.cols + c / picture.side];
    }
    return picture;
}

std::vector<Tint> water_tints() {
    std::vector<Tint> palette{{ramp("flood")[4], 0}};
    for (int i = 1; i <= tints; ++i)
        palette.push_back({ramp("flood")[4], static_cast<std::uint8_t>(255 * i / tints)});
    return palette;
}

/// A cell that holds any water has some colour.
std::string picture_png(const WetShare& picture) {
    std::vector<std::uint8_t> cells;
    cells.reserve(picture.wet.size());
    const std::int64_t all = picture.side * picture.side;
    for (const std::int64_t wet : picture.wet)
        cells.push_back(static_cast<std::uint8_t>((wet * tints + all - 1) / all));
    return png_bytes(static_cast<int>(picture.cols), static_cast<int>(picture.rows), cells, water_tints());
}

double finite(const Cell& cell) {
    const double* real = std::get_if<double>(&cell);
    const auto* whole = std::get_if<std::int64_t>(&cell);
    return real != nullptr ? *real : whole != nullptr ? static_cast<double>(*whole) : missing_value;
}

std::string words(const Cell& cell) {
    const auto* text = std::get_if<std::string>(&cell);
    return text == nullptr ? "" : *text;
}

/// Index of the unit of the finest level with a code, -1 where there is none.
std::map<std::string, int> finest_by_code(const Localities& places) {
    std::map<std::string, int> units;
    for (const int i : places.of_level(places.finest())) units.emplace(places[i].code, i);
    return units;
}

std::string sensitivity_of(const Result& r, std::string_view layer) {
    const auto at = std::ranges::find(r.inputs, layer, &InputFile::layer);
    return at == r.inputs.end() ? "open" : at->sensitivity;
}

Json facilities_json(const Result& r, const OutputTable& table) {
    const auto units = finest_by_code(r.localities);
    const int lon = table.find("lon"), lat = table.find("lat"), name = table.find("name"),
              type = table.find("type"), code = table.find("code");
    Json points = {{"layer", "facilities"},
                   {"kind", "facility"},
                   {"label_fr", "Structures de santé"},
                   {"label_en", "Health facilities"},
                   {"sensitivity", sensitivity_of(r, "facilities")},
                   {"x", Json::array()},
                   {"y", Json::array()},
                   {"name", Json::array()},
                   {"type", Json::array()},
                   {"unit", Json::array()}};
    for (const auto& row : table.rows) {
        const double x = finite(row[lon]), y = finite(row[lat]);
        if (!std::isfinite(x) || !std::isfinite(y)) continue;
        points["x"].push_back(fixed_json(x, 4));
        points["y"].push_back(fixed_json(y, 4));
        points["name"].push_back(words(row[name]));
        points["type"].push_back(words(row[type]));
        const auto unit = code < 0 ? units.end() : units.find(words(row[code]));
        points["unit"].push_back(unit == units.end() ? -1 : unit->second);
    }
    return points;
}

}  // namespace

nlohmann::ordered_json report_pictures(const Result& r) {
    Json list = Json::array();
    for (const MapRaster& map : r.maps) {
        if (map.theme != "flood" || map.source->crs() != r.localities.crs) continue;
        const WetShare picture = wet_share(*map.source);
        const Grid& grid = map.source->grid();
        const double east = grid.west + static_cast<double>(picture.cols * picture.side) * grid.dx,
                     south = grid.north - static_cast<double>(picture.rows * picture.side) * grid.dy;
        list.push_back({{"label_fr", map.label.fr},
                        {"label_en", map.label.en},
                        {"png", base64(picture_png(picture))},
                        {"bounds", {grid.west, south, east, grid.north}}});
    }
    return list;
}

nlohmann::ordered_json report_points(const Result& r) {
    Json list = Json::array();
    for (const NamedTable& t : r.tables)
        if (t.file == "facilities.csv" && t.table.find("lon") >= 0)
            list.push_back(facilities_json(r, t.table));
    for (auto& towns : report_towns(r)) list.push_back(std::move(towns));
    for (auto& events : report_events(r)) list.push_back(std::move(events));
    return list;
}

}  // namespace djoliba
