// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Travel times on a plane for test_travel_time.py:
//     peer_travel ROWS COLS SIDE NEIGHBOURS hold|squeeze FRICTION CELLS OUT
// SIDE of a cell in metres; FRICTION and OUT hold doubles row by row, OUT the minutes of all cells and then
// their facilities; CELLS lists the cells of facilities 0, 1, ...
#include <cstdint>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include <djoliba/engine/travel_time.hpp>

using namespace djoliba;

namespace {

std::vector<double> doubles_of(const char* file, std::int64_t count) {
    std::vector<double> values(static_cast<std::size_t>(count));
    std::ifstream(file, std::ios::binary)
        .read(reinterpret_cast<char*>(values.data()),
              static_cast<std::streamsize>(values.size() * sizeof(double)));
    return values;
}

std::vector<Start> starts_of(const char* file) {
    std::ifstream stream(file);
    std::vector<Start> starts;
    for (std::int64_t cell = 0; stream >> cell;)
        starts.push_back({cell, static_cast<std::int32_t>(starts.size())});
    return starts;
}

}  // namespace

int main(int count, char** words) {
    if (count != 9) return 2;
    const double side = std::stod(words[3]);
    const Grid grid{0, 0, side, side, std::stoll(words[2]), std::stoll(words[1])};
    const Moves moves{.ground = Ground::metres,
                      .neighbours = std::stoi(words[4]),
                      .squeeze = std::strcmp(words[5], "squeeze") == 0};
    const auto friction = memory_raster(grid, "plane", doubles_of(words[6], grid.cols * grid.rows));
    const auto times = travel_times(TravelSurface(*friction, nullptr, moves), starts_of(words[7]));
    std::vector<double> found;
    for (std::int64_t cell = 0; cell < grid.cols * grid.rows; ++cell) found.push_back(times.minutes(cell));
    for (std::int64_t cell = 0; cell < grid.cols * grid.rows; ++cell) found.push_back(times.nearest(cell));
    std::ofstream(words[8], std::ios::binary)
        .write(reinterpret_cast<const char*>(found.data()),
               static_cast<std::streamsize>(found.size() * sizeof(double)));
    return 0;
}
