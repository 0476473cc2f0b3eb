// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>

#include <djoliba/engine/coverage.hpp>
#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

// Layout: "DJCOVER2", then each vector as its length and its items, then a checksum of all before it. Numbers
// are stored as they are in the memory of a little-endian machine.
static_assert(std::endian::native == std::endian::little);
constexpr std::string_view mark = "DJCOVER2";

[[noreturn]] void refuse(const char* problem) {
    throw Error(
        {"", "coverage", problem, "delete the cached coverage; it is made again from the boundaries"});
}

/// FNV-1a over words of 8 bytes, the last padded with zeros. Every step can be undone, so one changed word
/// always shows.
std::uint64_t checksum(std::span<const std::byte> bytes) {
    std::uint64_t hash = 0xcbf29ce484222325U ^ bytes.size();
    for (std::size_t i = 0; i < bytes.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, std::min<std::size_t>(8, bytes.size() - i));
        hash = std::rotl((hash ^ word) * 0x100000001b3U, 29);
    }
    return hash;
}

class Writer {
 public:
    template <class T>
    void put(const std::vector<T>& items) {
        static_assert(std::is_trivially_copyable_v<T>);
        const std::uint64_t count = items.size();
        append(&count, sizeof count);
        append(items.data(), items.size() * sizeof(T));
    }
    void append(const void* from, std::size_t size) {
        const auto* bytes = static_cast<const std::byte*>(from);
        bytes_.insert(bytes_.end(), bytes, bytes + size);
    }
    std::vector<std::byte> finish() {
        const std::uint64_t sum = checksum(bytes_);
        append(&sum, sizeof sum);
        return std::move(bytes_);
    }

 private:
    std::vector<std::byte> bytes_;
};

class Reader {
 public:
    explicit Reader(std::span<const std::byte> bytes) : rest_(bytes) {}
    template <class T>
    void get(std::vector<T>& items) {
        std::uint64_t count = 0;
        take(&count, sizeof count);
        if (count > rest_.size() / sizeof(T)) refuse("it is cut short");
        items.resize(count);
        take(items.data(), count * sizeof(T));
    }
    bool at_end() const { return rest_.empty(); }

 private:
    void take(void* to, std::size_t size) {
        if (size > rest_.size()) refuse("it is cut short");
        if (size > 0) std::memcpy(to, rest_.data(), size);
        rest_ = rest_.subspan(size);
    }
    std::span<const std::byte> rest_;
};

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
    Writer out;
    out.append(mark.data(), mark.size());
    out.put(stored(c.shapes));
    out.put(c.run_begin);
    out.put(c.cell_begin);
    out.put(c.runs);
    out.put(c.cell_col);
    out.put(c.cell_fraction);
    return out.finish();
}

Coverage from_bytes(std::span<const std::byte> bytes) {
    if (bytes.size() < mark.size() + sizeof(std::uint64_t)) refuse("it is cut short");
    if (std::memcmp(bytes.data(), mark.data(), mark.size()) != 0)
        refuse("it is not a coverage of this version");
    std::uint64_t sum = 0;
    std::memcpy(&sum, bytes.data() + bytes.size() - sizeof sum, sizeof sum);
    const auto body = bytes.first(bytes.size() - sizeof sum);
    if (checksum(body) != sum) refuse("its checksum does not agree: it is damaged or cut short");
    Reader in(body.subspan(mark.size()));
    Coverage c;
    std::vector<StoredShape> shapes;
    in.get(shapes);
    in.get(c.run_begin);
    in.get(c.cell_begin);
    in.get(c.runs);
    in.get(c.cell_col);
    in.get(c.cell_fraction);
    if (!in.at_end()) refuse("it is longer than it should be");
    c.shapes = restored(shapes);
    return c;
}

}  // namespace djoliba
