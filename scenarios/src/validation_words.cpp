// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "validation_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/layers/digest.hpp>
#include <djoliba/layers/names.hpp>

namespace djoliba {
namespace {

struct DecisionWords {
    const char* name;
    Wording label;
};

const DecisionWords& words_of(Decision decision) {
    static const std::array<DecisionWords, all_decisions.size()> words = {{
        {"accepted", {"accepted", "acceptée"}},
        {"moved_up", {"moved up", "relevée"}},
        {"moved_down", {"moved down", "abaissée"}},
        {"to_check", {"to be checked", "à vérifier"}},
    }};
    return words[static_cast<std::size_t>(decision)];
}

std::string rounded(const std::string& score) {
    return score.empty() ? "" : fmt::format("{:.1f}", std::stod(score));
}

}  // namespace

std::string name_of(Decision decision) { return words_of(decision).name; }

Wording label_of(Decision decision) { return words_of(decision).label; }

std::optional<Decision> decision_named(std::string_view text) {
    const std::string wanted = fold_name(text);
    for (const Decision decision : all_decisions) {
        const auto& [name, label] = words_of(decision);
        if (wanted == fold_name(label.fr) || wanted == fold_name(label.en) || text == name) return decision;
    }
    return std::nullopt;
}

Wording heading_of(SheetColumn column) {
    static const std::array<Wording, sheet_columns> headings = {{
        {"Code", "Code"},
        {"Name", "Nom"},
        {"Cercle", "Cercle"},
        {"Region", "Région"},
        {"Population", "Population"},
        {"Rank", "Rang"},
        {"Rank between", "Rang entre"},
        {"Class", "Classe"},
        {"Score (0-10)", "Score (0-10)"},
        {"Score between", "Score entre"},
        {"Why", "Pourquoi"},
        {"Decision", "Décision"},
        {"Proposed class (1-5)", "Classe proposée (1-5)"},
        {"Proposed rank", "Rang proposé"},
        {"Reason", "Raison"},
        {"Decided by", "Décidé par"},
        {"Date", "Date"},
    }};
    return headings[static_cast<std::size_t>(column)];
}

std::string ranking_digest(const std::string& title, const Date& as_of, std::vector<RankedTexts> units) {
    std::ranges::sort(units);
    std::string text = title + "\n" + to_string(as_of) + "\n";
    for (const auto& [level, code, name, rank, risk_class, score] : units)
        text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", level, code, name, rank, risk_class, rounded(score));
    return sha256(text).substr(0, 16);
}

}  // namespace djoliba
