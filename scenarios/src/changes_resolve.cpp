// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/split.hpp>
#include <djoliba/layers/vector_file.hpp>
#include <djoliba/scenarios/scenario.hpp>

#include "check_index.hpp"
#include "scenario_files.hpp"

namespace djoliba {
namespace {

using Problems = std::vector<Problem>;

/// What is wrong with polygons in longitude and latitude; empty where nothing is.
Problem fault_in(const MultiPolygon& area) {
    for (const Polygon& polygon : area)
        for (const Ring& ring : polygon)
            for (const Point& p : ring)
                if (!(std::abs(p.x) <= 180 && std::abs(p.y) <= 90))
                    return {"", "", fmt::format("[{}, {}] is no longitude and latitude in degrees", p.x, p.y),
                            "write longitude first, in degrees; a file must say which CRS it is in"};
    if (const auto fault = polygon_fault(area); !fault.empty())
        return {"", "", "the polygon encloses no definite area: " + fault,
                "give its corners in the order of its border"};
    return {};
}

MultiPolygon polygons_of(const ScenarioFile& file) {
    MultiPolygon area;
    for (const Feature& feature : read_vector(file.path, {.name = file.text}).features) {
        if (!feature.fault.empty())
            throw Error(
                Problem{file.text, "",
                        fmt::format("feature {} encloses no definite area: {}", feature.id, feature.fault),
                        "repair the geometry in a GIS"});
        area.insert(area.end(), feature.shape.begin(), feature.shape.end());
    }
    if (area.empty())
        throw Error(Problem{file.text, "", "there is no polygon in it", "give a layer of polygons"});
    return area;
}

void add(Problems& problems, const Mark& mark, const std::string& key, const Problem& found) {
    const std::string where = found.where.empty() ? "" : found.where + ": ";
    problems.push_back({to_string(mark), key, where + found.problem, found.remedy});
}

MultiPolygon closed(const std::vector<Point>& corners) {
    MultiPolygon area{{corners}};
    Ring& ring = area.front().front();
    if (!(ring.front() == ring.back())) ring.push_back(corners.front());
    return area;
}

/// Polygons of which nothing is to be said and that do not overlap. Throws Error.
MultiPolygon sound(const MultiPolygon& area) {
    if (Problem fault = fault_in(area); !fault.problem.empty()) throw Error(std::move(fault));
    return area.size() > 1 ? united(area) : area;
}

const MultiPolygon& read_once(const ScenarioFile& file, ChangeFiles& files) {
    auto known = files.polygons.find(file.path);
    if (known == files.polygons.end())
        known = files.polygons.emplace(file.path, sound(polygons_of(file))).first;
    return known->second;
}

void read_area(Where& where, ChangeFiles& files, Problems& problems) {
    const ScenarioFile& file = where.polygon_file;
    try {
        if (!where.polygon.empty()) where.area = sound(closed(where.polygon));
        if (file.given() && !file.path.empty()) where.area = read_once(file, files);  // else it is told of
    } catch (const Error& error) {
        for (const Problem& problem : error.problems())
            add(problems, file.given() ? file.mark : where.mark, where.key + ".polygon", problem);
    }
}

std::vector<Where*> wheres_of(Changes& changes) {
    std::vector<Where*> all;
    all.reserve(changes.flood.size());
    for (auto& change : changes.flood) all.push_back(&change.where);
    for (auto& change : changes.drought) all.push_back(&change.where);
    for (auto& change : changes.conflict) all.push_back(&change.where);
    for (auto& change : changes.displaced) all.push_back(&change.where);
    for (auto& closure : changes.close_facilities) all.push_back(&closure.where);
    for (auto& change : changes.access)
        for (auto& block : change.block) all.push_back(&block.where);
    for (auto& closed : changes.close_links) all.insert(all.end(), {&closed.between, &closed.other_end});
    for (auto& change : changes.capacity) all.push_back(&change.where);
    for (auto& change : changes.population) all.push_back(&change.where);
    return all;
}

void read_other_index(Changes& changes, ChangeFiles& files, Problems& problems) {
    IndexReference& index = changes.index;
    std::filesystem::path name = index.file.path;
    if (!index.name.empty()) name = "library/" + index.name;
    if (const auto known = files.indices.find(name); !name.empty() && known != files.indices.end()) {
        index.tree = known->second;
        return;
    }
    const std::size_t before = problems.size();
    read_index(index, changes.tree.find("index"), "change.index", problems);
    if (!name.empty() && problems.size() == before) files.indices[name] = index.tree;
}

void reweigh(IndexNode& node, const std::map<std::string, double>& weights) {
    if (const auto weight = weights.find(node.id()); weight != weights.end()) node.weight = weight->second;
    for (IndexNode& part : node.parts) reweigh(part, weights);
}

}  // namespace

void resolve_changes(Changes& changes, ChangeFiles& files, std::vector<Problem>& problems) {
    locate_files(changes, files.data, files.folder_of, problems);
    for (Where* where : wheres_of(changes)) read_area(*where, files, problems);
    if (changes.index.given()) read_other_index(changes, files, problems);
}

IndexTree changed_index(const Scenario& scenario, const Changes& changes) {
    IndexTree tree = changes.index.given() ? changes.index.tree : scenario.index.tree;
    reweigh(tree.root, changes.weights);
    return tree;
}

}  // namespace djoliba
