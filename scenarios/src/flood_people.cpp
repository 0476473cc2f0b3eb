// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "flood_people.hpp"

#include <cmath>

#include <fmt/format.h>

#include "change_edges.hpp"

namespace djoliba {
namespace {

/// Where flood depth is unknown for more than this share of the people, exposure is not known (judgement).
constexpr double most_unknown = 0.5;

/// What is counted of a shape in a flood, all its pieces together.
struct Reached {
    double people = missing_value;  ///< NaN where nothing is known
    double unknown = 0;             ///< people where the depth is not known
};

Reached reached_in(const ExposureCurves& curves, std::size_t shape, const FloodThere& flood, double depth) {
    const auto h = curves.find(flood_hazard_name(flood.return_period));
    const double edge = edge_for(curves.hazards[h], depth_before(flood.depth, depth));
    return {people_at_or_above(curves, shape, h, edge), curves.hazards[h].people_unknown[shape]};
}

/// Where all pieces have one flood, those of the whole shape.
Reached reached(const Workings& w, std::size_t s, const std::vector<FloodThere>& floods, double depth) {
    const std::size_t begin = w.pieces->first[s], end = w.pieces->first[s + 1];
    if (all_same(floods, begin, end)) return reached_in(*w.curves, s, floods[begin], depth);
    Reached all;
    for (std::size_t p = begin; p < end; ++p) {
        const Reached part = reached_in(*w.piece_curves, p, floods[p], depth);
        all.unknown += part.unknown;
        if (!std::isnan(part.people)) all.people = part.people + (std::isnan(all.people) ? 0 : all.people);
    }
    return all;
}

}  // namespace

std::string flood_hazard_name(double years) { return "flood_rp" + in_name(years); }

FloodExposed people_exposed(const Workings& w, const std::vector<FloodThere>& floods, double depth) {
    FloodExposed all{std::vector<Figure>(w.places().size(), missing_figure("not counted at this level")),
                     std::vector<double>(w.places().size(), missing_value)};
    for (std::size_t s = 0; s < w.counted.size(); ++s) {
        Figure& f = all.people[w.counted[s]];
        const Reached there = reached(w, s, floods, depth);
        const double unknown = there.unknown, total = w.curves->people_total[s];
        const double people = there.people * w.raster_factor[s];
        all.known[w.counted[s]] = (total - unknown) * w.raster_factor[s];
        if (const auto gap = gap_in_people(w, s); total > 0 && !gap.empty())
            f = missing_figure(gap);
        else if (std::isnan(people))
            f = missing_figure(total > 0 ? "flood depth is not known where its people live"
                                         : "no people in the population raster");
        else if (unknown > most_unknown * total)
            f = missing_figure(
                fmt::format("flood depth is not known for {:.0f} % of its people", 100 * unknown / total));
        else
            f = known_figure(people, unknown > 0 || partly_known(w, s));
    }
    return all;
}

std::vector<Figure> share_of_residents(const FloodExposed& exposed) {
    std::vector<Figure> share = exposed.people;
    for (std::size_t i = 0; i < share.size(); ++i)
        if (share[i].known())
            share[i] = exposed.known[i] > 0 ? known_figure(100 * share[i].value / exposed.known[i])
                                            : missing_figure("no people");
    return share;
}

}  // namespace djoliba
