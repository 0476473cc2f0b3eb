// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads a friction, solves it once and tells what that took. run.py calls it, a process for each measurement:
//     access_solve FRICTION CELLS MOST degrees|metres NEIGHBOURS hold|squeeze THREADS [check | MINUTES]
// CELLS lists cell numbers of facilities, the first MOST of which count. `check` proves the times on a plane
// of 8 neighbours; MINUTES is a file to write them to, as doubles row by row. Prints one JSON object.
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "certificate.hpp"
#include "measure.hpp"

namespace {

using namespace djoliba;

void write_minutes(const TravelTimes& times, const std::string& file) {
    std::ofstream stream(file, std::ios::binary);
    std::vector<double> row(static_cast<std::size_t>(times.surface().grid().cols));
    for (std::int64_t cell = 0, end = bench::cells_of(times.surface()); cell < end;) {
        for (double& minutes : row) minutes = times.minutes(cell++);
        stream.write(reinterpret_cast<const char*>(row.data()),
                     static_cast<std::streamsize>(row.size() * sizeof(double)));
    }
}

int run(const std::vector<std::string>& words) {
    const Moves moves{.ground = words[3] == "metres" ? Ground::metres : Ground::degrees,
                      .neighbours = std::stoi(words[4]),
                      .squeeze = words[5] == "squeeze"};
    const Job job{.threads = std::stoi(words[6])};
    const double before = bench::peak_bytes();
    const auto starts = bench::starts_of(words[1], std::stoul(words[2]));
    std::optional<TravelSurface> surface;
    std::optional<TravelTimes> times;
    const auto setup = bench::spent([&] { surface = bench::surface_of(words[0], moves, job); });
    const double read = bench::peak_bytes();
    const auto solve = bench::spent([&] { times = travel_times(*surface, starts, job); });
    nlohmann::json found{{"cells", bench::cells_of(*surface)},
                         {"passable", surface->passable_cells()},
                         {"facilities", starts.size()},
                         {"setup", setup.wall},
                         {"wall", solve.wall},
                         {"cpu", solve.cpu},
                         {"before_bytes", before},
                         {"surface_bytes", read},
                         {"peak_bytes", bench::peak_bytes()},
                         {"checksum", bench::checksum(*times)}};
    const std::string last = words.size() > 7 ? words[7] : "";
    if (last == "check")
        found["largest_error"] = bench::largest_error(*times);
    else if (!last.empty())
        write_minutes(*times, last);
    std::cout << found << '\n';
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count < 8) return 2;
    return run(std::vector<std::string>(words + 1, words + count));
}
