// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "text_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <djoliba/layers/staging.hpp>
#include <system_error>

namespace djoliba {
namespace {

bool disk_is_full(const std::filesystem::path& file, const std::string& reason) {
    for (const char* words : {"disk is full", "No space left"})
        if (reason.find(words) != std::string::npos) return true;
    std::error_code error;
    const auto space = std::filesystem::space(file.parent_path().empty() ? "." : file.parent_path(), error);
    return !error && space.available < (1 << 20);
}

/// The path as the user knows it: a staged file by its name, since its directory is gone when the message is
/// read.
std::string shown(const std::filesystem::path& file) {
    std::filesystem::path staged;
    bool found = false;
    for (const auto& part : file) {
        if (found) staged /= part;
        found = found || part.string().starts_with(partial_prefix);
    }
    return (staged.empty() ? file : staged).string();
}

/// Where to write a file until it is whole: in the same folder, or at its place where that is a pipe or a
/// terminal. The file behind a link is replaced, not the link.
std::filesystem::path beside(std::filesystem::path& file) {
    std::error_code ignored;
    if (std::filesystem::is_symlink(file, ignored)) {
        const auto target = std::filesystem::weakly_canonical(file, ignored);
        if (!ignored) file = target;
    }
    if (std::filesystem::exists(file, ignored) && !std::filesystem::is_regular_file(file, ignored))
        return file;
    auto name = std::string(partial_prefix) + std::to_string(getpid()) + "-" + file.filename().string();
    return file.parent_path() / name;
}

}  // namespace

Error write_error(const std::filesystem::path& file, const std::string& reason) {
    if (disk_is_full(file, reason))
        return Error({shown(file), "", "cannot be written, the disk is full (" + reason + ")",
                      "free some space or choose a directory on another disk"});
    return Error({shown(file), "", "cannot be written: " + reason, ""});
}

Error write_error(const std::filesystem::path& file, int errno_value) {
    const bool full = errno_value == ENOSPC || errno_value == EDQUOT;
    const bool forbidden = errno_value == EACCES || errno_value == EPERM || errno_value == EROFS;
    const std::string reason = std::generic_category().message(errno_value);
    if (full) return write_error(file, reason);
    return Error({shown(file), "", "cannot be written: " + reason,
                  forbidden ? "choose a directory that you may write to" : ""});
}

TextFile::TextFile(std::filesystem::path file) : file_(std::move(file)), partial_(beside(file_)) {
    descriptor_ = open(partial_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor_ < 0) throw write_error(file_, errno);
}

TextFile::~TextFile() {
    if (descriptor_ < 0) return;
    close(descriptor_);
    std::error_code ignored;
    if (partial_ != file_) std::filesystem::remove(partial_, ignored);
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
    const int closed = close(descriptor_);
    descriptor_ = -1;
    if (closed == 0 && (partial_ == file_ || rename(partial_.c_str(), file_.c_str()) == 0)) return;
    const int error = errno;
    std::error_code ignored;
    if (partial_ != file_) std::filesystem::remove(partial_, ignored);
    throw write_error(file_, error);
}

void write_text(const std::filesystem::path& file, std::string_view text) {
    TextFile out(file);
    out.write(text);
    out.finish();
}

}  // namespace djoliba
