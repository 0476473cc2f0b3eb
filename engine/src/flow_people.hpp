// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

#include "four.hpp"

namespace djoliba {

/// Runs of flows between localities that go side by side.
inline constexpr std::size_t flow_lanes = 8;

/// a = f(a, b) for each of n numbers. Where it can, four at a time: the compiler would go through them in
/// parts of different width, and wait for each.
template <std::size_t n, typename F>
[[gnu::always_inline]] inline void combine(double* a, const double* b, F f) {
    if constexpr (n % 4 == 0) {
        for (std::size_t i = 0; i < n; i += 4) {
            Four x, y;
            load(x, a + i);
            load(y, b + i);
            f(x, y);
            store(x, a + i);
        }
    } else {
        for (std::size_t i = 0; i < n; ++i) f(a[i], b[i]);
    }
}

/// Numbers of people, or shares of them, in L runs of the flow that go side by side: a lane for each.
template <std::size_t L>
struct People {
    std::array<double, L> at{};

    double& operator[](std::size_t lane) { return at[lane]; }
    double operator[](std::size_t lane) const { return at[lane]; }
    friend bool operator==(const People&, const People&) = default;
    friend auto operator<=>(const People&, const People&) = default;
    People& operator+=(const People& more) {
        combine<L>(at.data(), more.at.data(), [](auto& a, const auto& b) { a += b; });
        return *this;
    }
    People& operator-=(const People& fewer) {
        combine<L>(at.data(), fewer.at.data(), [](auto& a, const auto& b) { a -= b; });
        return *this;
    }
    People& operator*=(const People& factors) {
        combine<L>(at.data(), factors.at.data(), [](auto& a, const auto& b) { a *= b; });
        return *this;
    }
    friend People operator+(People a, const People& b) { return a += b; }
    friend People operator-(People a, const People& b) { return a -= b; }
    friend People operator*(People a, const People& b) { return a *= b; }
    friend People operator*(double share, People a) {
        for (double& n : a.at) n *= share;
        return a;
    }
};

template <std::size_t L>
People<L> all_lanes(double value) {
    People<L> p;
    p.at.fill(value);
    return p;
}

template <std::size_t L>
People<L> fewest(People<L> a, const People<L>& b) {
    combine<L>(a.at.data(), b.at.data(), [](auto& x, const auto& y) { x = y < x ? y : x; });
    return a;
}

/// a - b, but not below 0: whoever goes back is part of those who came, and rounding is no people.
template <std::size_t L>
People<L> less(People<L> a, const People<L>& b) {
    combine<L>(a.at.data(), b.at.data(), [](auto& x, const auto& y) { x = x > y ? x - y : x - x; });
    return a;
}

/// In any lane.
template <std::size_t L>
bool anybody(const People<L>& p) {
    People<L> most{};
    combine<L>(most.at.data(), p.at.data(), [](auto& x, const auto& y) { x = y > x ? y : x; });
    double sum = 0;
    for (const double n : most.at) sum += n;
    return sum > 0;
}

}  // namespace djoliba
