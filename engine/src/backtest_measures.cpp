// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "backtest_measures.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <djoliba/engine/indicator.hpp>
#include <djoliba/engine/random.hpp>

namespace djoliba {
namespace {

// Of scores that differ in the last bits one is not larger than the other, as in rank().
double key_of(double value) { return std::round(value * 1e9); }

// Copies of each locality among the first n of the sample.
Copies first(const Order& order, const Copies& copies, int n) {
    Copies taken(copies.size(), 0);
    for (const int i : order.first_to_last) {
        taken[i] = std::min(copies[i], n);
        n -= taken[i];
        if (n == 0) break;
    }
    return taken;
}

// Mean rank of each locality in the sample, where ties have the mean of their ranks; 1 is the highest.
std::vector<double> mean_ranks(const Order& order, const Copies& copies) {
    std::vector<double> rank(copies.size(), 0);
    double before = 0;
    for (std::size_t from = 0; from < order.first_to_last.size();) {
        std::size_t to = from;
        double tied = 0;
        for (; to < order.first_to_last.size() &&
               order.key[order.first_to_last[to]] == order.key[order.first_to_last[from]];
             ++to)
            tied += copies[order.first_to_last[to]];
        for (; from < to; ++from) rank[order.first_to_last[from]] = before + (tied + 1) / 2;
        before += tied;
    }
    return rank;
}

double spearman(const std::vector<double>& a, const std::vector<double>& b, const Copies& copies) {
    const double n = std::accumulate(copies.begin(), copies.end(), 0.0);
    const double mean = (n + 1) / 2;
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < copies.size(); ++i) {
        ab += copies[i] * (a[i] - mean) * (b[i] - mean);
        aa += copies[i] * (a[i] - mean) * (a[i] - mean);
        bb += copies[i] * (b[i] - mean) * (b[i] - mean);
    }
    return aa > 0 && bb > 0 ? std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0) : missing_value;
}

// The localities with the highest outcomes above 0: m copies, and those tied with the last of them.
std::vector<bool> worst(const Outcome& outcome, const Copies& copies, int m) {
    std::vector<bool> in(copies.size(), false);
    double last = 0;
    for (const int i : outcome.order.first_to_last) {
        if (m <= 0 && outcome.order.key[i] < last) break;
        in[i] = outcome.value[i] > 0;
        last = outcome.order.key[i];
        m -= copies[i];
    }
    return in;
}

}  // namespace

Order order_of(const std::vector<double>& value, const std::vector<double>& people) {
    Order order;
    order.key.reserve(value.size());
    for (const double v : value) order.key.push_back(key_of(v));
    order.first_to_last.resize(value.size());
    std::iota(order.first_to_last.begin(), order.first_to_last.end(), 0);
    const auto residents = [&](int i) { return people.empty() || std::isnan(people[i]) ? -1 : people[i]; };
    std::ranges::stable_sort(order.first_to_last, [&](int a, int b) {
        if (order.key[a] != order.key[b]) return order.key[a] > order.key[b];
        return residents(a) > residents(b);
    });
    return order;
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : missing_value; }

Measures measure(const Order& ranking, const Outcome& outcome, const Copies& copies, int top) {
    const Copies taken = first(ranking, copies, top);
    double whole = 0, held = 0;
    int positives = 0, found = 0;
    for (std::size_t i = 0; i < copies.size(); ++i) {
        whole += copies[i] * outcome.value[i];
        held += taken[i] * outcome.value[i];
        if (outcome.value[i] > 0) positives += copies[i], found += taken[i];
    }
    const int m = std::min(top, positives);
    const auto high = worst(outcome, copies, m);
    int hits = 0;
    for (std::size_t i = 0; i < copies.size(); ++i) hits += high[i] ? taken[i] : 0;
    return {ratio(std::min(hits, m), m), ratio(found, positives), ratio(found, top), ratio(held, whole),
            spearman(mean_ranks(ranking, copies), mean_ranks(outcome.order, copies), copies)};
}

Copies resample(std::size_t size, std::uint64_t seed, std::uint64_t draw) {
    Copies copies(size, 0);
    const std::uint64_t first_item = item_of("backtest");
    for (std::uint64_t k = 0; k < size; ++k)
        ++copies[static_cast<std::size_t>(uniform(seed, draw, first_item + k) * static_cast<double>(size))];
    return copies;
}

}  // namespace djoliba
