// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <djoliba/engine/shared_borders.hpp>

#include "report_data.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

constexpr double step = 1e-4;  // degrees, about 11 m

/// Points that fall on the same step follow each other once.
Json steps_json(const Line& line, Point corner) {
    Json list = Json::array();
    std::int64_t x = 0, y = 0;
    for (const Point p : line) {
        const std::int64_t at_x = std::llround((p.x - corner.x) / step),
                           at_y = std::llround((p.y - corner.y) / step);
        if (list.size() > 2 && at_x == x && at_y == y) continue;
        list.push_back(at_x - x);
        list.push_back(at_y - y);
        x = at_x;
        y = at_y;
    }
    return list;
}

}  // namespace

nlohmann::ordered_json report_shapes(const Localities& localities) {
    const auto units = localities.of_level(localities.finest());
    std::vector<MultiPolygon> shapes;
    shapes.reserve(units.size());
    for (const int i : units) shapes.push_back(localities[i].shape);
    SharedBorders shared = share_borders(shapes);
    simplify(shared, report_border_points);
    const Box box = bounds_of_all(shapes);
    const Point corner = std::isfinite(box.min_x) ? Point{box.min_x, box.min_y} : Point{};
    Json borders = Json::array();
    for (const Line& line : shared.borders) borders.push_back(steps_json(line, corner));
    return {{"corner", {corner.x, corner.y}},
            {"step", step},
            {"units", units},
            {"borders", borders},
            {"shapes", shared.shapes}};
}

}  // namespace djoliba
