// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gdal.h>
#include <ogr_api.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "../temp_dir.hpp"

// Reads what the synthetic country is made of, with as little code of the project as possible.
namespace synthetic_support {

namespace fs = std::filesystem;

struct Close {
    void operator()(void* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, Close>;

inline Dataset open(const fs::path& file) {
    GDALAllRegister();
    Dataset dataset(GDALOpenEx(file.c_str(), GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    BOOST_REQUIRE_MESSAGE(dataset != nullptr, file.string());
    return dataset;
}

struct Cells {
    int cols = 0, rows = 0;
    double nodata = 0, west = 0, north = 0, step = 0;
    std::vector<float> values = {};
    float at(double lon, double lat) const {
        return values[static_cast<std::size_t>((north - lat) / step) * cols +
                      static_cast<std::size_t>((lon - west) / step)];
    }
};

inline Cells cells(const fs::path& file, int band = 1) {
    const auto dataset = open(file);
    const auto b = GDALGetRasterBand(dataset.get(), band);
    double t[6];
    GDALGetGeoTransform(dataset.get(), t);
    Cells c{GDALGetRasterXSize(dataset.get()),
            GDALGetRasterYSize(dataset.get()),
            GDALGetRasterNoDataValue(b, nullptr),
            t[0],
            t[3],
            t[1]};
    c.values.resize(static_cast<std::size_t>(c.cols) * c.rows);
    BOOST_REQUIRE(GDALRasterIO(b, GF_Read, 0, 0, c.cols, c.rows, c.values.data(), c.cols, c.rows, GDT_Float32,
                               0, 0) == CE_None);
    return c;
}

inline double total(const Cells& c) {
    double sum = 0;
    for (const float v : c.values)
        if (v != static_cast<float>(c.nodata)) sum += v;
    return sum;
}

using Rows = std::vector<std::map<std::string, std::string>>;

// Our own files hold no quoted cells.
inline Rows rows(const fs::path& file) {
    std::istringstream text(file_bytes(file));
    const auto split = [](const std::string& line) {
        std::vector<std::string> parts;
        std::istringstream in(line + ",");
        for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
        return parts;
    };
    std::string line;
    std::getline(text, line);
    const auto heads = split(line);
    Rows all;
    while (std::getline(text, line)) {
        const auto parts = split(line);
        BOOST_REQUIRE_EQUAL(parts.size(), heads.size());
        all.emplace_back();
        for (std::size_t i = 0; i < heads.size(); ++i) all.back()[heads[i]] = parts[i];
    }
    return all;
}

using Vertex = std::pair<double, double>;
using Edges = std::set<std::pair<Vertex, Vertex>>;

// Directed edges of all rings; each must come once.
inline void add_edges(OGRGeometryH g, Edges& edges) {
    if (OGR_G_GetGeometryCount(g) > 0) {
        for (int i = 0; i < OGR_G_GetGeometryCount(g); ++i) add_edges(OGR_G_GetGeometryRef(g, i), edges);
        return;
    }
    for (int i = 0; i + 1 < OGR_G_GetPointCount(g); ++i) {
        const Vertex a{OGR_G_GetX(g, i), OGR_G_GetY(g, i)}, b{OGR_G_GetX(g, i + 1), OGR_G_GetY(g, i + 1)};
        BOOST_REQUIRE(edges.insert({a, b}).second);
    }
}

struct Units {
    int count = 0;
    double area = 0;
    Edges edges = {};
    std::map<std::string, double> area_by_parent = {}, area_by_code = {};
    std::map<std::string, int> kinds = {};
};

inline Units units(const fs::path& dir, int level) {
    const auto dataset = open(dir / "admin.gpkg");
    const auto layer = GDALDatasetGetLayerByName(dataset.get(), ("adm" + std::to_string(level)).c_str());
    BOOST_REQUIRE(layer != nullptr);
    const auto text = [](OGRFeatureH f, const std::string& field) {
        return std::string(OGR_F_GetFieldAsString(f, OGR_F_GetFieldIndex(f, field.c_str())));
    };
    Units found;
    while (const auto feature = OGR_L_GetNextFeature(layer)) {
        const auto shape = OGR_F_GetGeometryRef(feature);
        BOOST_TEST(OGR_G_IsValid(shape));
        const auto code = text(feature, "ADM" + std::to_string(level) + "_PCODE");
        BOOST_TEST(code.starts_with("SY"));
        BOOST_TEST(code.size() == 2u + 2u * level);
        BOOST_TEST(text(feature, "SYNTHETIC") == "1");
        ++found.count;
        ++found.kinds[text(feature, "NAME_KIND")];
        found.area += OGR_G_Area(shape);
        found.area_by_code[code] += OGR_G_Area(shape);
        if (level > 1) {
            const auto parent = text(feature, "ADM" + std::to_string(level - 1) + "_PCODE");
            BOOST_TEST(code.starts_with(parent));
            found.area_by_parent[parent] += OGR_G_Area(shape);
        }
        add_edges(shape, found.edges);
        OGR_F_Destroy(feature);
    }
    return found;
}

inline Edges without_partner(const Edges& edges) {
    Edges outer;
    for (const auto& [a, b] : edges)
        if (!edges.contains({b, a})) outer.insert({a, b});
    return outer;
}

}  // namespace synthetic_support
