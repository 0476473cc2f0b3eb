// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/staging.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "text_file.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

/// Absolute, without "." and "..", without a trailing separator.
fs::path full_path(const fs::path& path) {
    const fs::path full = fs::absolute(path).lexically_normal();
    return full.filename().empty() ? full.parent_path() : full;
}

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(path, ignored));
}

/// The path itself or the nearest of its parents that exists.
fs::path nearest_existing(fs::path path) {
    while (!is_there(path) && path != path.parent_path()) path = path.parent_path();
    return path;
}

/// A name inside the directory, or empty where it leads out of it.
fs::path inner_name(std::string_view name) {
    const fs::path path = fs::path(name).lexically_normal();
    const bool outside =
        path.empty() || path.is_absolute() || path.filename().empty() || path == "." || *path.begin() == "..";
    return outside ? fs::path{} : path;
}

/// Opens and locks a directory; -1 with the reason in errno where that fails, EWOULDBLOCK where another holds
/// it.
int lock_directory(const fs::path& directory) {
    const int descriptor = open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const int error = errno;
        close(descriptor);
        errno = error;
        return -1;
    }
    return descriptor;
}

/// The open directory is the one that has this path now.
bool same_directory(int descriptor, const fs::path& path) {
    struct stat opened{}, named{};
    return fstat(descriptor, &opened) == 0 && stat(path.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

/// Removes what runs that were killed have left in `place`: their locks went with them.
void sweep(const fs::path& place) {
    std::error_code ignored;
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(place, ignored))
        if (entry.path().filename().string().starts_with(partial_prefix) && entry.is_directory(ignored))
            found.push_back(entry.path());
    for (const auto& path : found) {
        const int descriptor = lock_directory(path);
        if (descriptor < 0) continue;
        fs::remove_all(path, ignored);
        close(descriptor);
    }
}

/// Makes a new directory in `place` and locks it. mkdtemp() would make it private to its owner.
fs::path make_partial(const fs::path& place, int& lock) {
    for (int attempt = 0;; ++attempt) {
        const fs::path path =
            place / (std::string(partial_prefix) + std::to_string(getpid()) + "-" + std::to_string(attempt));
        if (mkdir(path.c_str(), 0777) != 0) {
            if (errno == EEXIST && attempt < 10000) continue;
            throw write_error(path, errno);
        }
        // Between mkdir and the lock another process may have taken it for abandoned.
        lock = lock_directory(path);
        const bool swept = lock >= 0 ? !same_directory(lock, path) : errno == EWOULDBLOCK || errno == ENOENT;
        if (!swept) return path;
        if (lock >= 0) close(lock);
        lock = -1;
    }
}

/// Regular files below a directory, relative, in order of name.
std::vector<std::string> files_below(const fs::path& directory) {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(directory))
        if (!entry.is_directory())
            names.push_back(entry.path().lexically_relative(directory).generic_string());
    std::sort(names.begin(), names.end());
    return names;
}

/// Brings a file to the disk, so that a power cut after the rename cannot leave an empty one. Also the last
/// chance to hear of a full disk on network file systems.
void synchronise(const fs::path& file) {
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw write_error(file, errno);
    const int result = fsync(descriptor);
    const int error = errno;
    close(descriptor);
    if (result != 0 && error != EINVAL) throw write_error(file, error);
}

void move_into(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (!error) fs::rename(from, to, error);
    if (error) throw write_error(to, error.value());
}

/// Removes an output of a former run, and the folders that it leaves empty.
void remove_stale(const fs::path& directory, const std::string& name) {
    const fs::path inner = inner_name(name);
    std::error_code error;
    if (inner.empty() || !fs::is_regular_file(fs::symlink_status(directory / inner, error))) return;
    if (!fs::remove(directory / inner, error) || error)
        throw Error({(directory / inner).string(), "",
                     "is left from a former run and cannot be removed: " + error.message(),
                     "remove it or choose another directory"});
    for (fs::path folder = inner.parent_path(); !folder.empty(); folder = folder.parent_path())
        if (!fs::remove(directory / folder, error)) break;
}

}  // namespace

void check_output_directory(const fs::path& directory) {
    if (directory.empty()) throw Error({"", "", "the output directory has no name", "name a directory"});
    const fs::path full = full_path(directory);
    const fs::path existing = nearest_existing(full);
    std::error_code error;
    if (!fs::is_directory(existing, error)) {
        const std::string what = existing == full ? "it is" : "its parent " + existing.string() + " is";
        throw Error({directory.string(), "", "cannot hold results: " + what + " not a directory",
                     "choose another directory"});
    }
    if (faccessat(AT_FDCWD, existing.c_str(), W_OK | X_OK, AT_EACCESS) != 0) {
        const std::string why = std::generic_category().message(errno);
        throw Error(
            {directory.string(), "",
             "cannot hold results: writing to " + existing.string() + " is not possible (" + why + ")",
             "choose a directory that you may write to"});
    }
}

Staging::Staging(const fs::path& directory) : Staging() {
    check_output_directory(directory);
    directory_ = full_path(directory);
    replaces_ = fs::is_directory(directory_);
    make_parents();
    // Inside a directory that exists: its parent may be another disk, or closed to us.
    const fs::path place = replaces_ ? directory_ : directory_.parent_path();
    sweep(place);
    partial_ = make_partial(place, lock_);
}

void Staging::make_parents() {
    std::vector<fs::path> absent;
    for (fs::path p = directory_.parent_path(); !is_there(p); p = p.parent_path()) absent.push_back(p);
    for (auto parent = absent.rbegin(); parent != absent.rend(); ++parent) {
        if (mkdir(parent->c_str(), 0777) == 0)
            parents_.push_back(*parent);
        else if (errno != EEXIST)
            throw write_error(*parent, errno);
    }
}

Staging::~Staging() {
    std::error_code ignored;
    if (!committed_) {
        if (!partial_.empty()) fs::remove_all(partial_, ignored);
        for (auto parent = parents_.rbegin(); parent != parents_.rend(); ++parent)
            fs::remove(*parent, ignored);
    }
    if (lock_ >= 0) close(lock_);
}

fs::path Staging::path(std::string_view name) {
    const fs::path inner = inner_name(name);
    if (inner.empty())
        throw Error({std::string(name), "", "an output must lie inside the output directory",
                     "use a name without '..'"});
    const fs::path path = partial_ / inner;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) throw write_error(path, error.value());
    return path;
}

void Staging::commit() {
    const auto names = files_below(partial_);
    for (const auto& name : names) synchronise(partial_ / name);
    if (replaces_ || rename(partial_.c_str(), directory_.c_str()) != 0) commit_files(names);
    std::error_code ignored;
    if (is_there(partial_)) fs::remove_all(partial_, ignored);
    committed_ = true;
}

void Staging::commit_files(const std::vector<std::string>& names) {
    for (const auto& name : names)
        if (fs::is_directory(directory_ / name))
            throw Error(
                {(directory_ / name).string(), "", "is a directory where a result must go", "move it away"});
    const std::string manifest(manifest_name);
    const bool new_run = std::binary_search(names.begin(), names.end(), manifest);
    const auto former = new_run ? listed_outputs(directory_ / manifest) : std::vector<std::string>{};
    for (const auto& name : names)
        if (name != manifest) move_into(partial_ / name, directory_ / name);
    for (const auto& name : former)
        if (name != manifest &&
            !std::binary_search(names.begin(), names.end(), inner_name(name).generic_string()))
            remove_stale(directory_, name);
    if (new_run) move_into(partial_ / manifest, directory_ / manifest);
}

std::vector<std::string> listed_outputs(const fs::path& manifest) {
    std::ifstream stream(manifest, std::ios::binary);
    const auto json = nlohmann::json::parse(stream, nullptr, false);
    std::vector<std::string> names;
    if (!json.is_object() || !json.contains("outputs") || !json["outputs"].is_array()) return names;
    for (const auto& item : json["outputs"]) {
        if (item.is_string()) names.push_back(item.get<std::string>());
        if (item.is_object() && item.contains("file") && item["file"].is_string())
            names.push_back(item["file"].get<std::string>());
    }
    return names;
}

}  // namespace djoliba
