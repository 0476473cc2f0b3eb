// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>

#include <djoliba/scenarios/nearest.hpp>

namespace djoliba {
namespace {

std::string plain(std::string_view text) {
    std::string folded;
    for (const char c : text)
        folded += c == ' ' || c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return folded;
}

// Optimal string alignment distance (Levenshtein with swaps of neighbours).
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before = above;
        above = row;
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

}  // namespace

std::string nearest_of(std::string_view mistyped, const std::vector<std::string>& known) {
    const std::string word = plain(mistyped);
    std::size_t best = std::max<std::size_t>(word.size() / 3, word.size() >= 5 ? 2 : 1) + 1;
    std::string nearest;
    for (const std::string& name : known) {
        const std::size_t d = distance(word, plain(name));
        if (d < best && d < name.size()) {
            best = d;
            nearest = name;
        }
    }
    return nearest;
}

}  // namespace djoliba
