// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/two_step_catchment.hpp>

#include "health_fixture.hpp"

using namespace djoliba;
using namespace djoliba::testing;
using boost::test_tools::tolerance;
using Bands = std::vector<WeightedBand>;
using Starts = std::vector<Start>;

namespace {

double weight_of(double minutes, const Bands& bands) {
    for (const WeightedBand& band : bands)
        if (minutes <= band.to_minutes) return band.weight;
    return 0;
}

/// Both steps with a shortest-path run for each facility over the whole country.
Numbers plain_access(const Country& country, const Starts& starts, const Numbers& supply,
                     const PeopleCells& people, const Bands& bands) {
    Numbers access(people.size(), 0.0);
    for (std::size_t f = 0; f < supply.size(); ++f) {
        Starts own;
        for (const Start& s : starts)
            if (s.facility == static_cast<std::int32_t>(f)) own.push_back(s);
        const PlainTimes times = country.plain(own);
        const auto weight = [&](std::size_t i) {
            return weight_of(times.minutes[static_cast<std::size_t>(people.cell[i])], bands);
        };
        double weighted = 0;
        for (std::size_t i = 0; i < people.size(); ++i) weighted += people.people[i] * weight(i);
        if (!(weighted > 0)) continue;
        for (std::size_t i = 0; i < people.size(); ++i) access[i] += supply[f] / weighted * weight(i);
    }
    return access;
}

Numbers random_heights(std::mt19937_64& random, const Grid& grid) {
    std::uniform_real_distribution<double> metres(200, 400);
    Numbers heights(static_cast<std::size_t>(grid.cols * grid.rows));
    for (double& h : heights) h = metres(random);
    return heights;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(two_step_catchment)

// 10 minutes from cell to cell. Facility 0 in the first cell: 100 within 10 minutes, 50 within 20. Facility 1
// in the last: 50 and 200 within 10, 100 within 20.
BOOST_AUTO_TEST_CASE(a_road_by_hand) {
    const Country country = road({0.01, 0.01, 0.01, 0.01});
    const PeopleCells people = people_on(country.grid, {0, 100, 50, 200});
    const Bands bands{{10, 1}, {20, 0.5}};
    const auto found =
        two_step_access(country.surface(), Starts{{0, 0}, {3, 1}}, Numbers{10, 30}, people, bands);
    BOOST_TEST(found.weighted_people == (Numbers{125, 300}));
    BOOST_TEST(found.ratio == (Numbers{10 / 125.0, 30 / 300.0}));
    BOOST_TEST(found.access.at(0) == 0.08 + 0.05, tolerance(1e-14));
    BOOST_TEST(found.access.at(1) == 0.04 + 0.1, tolerance(1e-14));
    BOOST_TEST(found.access.at(2) == 0.1, tolerance(1e-14));
    BOOST_TEST(found.people_without == 0);
    BOOST_TEST(found.supply_unused == 0);
}

BOOST_AUTO_TEST_CASE(supply_without_people_and_people_without_supply_are_told) {
    const Country country = road({0.01, unknown_friction, 0.01, 0.01, 0.01});
    const PeopleCells people = people_on(country.grid, {0, 7, 5, 0, 9});
    const auto found = two_step_access(country.surface(), Starts{{0, 0}, {2, 1}, {4, 2}}, Numbers{3, 2, 0},
                                       people, Bands{{10, 1}});
    BOOST_TEST(std::isnan(found.ratio.at(0)));
    BOOST_TEST(found.supply_unused == 3);
    BOOST_TEST(found.ratio.at(2) == 0);
    BOOST_TEST(std::isnan(found.access.at(0)));  // the friction is not known
    BOOST_TEST(found.access.at(1) == 2 / 5.0);
    BOOST_TEST(found.access.at(2) == 0);
    BOOST_TEST(found.people_without == 16);
    const auto nothing = two_step_access(country.surface(), {}, {}, people, default_bands());
    BOOST_TEST(std::isnan(nothing.access.at(0)));
    BOOST_TEST(nothing.access.at(1) == 0);
    BOOST_TEST(nothing.people_without == 21);
}

BOOST_AUTO_TEST_CASE(who_stands_on_a_blocked_cell_has_none_and_that_is_known) {
    const Country country = road({0.01, 0.01, unknown_friction});
    const std::vector<CellFriction> water{{1, blocked}};
    const auto found = two_step_access(country.surface().with(water), Starts{{0, 0}}, Numbers{1},
                                       people_on(country.grid, {1, 5, 9}), Bands{{10, 1}});
    BOOST_TEST(found.access.at(1) == 0);
    BOOST_TEST(std::isnan(found.access.at(2)));
}

BOOST_AUTO_TEST_CASE(an_edge_of_a_band_belongs_to_it) {
    const Country country = road({0.0078125, 0.0078125, 0.0078125});  // 7.8125 minutes
    const PeopleCells people = people_on(country.grid, {1, 1, 1});
    const auto found = two_step_access(country.surface(), Starts{{0, 0}}, Numbers{1}, people,
                                       Bands{{7.8125, 1}, {15.625, 0.25}});
    BOOST_TEST(found.weighted_people == (Numbers{2.25}));
}

BOOST_AUTO_TEST_CASE(random_countries_agree_with_the_textbook_and_use_all_supply) {
    std::mt19937_64 random(5);
    const Bands bands{{20, 1}, {50, 0.68}, {90, 0.22}};
    for (int round = 0; round < 12; ++round) {
        Country country = random_country(random, 90, 70, 0.3);
        country.moves.neighbours = round % 2 == 0 ? 8 : 16;
        if (round % 4 == 1) country.put_on_the_globe();
        if (round % 3 == 0) country.elevation_m = random_heights(random, country.grid);
        const PeopleCells people = random_people(random, country.grid);
        Starts starts = random_starts(random, country.grid, 200);
        for (Start& s : starts) s.facility /= 4 / (1 + round % 2);  // several starts for each
        Numbers supply(static_cast<std::size_t>(starts.back().facility) + 2);
        for (std::size_t f = 0; f < supply.size(); ++f) supply[f] = static_cast<double>(f % 7);
        const auto found =
            two_step_access(country.surface(), starts, supply, people, bands, {.threads = 1 + round % 3});
        const Numbers plain = plain_access(country, starts, supply, people, bands);
        double used = 0, given = -found.supply_unused, without = 0;
        for (std::size_t i = 0; i < people.size(); ++i) {
            if (std::isnan(country.friction[static_cast<std::size_t>(people.cell[i])])) {
                BOOST_TEST(std::isnan(found.access[i]));
            } else {
                BOOST_TEST(std::abs(found.access[i] - plain[i]) <= 1e-12 * plain[i]);
                used += found.access[i] * people.people[i];
            }
            without += plain[i] > 0 ? 0 : people.people[i];
        }
        for (const double s : supply) given += s;
        BOOST_TEST(used == given, tolerance(1e-11));
        BOOST_TEST(found.people_without == without);
    }
}

BOOST_AUTO_TEST_CASE(threads_leave_no_trace) {
    std::mt19937_64 random(6);
    const Country country = random_country(random, 150, 140, 0.1);
    const PeopleCells people = random_people(random, country.grid);
    const Starts starts = random_starts(random, country.grid, 300);
    const Numbers supply(300, 1.0 / 3);
    const auto one =
        two_step_access(country.surface(), starts, supply, people, default_bands(), {.threads = 1});
    const auto four =
        two_step_access(country.surface(), starts, supply, people, default_bands(), {.threads = 4});
    BOOST_TEST(std::ranges::equal(one.access, four.access, [](double a, double b) {
        return a == b || (std::isnan(a) && std::isnan(b));
    }));
    BOOST_TEST(one.weighted_people == four.weighted_people);
}

BOOST_AUTO_TEST_CASE(impossible_bands_and_supplies_are_refused) {
    const Country country = road({0.01, 0.01});
    const PeopleCells people = people_on(country.grid, {1, 1});
    const auto with = [&](const Numbers& supply, const Bands& bands) {
        return two_step_access(country.surface(), Starts{{0, 0}}, supply, people, bands);
    };
    BOOST_CHECK_NO_THROW(with({1}, {{10, 1}}));
    BOOST_CHECK_THROW(with({1}, {}), Error);
    BOOST_CHECK_THROW(with({1}, {{10, 1}, {10, 0.5}}), Error);
    BOOST_CHECK_THROW(with({1}, {{10, 0.5}, {20, 0.6}}), Error);
    BOOST_CHECK_THROW(with({1}, {{10, 1.5}}), Error);
    BOOST_CHECK_THROW(with({1}, {{10, 1}, {20, 0}}), Error);
    BOOST_CHECK_THROW(with({-1}, {{10, 1}}), Error);
    BOOST_CHECK_THROW(with({unknown_friction}, {{10, 1}}), Error);
    BOOST_CHECK_THROW(with({}, {{10, 1}}), Error);
}

BOOST_AUTO_TEST_SUITE_END()
