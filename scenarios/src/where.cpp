// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/where.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/nearest.hpp>
#include <djoliba/layers/names.hpp>

namespace djoliba {
namespace {

/// A text that is to name a unit, and where it stands.
struct Wanted {
    std::string_view text;
    const std::string& key;
    const Mark& mark;
};

std::vector<int> hierarchy_of(const Localities& places) {
    std::vector<int> units;
    for (const Level& level : places.hierarchy)
        for (const int i : places.of_level(level)) units.push_back(i);
    return units;
}

std::vector<std::string> codes_of(const Localities& places, const std::vector<int>& units) {
    std::vector<std::string> codes;
    codes.reserve(units.size());
    for (const int i : units) codes.push_back(places[i].code);
    return codes;
}

std::vector<std::string> names_of(const Localities& places, const std::vector<int>& units) {
    std::vector<std::string> names;
    names.reserve(units.size());
    for (const int i : units) names.push_back(places[i].name);
    return names;
}

std::vector<int> with_code(const Localities& places, const std::vector<int>& among, std::string_view code) {
    std::vector<int> found;
    std::ranges::copy_if(among, std::back_inserter(found), [&](int i) { return places[i].code == code; });
    return found;
}

std::vector<int> with_name(const Localities& places, const std::vector<int>& among, std::string_view name) {
    std::vector<int> found;
    std::ranges::copy_if(among, std::back_inserter(found),
                         [&](int i) { return same_name(places[i].name, name); });
    return found;
}

int the_one(const Wanted& wanted, const Localities& places, const std::vector<int>& found,
            const std::string& what, const std::vector<std::string>& known) {
    if (found.size() == 1) return found.front();
    if (found.empty())
        throw Error(Problem{to_string(wanted.mark), wanted.key, fmt::format("no {} `{}`", what, wanted.text),
                            did_you_mean(wanted.text, known, "look it up in the boundaries")});
    std::vector<std::string> meant;
    meant.reserve(found.size());
    for (const int i : found) meant.push_back(fmt::format("{} ({})", places[i].code, places[i].level));
    throw Error(Problem{to_string(wanted.mark), wanted.key,
                        fmt::format("`{}` is the name of {} units", wanted.text, found.size()),
                        fmt::format("write `codes` with one of {}", fmt::join(meant, ", "))});
}

/// Marks the units that are named; problems are collected so that all of them are told.
struct Marking {
    const Localities& places;
    std::vector<bool> in;
    std::vector<Problem> problems = {};

    template <typename Find>
    void each(const std::vector<std::string>& texts, const Find& find) {
        for (const std::string& text : texts) {
            try {
                in[find(text)] = true;
            } catch (const Error& error) {
                problems.insert(problems.end(), error.problems().begin(), error.problems().end());
            }
        }
    }
};

/// Units below those that are in, and partitions all members of which are.
void spread(const Localities& places, std::vector<bool>& in) {
    for (const int i : hierarchy_of(places))  // coarse to fine
        if (places[i].parent >= 0 && in[places[i].parent]) in[i] = true;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto& members = places[i].members;
        if (places.depth(places[i].level) < 0)
            in[i] = !members.empty() && std::ranges::all_of(members, [&](int m) { return in[m]; });
    }
}

}  // namespace

int region_of(std::string_view text, const std::string& key, const Mark& mark, const Localities& places) {
    const auto regions = places.of_level(places.hierarchy.front());
    if (const auto found = with_code(places, regions, text); !found.empty()) return found.front();
    auto known = names_of(places, regions);
    for (std::string& code : codes_of(places, regions)) known.push_back(std::move(code));
    return the_one({text, key, mark}, places, with_name(places, regions, text),
                   places.hierarchy.front() + " has the code or the name", known);
}

int unit_with_code(std::string_view code, const Level& level, const std::string& key, const Mark& mark,
                   const Localities& places) {
    const auto units = places.of_level(level);
    return the_one({code, key, mark}, places, with_code(places, units, code), level + " has the code",
                   codes_of(places, units));
}

std::vector<bool> units_in(const Where& where, const Localities& places) {
    if (where.everywhere()) return std::vector<bool>(places.size(), true);
    Marking marking{places, std::vector<bool>(places.size(), false)};
    const auto units = hierarchy_of(places);
    const std::string codes = where.key + ".codes", names = where.key + ".names",
                      regions = where.key + ".region";
    marking.each(where.codes, [&](const std::string& code) {
        return the_one({code, codes, where.mark}, places, with_code(places, units, code), "unit has the code",
                       codes_of(places, units));
    });
    marking.each(where.names, [&](const std::string& name) {
        return the_one({name, names, where.mark}, places, with_name(places, units, name), "unit has the name",
                       names_of(places, units));
    });
    marking.each(where.regions,
                 [&](const std::string& text) { return region_of(text, regions, where.mark, places); });
    if (!marking.problems.empty()) throw Error(std::move(marking.problems));
    spread(places, marking.in);
    return std::move(marking.in);
}

}  // namespace djoliba
