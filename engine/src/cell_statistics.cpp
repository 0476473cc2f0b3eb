// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "cell_statistics.hpp"

#include <algorithm>
#include <cmath>

namespace djoliba {
namespace {

void add_each(std::vector<ExactSum>& to, const std::vector<ExactSum>& from) {
    if (to.size() < from.size()) to.resize(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) to[i].add(from[i]);
}

}  // namespace

void CellStatistics::add(std::span<const double> v, std::span<const double> f) {
    count.add(f);
    for (std::size_t i = 0; i < v.size(); ++i) {
        if (v[i] != v[i]) {
            count.add(-f[i]);
            unknown.add(f[i]);
            continue;
        }
        ++cells;
        if (f[i] == 1) {
            sum.add(v[i]);
        } else {
            sum.add_product(f[i], v[i]);
        }
        least = std::min(least, v[i]);
        most = std::max(most, v[i]);
    }
}

void CellStatistics::add_squares(std::span<const double> v, std::span<const double> f) {
    if (squares.empty()) squares.resize(1);
    for (std::size_t i = 0; i < v.size(); ++i) {
        if (v[i] != v[i]) continue;
        const double square = v[i] * v[i];
        squares[0].add_product(f[i], square);
        squares[0].add_product(f[i], std::fma(v[i], v[i], -square));
    }
}

void CellStatistics::add_weights(std::span<const double> v, std::span<const double> f,
                                 std::span<const double> w, std::span<const double> covered) {
    if (weights.empty()) weights.resize(2);
    for (std::size_t i = 0; i < v.size(); ++i) {
        if (v[i] != v[i]) continue;
        if (w[i] != w[i]) {
            weight_unknown.add(f[i]);
        } else {
            weights[0].add(covered[i] * w[i]);
            weights[1].add(covered[i] * w[i] * v[i]);
        }
    }
}

void CellStatistics::add_classes(std::span<const double> v, std::span<const double> f) {
    auto last = classes.end();  // neighbours mostly have the same class
    for (std::size_t i = 0; i < v.size(); ++i) {
        if (v[i] != v[i]) continue;
        if (last == classes.end() || last->first != v[i]) last = classes.try_emplace(v[i]).first;
        last->second.add(f[i]);
    }
}

void CellStatistics::merge(const CellStatistics& o) {
    count.add(o.count);
    unknown.add(o.unknown);
    cells += o.cells;
    sum.add(o.sum);
    least = std::min(least, o.least);
    most = std::max(most, o.most);
    add_each(squares, o.squares);
    add_each(weights, o.weights);
    weight_unknown.add(o.weight_unknown);
    for (const auto& [value, share] : o.classes) classes[value].add(share);
}

/// The difference of two large numbers keeps its digits: the sums are exact, and quadruple precision has
/// twice the digits of double.
double CellStatistics::variance() const {
    FixedSum rest = count;
    rest.add(-count.value());
    const ExactSum::Quad n = ExactSum::Quad{count.value()} + rest.value(), total = sum.quad();
    return std::max(static_cast<double>((squares[0].quad() - total * total / n) / n), 0.0);
}

}  // namespace djoliba
