// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/colours.hpp>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <djoliba/engine/index.hpp>
#include <djoliba/engine/indicator.hpp>

using namespace djoliba;

namespace {

/// CIE L*, 0 to 100, of a relative luminance.
double lightness(Colour c) {
    const double y = luminance(c);
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(colours)

BOOST_AUTO_TEST_CASE(black_and_white_have_luminance_0_and_1) {
    BOOST_TEST(luminance({0, 0, 0}) == 0.0);
    BOOST_TEST(luminance({255, 255, 255}) == 1.0, boost::test_tools::tolerance(1e-12));
    BOOST_TEST(hex({189, 0, 38}) == "#BD0026");
}

BOOST_AUTO_TEST_CASE(classes_darken_in_clear_steps_so_that_order_survives_colour_blindness_and_grey_print) {
    for (int number = 2; number <= 5; ++number)
        BOOST_TEST(lightness(class_style(number - 1).colour) - lightness(class_style(number).colour) > 10,
                   "class " << number);
}

BOOST_AUTO_TEST_CASE(every_ramp_darkens) {
    for (const char* theme : {"flood", "drought", "conflict", "displacement", "food_security", "health",
                              "population", "risk", "unheard of"}) {
        const auto colours = ramp(theme);
        for (std::size_t i = 1; i < colours.size(); ++i)
            BOOST_TEST(lightness(colours[i - 1]) - lightness(colours[i]) > 5, theme << " step " << i);
    }
}

BOOST_AUTO_TEST_CASE(text_on_every_class_has_a_contrast_of_at_least_4_5) {
    for (const auto& style : class_styles()) {
        const double a = luminance(style.colour) + 0.05, b = luminance(text_on(style.colour)) + 0.05;
        BOOST_TEST(std::max(a, b) / std::min(a, b) >= 4.5, "class " << style.number);
    }
}

BOOST_AUTO_TEST_CASE(numbers_that_are_no_class_are_not_assessed_never_very_low) {
    for (const std::int64_t number : {-1, 0, 6, 255}) BOOST_TEST(class_style(number).name_fr == "non évalué");
    BOOST_TEST(class_style(1).name_fr == "très faible");
    BOOST_TEST(!(class_style(0).colour == class_style(1).colour));
}

BOOST_AUTO_TEST_CASE(classes_meet_without_gap_at_one_decimal) {
    for (int number = 2; number <= 5; ++number)
        BOOST_TEST(class_style(number).from - class_style(number - 1).to == 0.1,
                   boost::test_tools::tolerance(1e-9));
    BOOST_TEST(class_style(1).from == 0.0);
    BOOST_TEST(class_style(5).to == 10.0);
}

BOOST_AUTO_TEST_CASE(the_ranges_in_the_legend_are_those_of_the_index) {
    for (int number = 1; number <= 5; ++number) {
        BOOST_TEST(risk_class(class_style(number).from) == number);
        BOOST_TEST(risk_class(class_style(number).to) == number);
    }
    BOOST_TEST(risk_class(missing_value) == class_style(0).number);
}

BOOST_AUTO_TEST_CASE(labels_carry_number_name_and_range) {
    BOOST_TEST(class_label_fr(class_style(5)) == "5 - très élevé (6,5 à 10,0)");
    BOOST_TEST(class_label_en(class_style(2)) == "2 - low (2.0 to 3.4)");
    BOOST_TEST(class_label_fr(class_style(0)) == "non évalué");
}

BOOST_AUTO_TEST_SUITE_END()
