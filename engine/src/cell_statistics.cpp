// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "cell_statistics.hpp"

#include <algorithm>

namespace djoliba {

void CellStatistics::add(std::span<const double> v, std::span<const double> f, bool with_squares) {
    CellStatistics part;
    for (std::size_t i = 0; i < v.size(); ++i) {
        const bool known = v[i] == v[i];
        const double value = known ? v[i] : 0;
        const double share = known ? f[i] : 0;
        part.count += share;
        part.unknown += f[i] - share;
        part.sum += share * value;
        part.least = v[i] < part.least ? v[i] : part.least;
        part.most = v[i] > part.most ? v[i] : part.most;
    }
    if (with_squares && part.count > 0) {
        part.mean = part.sum / part.count;
        for (std::size_t i = 0; i < v.size(); ++i) {
            const double d = v[i] == v[i] ? v[i] - part.mean : 0;
            part.squares += f[i] * d * d;
        }
    }
    merge(part);
}

void CellStatistics::add_weights(std::span<const double> v, std::span<const double> f,
                                 std::span<const double> w, std::span<const double> covered) {
    for (std::size_t i = 0; i < v.size(); ++i) {
        if (v[i] != v[i]) continue;
        if (w[i] != w[i]) {
            weight_unknown += f[i];
        } else {
            weight += covered[i] * w[i];
            weighted += covered[i] * w[i] * v[i];
        }
    }
}

void CellStatistics::add_classes(std::span<const double> v, std::span<const double> f) {
    auto last = classes.end();  // neighbours mostly have the same class
    for (std::size_t i = 0; i < v.size(); ++i) {
        if (v[i] != v[i]) continue;
        if (last == classes.end() || last->first != v[i]) last = classes.try_emplace(v[i], 0.0).first;
        last->second += f[i];
    }
}

/// Squares around the mean of two sets: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm
/// for computing sample variances", 1979.
void CellStatistics::merge(const CellStatistics& o) {
    const double all = count + o.count;
    if (o.count > 0) {
        const double d = o.mean - mean;
        squares += o.squares + d * d * (count * o.count / all);
        mean = count > 0 ? mean + d * (o.count / all) : o.mean;
    }
    count = all;
    unknown += o.unknown;
    sum += o.sum;
    least = std::min(least, o.least);
    most = std::max(most, o.most);
    weight += o.weight;
    weighted += o.weighted;
    weight_unknown += o.weight_unknown;
    for (const auto& [value, share] : o.classes) classes[value] += share;
}

}  // namespace djoliba
