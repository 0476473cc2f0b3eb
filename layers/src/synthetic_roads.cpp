// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "synthetic_plane.hpp"
#include "synthetic_random.hpp"
#include "synthetic_tables.hpp"

namespace djoliba::synthetic {
namespace {

struct Node {
    std::string code;
    Point km;
    int cercle;
};

std::vector<Node> nodes_of(const std::vector<Unit>& units, bool communes) {
    std::vector<Node> nodes;
    nodes.reserve(units.size());
    for (std::size_t u = 0; u < units.size(); ++u)
        nodes.push_back(
            {units[u].code, to_km(units[u].seat), communes ? units[u].parent : static_cast<int>(u)});
    return nodes;
}

// Two places are joined unless a third is nearer to both than they are to one another (relative
// neighbourhood), or, for lesser roads, lies in the circle between them (Gabriel). Both networks are
// connected and hardly cross.
bool joined(const std::vector<Node>& nodes, std::size_t a, std::size_t b, bool lesser) {
    const double d = distance(nodes[a].km, nodes[b].km);
    const Point middle = between(nodes[a].km, nodes[b].km, 0.5);
    for (std::size_t c = 0; c < nodes.size(); ++c) {
        if (c == a || c == b) continue;
        const bool blocks =
            lesser ? distance(nodes[c].km, middle) < d / 2
                   : std::max(distance(nodes[c].km, nodes[a].km), distance(nodes[c].km, nodes[b].km)) < d;
        if (blocks) return false;
    }
    return true;
}

// The nearest commune of the cercle that lies nearer to its seat; all tracks together lead to the seat.
const Node& next_on_the_way(const std::vector<Node>& communes, std::size_t from, const Node& seat) {
    const double left = distance(communes[from].km, seat.km);
    const Node* best = &seat;
    for (const auto& node : communes)
        if (node.cercle == communes[from].cercle && distance(node.km, seat.km) < left &&
            distance(node.km, communes[from].km) < distance(best->km, communes[from].km))
            best = &node;
    return *best;
}

std::string line_text(Point a, Point b, Stream& stream) {
    const int pieces = std::max(2, static_cast<int>(distance(a, b) / 8));
    const double length = distance(a, b), sway = 0.05 * length * stream.uniform(-1, 1),
                 wave = 0.015 * length * stream.uniform(-1, 1);
    std::string text;
    for (int k = 0; k <= pieces; ++k) {
        const double t = static_cast<double>(k) / pieces;
        const double off = sway * std::sin(t * 3.14159265) + wave * std::sin(t * 9.42477796);
        const Point at = between(a, b, t);
        const Point p = to_degrees({at.x - off * (b.y - a.y) / std::max(1e-9, length),
                                    at.y + off * (b.x - a.x) / std::max(1e-9, length)});
        fmt::format_to(std::back_inserter(text), "{}[{:.4f},{:.4f}]", k == 0 ? "" : ",", p.x, p.y);
    }
    return text;
}

void append(std::string& text, const char* kind, const Node& a, const Node& b, std::uint64_t seed,
            std::uint64_t item) {
    Stream stream(seed, Purpose::roads, item);
    fmt::format_to(std::back_inserter(text),
                   "{}\n{{\"type\":\"Feature\",\"properties\":{{\"class\":\"{}\",\"from\":\"{}\",\"to\":\"{}"
                   "\",\"length_km\":{:.1f},"
                   "\"synthetic\":1}},\"geometry\":{{\"type\":\"LineString\",\"coordinates\":[{}]}}}}",
                   item == 0 ? "" : ",", kind, a.code, b.code, distance(a.km, b.km),
                   line_text(a.km, b.km, stream));
}

}  // namespace

std::string roads_geojson(const Country& country) {
    const auto cercles = nodes_of(country.cercles, false), communes = nodes_of(country.communes, true);
    std::string text =
        "{\"type\":\"FeatureCollection\",\"synthetic\":true,\"description\":\"SYNTHETIC: invented "
        "roads\",\"features\":[";
    std::uint64_t item = 0;
    for (std::size_t a = 0; a < cercles.size(); ++a)
        for (std::size_t b = a + 1; b < cercles.size(); ++b)
            if (joined(cercles, a, b, true))
                append(text, joined(cercles, a, b, false) ? "primary" : "secondary", cercles[a], cercles[b],
                       country.seed, item++);
    for (std::size_t c = 0; c < communes.size(); ++c) {
        const Node& seat = cercles[communes[c].cercle];
        if (distance(communes[c].km, seat.km) > 0.1)
            append(text, "track", communes[c], next_on_the_way(communes, c, seat), country.seed, item++);
    }
    return text + "\n]}\n";
}

}  // namespace djoliba::synthetic
