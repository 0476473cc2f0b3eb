// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace djoliba {

// Values as bytes, to be read by the same program elsewhere or later: a mark that names what it is and its
// version, the values one behind the other, lists with their length in front, and a checksum of all before
// it. Numbers stand as in the memory of a little-endian machine.
static_assert(std::endian::native == std::endian::little);

/// Items that are copied byte by byte: they have no padding, so that equal values have equal bytes.
template <class T>
concept PlainItem = std::is_trivially_copyable_v<T> &&
                    (std::has_unique_object_representations_v<T> || std::floating_point<T>);

class RecordWriter {
 public:
    explicit RecordWriter(std::string_view mark) { append(mark.data(), mark.size()); }

    template <PlainItem T>
    void put(const T& item) {
        append(&item, sizeof item);
    }
    template <PlainItem T>
    void put(std::span<const T> items) {
        put(std::uint64_t{items.size()});
        append(items.data(), items.size_bytes());
    }
    template <PlainItem T>
    void put(const std::vector<T>& items) {
        put(std::span<const T>(items));
    }
    void put(std::string_view text) { put(std::span<const char>(text)); }
    void put(const std::string& text) { put(std::string_view(text)); }
    void put(const std::vector<std::string>& texts);

    /// All bytes. To be called once, at the end.
    std::vector<std::byte> finish();

 private:
    void append(const void* from, std::size_t size);
    std::vector<std::byte> bytes_ = {};
};

/// Reads what a RecordWriter with the same mark wrote, in the same order. Never reads or makes room beyond
/// what the bytes hold.
class RecordReader {
 public:
    /// What a message says of bytes that are none: "coverage", and what to do about it.
    struct Words {
        std::string what = {};
        std::string remedy = {};
    };

    /// Throws Error where the bytes are missing, changed, or of another kind or version. They must outlive
    /// it.
    RecordReader(std::span<const std::byte> bytes, std::string_view mark, Words words);

    template <PlainItem T>
    T get() {
        T item{};
        take(&item, sizeof item);
        return item;
    }
    template <PlainItem T>
    std::vector<T> get_list() {
        std::vector<T> items(count(sizeof(T)));
        take(items.data(), items.size() * sizeof(T));
        return items;
    }
    std::string get_text();
    std::vector<std::string> get_texts();
    /// The length of a list whose items take at least so many bytes each.
    std::size_t count(std::size_t item_bytes);
    /// Throws Error where something is left.
    void finish();
    /// Throws Error where the bytes say what cannot be.
    void require(bool good) const;

 private:
    void take(void* to, std::size_t size);
    [[noreturn]] void refuse(const char* problem) const;
    std::span<const std::byte> rest_;
    Words words_;
};

}  // namespace djoliba
