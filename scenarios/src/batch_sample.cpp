// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <fmt/format.h>
#include <boost/random/sobol.hpp>

#include "batch_cases.hpp"
#include "scenario_read.hpp"

namespace djoliba {
namespace {

struct Range {
    std::string path = {};
    double from = 0;
    double to = 0;
    double step = 0;  ///< 0: none
    bool logarithmic = false;
    Mark mark = {};
};

std::vector<Range> read_ranges(const MapReader& sample) {
    std::vector<Range> ranges;
    std::vector<Problem> problems;
    for (const auto& [path, in] : sample.entries("ranges")) {
        ranges.push_back({path, in.number("from", 0), in.number("to", 0), in.number("step", 0),
                          in.text("scale") == "log", in.mark});
        const Range& r = ranges.back();
        if (!(r.to > r.from))
            problems.push_back({to_string(r.mark), "sample.ranges." + path,
                                fmt::format("{} to {} is no range", r.from, r.to), "give `from` below `to`"});
        else if (r.logarithmic && !(r.from > 0))
            problems.push_back({to_string(r.mark), "sample.ranges." + path,
                                "a logarithmic range begins above 0",
                                "raise `from`, or take the scale linear"});
    }
    if (!problems.empty()) throw Error(std::move(problems));
    return ranges;
}

/// The place `u` of 0..1 in a range.
double value_at(const Range& r, double u) {
    const double v = r.logarithmic ? r.from * std::pow(r.to / r.from, u) : r.from + u * (r.to - r.from);
    if (r.step <= 0) return v;
    const double steps = std::floor((r.to - r.from) / r.step + 1e-9);
    return r.from + r.step * std::min(std::round((v - r.from) / r.step), steps);
}

YamlNode number_node(double value, const Mark& mark) {
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.mark = mark;
    node.text = fmt::format("{:.12g}", value);
    return node;
}

/// [draw][range], in 0..1.
using Places = std::vector<std::vector<double>>;

/// A whole number of 0..n-1, the same on every machine (the distributions of the standard library are not).
std::uint64_t below(std::mt19937_64& random, std::uint64_t n) {
    const std::uint64_t limit = std::mt19937_64::max() - std::mt19937_64::max() % n;
    std::uint64_t drawn = random();
    while (drawn >= limit) drawn = random();
    return drawn % n;
}

double unit(std::mt19937_64& random) { return static_cast<double>(random() >> 11) * 0x1p-53; }

Places latin_hypercube(std::size_t draws, std::size_t ranges, std::uint64_t seed) {
    Places places(draws, std::vector<double>(ranges));
    for (std::size_t r = 0; r < ranges; ++r) {
        std::seed_seq start{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                            static_cast<std::uint32_t>(r)};
        std::mt19937_64 random(start);
        std::vector<std::size_t> slice(draws);
        std::iota(slice.begin(), slice.end(), std::size_t{0});
        for (std::size_t i = draws; i > 1; --i) std::swap(slice[i - 1], slice[below(random, i)]);
        for (std::size_t d = 0; d < draws; ++d)
            places[d][r] = (static_cast<double>(slice[d]) + unit(random)) / static_cast<double>(draws);
    }
    return places;
}

Places sobol(std::size_t draws, std::size_t ranges) {
    boost::random::sobol sequence(ranges);  // leaves out the first point, which is 0 in every range
    Places places(draws, std::vector<double>(ranges));
    for (auto& draw : places)
        for (double& u : draw)
            u = static_cast<double>(sequence()) / (static_cast<double>(boost::random::sobol::max()) + 1);
    return places;
}

}  // namespace

std::vector<std::vector<SweepValue>> draw_sample(const YamlNode& sample) {
    const MapReader in = reader(sample);
    const auto ranges = read_ranges(in);
    const auto draws = static_cast<std::size_t>(in.number("draws", 1));
    const Places places =
        in.text("method") == "sobol"
            ? sobol(draws, ranges.size())
            : latin_hypercube(draws, ranges.size(), static_cast<std::uint64_t>(in.number("seed", 1)));
    std::vector<std::vector<SweepValue>> list(draws);
    for (std::size_t d = 0; d < draws; ++d) {
        const YamlNode number = number_node(static_cast<double>(d + 1), sample.mark);
        list[d].push_back({draw_number, number, number.text});
        for (std::size_t r = 0; r < ranges.size(); ++r) {
            const YamlNode value = number_node(value_at(ranges[r], places[d][r]), ranges[r].mark);
            list[d].push_back({ranges[r].path, value, value.text, false});
        }
    }
    return list;
}

}  // namespace djoliba
