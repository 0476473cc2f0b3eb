// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

/// A new empty folder, removed with all it holds when the test is over.
class TempDir {
 public:
    TempDir() {
        static std::atomic<int> count{0};
        path_ = std::filesystem::temp_directory_path() /
                ("djoliba-test-" + std::to_string(getpid()) + "-" + std::to_string(count++));
        std::filesystem::create_directories(path_);
    }
    ~TempDir() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::filesystem::path& name) const { return path_ / name; }

    /// Everything in it, relative, folders too.
    std::set<std::string> names() const {
        std::set<std::string> found;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(path_))
            found.insert(entry.path().lexically_relative(path_).string());
        return found;
    }

    /// Writes a file with exactly these bytes and gives its path.
    std::filesystem::path write(const std::filesystem::path& name, std::string_view bytes) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
        return file;
    }

 private:
    std::filesystem::path path_;
};

inline std::string file_bytes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The folder with the real open data on Mali; empty where it is absent, and tests that need it are skipped.
inline std::filesystem::path real_data() {
    const char* given = std::getenv("DJOLIBA_DATA");
    const std::filesystem::path folder = given ? given : DJOLIBA_SOURCE_DIR "/../shared/data";
    return std::filesystem::exists(folder / "admin") ? folder : std::filesystem::path{};
}
