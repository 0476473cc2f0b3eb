// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <djoliba/layers/colours.hpp>
#include <limits>

namespace djoliba {
namespace {

constexpr Colour rgb(std::uint32_t value) {
    return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8 & 0xFF),
            static_cast<std::uint8_t>(value & 0xFF)};
}

constexpr std::array<Colour, 5> five(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d,
                                     std::uint32_t e) {
    return {rgb(a), rgb(b), rgb(c), rgb(d), rgb(e)};
}

// ColorBrewer 2, five classes: YlOrRd, Blues, YlOrBr, Reds, Purples, Greens, PuRd, Greys.
constexpr std::array<Ramp, 8> all_ramps = {{
    {"risk", five(0xFFFFB2, 0xFECC5C, 0xFD8D3C, 0xF03B20, 0xBD0026)},
    {"flood", five(0xEFF3FF, 0xBDD7E7, 0x6BAED6, 0x3182BD, 0x08519C)},
    {"drought", five(0xFFFFD4, 0xFED98E, 0xFE9929, 0xD95F0E, 0x993404)},
    {"conflict", five(0xFEE5D9, 0xFCAE91, 0xFB6A4A, 0xDE2D26, 0xA50F15)},
    {"displacement", five(0xF2F0F7, 0xCBC9E2, 0x9E9AC8, 0x756BB1, 0x54278F)},
    {"food_security", five(0xEDF8E9, 0xBAE4B3, 0x74C476, 0x31A354, 0x006D2C)},
    {"health", five(0xF1EEF6, 0xD7B5D8, 0xDF65B0, 0xDD1C77, 0x980043)},
    {"population", five(0xF7F7F7, 0xCCCCCC, 0x969696, 0x636363, 0x252525)},
}};
constexpr const std::array<Colour, 5>& of_risk = all_ramps.front().colours;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

constexpr std::array<ClassStyle, 6> styles = {{
    {0, none, none, rgb(0xD3DAE0), "not assessed", "non évalué"},
    {1, 0.0, 1.9, of_risk[0], "very low", "très faible"},
    {2, 2.0, 3.4, of_risk[1], "low", "faible"},
    {3, 3.5, 4.9, of_risk[2], "medium", "moyen"},
    {4, 5.0, 6.4, of_risk[3], "high", "élevé"},
    {5, 6.5, 10.0, of_risk[4], "very high", "très élevé"},
}};

double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// One decimal, with a comma in French.
std::string score_text(double score, char comma) {
    std::string text = fmt::format("{:.1f}", score);
    std::replace(text.begin(), text.end(), '.', comma);
    return text;
}

}  // namespace

std::string hex(Colour c) { return fmt::format("#{:02X}{:02X}{:02X}", c.red, c.green, c.blue); }

double luminance(Colour c) {
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

Colour text_on(Colour background) {
    const double l = luminance(background);
    const bool black_reads_better = (l + 0.05) / 0.05 >= 1.05 / (l + 0.05);
    return black_reads_better ? Colour{0, 0, 0} : Colour{255, 255, 255};
}

const std::array<ClassStyle, 6>& class_styles() { return styles; }

const ClassStyle& class_style(std::int64_t number) {
    return number >= 1 && number <= 5 ? styles[static_cast<std::size_t>(number)] : styles[0];
}

std::string class_label_fr(const ClassStyle& s) {
    if (s.number == 0) return std::string(s.name_fr);
    return fmt::format("{} - {} ({} à {})", s.number, s.name_fr, score_text(s.from, ','),
                       score_text(s.to, ','));
}

std::string class_label_en(const ClassStyle& s) {
    if (s.number == 0) return std::string(s.name_en);
    return fmt::format("{} - {} ({} to {})", s.number, s.name_en, score_text(s.from, '.'),
                       score_text(s.to, '.'));
}

std::span<const Ramp> ramps() { return all_ramps; }

std::span<const Colour, 5> ramp(std::string_view theme) {
    const auto* const found = std::ranges::find(all_ramps, theme, &Ramp::theme);
    return found == all_ramps.end() ? of_risk : found->colours;
}

}  // namespace djoliba
