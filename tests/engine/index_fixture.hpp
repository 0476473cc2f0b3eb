// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <string>
#include <vector>

#include <djoliba/engine/index.hpp>

namespace djoliba::index_fixture {

/// Two regions A and B with one cercle each, A1 with communes 0 and 1, B1 with communes 2 and 3.
/// Positions: regions 0 1, cercles 2 3, communes 4 5 6 7.
inline Localities small_country() {
    return {.items = {{"A", "Region A", "region", -1},
                      {"B", "Region B", "region", -1},
                      {"A1", "Cercle A1", "cercle", 0},
                      {"B1", "Cercle B1", "cercle", 1},
                      {"A11", "Commune A11", "commune", 2},
                      {"A12", "Commune A12", "commune", 2},
                      {"B11", "Commune B11", "commune", 3},
                      {"B12", "Commune B12", "commune", 3}},
            .hierarchy = {"region", "cercle", "commune"}};
}

/// `count` communes without parents.
inline Localities flat(std::size_t count) {
    Localities localities{.hierarchy = {"commune"}};
    for (std::size_t i = 0; i < count; ++i)
        localities.items.push_back({"C" + std::to_string(1000 + i), "Commune", "commune", -1});
    return localities;
}

inline IndexNode leaf(const std::string& indicator, double low = 0, double high = 10, double weight = 1) {
    IndexNode node;
    node.indicator = indicator;
    node.low = low;
    node.high = high;
    node.weight = weight;
    return node;
}

inline IndexNode node(const std::string& name, Mean mean, std::vector<IndexNode> parts, double weight = 1) {
    IndexNode n;
    n.name = name;
    n.mean = mean;
    n.parts = std::move(parts);
    n.weight = weight;
    return n;
}

/// An indicator of the finest level from values; NaN is missing for "no row".
inline Indicator indicator(const std::string& name, const std::vector<double>& values, std::size_t first = 0,
                           const Level& level = "commune") {
    Indicator made{.name = name,
                   .label_en = "label of " + name,
                   .label_fr = "libellé de " + name,
                   .unit = "",
                   .base = "",
                   .level = level,
                   .date = "2023",
                   .source = "test"};
    made.clear(first + values.size(), "no row");
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i] == values[i]) made.set(first + i, values[i]);
    return made;
}

/// A random tree of up to three levels over indicators i0, i1, ...
struct RandomIndex {
    std::mt19937 random;
    int indicators = 0;
    int names = 0;

    explicit RandomIndex(unsigned seed) : random(seed) {}
    double uniform() { return std::uniform_real_distribution<double>(0, 1)(random); }
    int pick(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random); }

    IndexNode part(int depth) {
        const double weight = pick(0, 5) == 0 ? 0 : 0.1 + uniform();
        if (depth == 0 || pick(0, 2) == 0) {
            IndexNode made = leaf("i" + std::to_string(indicators++), 0, 10, weight);
            made.higher_is_worse = pick(0, 3) != 0;
            return made;
        }
        IndexNode made = inner(depth);
        made.weight = weight;
        return made;
    }
    IndexNode inner(int depth) {
        std::vector<IndexNode> parts;
        for (int count = pick(1, 4); count > 0; --count) parts.push_back(part(depth - 1));
        parts.front().weight = 0.5;
        IndexNode made = node("n" + std::to_string(names++), static_cast<Mean>(pick(0, 3)), std::move(parts));
        made.minimum_share = pick(0, 1) == 0 ? 0 : uniform();
        if (pick(0, 2) == 0) made.required = {made.parts.front().id()};
        return made;
    }
    IndexTree tree() { return {"random", "Random", inner(3)}; }

    /// Values 0..10 with a share of them missing; some fall on round numbers so that ties and zeros occur.
    IndicatorTable table(std::size_t localities, double missing_share) {
        IndicatorTable made;
        for (int k = 0; k < indicators; ++k) {
            std::vector<double> values(localities);
            for (double& v : values) {
                v = pick(0, 2) == 0 ? pick(0, 10) : 10 * uniform();
                if (uniform() < missing_share) v = missing_value;
            }
            made.add(indicator("i" + std::to_string(k), values));
        }
        return made;
    }
};

}  // namespace djoliba::index_fixture
