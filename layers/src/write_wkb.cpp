// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/write_wkb.hpp>

#include <bit>
#include <cstdint>

namespace djoliba {
namespace {

constexpr char little_endian = 1;
constexpr std::uint32_t polygon_type = 3, multi_polygon_type = 6;

template <typename Unsigned>
void append(std::string& out, Unsigned value) {
    for (std::size_t i = 0; i < sizeof value; ++i)
        out += static_cast<char>(static_cast<unsigned char>(value >> (8 * i)));
}

void append_count(std::string& out, std::size_t count) { append(out, static_cast<std::uint32_t>(count)); }

void append_polygon(std::string& out, const Polygon& polygon) {
    out += little_endian;
    append(out, polygon_type);
    append_count(out, polygon.size());
    for (const Ring& ring : polygon) {
        append_count(out, ring.size());
        for (const Point& point : ring) {
            append(out, std::bit_cast<std::uint64_t>(point.x));
            append(out, std::bit_cast<std::uint64_t>(point.y));
        }
    }
}

}  // namespace

std::string to_wkb(const MultiPolygon& shape) {
    if (shape.empty()) return {};
    std::string out(1, little_endian);
    append(out, multi_polygon_type);
    append_count(out, shape.size());
    for (const Polygon& polygon : shape) append_polygon(out, polygon);
    return out;
}

}  // namespace djoliba
