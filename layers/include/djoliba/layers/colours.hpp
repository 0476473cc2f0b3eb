// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace djoliba {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
    friend bool operator==(const Colour&, const Colour&) = default;
};

/// "#RRGGBB".
std::string hex(Colour colour);

/// Relative luminance, 0 (black) to 1 (white), as in WCAG 2.1.
double luminance(Colour colour);

/// Black or white, whichever reads better on `background`.
Colour text_on(Colour background);

/// How a class of risk is shown. The colour is never the only channel: number and name go with it.
struct ClassStyle {
    int number = 0;   ///< 1 very low to 5 very high; 0 not assessed
    double from = 0;  ///< lowest score, rounded to one decimal, that is in the class; NaN for 0
    double to = 0;    ///< highest such score; NaN for 0
    Colour colour = {};
    std::string_view name_en;
    std::string_view name_fr;
};

/// Not assessed, then the five classes from very low to very high. Colours: ColorBrewer YlOrRd (Cynthia
/// Brewer), which stays in order for readers with colour blindness and in grey print; not assessed is grey
/// and hatched wherever the format can hatch.
const std::array<ClassStyle, 6>& class_styles();

/// The style of class 1 to 5; of "not assessed" for every other number.
const ClassStyle& class_style(std::int64_t number);

/// "5 - très élevé (6,5 à 10)", "non évalué".
std::string class_label_fr(const ClassStyle& style);
std::string class_label_en(const ClassStyle& style);

/// Colour of the hatch lines on "not assessed".
inline constexpr Colour hatch_colour = {0x8A, 0x94, 0x9E};
/// Colour of outlines on maps.
inline constexpr Colour outline_colour = {0x5F, 0x5F, 0x5F};

struct Ramp {
    std::string_view theme;
    std::array<Colour, 5> colours;  ///< from little to much
};

/// Of "risk", "flood", "drought", "conflict", "displacement", "food_security", "health" and "population".
std::span<const Ramp> ramps();

/// Five colours from little to much for a theme; those of "risk" for a theme without its own.
std::span<const Colour, 5> ramp(std::string_view theme);

}  // namespace djoliba
