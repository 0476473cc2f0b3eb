// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/engine/index_tree.hpp>
#include <djoliba/engine/indicator.hpp>

#include "lanes.hpp"

namespace djoliba {

/// What the index computes for one number, without branches, so that one at a time and many at a time are the
/// same bits.

/// What a mean adds up: the score of a part, or a logarithm.
template <Mean mean>
inline double term_of(double score) {
    if constexpr (mean == Mean::geometric) return fast_log(score);
    if constexpr (mean == Mean::inverted_geometric) return fast_log((10 - score) / 10 * 9 + 1);
    return score;
}

/// The mean of parts that are present, from the sum of weight times term, that of weights, and the range of
/// the scores. Rounding must not carry a mean beyond its terms.
template <Mean mean>
inline double mean_of_terms(double sum, double weight, double low, double high) {
    if constexpr (mean == Mean::maximum) return high;
    double value = sum / weight;
    if constexpr (mean == Mean::geometric) {
        const double product = fast_exp(value);
        value = low == 0 ? 0 : product;
    }
    if constexpr (mean == Mean::inverted_geometric) value = (10 - fast_exp(value)) / 9 * 10;
    const double from_low = value < low ? low : value;
    return from_low > high ? high : from_low;
}

/// NaN where the transform is not defined.
template <Transform transform>
inline double transformed(double v) {
    constexpr double per_ten = 0.43429448190325182765;  // 1 / log(10)
    if constexpr (transform == Transform::log10) return fast_log(v) * per_ten;
    if constexpr (transform == Transform::log10_plus_1) {
        const double t = fast_log(1 + v) * per_ten;
        return v >= 0 ? t : missing_value;
    }
    return v;
}

inline double score_of_transformed(double t, double low, double range, bool higher_is_worse) {
    const double share = (t - low) / range;
    const double above_0 = share < 0 ? 0 : share;
    const double clamped = above_0 > 1 ? 1 : above_0;
    return 10 * (higher_is_worse ? clamped : 1 - clamped);
}

/// Calls f.template operator()<mean>() for a mean that is known when the program runs.
template <typename F>
inline auto with_mean(Mean mean, F&& f) {
    switch (mean) {
        case Mean::geometric:
            return f.template operator()<Mean::geometric>();
        case Mean::inverted_geometric:
            return f.template operator()<Mean::inverted_geometric>();
        case Mean::maximum:
            return f.template operator()<Mean::maximum>();
        case Mean::arithmetic:
            break;
    }
    return f.template operator()<Mean::arithmetic>();
}

template <typename F>
inline auto with_transform(Transform transform, F&& f) {
    switch (transform) {
        case Transform::log10:
            return f.template operator()<Transform::log10>();
        case Transform::log10_plus_1:
            return f.template operator()<Transform::log10_plus_1>();
        case Transform::none:
            break;
    }
    return f.template operator()<Transform::none>();
}

inline double transformed(Transform transform, double v) {
    return with_transform(transform, [&]<Transform t>() { return transformed<t>(v); });
}

}  // namespace djoliba
