// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// What repairing solved times takes beside solving again. run.py calls it:
//     access_changes FRICTION CELLS degrees|metres THREADS REPEATS
// CELLS lists cell numbers of facilities. Prints a JSON array with one object for each change, times in
// seconds, medians; `same` tells whether both ways gave the same bits.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "measure.hpp"

namespace {

using namespace djoliba;

struct Named {
    std::string what;
    TravelChange change = {};
};

/// Cells of the square of `side` cells around a cell that are passable and hold no facility.
std::vector<std::int64_t> around(const TravelTimes& times, std::int64_t cell, std::int64_t side) {
    const Grid& grid = times.surface().grid();
    const std::int64_t row = cell / grid.cols, col = cell % grid.cols;
    std::vector<std::int64_t> cells;
    for (auto r = std::max<std::int64_t>(0, row - side / 2); r < std::min(grid.rows, row + side / 2); ++r)
        for (auto c = std::max<std::int64_t>(0, col - side / 2); c < std::min(grid.cols, col + side / 2); ++c)
            if (times.surface().passable(r * grid.cols + c) && times.minutes(r * grid.cols + c) > 0)
                cells.push_back(r * grid.cols + c);
    return cells;
}

/// The friction of squares around `count` facilities multiplied by a factor.
TravelChange squares(const TravelTimes& times, std::size_t count, std::int64_t side, float factor) {
    std::vector<std::int64_t> cells;
    const auto& starts = times.starts();
    for (std::size_t i = 0; i < count; ++i) {
        const auto more = around(times, starts[i * starts.size() / count].cell, side);
        cells.insert(cells.end(), more.begin(), more.end());
    }
    std::ranges::sort(cells);
    cells.erase(std::ranges::unique(cells).begin(), cells.end());
    TravelChange change;
    for (const std::int64_t cell : cells)
        change.cells.push_back({cell, times.surface().minutes_per_metre(cell) * factor});
    return change;
}

TravelChange closing(const TravelTimes& times, std::size_t count) {
    TravelChange change;
    const auto& starts = times.starts();
    for (std::size_t i = 0; i < count; ++i)
        change.close.push_back(starts[i * starts.size() / count].facility);
    return change;
}

/// Opens facilities at passable cells spread over the grid.
TravelChange opening(const TravelTimes& times, std::int64_t count) {
    TravelChange change;
    const std::int64_t all = bench::cells_of(times.surface());
    auto facility = static_cast<std::int32_t>(times.starts().size());
    for (std::int64_t i = 1; i <= count; ++i) {
        std::int64_t cell = all / (count + 1) * i;
        while (cell < all && !times.surface().passable(cell)) ++cell;
        if (cell < all) change.open.push_back({cell, facility++});
    }
    return change;
}

std::vector<Named> changes(const TravelTimes& times) {
    return {{"nothing"},
            {"block 1 square of 10 km", squares(times, 1, 27, blocked)},
            {"block 20 squares of 10 km", squares(times, 20, 27, blocked)},
            {"block 50 squares of 4 km", squares(times, 50, 11, blocked)},
            {"slow 50 squares of 4 km, 3 times", squares(times, 50, 11, 3)},
            {"quicken 50 squares of 4 km, 2 times", squares(times, 50, 11, 0.5F)},
            {"close 1 facility", closing(times, 1)},
            {"close 10 facilities", closing(times, 10)},
            {"close 60 facilities", closing(times, 60)},
            {"open 1 facility", opening(times, 1)},
            {"open 10 facilities", opening(times, 10)}};
}

double share_changed(const TravelTimes& a, const TravelTimes& b) {
    std::int64_t changed = 0;
    for (std::int64_t cell = 0, end = bench::cells_of(a.surface()); cell < end; ++cell)
        changed += a.minutes(cell) < b.minutes(cell) || a.minutes(cell) > b.minutes(cell) ||
                   a.nearest(cell) != b.nearest(cell);
    return static_cast<double>(changed) / static_cast<double>(a.surface().passable_cells());
}

TravelTimes anew(const TravelTimes& before, const TravelChange& change, const Job& job) {
    std::vector<Start> starts;
    for (const Start& start : before.starts())
        if (std::ranges::find(change.close, start.facility) == change.close.end()) starts.push_back(start);
    starts.insert(starts.end(), change.open.begin(), change.open.end());
    return travel_times(before.surface().with(change.cells), starts, job);
}

nlohmann::json measured(const TravelTimes& before, const Named& named, int repeats, const Job& job) {
    std::optional<TravelTimes> repaired, solved;
    std::vector<bench::Spent> repairs, solves;
    for (int i = 0; i < repeats; ++i) {
        repairs.push_back(bench::spent([&] { repaired = updated(before, named.change, job); }));
        solves.push_back(bench::spent([&] { solved = anew(before, named.change, job); }));
    }
    const auto repair = bench::median(repairs), solve = bench::median(solves);
    return {{"what", named.what},
            {"cells", named.change.cells.size()},
            {"share", share_changed(before, *repaired)},
            {"wall", repair.wall},
            {"cpu", repair.cpu},
            {"full_wall", solve.wall},
            {"full_cpu", solve.cpu},
            {"same", bench::checksum(*repaired) == bench::checksum(*solved)}};
}

int run(const std::vector<std::string>& words) {
    const Job job{.threads = std::stoi(words[3])};
    const int repeats = std::stoi(words[4]);
    const Moves moves{.ground = words[2] == "metres" ? Ground::metres : Ground::degrees};
    const TravelSurface surface = bench::surface_of(words[0], moves, job);
    const TravelTimes before = travel_times(surface, bench::starts_of(words[1], SIZE_MAX), job);
    nlohmann::json found = nlohmann::json::array();
    for (const Named& named : changes(before)) found.push_back(measured(before, named, repeats, job));
    std::cout << found << '\n';
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count != 6) return 2;
    return run(std::vector<std::string>(words + 1, words + count));
}
