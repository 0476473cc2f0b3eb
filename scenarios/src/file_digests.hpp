// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>

namespace djoliba {

/// A file as it stood when its digest was taken. One with the same size, inode and time of its last change
/// (which the system sets, and no tool can set back) is taken for the same, so that a file on a disk that
/// many machines share is read for its digest once.
struct KnownFile {
    std::uint64_t size = 0;
    std::int64_t changed_ns = 0;  ///< since 1970
    std::uint64_t inode = 0;
    std::string sha256 = {};

    bool same_place(const KnownFile& other) const {
        return size == other.size && changed_ns == other.changed_ns && inode == other.inode;
    }
};

/// SHA-256 of files, each read once. May be used from several threads.
class FileDigests {
 public:
    FileDigests() = default;
    /// With what is known from elsewhere.
    explicit FileDigests(std::map<std::filesystem::path, KnownFile> elsewhere)
        : elsewhere_(std::move(elsewhere)) {}

    /// Throws Error where the file is missing or cannot be read.
    std::string of(const std::filesystem::path& file);
    /// All that were asked for.
    std::map<std::filesystem::path, KnownFile> known();

 private:
    KnownFile look_at(const std::filesystem::path& file) const;
    std::mutex mutex_;
    std::map<std::filesystem::path, KnownFile> known_ = {}, elsewhere_ = {};
};

/// The digest of a file, from `digests` where they are given.
std::string digest_of(const std::filesystem::path& file, FileDigests* digests);

}  // namespace djoliba
