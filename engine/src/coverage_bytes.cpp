// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <array>

#include <djoliba/engine/byte_record.hpp>
#include <djoliba/engine/coverage.hpp>

namespace djoliba {
namespace {

constexpr std::string_view mark = "DJCOVER2";

/// A row of a shape as stored: fields without padding between them, so that equal coverages have equal bytes.
struct StoredShape {
    std::array<std::int64_t, 5> places;
};

std::vector<StoredShape> stored(const std::vector<CoveredShape>& shapes) {
    std::vector<StoredShape> list;
    list.reserve(shapes.size());
    for (const auto& s : shapes)
        list.push_back({{s.first_row, s.rows, s.first_col, s.end_col, s.first_line}});
    return list;
}

std::vector<CoveredShape> restored(const std::vector<StoredShape>& list) {
    std::vector<CoveredShape> shapes;
    shapes.reserve(list.size());
    for (const auto& s : list) {
        const auto place = [&](std::size_t i) { return static_cast<std::int32_t>(s.places[i]); };
        shapes.push_back({place(0), place(1), place(2), place(3), s.places[4]});
    }
    return shapes;
}

}  // namespace

std::vector<std::byte> to_bytes(const Coverage& c) {
    RecordWriter out(mark);
    out.put(stored(c.shapes));
    out.put(c.run_begin);
    out.put(c.cell_begin);
    out.put(c.runs);
    out.put(c.cell_col);
    out.put(c.cell_fraction);
    return out.finish();
}

Coverage from_bytes(std::span<const std::byte> bytes) {
    RecordReader in(bytes, mark,
                    {"coverage", "delete the cached coverage; it is made again from the boundaries"});
    Coverage c;
    c.shapes = restored(in.get_list<StoredShape>());
    c.run_begin = in.get_list<std::int64_t>();
    c.cell_begin = in.get_list<std::int64_t>();
    c.runs = in.get_list<Run>();
    c.cell_col = in.get_list<std::int32_t>();
    c.cell_fraction = in.get_list<double>();
    in.finish();
    return c;
}

}  // namespace djoliba
