// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <djoliba/layers/colours.hpp>
#include <limits>

namespace djoliba {
namespace {

using Ramp = std::array<Colour, 5>;

constexpr Colour rgb(std::uint32_t value) {
    return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8 & 0xFF),
            static_cast<std::uint8_t>(value & 0xFF)};
}

// ColorBrewer 2, five classes: YlOrRd, Blues, YlOrBr, Reds, Purples, Greens, PuRd, Greys.
constexpr Ramp yl_or_rd = {rgb(0xFFFFB2), rgb(0xFECC5C), rgb(0xFD8D3C), rgb(0xF03B20), rgb(0xBD0026)};
constexpr Ramp blues = {rgb(0xEFF3FF), rgb(0xBDD7E7), rgb(0x6BAED6), rgb(0x3182BD), rgb(0x08519C)};
constexpr Ramp yl_or_br = {rgb(0xFFFFD4), rgb(0xFED98E), rgb(0xFE9929), rgb(0xD95F0E), rgb(0x993404)};
constexpr Ramp reds = {rgb(0xFEE5D9), rgb(0xFCAE91), rgb(0xFB6A4A), rgb(0xDE2D26), rgb(0xA50F15)};
constexpr Ramp purples = {rgb(0xF2F0F7), rgb(0xCBC9E2), rgb(0x9E9AC8), rgb(0x756BB1), rgb(0x54278F)};
constexpr Ramp greens = {rgb(0xEDF8E9), rgb(0xBAE4B3), rgb(0x74C476), rgb(0x31A354), rgb(0x006D2C)};
constexpr Ramp pu_rd = {rgb(0xF1EEF6), rgb(0xD7B5D8), rgb(0xDF65B0), rgb(0xDD1C77), rgb(0x980043)};
constexpr Ramp greys = {rgb(0xF7F7F7), rgb(0xCCCCCC), rgb(0x969696), rgb(0x636363), rgb(0x252525)};

constexpr double none = std::numeric_limits<double>::quiet_NaN();

constexpr std::array<ClassStyle, 6> styles = {{
    {0, none, none, rgb(0xD3DAE0), "not assessed", "non évalué"},
    {1, 0.0, 1.9, yl_or_rd[0], "very low", "très faible"},
    {2, 2.0, 3.4, yl_or_rd[1], "low", "faible"},
    {3, 3.5, 4.9, yl_or_rd[2], "medium", "moyen"},
    {4, 5.0, 6.4, yl_or_rd[3], "high", "élevé"},
    {5, 6.5, 10.0, yl_or_rd[4], "very high", "très élevé"},
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

std::span<const Colour, 5> ramp(std::string_view theme) {
    if (theme == "flood") return blues;
    if (theme == "drought") return yl_or_br;
    if (theme == "conflict") return reds;
    if (theme == "displacement") return purples;
    if (theme == "food_security") return greens;
    if (theme == "health") return pu_rd;
    if (theme == "population") return greys;
    return yl_or_rd;
}

}  // namespace djoliba
