// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/vintage.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/names.hpp>

#include "vintage_facts.hpp"

namespace djoliba {
namespace {

constexpr std::size_t some = 5;

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int two_digits(std::string_view text) { return (text[0] - '0') * 10 + (text[1] - '0'); }

int region_of(std::string_view code) { return two_digits(code.substr(2)); }

const CercleFact* find_cercle(std::span<const CercleFact> frame, std::string_view code) {
    const auto found = std::find_if(frame.begin(), frame.end(),
                                    [&](const CercleFact& f) { return f.code == code.substr(0, 6); });
    return found == frame.end() ? nullptr : &*found;
}

bool has_code(std::span<const CercleFact> frame, std::string_view code) {
    if (code.size() == 4)
        return std::any_of(frame.begin(), frame.end(),
                           [&](const CercleFact& f) { return f.code.starts_with(code); });
    const auto* cercle = find_cercle(frame, code);
    if (!cercle || code.size() == 6) return cercle != nullptr;
    const int number = two_digits(code.substr(6));
    return number >= 1 && number <= cercle->communes;
}

bool has_name(std::span<const CercleFact> frame, const CodedName& unit) {
    const auto* cercle = unit.code.size() == 6 ? find_cercle(frame, unit.code) : nullptr;
    return cercle && same_name(cercle->name, unit.name);
}

/// Codes that only one frame can have written.
struct Signs {
    std::set<std::string> of_2015, of_2016, of_2023, before_2023;
};

void read_sign(const CodedName& unit, Signs& signs) {
    const auto name = name_key(unit.name, UnitWords::strip);
    const int region = region_of(unit.code);
    if (region == 9 && unit.code.size() == 4) {
        if (name == "taoudenni") signs.of_2023.insert(unit.code);
        if (name == "bamako") signs.before_2023.insert(unit.code);
        return;
    }
    if (region > 10) {
        signs.of_2023.insert(unit.code);
        return;
    }
    bool in_2015 = has_code(cercles_2015, unit.code), in_2016 = has_code(cercles_2016, unit.code);
    if (in_2015 && in_2016) {
        in_2015 = has_name(cercles_2015, unit);
        in_2016 = has_name(cercles_2016, unit);
    }
    if (in_2015 && !in_2016) signs.of_2015.insert(unit.code);
    if (in_2016 && !in_2015) signs.of_2016.insert(unit.code);
}

std::string list(const std::set<std::string>& codes) {
    std::vector<std::string> shown(codes.begin(), codes.end());
    if (shown.size() > some) {
        shown.resize(some);
        shown.emplace_back("...");
    }
    return fmt::format("{}", fmt::join(shown, ", "));
}

std::string in_words(const std::set<std::string>& codes, std::string_view frame) {
    return fmt::format("{} codes are of the {} only ({})", codes.size(), frame, list(codes));
}

[[noreturn]] void refuse_mixture(const std::string& where, const std::string& one, const std::string& other) {
    throw Error(Problem{where, "vintage",
                        fmt::format("codes of two boundary frames in one file: {}; {}", one, other),
                        "split the file, correct the codes, or say what a code stands for (stands_for)"});
}

void judge(const Signs& signs, const std::string& where, Vintage& found) {
    const auto settle = [&](std::string_view frame, const std::set<std::string>& codes) {
        found.frame = frame;
        found.evidence = in_words(codes, frame);
    };
    // Cercle codes of the 2023 frame are not published as facts here, so they may look like those of an
    // earlier frame.
    if (!signs.of_2023.empty()) {
        if (!signs.before_2023.empty())
            refuse_mixture(where, in_words(signs.of_2023, frame_2023), "ML09 is Bamako, as before 2023");
        return settle(frame_2023, signs.of_2023);
    }
    if (!signs.of_2015.empty() && !signs.of_2016.empty())
        refuse_mixture(where, in_words(signs.of_2015, frame_2015), in_words(signs.of_2016, frame_2016));
    if (!signs.of_2015.empty()) settle(frame_2015, signs.of_2015);
    if (!signs.of_2016.empty()) settle(frame_2016, signs.of_2016);
}

}  // namespace

bool names_frame(std::string_view vintage) {
    return vintage == frame_2015 || vintage == frame_2016 || vintage == frame_2023;
}

std::optional<bool> frame_has(std::string_view frame, std::string_view code) {
    if (code_form(code) != CodeForm::mali) return false;
    if (frame == frame_2015) return has_code(cercles_2015, code);
    if (frame == frame_2016) return has_code(cercles_2016, code);
    return std::nullopt;
}

std::string cercle_instead(std::string_view frame, const CodedName& unit) {
    const auto instead = [&](std::span<const CercleFact> cercles) -> std::string {
        const CercleFact* coded = unit.code.size() == 6 ? find_cercle(cercles, unit.code) : nullptr;
        if (!coded || same_name(coded->name, unit.name)) return "";
        const bool other = std::any_of(cercles.begin(), cercles.end(),
                                       [&](const CercleFact& f) { return same_name(f.name, unit.name); });
        return other ? std::string(coded->name) : "";
    };
    if (frame == frame_2015) return instead(cercles_2015);
    if (frame == frame_2016) return instead(cercles_2016);
    return "";
}

CodeForm code_form(std::string_view code) {
    if (code.empty()) return CodeForm::empty;
    if (code == "ML21" || code.ends_with("XXX") || code.ends_with("xxx")) return CodeForm::placeholder;
    const bool form = code.starts_with("ML") && (code.size() == 4 || code.size() == 6 || code.size() == 8) &&
                      all_digits(code.substr(2));
    return form ? CodeForm::mali : CodeForm::foreign;
}

Vintage recognise_vintage(const std::vector<CodedName>& units, const std::string& where, Extent extent) {
    Vintage found;
    Signs signs;
    std::set<std::string> regions, foreign;
    std::int64_t known = 0;
    for (const auto& unit : units) {
        const auto form = code_form(unit.code);
        if (form == CodeForm::foreign) {
            ++found.foreign;
            foreign.insert(unit.code);
        } else if (form == CodeForm::mali) {
            ++known;
            regions.insert(unit.code.substr(0, 4));
            read_sign(unit, signs);
        }
    }
    for (const auto& code : foreign)
        if (found.foreign_examples.size() < some) found.foreign_examples.push_back(code);
    judge(signs, where, found);
    if (!found.frame.empty()) return found;
    if (extent == Extent::whole_country && regions.size() == 9 && regions.contains("ML09")) {
        found.frame = frame_2015;
        found.evidence = "the country has 9 regions";
    } else {
        found.evidence = known == 0 ? "no code has the form of a P-code of Mali"
                                    : fmt::format("{} codes fit more than one frame", known);
    }
    return found;
}

std::string settle_vintage(const std::string& claim, const Vintage& found, const std::string& where) {
    if (claim.empty() || found.frame.empty() || claim == found.frame)
        return found.frame.empty() ? claim : found.frame;
    throw Error(
        Problem{where, "vintage", fmt::format("declared as {}, but {}", claim, found.evidence),
                fmt::format("declare `vintage: {}`, or take the file of the {}", found.frame, claim)});
}

}  // namespace djoliba
