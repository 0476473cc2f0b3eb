// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/catchment.hpp>
#include <djoliba/engine/fixed_sum.hpp>
#include <djoliba/engine/two_step_catchment.hpp>

#include "access_now.hpp"

namespace djoliba {
namespace {

/// More people at one point than one health facility is meant for do not all go to the one that is nearest to
/// that point: 1 for 10,000 people (docs/methods.md).
constexpr double most_at_a_point = 10000;

/// Takes residents off the points of units whose points stand for too many each.
void leave_coarse_points(PlacedWeights& residents, const Localities& places) {
    std::vector<bool> coarse(places.size(), false);
    for (std::size_t i = 0; i < residents.size(); ++i)
        if (residents.locality[i] >= 0 && residents.weight[i] > most_at_a_point)
            coarse[residents.locality[i]] = true;
    for (std::size_t i = 0; i < residents.size(); ++i)
        if (residents.locality[i] >= 0 && coarse[residents.locality[i]]) residents.weight[i] = 0;
}

std::vector<bool> units_with(const PlacedWeights& residents, const Localities& places) {
    std::vector<bool> placed(places.size(), false);
    for (std::size_t i = 0; i < residents.size(); ++i)
        if (residents.cell[i] >= 0 && residents.locality[i] >= 0 && residents.weight[i] > 0)
            placed[residents.locality[i]] = true;
    return placed;
}

double residents_without_place(const Workings& w, const std::vector<bool>& placed) {
    FixedSum left;
    for (const int i : w.places().of_level(w.places().finest()))
        if (!placed[i] && w.result.people[i] > 0) left.add(w.result.people[i]);
    return left.value();
}

/// Of the facility that is nearest to each entry, the mean over those who have one.
std::vector<Figure> mean_load(const Workings& w, const AccessNow& now, const std::vector<double>& load) {
    std::vector<double> values;
    values.reserve(now.residents.size());
    for (const std::int64_t cell : now.residents.cell) {
        const auto nearest = cell < 0 ? -1 : now.times->nearest(cell);
        const bool known = cell >= 0 && !std::isnan(now.times->minutes(cell));
        values.push_back(nearest >= 0 ? load[nearest] : known ? unreachable_minutes : missing_value);
    }
    auto figures = mean_below_unreachable(now.residents, values, w.places());
    for (Figure& f : figures) f.at_least = f.known() && now.not_placed > 0;
    return figures;
}

void add_load(Workings& w, const AccessNow& now, const std::string& name, const Wording& who,
              const std::vector<double>& load, const LayerInfo* more) {
    auto layers = layers_behind(now, now.residents_of);
    layers.push_back(&w.scenario.population.info);
    if (more != nullptr) layers.push_back(more);
    publish_access(w, now,
                   {name,
                    {who.en + " in the catchment of the nearest health facility, mean",
                     who.fr + " dans l'aire de la formation sanitaire la plus proche, moyenne"},
                    "people",
                    "resident",
                    w.places().finest(),
                    RollUp::none,
                    layers},
                   mean_load(w, now, load));
}

/// Displaced people, among the residents of the unit that they are known for.
PeopleCells placed_displaced(Workings& w, const AccessNow& now, const DisplacedLayer& layer) {
    const auto units = w.places().of_level(layer.table.level);
    std::vector<MultiPolygon> shapes;
    std::vector<double> number;
    for (const int i : units) {
        shapes.push_back(w.places()[i].shape);
        number.push_back(w.displaced[i]);
    }
    SpreadPeople spread = spread_people(number, shapes, now.cells, w.job);
    if (spread.people_not_placed > 0)
        w.result.account.exclusions.push_back(
            {now.layer.info.source, layer.table.file.text,
             "displaced people where no resident is placed: in no catchment", std::ssize(spread.not_placed),
             spread.people_not_placed});
    return std::move(spread.cells);
}

void account_for_residents(Workings& w, const AccessNow& now) {
    if (now.not_placed > 0)
        w.result.account.exclusions.push_back({now.layer.info.source, "",
                                               "residents of localities in which nobody is placed, or more "
                                               "than 10,000 at one point: in no catchment",
                                               0, now.not_placed});
}

void add_accessibility(Workings& w, AccessNow& now) {
    std::vector<Start> starts;
    std::vector<double> supply(now.facilities().size(), 0.0);
    for (const int i : now.open)
        if (now.travel.cell_of(i) >= 0) starts.push_back({now.travel.cell_of(i), i}), supply[i] = 1;
    const TwoStepAccess found =
        two_step_access(now.times->surface(), starts, supply, now.cells, default_bands(), w.job);
    now.per_10000.clear();
    for (const double ratio : found.ratio) now.per_10000.push_back(1e4 * ratio);
    std::vector<double> values;
    for (const std::int64_t cell : now.residents.cell) {
        const auto at = std::ranges::lower_bound(now.cells.cell, cell);
        const bool there = cell >= 0 && at != now.cells.cell.end() && *at == cell;
        values.push_back(there ? 1e4 * found.access[at - now.cells.cell.begin()] : missing_value);
    }
    publish_access(
        w, now,
        {"accessibility_per_10000",
         {"Facilities within reach per 10,000 people who can reach them (two-step catchments)",
          "Formations à portée pour 10 000 personnes qui peuvent les atteindre (aires en deux temps)"},
         "per 10000",
         "resident",
         w.places().finest(),
         RollUp::none,
         layers_behind(now, now.residents_of)},
        mean_below_unreachable(now.residents, values, w.places()));
}

/// Where nobody is placed finely enough to say who goes where.
void add_no_loads(Workings& w, const AccessNow& now) {
    const auto add = [&](const char* name, const Wording& label, const char* unit) {
        if (!is_wanted(w, name)) return;
        publish_access(
            w, now, {name, label, unit, "resident", w.places().finest(), RollUp::none},
            std::vector<Figure>(w.places().size(),
                                missing_figure("cells of people are coarser than the times asked")));
    };
    add("facility_load", {"Load of the nearest facility", "Charge de la formation la plus proche"}, "people");
    add("accessibility_per_10000", {"Facilities within reach", "Formations à portée"}, "per 10000");
    if (w.scenario.displaced)
        add("facility_load_with_displaced",
            {"Load of the nearest facility with displaced people",
             "Charge de la formation la plus proche, déplacés compris"},
            "people");
}

}  // namespace

void place_residents(const Workings& w, AccessNow& now) {
    if (now.residents_of != nullptr) return;
    const Travellers* chosen = nullptr;
    for (const Travellers& who : now.travellers)
        if (chosen == nullptr && (who.whom == "villages" || !(who.cell_minutes > now.layer.minutes.back())))
            chosen = &who;
    if (chosen == nullptr) return;
    now.residents = scaled_to(chosen->placed, w.result.people, w.places());
    now.residents_of = chosen->with;
    for (std::size_t i = 0; i < now.residents.size(); ++i)
        if (std::isnan(now.residents.weight[i])) now.residents.weight[i] = 0;
    if (chosen->whom == "villages") leave_coarse_points(now.residents, w.places());
    now.cells = cells_of(now.residents, now.travel.base->surface());
    now.placed = units_with(now.residents, w.places());
    now.not_placed = residents_without_place(w, now.placed);
}

void add_loads(Workings& w, AccessNow& now) {
    const bool load = is_wanted(w, "facility_load"), reach = is_wanted(w, "accessibility_per_10000");
    const bool with =
        w.scenario.displaced && !w.displaced.empty() && is_wanted(w, "facility_load_with_displaced");
    if (!load && !reach && !with) return;
    place_residents(w, now);
    if (now.residents_of == nullptr) return add_no_loads(w, now);
    account_for_residents(w, now);
    now.load = catchments(*now.times, now.cells, now.facilities().size(), {}, w.job).people;
    if (load) add_load(w, now, "facility_load", {"Residents", "Habitants"}, now.load, nullptr);
    if (with && w.scenario.displaced) {
        now.displaced = placed_displaced(w, now, *w.scenario.displaced);
        now.load_with_displaced =
            catchments(*now.times, added_up(now.cells, now.displaced), now.facilities().size(), {}, w.job)
                .people;
        add_load(w, now, "facility_load_with_displaced", {"Residents and displaced", "Habitants et déplacés"},
                 now.load_with_displaced, &w.scenario.displaced->info);
    }
    if (reach) add_accessibility(w, now);
}

}  // namespace djoliba
