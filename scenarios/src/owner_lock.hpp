// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace djoliba {

/// Tells other processes that this one is alive: a locked file in a folder, which the system unlocks however
/// the process ends. Throws Error where the file cannot be made.
class OwnerLock {
 public:
    explicit OwnerLock(const std::filesystem::path& directory);
    ~OwnerLock();
    OwnerLock(const OwnerLock&) = delete;
    OwnerLock& operator=(const OwnerLock&) = delete;

    const std::string& name() const { return name_; }

 private:
    std::filesystem::path file_;
    std::string name_;
    int handle_ = -1;
};

/// True while the process that made the lock of this name lives. Removes the file of one that does not.
bool owner_lives(const std::filesystem::path& directory, const std::string& name);

/// Removes the files of all that do not.
void remove_dead_owners(const std::filesystem::path& directory);

}  // namespace djoliba
