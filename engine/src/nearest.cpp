// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>

#include <djoliba/engine/nearest.hpp>

namespace djoliba {
namespace {

bool same_letter(char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
}

std::size_t letters_apart(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = same_letter(a[i - 1], b[j - 1]);
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && same_letter(a[i - 1], b[j - 2]) && same_letter(a[i - 2], b[j - 1]))
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[a.size()][b.size()];
}

}  // namespace

std::string nearest_name(std::string_view mistyped, const std::vector<std::string>& known) {
    std::size_t fewest = std::max<std::size_t>(1, mistyped.size() / 3) + 1;
    std::string nearest;
    for (const std::string& name : known) {
        const std::size_t apart = letters_apart(mistyped, name);
        if (apart < fewest && apart < name.size()) {
            fewest = apart;
            nearest = name;
        }
    }
    return nearest;
}

std::string did_you_mean(std::string_view mistyped, const std::vector<std::string>& known,
                         std::string_view otherwise) {
    const std::string nearest = nearest_name(mistyped, known);
    return nearest.empty() ? std::string(otherwise) : "did you mean `" + nearest + "`?";
}

}  // namespace djoliba
