// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <cmath>

#include <djoliba/engine/food_security.hpp>

using namespace djoliba;
using boost::test_tools::tolerance;

namespace {

const Season lean_2022{6, 8, 2022};
const Season autumn_2021{9, 12, 2021};
const Season spring_2022{1, 5, 2022};

Date on(const char* text) { return *parse_date(text); }

PhaseRecord row(int locality, std::array<double, 5> phases, Season exercise = spring_2022,
                const char* part = "") {
    PhaseRecord r;
    r.locality = locality;
    r.unit = "unit " + std::to_string(locality);
    r.part = part;
    r.phases = phases;
    r.population = phases[0] + phases[1] + phases[2] + phases[3] + phases[4];
    r.exercise = exercise;
    r.reference = lean_2022;
    return r;
}

PhaseChoice lean_2022_on(const char* as_of) { return {lean_2022, on(as_of), {}}; }

constexpr double none = missing_value;

}  // namespace

BOOST_AUTO_TEST_SUITE(food_security_phases)

BOOST_AUTO_TEST_CASE(no_record_is_not_assessed_with_the_reason) {
    const auto f = food_security({}, 2, lean_2022_on("2022-06-01"));
    BOOST_TEST(!f.exercise.has_value());
    BOOST_TEST(!f.units[1].people_3_to_5.known());
    BOOST_TEST(f.units[1].area_phase == 0);
    BOOST_TEST(f.units[1].people_3_to_5.reason ==
               "no exercise known on 2022-06-01 speaks of June-August 2022");
}

// Case T1: an area without people in any phase is not in phase 1.
BOOST_AUTO_TEST_CASE(no_people_in_any_phase_is_not_assessed) {
    BOOST_TEST(area_phase({0, 0, 0, 0, 0}) == 0);
    BOOST_TEST(area_phase({none, none, none, none, none}) == 0);
    const auto f = food_security({row(0, {0, 0, 0, 0, 0}), row(1, {none, none, none, none, none})}, 2,
                                 lean_2022_on("2022-06-01"));
    for (const auto& unit : f.units) {
        BOOST_TEST(unit.percent_3_to_5.reason == "not assessed: no people in any phase");
        BOOST_TEST(unit.area_phase == 0);
    }
}

BOOST_AUTO_TEST_CASE(the_area_phase_is_the_highest_with_a_fifth_of_the_people_at_it_or_worse) {
    BOOST_TEST(area_phase({100, 0, 0, 0, 0}) == 1);
    BOOST_TEST(area_phase({80, 20, 0, 0, 0}) == 2);
    BOOST_TEST(area_phase({801, 199, 0, 0, 0}) == 1);
    BOOST_TEST(area_phase({50, 30, 10, 10, 0}) == 3);
    BOOST_TEST(area_phase({0, 0, 0, 81, 19}) == 4);
    BOOST_TEST(area_phase({0, 0, 0, 80, 20}) == 5);
}

BOOST_AUTO_TEST_CASE(more_people_in_a_worse_phase_never_improve_the_area) {
    for (int worse = 0; worse < 4; ++worse)
        for (int moved = 0; moved < 100; ++moved) {
            std::array<double, 5> a{100, 100, 100, 100, 100};
            auto b = a;
            b[static_cast<std::size_t>(worse)] -= moved;
            b[static_cast<std::size_t>(worse) + 1] += moved;
            BOOST_TEST(area_phase(b) >= area_phase(a));
        }
}

BOOST_AUTO_TEST_CASE(the_latest_exercise_is_taken_and_none_are_added) {
    const std::vector<PhaseRecord> both = {row(0, {60, 20, 20, 0, 0}, autumn_2021),
                                           row(0, {50, 20, 30, 0, 0}),
                                           row(1, {50, 50, 0, 0, 0}, autumn_2021)};
    const auto june = food_security(both, 2, lean_2022_on("2022-06-01"));
    BOOST_TEST((june.exercise == spring_2022));
    BOOST_TEST(june.units[0].people_3_to_5.value == 30);
    BOOST_TEST(june.other_exercises == 2);
    BOOST_TEST(june.units[1].people_3_to_5.reason == "not in the exercise of January-May 2022");
    BOOST_TEST(june.total_3_to_5 == 30);
    const auto january = food_security(both, 2, lean_2022_on("2022-01-15"));
    BOOST_TEST((january.exercise == autumn_2021));
    BOOST_TEST(january.units[0].people_3_to_5.value == 20);
    BOOST_TEST(january.later_than_as_of == 1);
    const auto before = food_security(both, 2, lean_2022_on("2021-11-30"));
    BOOST_TEST(!before.exercise.has_value());
    BOOST_TEST(before.later_than_as_of == 3);
}

BOOST_AUTO_TEST_CASE(exercises_are_known_after_they_were_made) {
    BOOST_TEST((known_from(spring_2022) == on("2022-04-01")));
    BOOST_TEST((known_from(autumn_2021) == on("2021-12-01")));
    BOOST_TEST((known_from({6, 8, 2022}) == on("2022-09-01")));
    BOOST_TEST((known_from({10, 12, 2022}) == on("2023-01-01")));
    BOOST_TEST((known_from({11, 2, 2022}) == on("2023-03-01")));
}

BOOST_AUTO_TEST_CASE(other_seasons_do_not_count) {
    PhaseRecord autumn = row(0, {50, 20, 30, 0, 0});
    autumn.reference = {9, 12, 2022};
    PhaseRecord last_year = row(0, {50, 20, 30, 0, 0});
    last_year.reference = {6, 8, 2021};
    BOOST_TEST(
        !food_security({autumn, last_year}, 1, lean_2022_on("2022-06-01")).units[0].people_3_to_5.known());
}

BOOST_AUTO_TEST_CASE(an_outlook_can_be_asked_for_and_the_current_one_goes_first) {
    PhaseRecord current = row(0, {90, 10, 0, 0, 0});
    current.outlook = PhaseOutlook::current;
    const std::vector<PhaseRecord> both = {row(0, {50, 20, 30, 0, 0}), current};
    BOOST_TEST(food_security(both, 1, lean_2022_on("2022-06-01")).units[0].people_3_to_5.value == 0);
    PhaseChoice projected = lean_2022_on("2022-06-01");
    projected.outlook = PhaseOutlook::projected;
    BOOST_TEST(food_security(both, 1, projected).units[0].people_3_to_5.value == 30);
}

// Koro by hand: 300 + 100 people, 40 + 45 in phases 3 to 5: 21.25 %.
BOOST_AUTO_TEST_CASE(parts_of_a_unit_are_summed) {
    const auto f = food_security({row(0, {200, 60, 40, 0, 0}, spring_2022, "accessible"),
                                  row(0, {25, 30, 25, 15, 5}, spring_2022, "limited access")},
                                 1, lean_2022_on("2022-06-01"));
    const UnitPhases& koro = f.units[0];
    BOOST_TEST(koro.parts == 2);
    BOOST_TEST(koro.analysed == 400);
    BOOST_TEST(koro.people_3_to_5.value == 85);
    BOOST_TEST(koro.percent_3_to_5.value == 21.25);
    BOOST_TEST(koro.area_phase == 3);
    BOOST_TEST(koro.flags.empty());
}

BOOST_AUTO_TEST_CASE(a_part_that_was_not_assessed_makes_the_caseload_a_lower_bound) {
    const auto f = food_security({row(0, {200, 60, 40, 0, 0}, spring_2022, "accessible"),
                                  row(0, {none, none, none, none, none}, spring_2022, "limited access")},
                                 1, lean_2022_on("2022-06-01"));
    BOOST_TEST(f.units[0].people_3_to_5.value == 40);
    BOOST_TEST(f.units[0].people_3_to_5.at_least);
    BOOST_TEST(f.units[0].analysed == 300);
    BOOST_TEST(f.units[0].flags.size() == 1);
}

// Case T13.
BOOST_AUTO_TEST_CASE(a_row_given_twice_counts_once) {
    const auto f = food_security({row(0, {50, 20, 30, 0, 0}), row(0, {50, 20, 30, 0, 0})}, 1,
                                 lean_2022_on("2022-06-01"));
    BOOST_TEST(f.repeated == 1);
    BOOST_TEST(f.units[0].people_3_to_5.value == 30);
}

BOOST_AUTO_TEST_CASE(two_units_with_the_same_figures_both_count) {
    const auto f = food_security({row(0, {50, 20, 30, 0, 0}), row(1, {50, 20, 30, 0, 0})}, 2,
                                 lean_2022_on("2022-06-01"));
    BOOST_TEST(f.repeated == 0);
    BOOST_TEST(f.total_3_to_5 == 60);
}

BOOST_AUTO_TEST_CASE(one_key_with_different_figures_cannot_be_believed) {
    const auto f = food_security({row(0, {50, 20, 30, 0, 0}), row(0, {50, 20, 31, 0, 0})}, 1,
                                 lean_2022_on("2022-06-01"));
    BOOST_TEST(f.units[0].people_3_to_5.reason == "rows with the same key have different figures");
}

BOOST_AUTO_TEST_CASE(a_ratio_of_exactly_two_raises_a_flag) {
    PhaseRecord doubled = row(0, {100, 40, 60, 0, 0});
    doubled.population = 100;
    const auto f = food_security({doubled}, 1, lean_2022_on("2022-06-01"));
    BOOST_TEST(f.units[0].flags.size() == 1);
    BOOST_TEST(f.units[0].flags[0] == "the phases sum to exactly twice the population");
    const auto parts = food_security(
        {row(0, {50, 20, 30, 0, 0}, spring_2022, "a"), row(0, {50, 20, 30, 0, 0}, spring_2022, "b")}, 1,
        lean_2022_on("2022-06-01"));
    BOOST_TEST(parts.units[0].flags[0] == "parts a and b have the same figures");
    BOOST_TEST(exactly_double(2, 1));
    BOOST_TEST(!exactly_double(2.0001, 1));
    BOOST_TEST(!exactly_double(0, 0));
    BOOST_TEST(!exactly_double(none, none));
}

BOOST_AUTO_TEST_CASE(two_areas_under_one_code_are_summed_and_named) {
    PhaseRecord taoudenit = row(0, {40, 8, 2, 0, 0});
    taoudenit.unit = "Taoudenit";
    PhaseRecord tombouctou = row(0, {60, 30, 10, 0, 0});
    tombouctou.unit = "Tombouctou";
    const auto f = food_security({tombouctou, taoudenit}, 1, lean_2022_on("2022-06-01"));
    BOOST_TEST(f.units[0].people_3_to_5.value == 12);
    BOOST_TEST(f.units[0].percent_3_to_5.value == 8);
    BOOST_TEST(f.units[0].flags[0] == "Tombouctou and Taoudenit stand under one code");
}

BOOST_AUTO_TEST_CASE(the_share_is_of_the_people_analysed_not_of_the_residents) {
    PhaseRecord without_population = row(0, {50, 20, 30, 0, 0});
    without_population.population = none;
    BOOST_TEST(
        food_security({without_population}, 1, lean_2022_on("2022-06-01")).units[0].percent_3_to_5.value ==
        30);
}

BOOST_AUTO_TEST_CASE(a_blank_phase_is_nobody_only_where_the_others_make_up_the_population) {
    PhaseRecord blank = row(0, {50, 20, 30, 0, 0});
    blank.phases[4] = none;
    BOOST_TEST(food_security({blank}, 1, lean_2022_on("2022-06-01")).units[0].people_3_to_5.value == 30);
    blank.population = 130;
    BOOST_TEST(!food_security({blank}, 1, lean_2022_on("2022-06-01")).units[0].people_3_to_5.known());
}

BOOST_AUTO_TEST_CASE(rows_that_joined_nothing_are_kept_apart_with_their_people) {
    const auto f = food_security({row(-1, {50, 20, 30, 0, 0}), row(0, {90, 0, 10, 0, 0})}, 1,
                                 lean_2022_on("2022-06-01"));
    BOOST_TEST(f.unplaced.people_3_to_5.value == 30);
    BOOST_TEST(f.units[0].people_3_to_5.value == 10);
    BOOST_TEST(f.total_3_to_5 == 40);
}

BOOST_AUTO_TEST_CASE(season_labels_are_read_in_both_languages) {
    BOOST_TEST((parse_season("Jun-Aug", 2022) == lean_2022));
    BOOST_TEST((parse_season("Juin - Août", 2022) == lean_2022));
    BOOST_TEST((parse_season("sept-déc", 2021) == autumn_2021));
    BOOST_TEST((parse_season("June-August", 2022) == lean_2022));
    BOOST_TEST((parse_season("Juil-Août", 2022) == Season{7, 8, 2022}));
    BOOST_TEST(!parse_season("lean season", 2022).has_value());
    BOOST_TEST(!parse_season("J-A", 2022).has_value());
    BOOST_TEST(!parse_season("", 2022).has_value());
    BOOST_TEST(wording(lean_2022).fr == "juin-août 2022");
    BOOST_TEST(wording(Season{8, 8, 2022}).en == "August 2022");
}

BOOST_AUTO_TEST_SUITE_END()
