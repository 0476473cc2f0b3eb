// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "owner_lock.hpp"

#include <cerrno>
#include <cstring>
#include <random>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

constexpr const char* prefix = ".owner-";

std::filesystem::path lock_file(const std::filesystem::path& directory, const std::string& name) {
    return directory / (prefix + name);
}

bool is_file_of(int handle, const std::filesystem::path& file) {
    struct stat opened{}, named{};
    return fstat(handle, &opened) == 0 && stat(file.c_str(), &named) == 0 && opened.st_ino == named.st_ino;
}

}  // namespace

OwnerLock::OwnerLock(const std::filesystem::path& directory) {
    std::random_device random;
    name_ = fmt::format("{}-{:08x}{:08x}", getpid(), random(), random());
    file_ = lock_file(directory, name_);
    // Another process may take the file for that of a dead one before it is locked, and remove it.
    do {
        if (handle_ >= 0) close(handle_);
        handle_ = open(file_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
        if (handle_ < 0 || flock(handle_, LOCK_EX) != 0) {
            const std::string why = std::strerror(errno);
            if (handle_ >= 0) close(handle_);
            throw Error(Problem{file_.string(), "", "the file cannot be locked: " + why,
                                "take a folder on a disk of this machine that can be written to"});
        }
    } while (!is_file_of(handle_, file_));
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

void remove_dead_owners(const std::filesystem::path& directory) {
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(prefix)) owner_lives(directory, name.substr(std::string(prefix).size()));
    }
}

}  // namespace djoliba
