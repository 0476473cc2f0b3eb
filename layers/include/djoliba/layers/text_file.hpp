// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace djoliba {

/// A file that is written from start to end, beside its place, and moved there by finish(). One that was not
/// finished leaves no trace, and what stood in its place stays. A place that is no regular file (a pipe, a
/// terminal) is written to directly. Every failure throws Error.
class TextFile {
 public:
    explicit TextFile(std::filesystem::path file);
    ~TextFile();
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;

    void write(std::string_view text) {
        buffer_ += text;
        if (buffer_.size() >= buffer_limit) flush();
    }
    void finish();

 private:
    static constexpr std::size_t buffer_limit = 1 << 20;
    void flush();

    std::filesystem::path file_;
    std::filesystem::path partial_;  ///< where it is written; file_ itself for pipes and terminals
    int descriptor_ = -1;
    std::string buffer_;
};

}  // namespace djoliba
