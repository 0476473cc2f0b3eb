// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "owner_lock.hpp"

#include <cerrno>
#include <cstring>
#include <random>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

std::filesystem::path lock_file(const std::filesystem::path& directory, const std::string& name) {
    return directory / (".owner-" + name);
}

}  // namespace

OwnerLock::OwnerLock(const std::filesystem::path& directory) {
    std::random_device random;
    name_ = fmt::format("{}-{:08x}{:08x}", getpid(), random(), random());
    file_ = lock_file(directory, name_);
    handle_ = open(file_.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0644);
    if (handle_ < 0 || flock(handle_, LOCK_EX | LOCK_NB) != 0) {
        const std::string why = std::strerror(errno);
        if (handle_ >= 0) close(handle_);
        throw Error(Problem{file_.string(), "", "the file cannot be locked: " + why,
                            "take a folder on a disk of this machine that can be written to"});
    }
}

OwnerLock::~OwnerLock() {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
    close(handle_);
}

bool owner_lives(const std::filesystem::path& directory, const std::string& name) {
    const auto file = lock_file(directory, name);
    const int handle = open(file.c_str(), O_RDWR | O_CLOEXEC);
    if (handle < 0) return false;
    const bool free = flock(handle, LOCK_EX | LOCK_NB) == 0;
    std::error_code ignored;
    if (free) std::filesystem::remove(file, ignored);
    close(handle);
    return !free;
}

}  // namespace djoliba
