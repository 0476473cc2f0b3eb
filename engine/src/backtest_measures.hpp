// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace djoliba {

/// How often each locality is in a sample: 1 for the sample itself, by chance in a bootstrap draw.
using Copies = std::vector<int>;

/// A list of localities with values, sorted once: a draw changes the number of copies only.
struct Order {
    std::vector<int> first_to_last;  ///< highest value first; ties by people, then position
    std::vector<double> key;
};
Order order_of(const std::vector<double>& value, const std::vector<double>& people);

struct Outcome {
    std::vector<double> value;
    Order order;
};

/// The measures of Skill of one ranking in one sample.
struct Measures {
    double hit_rate, recall, precision, captured, spearman;
};
Measures measure(const Order& ranking, const Outcome& outcome, const Copies& copies, int top);

/// A bootstrap draw of as many localities as there are.
Copies resample(std::size_t size, std::uint64_t seed, std::uint64_t draw);

/// part / whole; NaN where there is no whole.
double ratio(double part, double whole);

}  // namespace djoliba
