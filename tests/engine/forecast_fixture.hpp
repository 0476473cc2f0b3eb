// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <djoliba/engine/random.hpp>
#include <djoliba/engine/stock_archive.hpp>

/// Reports that are published on their own day.
inline djoliba::CampRecord camp(const std::string& name, const std::vector<std::pair<int, double>>& reports) {
    djoliba::CampRecord record{name, {}, {}};
    for (const auto& [day, people] : reports) record.reports.push_back({day, day, people});
    return record;
}

/// A town in conflict from day 0, a road of 100 km to camp A and one of 200 km to camp B. C opens late.
inline djoliba::FlowRecord forked_roads(std::size_t days = 200) {
    using djoliba::PlaceKind;
    djoliba::FlowRecord flow;
    flow.graph.places = {
        {.name = "Town", .kind = PlaceKind::town, .country = "X", .population = 5000},
        {.name = "A", .kind = PlaceKind::camp, .country = "Y", .foreign = true, .capacity = 900},
        {.name = "B", .kind = PlaceKind::camp, .country = "Y", .foreign = true, .capacity = 700},
        {.name = "C", .kind = PlaceKind::camp, .country = "Y", .foreign = true}};
    flow.graph.links = {{0, 1, 100}, {0, 2, 200}, {0, 3, 150}};
    flow.intensity = djoliba::PlaceDays(days, 4);
    for (std::size_t day = 0; day < days; ++day) flow.intensity.at(day, 0) = 1;
    return flow;
}

/// Weekly reports of A and B that grow unevenly, of C from day 100 on; A is counted anew on day 120.
inline djoliba::StockArchive two_camps_and_a_late_one() {
    djoliba::StockArchive archive;
    std::vector<std::pair<int, double>> a, b, c;
    for (int week = 0; week <= 28; ++week) {
        const auto draw = static_cast<std::uint64_t>(week);
        a.emplace_back(7 * week, 100.0 + 40 * week + 30 * djoliba::uniform(1, draw, 1));
        b.emplace_back(7 * week + (week > 0 ? 2 : 0), 10.0 * week * djoliba::uniform(1, draw, 2));
        if (7 * week >= 100) c.emplace_back(7 * week, 20.0 * week);
    }
    archive.camps = {camp("A", a), camp("B", b), camp("C", c)};
    archive.camps[0].reregistrations = {{119, 119}};
    archive.flow = forked_roads();
    archive.flow->closures = {{djoliba::FlowClosure::Kind::link, "Town", "B", 10, 60}};
    return archive;
}
