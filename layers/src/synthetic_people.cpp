// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "synthetic_plane.hpp"
#include "synthetic_random.hpp"
#include "synthetic_tables.hpp"

namespace djoliba::synthetic {
namespace {

struct Round {
    int number;
    const char* date;
    int year;
    double scale;
};
constexpr Round rounds[] = {{1, "2023-05-31", 2023, 0.85}, {2, "2024-05-31", 2024, 1.0}};
constexpr double not_surveyed = 0.04;  // of the communes, more where it is violent

Cell count(double people) { return std::int64_t{std::llround(people)}; }

// Nearby violence: what people fled from.
int cercle_fled_from(const Country& country, Point at, int year) {
    int best = 0;
    double most = -1;
    for (std::size_t c = 0; c < country.cercles.size(); ++c) {
        const Point seat = country.cercles[c].seat;
        const double pull = violence(seat, year) * std::exp(-distance(to_km(seat), to_km(at)) / 120);
        if (pull > most) {
            most = pull;
            best = static_cast<int>(c);
        }
    }
    return best;
}

void add_displaced(OutputTable& table, const Country& country, const Round& round, std::size_t c) {
    const Unit& commune = country.communes[c];
    const Unit& cercle = country.cercles[commune.parent];
    Stream stream(country.seed, Purpose::displacement, c);  // the same in both rounds
    const double here = violence(commune.seat, round.year);
    if (stream.chance(not_surveyed + 0.05 * here) && round.number == 2) return;
    const double attraction = commune.urban ? 0.055 : 0.015;
    const double share = attraction * (0.06 + 2.2 * here) * stream.log_normal(0.9) * round.scale;
    const double displaced = stream.chance(0.25 - 0.2 * here) ? 0 : std::min(0.6, share) * commune.people;
    const double returned = 0.012 * here * commune.people * stream.log_normal(1.0) * (round.year - 2019);
    const double refugees =
        commune.seat.y > 14.5 ? 0.004 * here * commune.people * stream.log_normal(1.0) : 0;
    const std::string from =
        displaced > 0 ? country.cercles[cercle_fled_from(country, commune.seat, round.year)].code : "";
    add_row(table, {std::int64_t{round.number}, std::string(round.date), commune.code, commune.name,
                    cercle.code, cercle.name, count(displaced), count(displaced / 6.1), count(returned),
                    count(refugees), count(displaced * 0.7), from.empty() ? Cell{} : Cell{from}});
}

// Rows as real lists have them: two codes of nowhere and a bucket that is no place.
void add_strays(OutputTable& table, const Round& round) {
    const auto stray = [&](const char* code, const char* name, std::int64_t people) {
        add_row(table, {std::int64_t{round.number}, std::string(round.date), std::string(code),
                        std::string(name), Cell{}, Cell{}, people, people / 6, std::int64_t{0},
                        std::int64_t{0}, std::int64_t{0}, Cell{}});
    };
    stray("SY050199", "Sans correspondance", 1240);
    stray("SY119901", "Ancien code", 385);
    stray("SYX-XXX", "Non localise", 2710);
}

struct Analysis {
    const char* exercise;
    int exercise_year;
    const char* period;
    int period_year;
    const char* outlook;
    double severity;
};
constexpr Analysis analyses[] = {{"Jan-May", 2023, "Mar-May", 2023, "current", 0.75},
                                 {"Jan-May", 2023, "Jun-Aug", 2023, "projected", 1.15},
                                 {"Sep-Dec", 2023, "Oct-Dec", 2023, "current", 0.5},
                                 {"Sep-Dec", 2023, "Jun-Aug", 2024, "projected", 1.0},
                                 {"Jan-May", 2024, "Mar-May", 2024, "current", 0.8},
                                 {"Jan-May", 2024, "Jun-Aug", 2024, "projected", 1.2}};

// People in phases 1 to 5; a cercle that was not analysed has none of them.
std::array<double, 5> phases(const Unit& cercle, const Analysis& analysis, Stream& stream) {
    const double stress = 0.015 + 0.10 * violence(cercle.seat, analysis.period_year) +
                          0.05 * std::clamp((cercle.seat.y - 13) / 4, 0.0, 1.0);
    const double crisis = std::min(0.5, stress * analysis.severity * stream.log_normal(0.35));
    const double third = crisis * 0.88, fourth = crisis * 0.12, fifth = crisis > 0.25 ? 0.004 : 0;
    const double second = std::min(0.45, 0.08 + 1.6 * crisis);
    const std::array<double, 5> share = {1 - second - third - fourth - fifth, second, third, fourth, fifth};
    std::array<double, 5> people = {};
    for (int p = 0; p < 5; ++p) people[p] = std::round(share[p] * cercle.people);
    return people;
}

}  // namespace

OutputTable displacement(const Country& country) {
    auto table =
        table_of({"round:i", "date", "code", "name", "cercle_code", "cercle", "displaced:i", "households:i",
                  "returned_displaced:i", "returned_refugees:i", "hosts:i", "displaced_from"});
    for (const auto& round : rounds) {
        for (std::size_t c = 0; c < country.communes.size(); ++c) add_displaced(table, country, round, c);
        add_strays(table, round);
    }
    return table;
}

OutputTable food_security(const Country& country) {
    auto table =
        table_of({"exercise_months", "exercise_year:i", "period", "period_year:i", "outlook", "code", "name",
                  "population:i", "phase1:i", "phase2:i", "phase3:i", "phase4:i", "phase5:i"});
    for (std::size_t a = 0; a < std::size(analyses); ++a)
        for (std::size_t c = 0; c < country.cercles.size(); ++c) {
            const auto& analysis = analyses[a];
            const auto& cercle = country.cercles[c];
            Stream stream(country.seed, Purpose::food, a * 1000 + c);
            const bool analysed = cercle.name != "Tin-Essako" && cercle.name != "Abeibara";
            std::vector<Cell> row = {std::string(analysis.exercise),
                                     std::int64_t{analysis.exercise_year},
                                     std::string(analysis.period),
                                     std::int64_t{analysis.period_year},
                                     std::string(analysis.outlook),
                                     cercle.code,
                                     cercle.name,
                                     analysed ? count(cercle.people) : Cell{}};
            for (double people : phases(cercle, analysis, stream))
                row.push_back(analysed ? count(people) : Cell{});
            add_row(table, std::move(row));
        }
    return table;
}

}  // namespace djoliba::synthetic
