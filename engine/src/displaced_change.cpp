// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/displaced_change.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

std::string called(const Localities& localities, int unit) {
    return fmt::format("{} ({})", localities[unit].name, localities[unit].code);
}

std::string called(const Localities& localities, const std::vector<int>& units) {
    std::string names;
    for (const int unit : units) names += (names.empty() ? "" : ", ") + called(localities, unit);
    return names;
}

SharedPeople* shared_of(DisplacedPeople& displaced, int unit) {
    const auto found = std::ranges::find_if(
        displaced.shared, [&](const auto& s) { return std::ranges::find(s.units, unit) != s.units.end(); });
    return found == displaced.shared.end() ? nullptr : &*found;
}

// Takes people away from a known figure.
void take(double& there, double people, const std::string& where) {
    if (people > there)
        throw Error(Problem{
            {},
            {},
            fmt::format("{} displaced people cannot leave {}, where there are {}", people, where, there),
            "take no more away than there are"});
    there -= people;
}

}  // namespace

void scale_people(DisplacedPeople& displaced, const std::vector<bool>& in, double factor,
                  const Localities& localities) {
    if (!(factor >= 0)) throw Error(Problem{{}, "scale", fmt::format("{} times", factor), "give 0 or more"});
    for (SharedPeople& shared : displaced.shared) {
        const auto chosen = std::ranges::count_if(shared.units, [&](int unit) { return in[unit]; });
        if (chosen != 0 && chosen != std::ssize(shared.units))
            throw Error(Problem{
                {},
                "where",
                fmt::format("the displaced of {} are known only together", called(localities, shared.units)),
                "name all of them, or none"});
        if (chosen != 0) shared.people *= factor;
    }
    for (std::size_t i = 0; i < displaced.people.size(); ++i)
        if (in[i]) displaced.people[i].value *= factor;
}

void add_people(DisplacedPeople& displaced, int unit, double people, const Localities& localities) {
    if (SharedPeople* shared = shared_of(displaced, unit)) {
        if (people < 0)
            take(shared->people, -people, called(localities, shared->units) + " together");
        else
            shared->people += people;
        return;
    }
    Figure& there = displaced.people[unit];
    if (people < 0 && !there.known())
        throw Error(Problem{{},
                            {},
                            fmt::format("how many displaced people are in {} is not known: {}",
                                        called(localities, unit), there.reason),
                            "let people leave where their number is known"});
    if (people < 0)
        take(there.value, -people, called(localities, unit));
    else if (!there.known())
        there = known_figure(people, true);
    else
        there.value += people;
}

void move_people(DisplacedPeople& displaced, int from, int to, std::optional<double> people, double share,
                 const Localities& localities) {
    if (const SharedPeople* shared = shared_of(displaced, from))
        throw Error(Problem{
            {},
            "from",
            fmt::format("the displaced of {} are known only together", called(localities, shared->units)),
            "move people from units with figures of their own"});
    const Figure& there = displaced.people[from];
    const double leaving = people ? *people : there.known() ? share * there.value : 0;
    if (people && there.known() && *people > there.value)
        throw Error(Problem{{},
                            "people",
                            fmt::format("{} displaced people cannot go from {} to {}: there are {}", *people,
                                        called(localities, from), called(localities, to), there.value),
                            "move no more than are there, or give a share"});
    if (!there.known())
        throw Error(Problem{{},
                            "from",
                            fmt::format("how many displaced people are in {} is not known: {}",
                                        called(localities, from), there.reason),
                            "move people from units where their number is known"});
    add_people(displaced, from, -leaving, localities);
    add_people(displaced, to, leaving, localities);
}

}  // namespace djoliba
