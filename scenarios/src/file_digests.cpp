// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "file_digests.hpp"

#include <sys/stat.h>

#include <djoliba/layers/digest.hpp>

namespace djoliba {

std::string FileDigests::of(const std::filesystem::path& file) {
    const std::scoped_lock lock(mutex_);
    auto found = known_.find(file);
    if (found == known_.end()) found = known_.emplace(file, look_at(file)).first;
    return found->second.sha256;
}

std::map<std::filesystem::path, KnownFile> FileDigests::known() {
    const std::scoped_lock lock(mutex_);
    return known_;
}

KnownFile FileDigests::look_at(const std::filesystem::path& file) const {
    struct stat now{};
    KnownFile found;
    if (stat(file.c_str(), &now) == 0)
        found = {static_cast<std::uint64_t>(now.st_size),
                 std::int64_t{now.st_ctim.tv_sec} * 1'000'000'000 + now.st_ctim.tv_nsec,
                 static_cast<std::uint64_t>(now.st_ino)};
    const auto other = elsewhere_.find(file);
    const bool same = other != elsewhere_.end() && found.same_place(other->second) && found.inode != 0;
    found.sha256 = same ? other->second.sha256 : sha256_file(file);
    return found;
}

std::string digest_of(const std::filesystem::path& file, FileDigests* digests) {
    return digests ? digests->of(file) : sha256_file(file);
}

}  // namespace djoliba
