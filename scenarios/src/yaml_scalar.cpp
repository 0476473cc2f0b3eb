// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <cmath>
#include <limits>

#include <djoliba/scenarios/yaml_file.hpp>

namespace djoliba {
namespace {

bool one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    for (const auto word : words)
        if (text == word) return true;
    return false;
}

std::string_view without_sign(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    return text;
}

// Takes the digits of a base off the front; returns how many there were.
std::size_t take_digits(std::string_view& text, std::string_view digits = "0123456789") {
    const std::size_t count = std::min(text.find_first_not_of(digits), text.size());
    text.remove_prefix(count);
    return count;
}

bool is_integer(std::string_view text) {
    if (text.starts_with("0o"))
        return text.remove_prefix(2), take_digits(text, "01234567") > 0 && text.empty();
    if (text.starts_with("0x"))
        return text.remove_prefix(2), take_digits(text, "0123456789abcdefABCDEF") > 0 && text.empty();
    text = without_sign(text);
    return take_digits(text) > 0 && text.empty();
}

bool is_real(std::string_view text) {
    if (one_of(text, {".nan", ".NaN", ".NAN"})) return true;
    text = without_sign(text);
    if (one_of(text, {".inf", ".Inf", ".INF"})) return true;
    std::size_t digits = take_digits(text);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        digits += take_digits(text);
    }
    if (digits == 0) return false;
    if (text.starts_with('e') || text.starts_with('E')) {
        text = without_sign(text.substr(1));
        if (take_digits(text) == 0) return false;
    }
    return text.empty();
}

double parse_base(std::string_view digits, int base) {
    std::uint64_t value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return result.ec == std::errc() ? static_cast<double>(value) : std::numeric_limits<double>::infinity();
}

double parse_real(std::string_view text) {
    const bool negative = text.starts_with('-');
    const std::string_view bare = without_sign(text);
    if (one_of(bare, {".nan", ".NaN", ".NAN"})) return std::numeric_limits<double>::quiet_NaN();
    double value = std::numeric_limits<double>::infinity();
    if (!one_of(bare, {".inf", ".Inf", ".INF"}))
        std::from_chars(bare.data(), bare.data() + bare.size(), value);
    return negative ? -value : value;
}

}  // namespace

ScalarType scalar_type(const YamlNode& scalar) {
    if (scalar.is_null()) return ScalarType::null;
    const std::string_view text = scalar.text;
    if (scalar.quoted) return ScalarType::text;
    if (one_of(text, {"", "~", "null", "Null", "NULL"})) return ScalarType::null;
    if (one_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) return ScalarType::boolean;
    if (is_integer(text)) return ScalarType::integer;
    return is_real(text) ? ScalarType::real : ScalarType::text;
}

std::optional<double> number_of(const YamlNode& node) {
    if (!node.is_scalar()) return std::nullopt;
    const ScalarType type = scalar_type(node);
    if (type != ScalarType::integer && type != ScalarType::real) return std::nullopt;
    if (node.text.starts_with("0x")) return parse_base(std::string_view(node.text).substr(2), 16);
    if (node.text.starts_with("0o")) return parse_base(std::string_view(node.text).substr(2), 8);
    return parse_real(node.text);
}

std::optional<bool> boolean_of(const YamlNode& node) {
    if (!node.is_scalar() || scalar_type(node) != ScalarType::boolean) return std::nullopt;
    return node.text.front() == 't' || node.text.front() == 'T';
}

}  // namespace djoliba
