// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// What the benchmarks of travel times share.
#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <djoliba/engine/travel_time.hpp>
#include <djoliba/layers/raster_file.hpp>

namespace djoliba::bench {

/// Seconds on the clock, and of all processors.
struct Spent {
    double wall = 0;
    double cpu = 0;
};

inline double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto in_seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    return in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
}

inline Spent spent(const auto& work) {
    const double before = cpu_seconds();
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    return {wall.count(), cpu_seconds() - before};
}

inline Spent median(std::vector<Spent> all) {
    const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
    std::ranges::nth_element(all, middle, {}, &Spent::wall);
    const double wall = middle->wall;
    std::ranges::nth_element(all, middle, {}, &Spent::cpu);
    return {wall, middle->cpu};
}

/// The largest resident size that this process has had, in bytes. Not that of its parent, which getrusage()
/// may tell.
inline double peak_bytes() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmHWM:") {
            double kib = 0;
            status >> kib;
            return kib * 1024;
        }
    return std::numeric_limits<double>::quiet_NaN();
}

/// Facilities 0, 1, ... at the cells that a file lists, the first `most` of them.
inline std::vector<Start> starts_of(const std::string& file, std::size_t most) {
    std::ifstream stream(file);
    std::vector<Start> starts;
    for (std::int64_t cell = 0; starts.size() < most && stream >> cell;)
        starts.push_back({cell, static_cast<std::int32_t>(starts.size())});
    return starts;
}

inline TravelSurface surface_of(const std::string& file, const Moves& moves, const Job& job) {
    return TravelSurface(*open_raster(file), nullptr, moves, job);
}

inline std::int64_t cells_of(const TravelSurface& surface) {
    return surface.grid().cols * surface.grid().rows;
}

/// Of the bits of all minutes and of all facilities.
inline std::uint64_t checksum(const TravelTimes& times) {
    std::uint64_t sum = 1469598103934665603ULL;
    const auto add = [&](std::uint64_t bits) { sum = std::rotl((sum ^ bits) * 0x9e3779b97f4a7c15ULL, 29); };
    for (std::int64_t cell = 0, end = cells_of(times.surface()); cell < end; ++cell) {
        const double minutes = times.minutes(cell);
        add(std::isnan(minutes) ? 1 : std::bit_cast<std::uint64_t>(minutes));
        add(static_cast<std::uint64_t>(times.nearest(cell)) + 2);
    }
    return sum;
}

}  // namespace djoliba::bench
