// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/calendar.hpp>

#include <array>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

struct MonthWords {
    const char *en, *fr, *short_en, *short_fr;
};

constexpr std::array<MonthWords, 12> words = {{{"January", "janvier", "Jan", "janv."},
                                               {"February", "février", "Feb", "févr."},
                                               {"March", "mars", "Mar", "mars"},
                                               {"April", "avril", "Apr", "avr."},
                                               {"May", "mai", "May", "mai"},
                                               {"June", "juin", "June", "juin"},
                                               {"July", "juillet", "July", "juil."},
                                               {"August", "août", "Aug", "août"},
                                               {"September", "septembre", "Sept", "sept."},
                                               {"October", "octobre", "Oct", "oct."},
                                               {"November", "novembre", "Nov", "nov."},
                                               {"December", "décembre", "Dec", "déc."}}};

const MonthWords& words_of(int month) {
    if (month >= 1 && month <= 12) return words[static_cast<std::size_t>(month - 1)];
    throw Error(Problem{{}, "month", fmt::format("there is no month {}", month), "give 1 to 12"});
}

void append(Wording& text, std::size_t first, std::size_t last) {
    const MonthWords& a = words[first % 12];
    const MonthWords& b = words[last % 12];
    const bool one = first % 12 == last % 12;
    text.en += (text.en.empty() ? "" : ", ") +
               (one ? std::string(a.short_en) : fmt::format("{}-{}", a.short_en, b.short_en));
    text.fr += (text.fr.empty() ? "" : ", ") +
               (one ? std::string(a.short_fr) : fmt::format("{}-{}", a.short_fr, b.short_fr));
}

}  // namespace

Wording month_name(int month) { return {words_of(month).en, words_of(month).fr}; }

Wording month_short(int month) { return {words_of(month).short_en, words_of(month).short_fr}; }

MonthSet months_of(const std::vector<int>& months) {
    MonthSet set;
    for (const int month : months) {
        words_of(month);
        set.set(static_cast<std::size_t>(month - 1));
    }
    return set;
}

MonthSet months_from(int first, int last) {
    MonthSet set = months_of({first, last});
    for (int month = first; month != last; month = month % 12 + 1)
        set.set(static_cast<std::size_t>(month - 1));
    return set;
}

MonthSet months_of(const Date& first, const Date& last) {
    const int from =
        static_cast<int>(first.year()) * 12 + static_cast<int>(static_cast<unsigned>(first.month())) - 1;
    const int to =
        static_cast<int>(last.year()) * 12 + static_cast<int>(static_cast<unsigned>(last.month())) - 1;
    if (days_between(first, last) < 0)
        throw Error(Problem{{},
                            "months",
                            fmt::format("a period from {} to {}", to_string(first), to_string(last)),
                            "give the earlier day first"});
    MonthSet set;
    for (int m = from; m <= to && m < from + 12; ++m) set.set(static_cast<std::size_t>(m % 12));
    return set;
}

Wording wording(const MonthSet& months) {
    if (months.none()) return {};
    if (months.all()) return {"all year", "toute l'année"};
    // Runs that begin in this year, in order; the run over the turn of the year is read from its beginning.
    Wording text;
    for (std::size_t first = 0; first < 12; ++first) {
        if (!months[first] || months[(first + 11) % 12]) continue;
        std::size_t last = first;
        while (months[(last + 1) % 12]) ++last;
        append(text, first, last);
    }
    return text;
}

}  // namespace djoliba
