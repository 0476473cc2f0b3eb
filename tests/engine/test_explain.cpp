// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <boost/test/unit_test.hpp>

#include <djoliba/engine/explain.hpp>

#include "index_fixture.hpp"

using namespace djoliba;
using namespace djoliba::index_fixture;

namespace {

const double no = missing_value;
const std::vector<double> people = {no, no, no, no, 100, 300, 50, 150};
constexpr auto en = Language::english;
constexpr auto fr = Language::french;

// Food with a phrase (in percent, of the cercle), flood without (a class, of the commune).
struct Story {
    Localities country = small_country();
    IndicatorTable table = {};
    IndexTree tree = {};

    Story() {
        table.add(indicator("food", {no, no, 12.4, 40, no, no, no, no}, 0, "cercle"));
        table.find("food")->unit = "%";
        carry_down(*table.find("food"), country);
        table.add(indicator("flood", {3, 1, 1, 1}, 4));
        table.find("flood")->unit = "class";
        table.find("flood")->label_en = "flood class";
        table.find("flood")->label_fr = "classe d'inondation";
        IndexNode food = leaf("food", 0, 40);
        food.words_en = "{}% of people in phases 3 to 5";
        food.words_fr = "{} % de la population en phases 3 à 5";
        tree = {"t", "T", node("risk", Mean::arithmetic, {food, leaf("flood", 0, 3)})};
        tree.root.label_en = "Risk";
        tree.root.label_fr = "Risque";
    }
    IndexResult result() const {
        return combine(table, country, tree, {.people = people, .insist = {"food", "flood"}});
    }
    std::string drivers(int locality, Language language, Effect effect = Effect::raises) const {
        const auto r = result();
        return drivers_in_words(r, table, contributions(r, country, people), locality, language, effect);
    }
    std::string why(int locality, Language language) const {
        return reason_not_assessed(result(), table, country, locality, language);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(explain)

BOOST_AUTO_TEST_CASE(classes_have_words_in_both_languages) {
    BOOST_TEST(class_words(0, en) == "not assessed");
    BOOST_TEST(class_words(0, fr) == "non évalué");
    BOOST_TEST(class_words(1, fr) == "très faible");
    BOOST_TEST(class_words(3, en) == "medium");
    BOOST_TEST(class_words(4, fr) == "élevé");
    BOOST_TEST(class_words(5, fr) == "très élevé");
    BOOST_CHECK_THROW(class_words(6, en), std::out_of_range);
}

BOOST_AUTO_TEST_CASE(numbers_are_written_as_each_language_writes_them) {
    BOOST_TEST(format_number(0, fr) == "0");
    BOOST_TEST(format_number(-0.001, fr) == "0");
    BOOST_TEST(format_number(0.8512, fr) == "0,85");
    BOOST_TEST(format_number(0.999, en) == "1");
    BOOST_TEST(format_number(12.04, fr) == "12");
    BOOST_TEST(format_number(12.45, en) == "12.4");
    BOOST_TEST(format_number(99.96, en) == "100");
    BOOST_TEST(format_number(12995, en) == "12,995");
    BOOST_TEST(format_number(12995, fr) == "12 995");
    BOOST_TEST(format_number(1234567.8, fr) == "1 234 568");
    BOOST_TEST(format_number(-1234, en) == "-1,234");
    BOOST_TEST(format_number(-123, en) == "-123");
}

BOOST_AUTO_TEST_CASE(units_are_written_too_except_that_of_a_class) {
    BOOST_TEST(format_value(12, "%", en) == "12%");
    BOOST_TEST(format_value(12, "%", fr) == "12 %");
    BOOST_TEST(format_value(12995, "people", en) == "12,995 people");
    BOOST_TEST(format_value(12995, "people", fr) == "12 995 personnes");
    BOOST_TEST(format_value(2.5, "km", fr) == "2,5 km");
    BOOST_TEST(format_value(3, "class", fr) == "3");
    BOOST_TEST(format_value(3, "", en) == "3");
}

BOOST_AUTO_TEST_CASE(inherited_figures_say_from_where) {
    BOOST_TEST(inherited_words("cercle", en) == "inherited from the cercle");
    BOOST_TEST(inherited_words("cercle", fr) == "hérité du cercle");
    BOOST_TEST(inherited_words("region", fr) == "hérité de la région");
    BOOST_TEST(inherited_words("river_basin", en) == "inherited from the river basin");
    BOOST_TEST(inherited_words("river_basin", fr) == "hérité du niveau river basin");
}

BOOST_AUTO_TEST_CASE(drivers_are_told_with_value_points_and_where_from) {
    const Story story;
    // Median food score 6.55, median flood score 10/3: food is 3.1 (-1.725), flood 10 (+3.333).
    BOOST_TEST(story.drivers(4, fr) == "classe d'inondation : 3 (+3,3)");
    BOOST_TEST(story.drivers(4, en) == "flood class: 3 (+3.3)");
    BOOST_TEST(story.drivers(6, fr) == "40 % de la population en phases 3 à 5 (+1,7, hérité du cercle)");
    BOOST_TEST(story.drivers(6, en) == "40% of people in phases 3 to 5 (+1.7, inherited from the cercle)");
}

BOOST_AUTO_TEST_CASE(a_cercle_is_told_with_its_own_figure_and_without_a_value_it_does_not_have) {
    Story story;
    BOOST_TEST(story.drivers(3, en) == "40% of people in phases 3 to 5 (+1.7)");
    BOOST_TEST(story.drivers(2, fr) ==
               "classe d'inondation (+0,8)");  // a quarter of 3.3; no class for a cercle
}

BOOST_AUTO_TEST_CASE(where_nothing_stands_out_the_text_says_so) {
    const Story story;
    BOOST_TEST(story.drivers(5, fr) == "aucun facteur nettement au-dessus de la médiane");
    BOOST_TEST(story.drivers(5, en) == "nothing clearly above the median");
}

BOOST_AUTO_TEST_CASE(what_lowers_a_score_is_told_like_what_raises_it) {
    const Story story;
    // As above: food -1.725 in the commune of 4; flood 3.333 in all communes but it, as in the median.
    BOOST_TEST(story.drivers(4, en, Effect::lowers) ==
               "12.4% of people in phases 3 to 5 (-1.7, inherited from the cercle)");
    BOOST_TEST(story.drivers(4, fr, Effect::lowers) ==
               "12,4 % de la population en phases 3 à 5 (-1,7, hérité du cercle)");
    BOOST_TEST(story.drivers(6, en, Effect::lowers) == "nothing clearly below the median");
    BOOST_TEST(story.drivers(6, fr, Effect::lowers) == "aucun facteur nettement au-dessous de la médiane");
}

BOOST_AUTO_TEST_CASE(at_most_three_drivers_largest_first_and_none_that_is_missing) {
    IndicatorTable table;
    std::vector<IndexNode> parts;
    for (int k = 0; k < 5; ++k) {
        table.add(indicator("i" + std::to_string(k), {2.0 + k, 1, 1}));
        parts.push_back(leaf("i" + std::to_string(k)));
    }
    table.add(indicator("gone", {no, 0, 0}));
    parts.push_back(leaf("gone"));
    const IndexTree tree{"t", "T", node("risk", Mean::arithmetic, parts)};
    const auto result = combine(table, flat(3), tree, {.minimum_coverage = 0});
    const auto found = contributions(result, flat(3), {});
    BOOST_TEST(found.of_node[result.plan.find("gone")][0] > 0.05);  // dropping a zero raised the score
    const auto top = drivers(result, found, 0);
    BOOST_REQUIRE(top.size() == 3U);
    BOOST_TEST(result.plan.nodes[top[0].node].name == "i4");
    BOOST_TEST(result.plan.nodes[top[2].node].name == "i2");
    BOOST_TEST(drivers(result, found, 0, 9).size() == 5U);
}

BOOST_AUTO_TEST_CASE(a_not_assessed_locality_has_a_reason_and_no_drivers) {
    Story story;
    story.tree.root.required = {"flood"};
    story.table.find("flood")->set_missing(4, "not in flood.csv");
    BOOST_TEST(story.why(4, en) == "required and missing: flood class (not in flood.csv)");
    BOOST_TEST(story.why(4, fr) == "indispensable et manquant : classe d'inondation (donnée manquante)");
    story.table.find("flood")->set_missing(4, "no row in the source");
    BOOST_TEST(story.why(4, fr) ==
               "indispensable et manquant : classe d'inondation (aucune ligne dans la source)");
    BOOST_TEST(story.drivers(4, fr) == "");
    BOOST_TEST(story.why(5, en) == "");
}

BOOST_AUTO_TEST_CASE(too_little_data_is_told_with_both_shares) {
    Story story;
    story.tree.root.minimum_share = 0.67;
    story.table.find("flood")->set_missing(4, "not in flood.csv");
    BOOST_TEST(story.why(4, en) ==
               "data for 50% of the weight, 67% needed; missing: flood class (not in flood.csv)");
    BOOST_TEST(
        story.why(4, fr) ==
        "données pour 50 % du poids, minimum 67 % ; manquant : classe d'inondation (donnée manquante)");
}

BOOST_AUTO_TEST_CASE(reasons_go_down_to_the_leaf_that_is_missing) {
    Story story;
    story.tree = {"t", "T",
                  node("risk", Mean::geometric,
                       {node("hazard", Mean::arithmetic, {leaf("flood", 0, 3), leaf("food", 0, 40, 0)})})};
    story.tree.root.parts[0].label_en = "Hazard";
    story.tree.root.required = {"hazard"};
    story.table.find("flood")->set_missing(4, "not in flood.csv");
    BOOST_TEST(story.why(4, en) == "required and missing: Hazard (no data: flood class (not in flood.csv))");
}

BOOST_AUTO_TEST_CASE(a_negative_amount_has_no_logarithm_and_says_so) {
    Story story;
    IndexNode log = leaf("flood", 1, 3);
    log.transform = Transform::log10;
    story.tree.root.parts = {log, leaf("food", 0, 40, 0)};
    story.table.find("flood")->set(4, -2);
    BOOST_TEST(story.why(4, en) == "no data: flood class (-2 has no logarithm)");
}

BOOST_AUTO_TEST_CASE(an_indicator_not_ranked_with_is_named_as_such) {
    Story story;
    story.tree.root.required = {"flood"};
    story.table.find("flood")->set_missing(4, "not in flood.csv");
    const auto result = combine(story.table, story.country, story.tree, {.people = people});
    BOOST_TEST(reason_not_assessed(result, story.table, story.country, 5, en) ==
               "required and missing: flood class (shown, not ranked with: covers 3 of 4 localities)");
    BOOST_TEST(reason_not_assessed(result, story.table, story.country, 5, fr) ==
               "indispensable et manquant : classe d'inondation (affiché, hors classement : couvre 75 % des "
               "localités)");
}

BOOST_AUTO_TEST_CASE(parents_say_how_many_people_are_not_assessed) {
    Story story;
    story.tree.root.required = {"flood"};
    story.table.find("flood")->set_missing(7, "not in flood.csv");
    BOOST_TEST(story.why(3, en) == "75% of the people live in localities that are not assessed");
    BOOST_TEST(story.why(3, fr) == "75 % de la population vit dans des localités non évaluées");
    const auto without = combine(story.table, story.country, story.tree, {.insist = {"food", "flood"}});
    BOOST_TEST(reason_not_assessed(without, story.table, story.country, 3, en) ==
               "the number of people is not known");
}

BOOST_AUTO_TEST_SUITE_END()
