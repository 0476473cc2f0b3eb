// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>

#include "synthetic_random.hpp"
#include "synthetic_tables.hpp"

namespace djoliba::synthetic {
namespace {

constexpr double seat_has_cscom = 0.945;
constexpr double people_per_cscom = 21000;

struct Facility {
    std::string name, type;
    int commune;
    Point at;
};

// Communes without a community centre stay without one.
void add_communal(const Country& country, std::vector<Facility>& list) {
    for (std::size_t c = 0; c < country.communes.size(); ++c) {
        const auto& commune = country.communes[c];
        Stream stream(country.seed, Purpose::facilities, c);
        if (!stream.chance(seat_has_cscom)) continue;
        list.push_back({"CSCom " + commune.name, "CSCom", static_cast<int>(c), commune.seat});
        const int more = static_cast<int>(commune.people / people_per_cscom + stream.uniform() - 0.5);
        std::vector<const Settlement*> villages;
        for (const auto& settlement : country.settlements)
            if (settlement.commune == static_cast<int>(c)) villages.push_back(&settlement);
        for (int k = 0; k < more; ++k) {
            const auto& village = *villages[stream.below(static_cast<int>(villages.size()))];
            const double shift = commune.urban ? 0.03 : 0.004;
            const Point at{village.at.x + shift * stream.uniform(-1, 1),
                           village.at.y + shift * stream.uniform(-1, 1)};
            list.push_back(
                {fmt::format("CSCom {} {}", village.name, k + 2), "CSCom", static_cast<int>(c), at});
        }
        if (commune.urban && stream.chance(0.8))
            list.push_back({"Cabinet " + commune.name, "Cabinet prive", static_cast<int>(c), commune.seat});
    }
}

int commune_of(const Country& country, Point seat) {
    for (std::size_t c = 0; c < country.communes.size(); ++c)
        if (country.communes[c].seat == seat) return static_cast<int>(c);
    return 0;
}

void add_referral(const Country& country, std::vector<Facility>& list) {
    for (const auto& cercle : country.cercles)
        list.push_back({"CSRef " + cercle.name,
                        "CSRef",
                        commune_of(country, cercle.seat),
                        {cercle.seat.x + 0.006, cercle.seat.y}});
    for (const auto& region : country.regions)
        list.push_back({"Hopital " + region.name,
                        "Hopital",
                        commune_of(country, region.seat),
                        {region.seat.x, region.seat.y + 0.008}});
}

// Fewer work where it is violent; some reports are missing.
Cell status(const Facility& facility, Stream& stream) {
    if (stream.chance(0.07)) return {};
    const double trouble = violence(facility.at, 2024), u = stream.uniform();
    if (u < 0.02 + 0.18 * trouble) return std::string("not functioning");
    if (u < 0.06 + 0.40 * trouble) return std::string("partially functioning");
    return std::string("functioning");
}

}  // namespace

OutputTable facilities(const Country& country) {
    auto table = table_of({"id", "name", "type", "commune_code", "lon:n", "lat:n", "status"});
    std::vector<Facility> list;
    add_communal(country, list);
    add_referral(country, list);
    for (std::size_t f = 0; f < list.size(); ++f) {
        const auto& facility = list[f];
        Stream stream(country.seed, Purpose::facilities, 1'000'000 + f);
        const bool placed = f % 400 != 399;  // a few come without a position
        add_row(table,
                {fmt::format("SYF{:04}", f + 1), facility.name, facility.type,
                 country.communes[facility.commune].code,
                 placed ? Cell{std::round(facility.at.x * 1e4) / 1e4} : Cell{},
                 placed ? Cell{std::round(facility.at.y * 1e4) / 1e4} : Cell{}, status(facility, stream)});
    }
    return table;
}

}  // namespace djoliba::synthetic
