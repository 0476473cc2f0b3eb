// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <djoliba/engine/flood.hpp>
#include <djoliba/scenarios/library.hpp>

int main() {
    const auto expected = djoliba::expected_annual_people({{10, 100}, {100, 1000}});
    std::printf("%.1f people a year, %zu shipped scenarios\n", expected.mean.value,
                djoliba::library_scenarios().size());
}
