// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads a displacement case once and computes it many times on one thread:
//     displacement_case FILE-OR-FOLDER [REPEATS]
// Prints the median wall and CPU time of the expected flow, and the two errors where stocks are observed.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <exception>
#include <string>
#include <vector>

#include <djoliba/scenarios/displacement_files.hpp>

namespace {

using namespace djoliba;

double median(std::vector<double> values) {
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

int run(const std::string& path, int repeats) {
    DisplacementCase given = read_displacement(path);
    set_new_people(given);
    std::vector<double> wall, cpu;
    FlowRun flow;
    for (int i = 0; i < repeats; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t before = std::clock();
        flow = displacement_flow(given.flow);
        cpu.push_back(1e3 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
        wall.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::printf("%zu places, %zu links, %zu days: %.2f ms (CPU %.2f ms), median of %d\n",
                given.flow.graph.places.size(), given.flow.graph.links.size(), flow.stock.days, median(wall),
                median(cpu), repeats);
    if (given.observed.empty()) return 0;
    const StockErrors e = stock_errors(simulated_stocks(given, flow), observed_stocks(given));
    std::printf("mean relative difference %.4f, rescaled %.4f\n", e.mean_relative_difference,
                e.mean_relative_difference_rescaled);
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count < 2) return 2;
    try {
        return run(words[1], count > 2 ? std::stoi(words[2]) : 51);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
