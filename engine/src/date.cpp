// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/date.hpp>

#include <fmt/format.h>

namespace djoliba {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes exactly `count` digits from the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (char c : text.substr(0, count)) {
        if (!is_digit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take_char(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
}

bool take_two_digits_up_to(std::string_view& text, int largest) {
    const auto value = take_number(text, 2);
    return value && *value <= largest;
}

// ":SS" and a fraction of a second, both optional.
bool take_seconds(std::string_view& text) {
    if (!take_char(text, ':')) return true;
    if (!take_two_digits_up_to(text, 60)) return false;
    if (!take_char(text, '.')) return true;
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    text.remove_prefix(digits);
    return digits > 0;
}

bool take_offset(std::string_view& text) {
    if (take_char(text, 'Z')) return true;
    if (!take_char(text, '+') && !take_char(text, '-')) return true;
    if (!take_two_digits_up_to(text, 23)) return false;
    take_char(text, ':');
    return take_two_digits_up_to(text, 59);
}

// Empty, or " HH:MM" or "THH:MM" with optional seconds, fraction and offset from UTC.
bool is_time_of_day(std::string_view text) {
    if (text.empty()) return true;
    if (!take_char(text, 'T') && !take_char(text, ' ')) return false;
    if (!take_two_digits_up_to(text, 23) || !take_char(text, ':') || !take_two_digits_up_to(text, 59))
        return false;
    return take_seconds(text) && take_offset(text) && text.empty();
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
    text = trimmed(text);
    const auto year = take_number(text, 4);
    if (!year || text.empty()) return std::nullopt;
    const char separator = text.front();
    if (separator != '-' && separator != '/') return std::nullopt;
    take_char(text, separator);
    const auto month = take_number(text, 2);
    if (!month || !take_char(text, separator)) return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day || !is_time_of_day(text)) return std::nullopt;
    const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                    std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return date;
}

std::string to_string(const Date& date) {
    return fmt::format("{:04d}-{:02d}-{:02d}", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

int days_between(const Date& a, const Date& b) {
    return static_cast<int>((std::chrono::sys_days{b} - std::chrono::sys_days{a}).count());
}

Date months_before(const Date& date, int months) {
    const Date moved = date - std::chrono::months{months};
    if (moved.ok()) return moved;
    return moved.year() / moved.month() / std::chrono::last;
}

}  // namespace djoliba
