// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/coverage_cache.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/digest.hpp>

namespace djoliba {
namespace {

namespace fs = std::filesystem;

template <class T>
void append(std::string& bytes, const std::vector<T>& items) {
    const std::uint64_t count = items.size();
    bytes.append(reinterpret_cast<const char*>(&count), sizeof count);
    bytes.append(reinterpret_cast<const char*>(items.data()), items.size() * sizeof(T));
}

void append_count(std::string& bytes, std::uint64_t count) {
    bytes.append(reinterpret_cast<const char*>(&count), sizeof count);
}

std::vector<std::byte> bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    if (!in) return {};
    const auto size = static_cast<std::streamoff>(in.tellg());
    if (size <= 0) return {};
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    in.seekg(0);
    in.read(reinterpret_cast<char*>(bytes.data()), size);
    return in ? bytes : std::vector<std::byte>{};
}

/// Empty where the file is missing or damaged.
std::optional<Coverage> read_kept(const fs::path& file) {
    const auto bytes = bytes_of(file);
    try {
        if (!bytes.empty()) return from_bytes(bytes);
    } catch (const Error&) {
        return std::nullopt;
    }
    return std::nullopt;
}

/// Written beside its place and renamed: another process sees the whole file or none.
bool keep(const fs::path& file, std::span<const std::byte> bytes) {
    const fs::path partial = fmt::format("{}.{}", file.string(), ::getpid());
    std::error_code failed;
    {
        std::ofstream out(partial, std::ios::binary | std::ios::trunc);
        out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        out.flush();
        if (!out) {
            fs::remove(partial, failed);
            return false;
        }
    }
    fs::rename(partial, file, failed);
    if (!failed) return true;
    fs::remove(partial, failed);
    return false;
}

std::uintmax_t size_of(const fs::path& folder) {
    std::uintmax_t sum = 0;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const auto size = entry.file_size(failed);
        sum += failed ? 0 : size;
    }
    return sum;
}

/// Removes the coverages that were not used for longest until the rest fits. `mine` stays.
void make_room(const CoverageCache& cache, const fs::path& mine) {
    struct Kept {
        fs::file_time_type used;
        fs::path folder;
        std::uintmax_t bytes;
    };
    std::vector<Kept> all;
    std::uintmax_t sum = 0;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(cache.folder, failed)) {
        if (!entry.is_directory(failed)) continue;
        const auto bytes = size_of(entry.path());
        sum += bytes;
        if (entry.path() != mine) all.push_back({entry.last_write_time(failed), entry.path(), bytes});
    }
    std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.used < b.used; });
    for (const Kept& old : all) {
        if (sum <= cache.most_bytes) return;
        fs::remove_all(old.folder, failed);
        sum -= old.bytes;
    }
}

class CachedCoverage final : public CoverageSource {
 public:
    CachedCoverage(std::span<const MultiPolygon> shapes, const AnalysisGrid& grid, CoverageCache cache)
        : walked_(coverage_of(shapes, grid)), cache_(std::move(cache)) {
        folder_ = cache_.folder / coverage_key(shapes, grid);
        std::error_code failed;
        fs::create_directories(folder_, failed);
        fs::last_write_time(folder_, fs::file_time_type::clock::now(), failed);
    }
    ~CachedCoverage() override {
        if (added_) make_room(cache_, folder_);
    }
    const AnalysisGrid& grid() const override { return walked_->grid(); }
    std::span<const ShapeExtent> extents() const override { return walked_->extents(); }
    Coverage rows(Rows rows, const Job& job) const override {
        const fs::path file = folder_ / fmt::format("{}-{}.cover", rows.first, rows.end);
        if (auto kept = read_kept(file); kept && kept->shapes.size() == shapes()) return std::move(*kept);
        Coverage made = walked_->rows(rows, job);
        added_ = keep(file, to_bytes(made)) || added_;
        return made;
    }

 private:
    std::unique_ptr<CoverageSource> walked_;
    CoverageCache cache_;
    fs::path folder_ = {};
    mutable bool added_ = false;
};

}  // namespace

// One digest of digests, so that no copy of all coordinates is held.
std::string coverage_key(std::span<const MultiPolygon> shapes, const AnalysisGrid& grid) {
    std::string lines, digests;
    append(lines, grid.x);
    append(lines, grid.y);
    digests = sha256(lines);
    for (const MultiPolygon& shape : shapes) {
        std::string bytes;
        append_count(bytes, shape.size());
        for (const Polygon& polygon : shape) {
            append_count(bytes, polygon.size());
            for (const Ring& ring : polygon) append(bytes, ring);
        }
        digests += sha256(bytes);
    }
    return sha256(digests);
}

fs::path usual_cache_folder() {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    if (cache && *cache == '/') return fs::path(cache) / "djoliba" / "coverage";
    const char* home = std::getenv("HOME");
    if (home && *home == '/') return fs::path(home) / ".cache" / "djoliba" / "coverage";
    return {};
}

std::unique_ptr<CoverageSource> cached_coverage(std::span<const MultiPolygon> shapes,
                                                const AnalysisGrid& grid, const CoverageCache& cache) {
    if (cache.folder.empty()) return coverage_of(shapes, grid);
    return std::make_unique<CachedCoverage>(shapes, grid, cache);
}

}  // namespace djoliba
