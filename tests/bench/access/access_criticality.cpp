// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// What closing each facility alone takes beside solving once. run.py calls it:
//     access_criticality FRICTION CELLS PEOPLE THREADS REPEATS
// CELLS lists cell numbers of facilities, PEOPLE is a raster of people. Prints one JSON object; times in
// seconds, medians.
#include <iostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <djoliba/engine/criticality.hpp>
#include <djoliba/engine/people_cells.hpp>

#include "measure.hpp"

namespace {

using namespace djoliba;

int run(const std::vector<std::string>& words) {
    const Job job{.threads = std::stoi(words[3])};
    const int repeats = std::stoi(words[4]);
    const TravelSurface surface = bench::surface_of(words[0], {}, job);
    const auto starts = bench::starts_of(words[1], SIZE_MAX);
    const auto raster = open_raster(words[2]);
    const PeopleCells people = people_cells({raster.get()}, surface.grid(), surface.crs(), job);
    const TravelTimes times = travel_times(surface, starts, job);
    std::vector<bench::Spent> solves, closings;
    std::vector<Criticality> found;
    for (int i = 0; i < repeats; ++i) {
        solves.push_back(bench::spent([&] { travel_times(surface, starts, job); }));
        closings.push_back(
            bench::spent([&] { found = criticality(times, people, starts.size(), 120, job); }));
    }
    double beyond = 0;
    for (const Criticality& c : found) beyond += c.people_newly_beyond;
    const auto solve = bench::median(solves), closing = bench::median(closings);
    const nlohmann::json told{{"facilities", found.size()}, {"cells_of_people", people.size()},
                              {"newly_beyond", beyond},     {"wall", closing.wall},
                              {"cpu", closing.cpu},         {"full_wall", solve.wall},
                              {"full_cpu", solve.cpu}};
    std::cout << told << '\n';
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count != 6) return 2;
    return run(std::vector<std::string>(words + 1, words + count));
}
