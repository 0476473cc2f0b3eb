// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/small_counts.hpp>

using namespace djoliba;

namespace {

/// Region R of two cercles; A holds a1, a2, a3, B holds b1, b2. District D holds a1 and b1, E the others.
Localities country() {
    Localities places;
    places.hierarchy = {"region", "cercle", "commune"};
    places.items = {{"R", "R", "region", -1},   {"A", "A", "cercle", 0},    {"B", "B", "cercle", 0},
                    {"a1", "a1", "commune", 1}, {"a2", "a2", "commune", 1}, {"a3", "a3", "commune", 1},
                    {"b1", "b1", "commune", 2}, {"b2", "b2", "commune", 2}};
    places.items.push_back({"D", "D", "district", -1, {}, {3, 6}});
    places.items.push_back({"E", "E", "district", -1, {}, {4, 5, 7}});
    return places;
}
enum Unit : std::uint8_t { R, A, B, a1, a2, a3, b1, b2, D, E };

std::vector<double> residents() { return {7000, 3000, 4000, 1000, 1000, 1000, 2000, 2000, 3000, 4000}; }

Indicator make(const std::string& name, const std::string& unit, const std::string& base, RollUp roll_up,
               const std::string& group) {
    Indicator x;
    x.name = name, x.unit = unit, x.base = base, x.level = "commune", x.roll_up = roll_up;
    x.groups = {group};
    x.clear(country().size(), "not given");
    return x;
}

Indicator count(const std::string& name, const std::vector<double>& communes,
                const std::string& group = "g") {
    Indicator x = make(name, "people", "displaced", RollUp::sum, group);
    for (std::size_t k = 0; k < communes.size(); ++k) x.set(a1 + k, communes[k]);
    roll_up(x, country(), residents());
    return x;
}

std::string shown(const Indicator& x) {
    std::string text;
    for (const std::string& reason : x.reason)
        text += reason == small_count_reason ? 's'
                : reason == masked_reason    ? 'm'
                : reason.empty()             ? '.'
                                             : '-';
    return text;
}

struct Masked {
    IndicatorTable table;
    std::vector<double> people = residents();
    MaskedCounts counts;
    explicit Masked(std::vector<Indicator> indicators) {
        table.items = std::move(indicators);
        counts = mask_small_counts(table, people, country());
    }
    std::string operator[](std::size_t i) const { return shown(table.items[i]); }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(small_counts)

BOOST_AUTO_TEST_CASE(nothing_to_mask) {
    const Masked none({});
    BOOST_TEST(none.counts.small == 0);
    const Masked large({count("n", {10, 20, 0, 50, 60})});
    BOOST_TEST(large[0] == "..........");
}

// 4 of 4 + 30 + 500: 30 goes with it, and both districts, each of which holds one of the two.
BOOST_AUTO_TEST_CASE(a_small_count_takes_a_sibling_and_the_units_that_hold_either) {
    const Masked m({count("n", {4, 30, 500, 60, 70})});
    BOOST_TEST(m[0] == "...sm...mm");
    BOOST_TEST(m.counts.small == 1);
    BOOST_TEST(m.counts.others == 3);
    BOOST_TEST(std::isnan(m.table.items[0].value[a1]));
    BOOST_TEST(m.table.items[0].value[A] == 534);
}

// 0.4 per 100 of 1,000 residents are the 4 people themselves.
BOOST_AUTO_TEST_CASE(rates_go_with_their_counts) {
    Indicator rate = make("r", "per 100", "displaced", RollUp::none, "g");
    for (const int i : {a1, a2, a3, b1, b2}) rate.set(i, 5);
    const Masked m({count("n", {4, 30, 500, 60, 70}), rate});
    BOOST_TEST(m[1] == "---mm...--");
}

BOOST_AUTO_TEST_CASE(a_rate_alone_stands_for_a_count) {
    Indicator rate = make("r", "%", "exposed", RollUp::mean_by_people, "g");
    rate.set(a1, 0.3);  // 3 of 1,000
    for (const int i : {a2, a3, b1, b2}) rate.set(i, 5);
    roll_up(rate, country(), residents());
    const Masked m({rate});
    BOOST_TEST(m[0] == "...mm...mm");  // 3 + 50 + 50: one of the two others goes
    Indicator of_villages = rate;
    of_villages.base = "villages";
    BOOST_TEST(Masked({of_villages})[0] == "..........");
}

BOOST_AUTO_TEST_CASE(figures_into_which_a_masked_one_goes_are_masked) {
    Indicator with =
        make("residents_and_displaced_per_centre", "people", "resident", RollUp::none, "facilities");
    with.groups.emplace_back("g");
    for (const int i : {a1, a2, a3, b1, b2}) with.set(i, 900);
    const Masked m({count("n", {4, 30, 500, 60, 70}), with, count("other", {40, 30, 500, 60, 70}, "h")});
    BOOST_TEST(m[1] == "---mm...--");
    BOOST_TEST(m[2] == "..........");
}

BOOST_AUTO_TEST_CASE(what_is_published_elsewhere_stays) {
    Indicator n = count("n", {4, 30, 500, 60, 70});
    n.sensitivity = "published";
    BOOST_TEST(Masked({n})[0] == "..........");
}

// Of cercles alone: what communes inherit from a masked one is masked as well.
BOOST_AUTO_TEST_CASE(inherited_figures_go_with_their_parent) {
    Indicator n = make("n", "people", "displaced", RollUp::sum, "g");
    n.level = "cercle";
    n.set(A, 5), n.set(B, 700), n.set(R, 705, Origin::rolled_up);
    carry_down(n, country());
    const Masked m({n});
    BOOST_TEST(m[0].substr(0, 8) == ".smmmmmm");  // the other cercle hides it
}

BOOST_AUTO_TEST_CASE(masked_residents_are_nobodys_weight) {
    Indicator n = count("population", {4, 1000, 1000, 2000, 2000}, "population");
    const Masked m({n});
    BOOST_TEST(std::isnan(m.people[a1]));
    BOOST_TEST(m.people[b1] == 2000);
}

BOOST_AUTO_TEST_SUITE_END()
