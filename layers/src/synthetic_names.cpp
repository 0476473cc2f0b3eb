// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "synthetic_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

#include "synthetic_random.hpp"

namespace djoliba::synthetic {
namespace {

// Syllables that sound at home in the languages of Mali; their combinations are made up.
constexpr std::array<std::string_view, 32> first = {"Zan", "Dol", "Tim", "Bel", "Kor", "Mal", "Sen", "Wol",
                                                    "Gam", "Fir", "Nom", "Tal", "Bin", "Sur", "Kel", "Dum",
                                                    "Wer", "Lan", "Gos", "Tor", "Mil", "Bar", "Sol", "Fan",
                                                    "Kum", "Dir", "Nel", "Hon", "Sab", "Yir", "Tus", "Gen"};
constexpr std::array<std::string_view, 32> middle = {"a",   "o",   "i",   "e",   "u",   "ama", "olo", "iri",
                                                     "ene", "uma", "aba", "osi", "iba", "eri", "una", "ako",
                                                     "owe", "ida", "eto", "uli", "aya", "ono", "ise", "ela",
                                                     "ugo", "ati", "omi", "iwo", "eka", "usa", "afo", "odi"};
constexpr std::array<std::string_view, 24> last = {
    "bara", "deli", "goma", "kele", "lori", "mena",  "nuko", "peru", "rima", "soro", "tebi", "wani",
    "yolo", "zani", "fele", "duwa", "gune", "mbali", "ndo",  "nke",  "siri", "taga", "weli", "boka"};

std::string draw_name(Stream& stream) {
    std::string name(first[stream.bits() % first.size()]);
    name += middle[stream.bits() % middle.size()];
    name += last[stream.bits() % last.size()];
    return name;
}

}  // namespace

std::string folded(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    return name;
}

std::string invented_name(std::uint64_t seed, std::uint64_t item, std::set<std::string>& taken) {
    Stream stream(seed, Purpose::names, item);
    std::string name = draw_name(stream);
    for (int tries = 0; !taken.insert(folded(name)).second; ++tries) {
        if (tries < 20) name.clear();
        if (tries >= 20) name += ' ';
        name += draw_name(stream);
    }
    return name;
}

}  // namespace djoliba::synthetic
