// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "exposure_bins.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "pairs.hpp"

namespace djoliba {
namespace {

/// First place from `i` on where the test fails. The test takes one double or a pair of them.
template <class Test>
std::size_t end_of(std::span<const double> values, std::size_t i, Test test) {
    const double* v = values.data();
    const std::size_t n = values.size();
    for (; i + 8 <= n; i += 8) {
        const PairBits all =
            test(load(v + i)) & test(load(v + i + 2)) & test(load(v + i + 4)) & test(load(v + i + 6));
        if (!(all[0] & all[1])) break;
    }
    while (i < n && test(v[i])) ++i;
    return i;
}

/// With many edges neighbours seldom share a bin: adds people from place `from` on one by one, up to the
/// first place without intensity, which it returns.
std::size_t count_each(const Ladder& ladder, std::span<const double> people,
                       std::span<const double> intensity, std::size_t from, SlotSums& sums) {
    for (; from < people.size(); ++from) {
        const double v = intensity[from], p = people[from];
        if (!(v != 0 && v < masked_value)) break;  // NaN too
        if (p == 0) continue;
        const std::size_t bin = ladder.edges.reached(v);
        sums[ladder.people(bin)].add(p);
        sums[ladder.intensity(bin)].add(p * v);
    }
    return from;
}

/// With few edges: adds people from place `from` on whose intensity is of the same bin; returns the first
/// place that is not.
std::size_t count_stretch(const Ladder& ladder, std::span<const double> people,
                          std::span<const double> intensity, std::size_t from, SlotSums& sums) {
    const auto& edges = ladder.edges.edges();
    const std::size_t bin = ladder.edges.reached(intensity[from]);
    const double low = bin == 0 ? -masked_value : edges[bin - 1];
    const double high = bin == edges.size() ? masked_value : edges[bin];
    const auto inside = [=](auto v) { return (v >= low) & (v < high) & (v != 0.0); };
    const std::size_t to = end_of(intensity, from, inside);
    sums[ladder.people(bin)].add(people.subspan(from, to - from));
    sums[ladder.intensity(bin)].add_products(people.subspan(from, to - from),
                                             intensity.subspan(from, to - from));
    return to;
}

}  // namespace

PeopleSigns signs_of(std::span<const double> stored, double factor) {
    const double* v = stored.data();
    const std::size_t n = stored.size();
    // The smallest and the largest number tell as much as all of them; of two numbers one of which is NaN,
    // the comparison picks the second.
    Pair least = {0, 0}, most = {0, 0};
    PairBits unknown = {0, 0};
    std::size_t i = 0;
    for (; i + 2 <= n; i += 2) {
        const Pair p = load(v + i);
        unknown |= p != p;
        least = p < least ? p : least;
        most = p > most ? p : most;
    }
    if (i < n) {
        const Pair p = {v[i], 0};
        unknown |= p != p;
        least = p < least ? p : least;
        most = p > most ? p : most;
    }
    const double low = std::min(least[0], least[1]), high = std::max(most[0], most[1]);
    return {low < 0 || high * factor > most_people, high > 0, any(unknown)};
}

void refuse_people(const std::string& layer, std::span<const double> stored, double factor) {
    const auto wrong =
        std::ranges::find_if(stored, [&](double v) { return v < 0 || v * factor > most_people; });
    throw Error({layer, "", fmt::format("a cell has the value {}, not a number of people", *wrong),
                 "declare the value that stands for cells without data, for example with gdal_edit.py "
                 "-a_nodata, or check the multiplier"});
}

void scale_people(std::span<double> people, double factor, const double* shares, double share) {
    std::size_t i = 0;
    for (; i + 2 <= people.size(); i += 2) {
        const Pair p = load(&people[i]) * factor;
        store(where(p == p, p * (load(shares + i) * share)), &people[i]);
    }
    if (i < people.size()) {
        const double p = people[i] * factor;
        people[i] = p == p ? p * (shares[i] * share) : 0;
    }
}

// Neighbours mostly share a bin, so that bins are looked up once for a stretch of them, and stretches are
// summed by vector instructions.
void count_bins(const Ladder& ladder, std::span<const double> people, const FixedSum& all,
                std::span<const double> intensity, SlotSums& sums) {
    const std::size_t n = people.size();
    const auto add = [&](std::size_t slot, std::size_t from, std::size_t to) {
        if (to - from == n) {
            sums[slot].add(all);
        } else {
            sums[slot].add(people.subspan(from, to - from));
        }
    };
    for (std::size_t from = 0, to = 0; from < n; from = to) {
        const double first = intensity[from];
        if (first == 0) {  // dry ground adds nothing to people x intensity
            to = end_of(intensity, from, [](auto v) { return v == 0.0; });
            add(ladder.people(ladder.edges.reached(0)), from, to);
        } else if (std::isnan(first)) {
            to = end_of(intensity, from, [](auto v) { return v != v; });
            add(ladder.unknown(), from, to);
        } else if (first == masked_value) {
            to = end_of(intensity, from, [](auto v) { return v == masked_value; });
            add(ladder.masked(), from, to);
        } else {
            to = (ladder.edges.is_long() ? count_each : count_stretch)(ladder, people, intensity, from, sums);
        }
    }
}

void count_keys(std::span<const double> people, const FixedSum& all, std::span<const std::uint64_t> keys,
                std::map<std::uint64_t, FixedSum>& counts) {
    for (std::size_t from = 0, to = 0; from < keys.size(); from = to) {
        to = from + 1;
        while (to < keys.size() && keys[to] == keys[from]) ++to;
        FixedSum sum = all;
        if (to - from < keys.size()) {
            sum = {};
            sum.add(people.subspan(from, to - from));
        }
        if (!sum.is_zero()) counts[keys[from]].add(sum);
    }
}

}  // namespace djoliba
