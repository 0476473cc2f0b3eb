// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/coverage_rule.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/index.hpp>

using namespace djoliba;

namespace {

const double gap = std::nan("");

/// Two regions of five communes each, and a commune outside both.
Localities two_regions() {
    Localities places;
    places.hierarchy = {"region", "commune"};
    for (const char* code : {"R1", "R2"})
        places.items.push_back({.code = code, .name = code, .level = "region"});
    for (int i = 0; i < 11; ++i) {
        Locality commune{.code = "C" + std::to_string(i), .name = "", .level = "commune"};
        commune.parent = i == 3 ? -1 : i < 6 ? 0 : 1;
        places.items.push_back(commune);
    }
    return places;
}

std::vector<double> known_but(const std::vector<int>& missing) {
    std::vector<double> values(13, 1.0);
    values[0] = values[1] = gap;
    for (const int i : missing) values[static_cast<std::size_t>(i) + 2] = gap;
    return values;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(coverage_rule)

BOOST_AUTO_TEST_CASE(counts_the_finest_localities_and_asks_for_some_in_every_region) {
    const CoverageRule rule(two_regions());
    BOOST_TEST(rule.enough(known_but({})));
    BOOST_TEST(rule.enough(known_but({3})));  // 10 of 11 are 0.909; outside every region nothing is asked for
    BOOST_TEST(!rule.enough(known_but({0, 1})));  // 9 of 11 are 0.818
    const CoverageRule lax(two_regions(), 0.5);
    BOOST_TEST(lax.enough(known_but({0, 1, 2, 4})));
    BOOST_TEST(!lax.enough(known_but({0, 1, 2, 4, 5})));  // none in the first region
    BOOST_TEST(!lax.enough(known_but({0, 1, 2, 4, 5, 6})));
}

BOOST_AUTO_TEST_CASE(agrees_with_combine) {
    const Localities places = two_regions();
    IndexTree tree{"t", "", {.name = "risk", .parts = {{.indicator = "a"}, {.indicator = "b"}}}};
    for (const auto& missing :
         std::vector<std::vector<int>>{{}, {3}, {0}, {0, 1}, {0, 1, 2, 4, 5}, {6, 7, 8, 9, 10}}) {
        IndicatorTable table;
        for (const char* name : {"a", "b"}) {
            Indicator x;
            x.name = name;
            x.level = "commune";
            x.clear(places.size(), "none");
            const auto values = known_but(name[0] == 'a' ? missing : std::vector<int>{});
            for (std::size_t i = 0; i < values.size(); ++i)
                if (!std::isnan(values[i])) x.set(i, values[i]);
            table.add(std::move(x));
        }
        const auto index = combine(table, places, tree, {.people = std::vector<double>(13, 1.0)});
        BOOST_TEST(CoverageRule(places).enough(known_but(missing)) == index.not_ranked_with.empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
