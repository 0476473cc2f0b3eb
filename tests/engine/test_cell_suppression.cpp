// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include <djoliba/engine/cell_suppression.hpp>

using namespace djoliba;

namespace {

using Cells = std::vector<bool>;

/// Fills in parents.
Counts added_up(Counts counts, const UnitTree& parent) {
    for (std::size_t i = counts.size(); i-- > 0;)
        if (parent[i] >= 0) counts[parent[i]] += counts[i];
    return counts;
}

int parts_above_0(const Counts& counts, const UnitTree& parent, std::size_t unit) {
    int parts = 0;
    for (std::size_t i = 0; i < counts.size(); ++i)
        parts += parent[i] == static_cast<int>(unit) && counts[i] > 0 ? 1 : 0;
    return parts;
}

/// Somebody who tries every whole number up to `most` for each cell that is not shown, knows that units add
/// up and which cells are marked as small, and notes what each can be.
struct Attacker {
    const Counts& truth;
    const UnitTree& parent;
    const Suppression& not_shown;
    double most;
    Counts guess = truth;
    std::vector<std::set<double>> possible = std::vector<std::set<double>>(truth.size());

    bool leaf(std::size_t i) const { return std::ranges::find(parent, static_cast<int>(i)) == parent.end(); }
    bool marked_small(std::size_t i) const {
        return truth[i] > 0 && truth[i] < 10 && parts_above_0(truth, parent, i) < 2;
    }
    bool agrees() const {
        Counts all = guess;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!leaf(i)) all[i] = 0;
        all = added_up(all, parent);
        double total = 0, known = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!not_shown.cell[i] && all[i] != truth[i]) return false;
            if (not_shown.cell[i] && marked_small(i) && !(all[i] >= 1 && all[i] <= 9)) return false;
            if (parent[i] < 0) total += all[i], known += truth[i];
        }
        return not_shown.total || total == known;
    }
    void note() {
        Counts all = guess;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!leaf(i)) all[i] = 0;
        all = added_up(all, parent);
        for (std::size_t i = 0; i < all.size(); ++i) possible[i].insert(all[i]);
    }
    void attempt(std::size_t i = 0) {
        if (i == truth.size()) {
            if (agrees()) note();
            return;
        }
        if (!leaf(i) || !not_shown.cell[i]) return attempt(i + 1);
        const bool small = marked_small(i);
        for (double v = small ? 1 : 0; v <= (small ? 9 : most); ++v) {
            guess[i] = v;
            attempt(i + 1);
        }
        guess[i] = truth[i];
    }
};

Suppression suppress_one(const Counts& counts, const UnitTree& parent) { return suppress({counts}, parent); }

}  // namespace

BOOST_AUTO_TEST_SUITE(cell_suppression)

BOOST_AUTO_TEST_CASE(nothing_is_taken_out_where_nothing_is_small) {
    BOOST_TEST(suppress({}, {}).cell.empty());
    const Suppression s = suppress_one({30, 10, 0, 20}, {-1, 0, 0, 0});
    BOOST_TEST(s.cell == Cells(4, false));
    BOOST_TEST(!s.total);
}

// 3 + 40 + 700 = 743: without 3 alone it could be worked out; 40 is the least that hides it.
BOOST_AUTO_TEST_CASE(a_sibling_hides_a_small_count) {
    const Suppression s = suppress_one({743, 3, 40, 700}, {-1, 0, 0, 0});
    BOOST_TEST(s.cell == (Cells{false, true, true, false}));
    const auto bounds = bounds_of({743, 3, 40, 700}, {-1, 0, 0, 0}, s);
    BOOST_TEST(bounds[1].low == 1);
    BOOST_TEST(bounds[1].high == 9);
    BOOST_TEST(bounds[2].low == 34);  // 43 - 9
    BOOST_TEST(bounds[2].high == 42);
    BOOST_TEST(bounds[3].low == 700);
}

// 3 + 11 = 14 leaves 1 to 4 for the first, since the second is known to be 10 or more: 11 does not hide it.
BOOST_AUTO_TEST_CASE(a_sibling_that_is_too_small_does_not_hide_it) {
    const Suppression s = suppress_one({64, 3, 11, 50}, {-1, 0, 0, 0});
    BOOST_TEST(s.cell == (Cells{false, true, false, true}));
}

// 9 + 9 = 18 are two counts under 10 that can only be 9.
BOOST_AUTO_TEST_CASE(small_counts_do_not_hide_each_other_where_their_sum_tells) {
    const UnitTree parent{-1, -1, 0, 0};
    const Suppression s = suppress_one({18, 500, 9, 9}, parent);
    BOOST_TEST(s.cell == (Cells{true, true, true, true}));  // their parent goes, and hides behind the other
    BOOST_TEST(bounds_of({18, 500, 9, 9}, parent, s)[2].low == 1);
}

// A cercle that hides the other must not be the sum of communes that are shown.
BOOST_AUTO_TEST_CASE(a_parent_that_is_taken_out_takes_a_part_with_it) {
    const UnitTree parent{-1, -1, 0, 1, 1};
    const Suppression s = suppress_one({4, 130, 4, 30, 100}, parent);
    BOOST_TEST(s.cell == (Cells{true, true, true, true, false}));
}

BOOST_AUTO_TEST_CASE(the_total_goes_where_nothing_else_is_left) {
    const Suppression s = suppress_one({7, 0}, {-1, -1});
    BOOST_TEST(s.cell == (Cells{true, false}));
    BOOST_TEST(s.total);
}

BOOST_AUTO_TEST_CASE(nine_of_one_do_not_say_that_there_are_nine) {
    Counts counts(10, 1);
    UnitTree parent(10, 0);
    counts[0] = 9;
    parent[0] = -1;
    const Suppression s = suppress_one(counts, parent);
    const auto bounds = bounds_of(counts, parent, s);
    BOOST_TEST(bounds[1].high - bounds[1].low >= 8);
    BOOST_TEST(s.total);
}

BOOST_AUTO_TEST_CASE(units_without_a_count_hide_nothing) {
    const Suppression s = suppress_one({45, 5, NAN, 40}, {-1, 0, 0, 0});
    BOOST_TEST(s.cell == (Cells{false, true, false, true}));
}

BOOST_AUTO_TEST_CASE(tables_share_a_pattern) {
    const UnitTree parent{-1, 0, 0, 0};
    const Suppression s = suppress({{743, 3, 40, 700}, {900, 300, 300, 300}}, parent);
    BOOST_TEST(s.cell == (Cells{false, true, true, false}));
}

// Random small countries: whatever is tried, each small count can be all of 1 to 9, or nine numbers and more
// where it is not said to be small, and the bounds are those that trying finds.
BOOST_AUTO_TEST_CASE(trying_all_numbers_finds_no_small_count) {
    std::mt19937 random(8);
    const UnitTree parent{-1, -1, 0, 0, 1, 1};
    int tried = 0;
    while (tried < 150) {
        Counts counts(6, 0);
        for (std::size_t i = 2; i < 6; ++i) {
            const auto kind = random() % 4;
            counts[i] = kind == 0 ? 0 : static_cast<double>(kind == 3 ? 10 + random() % 9 : 1 + random() % 9);
        }
        counts = added_up(counts, parent);
        const Suppression s = suppress_one(counts, parent);
        Attacker attacker{counts, parent, s, 40};
        attacker.attempt();
        const auto bounds = bounds_of(counts, parent, s);
        for (std::size_t i = 0; i < 6; ++i) {
            if (!(counts[i] > 0 && counts[i] < 10)) continue;
            BOOST_TEST(s.cell[i]);
            BOOST_TEST(attacker.possible[i].size() >= 9);
            BOOST_TEST(*attacker.possible[i].begin() <= bounds[i].low);
            if (attacker.marked_small(i))
                BOOST_TEST(attacker.possible[i] == (std::set<double>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
        }
        ++tried;
    }
}

// Larger trees are too many to try: the bounds stand in for it.
BOOST_AUTO_TEST_CASE(bounds_of_random_countries_tell_no_more_than_that_a_count_is_small) {
    std::mt19937 random(80);
    for (int country = 0; country < 60; ++country) {
        UnitTree parent{-1, -1, -1};
        for (int i = 0; i < 9; ++i) parent.push_back(static_cast<int>(random() % 3));
        for (int i = 0; i < 60; ++i) parent.push_back(3 + static_cast<int>(random() % 9));
        Counts counts(parent.size(), 0);
        for (std::size_t i = 12; i < counts.size(); ++i)
            counts[i] = std::floor(std::exp(static_cast<double>(random() % 700) / 100) - 1);
        counts = added_up(counts, parent);
        const Suppression s = suppress_one(counts, parent);
        const auto bounds = bounds_of(counts, parent, s);
        std::size_t shown = 0;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            shown += s.cell[i] ? 0 : 1;
            BOOST_TEST((bounds[i].low <= counts[i] && counts[i] <= bounds[i].high));
            if (counts[i] > 0 && counts[i] < 10) BOOST_TEST(bounds[i].high - bounds[i].low >= 8);
        }
        BOOST_TEST(shown > counts.size() / 4);
    }
}

BOOST_AUTO_TEST_SUITE_END()
