// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

namespace djoliba {

/// Runs of flows between localities that go side by side.
inline constexpr std::size_t flow_lanes = 8;

/// Numbers of people, or shares of them, in L runs of the flow that go side by side: a lane for each.
template <std::size_t L>
struct People {
    std::array<double, L> at{};

    double& operator[](std::size_t lane) { return at[lane]; }
    double operator[](std::size_t lane) const { return at[lane]; }
    friend bool operator==(const People&, const People&) = default;
    friend auto operator<=>(const People&, const People&) = default;
    People& operator+=(const People& more) {
        for (std::size_t i = 0; i < L; ++i) at[i] += more.at[i];
        return *this;
    }
    People& operator-=(const People& fewer) {
        for (std::size_t i = 0; i < L; ++i) at[i] -= fewer.at[i];
        return *this;
    }
    friend People operator+(People a, const People& b) { return a += b; }
    friend People operator-(People a, const People& b) { return a -= b; }
    friend People operator*(People a, const People& b) {
        for (std::size_t i = 0; i < L; ++i) a.at[i] *= b.at[i];
        return a;
    }
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
    for (std::size_t i = 0; i < L; ++i) a[i] = std::min(a[i], b[i]);
    return a;
}

/// In any lane.
template <std::size_t L>
bool anybody(const People<L>& p) {
    bool found = false;
    for (const double n : p.at) found = found || n > 0;
    return found;
}

}  // namespace djoliba
