// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "coded_shapes.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

std::vector<std::string> codes_of(const VectorLayer& layer, const std::string& field) {
    const std::size_t column = field_index(layer, field);
    std::vector<std::string> codes;
    std::map<std::string, std::int64_t> seen;
    std::vector<Problem> problems;
    for (const Feature& f : layer.features) {
        const std::string& code = f.values[column];
        const std::string where = fmt::format("feature {}", f.id);
        if (code.empty() || code.find_first_of("\r\n") != std::string::npos)
            problems.push_back(
                {layer.file, field, where + " has no code, or one of several lines", "give it one"});
        else if (const auto [other, added] = seen.emplace(code, f.id); !added)
            problems.push_back({layer.file, field,
                                fmt::format("features {} and {} have the code {}", other->second, f.id, code),
                                "join their shapes, or name a field that tells them apart"});
        codes.push_back(code);
    }
    if (problems.size() > 10) problems.resize(10);
    if (!problems.empty()) throw Error(problems);
    return codes;
}

}  // namespace

CodedShapes coded_shapes(const VectorLayer& read, const std::string& field) {
    const std::string& file = read.file;
    if (read.features.empty())
        throw Error({file, read.layer, "the layer is empty", "name a layer with localities"});
    CodedShapes localities{file, codes_of(read, field)};
    localities.shapes = shapes_of(read, localities.notes);
    if (std::ranges::all_of(localities.shapes, [](const MultiPolygon& shape) { return shape.empty(); }))
        throw Error({file, read.layer, "no feature has an area", "name a layer of polygons"});
    return localities;
}

AnalysisGrid grid_over_shapes(const CodedShapes& localities, std::span<const RasterSource* const> rasters) {
    const RasterSource& people = *rasters.front();
    const Box box = bounds_of_all(localities.shapes), ground = people.grid().box();
    if (box.max_x <= ground.min_x || box.min_x >= ground.max_x || box.max_y <= ground.min_y ||
        box.min_y >= ground.max_y)
        throw Error({localities.file, "", fmt::format("no locality meets {}", people.name()),
                     "check the extent and the coordinate system of both"});
    return analysis_grid(rasters, people.crs(), box);
}

}  // namespace djoliba
