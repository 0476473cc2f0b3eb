// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "text_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <djoliba/layers/staging.hpp>
#include <system_error>

namespace djoliba {
namespace {

bool disk_is_full(const std::filesystem::path& file) {
    std::error_code error;
    const auto space = std::filesystem::space(file.parent_path().empty() ? "." : file.parent_path(), error);
    return !error && space.available < (1 << 20);
}

}  // namespace

Error write_error(const std::filesystem::path& file, const std::string& reason) {
    if (disk_is_full(file))
        return Error(
            {file.string(), "", "cannot be written, the disk is full (" + reason + ")", "free some space"});
    return Error({file.string(), "", "cannot be written: " + reason, ""});
}

Error write_error(const std::filesystem::path& file, int errno_value) {
    const bool full = errno_value == ENOSPC || errno_value == EDQUOT;
    const bool forbidden = errno_value == EACCES || errno_value == EPERM || errno_value == EROFS;
    const std::string reason = std::generic_category().message(errno_value);
    return Error({file.string(), "", "cannot be written: " + reason,
                  full        ? "free some space on the disk"
                  : forbidden ? "choose a directory that you may write to"
                              : ""});
}

TextFile::TextFile(std::filesystem::path file)
    : file_(std::move(file)),
      descriptor_(open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
    if (descriptor_ < 0) throw write_error(file_, errno);
}

TextFile::~TextFile() {
    if (descriptor_ < 0) return;
    close(descriptor_);
    std::error_code ignored;
    if (std::filesystem::is_regular_file(file_, ignored)) std::filesystem::remove(file_, ignored);
}

void TextFile::flush() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw write_error(file_, errno);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    buffer_.clear();
}

void TextFile::finish() {
    flush();
    if (close(descriptor_) != 0) {
        const int error = errno;
        std::error_code ignored;
        std::filesystem::remove(file_, ignored);
        descriptor_ = -1;
        throw write_error(file_, error);
    }
    descriptor_ = -1;
}

void write_text(const std::filesystem::path& file, std::string_view text) {
    TextFile out(file);
    out.write(text);
    out.finish();
}

}  // namespace djoliba
