// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <djoliba/engine/locality.hpp>

namespace djoliba {

std::vector<int> Localities::of_level(std::string_view level) const {
    std::vector<int> found;
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].level == level) found.push_back(static_cast<int>(i));
    return found;
}

int Localities::find(std::string_view level, std::string_view code) const {
    const auto same = [&](const Locality& l) { return l.level == level && l.code == code; };
    const auto at = std::find_if(items.begin(), items.end(), same);
    return at == items.end() ? -1 : static_cast<int>(at - items.begin());
}

int Localities::ancestor(int i, std::string_view level) const {
    while (i >= 0 && items[i].level != level) i = items[i].parent;
    return i;
}

std::vector<int> Localities::children(int i) const {
    std::vector<int> found;
    for (std::size_t k = 0; k < items.size(); ++k)
        if (items[k].parent == i) found.push_back(static_cast<int>(k));
    return found;
}

int Localities::depth(std::string_view level) const {
    const auto at = std::find(hierarchy.begin(), hierarchy.end(), level);
    return at == hierarchy.end() ? -1 : static_cast<int>(at - hierarchy.begin());
}

std::int64_t assign_members(Localities& localities) {
    std::vector<Level> partitions;
    for (const Locality& unit : localities.items)
        if (localities.depth(unit.level) < 0 &&
            std::find(partitions.begin(), partitions.end(), unit.level) == partitions.end())
            partitions.push_back(unit.level);
    const auto finest = localities.of_level(localities.finest());
    std::vector<Point> points;
    points.reserve(finest.size());
    for (const int i : finest) points.push_back(point_inside(localities[i].shape));
    std::int64_t nowhere = 0;
    for (const Level& level : partitions) {
        const auto units = localities.of_level(level);
        std::vector<MultiPolygon> shapes;
        shapes.reserve(units.size());
        for (const int unit : units) shapes.push_back(localities[unit].shape);
        const auto found = locate(shapes, points);
        for (std::size_t k = 0; k < finest.size(); ++k) {
            if (found[k] < 0)
                ++nowhere;
            else
                localities.items[units[found[k]]].members.push_back(finest[k]);
        }
    }
    return nowhere;
}

}  // namespace djoliba
