// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/engine/error.hpp>
#include <filesystem>
#include <string>
#include <string_view>

namespace djoliba {

/// Directories in which results wait for their commit begin with this.
inline constexpr std::string_view partial_prefix = ".djoliba-partial-";

/// `file` could not be written. `reason` is the message of the system or of a library; a full disk is
/// recognised and named.
Error write_error(const std::filesystem::path& file, const std::string& reason);

/// The same, with the reason in `errno_value`.
Error write_error(const std::filesystem::path& file, int errno_value);

/// A file that is written from start to end. Every failure throws; a file that was not finished is removed.
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
    int descriptor_ = -1;
    std::string buffer_;
};

}  // namespace djoliba
