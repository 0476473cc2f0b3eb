// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/byte_record.hpp>

#include <algorithm>
#include <cstring>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

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

}  // namespace

void RecordWriter::put(const std::vector<std::string>& texts) {
    put(std::uint64_t{texts.size()});
    for (const std::string& text : texts) put(text);
}

std::vector<std::byte> RecordWriter::finish() {
    put(checksum(bytes_));
    return std::move(bytes_);
}

void RecordWriter::append(const void* from, std::size_t size) {
    const auto* bytes = static_cast<const std::byte*>(from);
    bytes_.insert(bytes_.end(), bytes, bytes + size);
}

RecordReader::RecordReader(std::span<const std::byte> bytes, std::string_view mark, Words words)
    : words_(std::move(words)) {
    std::uint64_t sum = 0;
    if (bytes.size() < mark.size() + sizeof sum) refuse("it is cut short");
    if (std::memcmp(bytes.data(), mark.data(), mark.size()) != 0) refuse("it is of another kind or version");
    const auto body = bytes.first(bytes.size() - sizeof sum);
    std::memcpy(&sum, bytes.data() + body.size(), sizeof sum);
    if (checksum(body) != sum) refuse("its checksum does not agree: it is damaged or cut short");
    rest_ = body.subspan(mark.size());
}

std::string RecordReader::get_text() {
    std::string text(count(1), '\0');
    take(text.data(), text.size());
    return text;
}

std::vector<std::string> RecordReader::get_texts() {
    std::vector<std::string> texts(count(sizeof(std::uint64_t)));
    for (std::string& text : texts) text = get_text();
    return texts;
}

std::size_t RecordReader::count(std::size_t item_bytes) {
    const auto length = get<std::uint64_t>();
    if (length > rest_.size() / item_bytes) refuse("it is cut short");
    return static_cast<std::size_t>(length);
}

void RecordReader::finish() {
    if (!rest_.empty()) refuse("it is longer than it should be");
}

void RecordReader::require(bool good) const {
    if (!good) refuse("it does not fit together");
}

void RecordReader::take(void* to, std::size_t size) {
    if (size > rest_.size()) refuse("it is cut short");
    if (size > 0) std::memcpy(to, rest_.data(), size);
    rest_ = rest_.subspan(size);
}

void RecordReader::refuse(const char* problem) const {
    throw Error({"", words_.what, problem, words_.remedy});
}

}  // namespace djoliba
