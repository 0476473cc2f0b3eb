// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/two_step_catchment.hpp>

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/fixed_sum.hpp>
#include <djoliba/engine/indicator.hpp>

#include "bounded_search.hpp"
#include "parallel.hpp"
#include "people_tiles.hpp"

namespace djoliba {
namespace {

using detail::BoundedSearch;
using detail::CellPlace;
using detail::Label;

constexpr std::size_t at_once = 128;  // facilities whose reach is held in memory

void refuse(std::string key, std::string problem) {
    throw Error(Problem{{}, std::move(key), std::move(problem), {}});
}

void check(std::span<const double> supply, std::span<const WeightedBand> bands) {
    if (bands.empty() || bands.size() > 255) refuse("bands", fmt::format("{} bands", bands.size()));
    for (std::size_t i = 0; i < bands.size(); ++i) {
        const auto [minutes, weight] = bands[i];
        if (!(minutes > (i > 0 ? bands[i - 1].to_minutes : 0)) || !std::isfinite(minutes))
            refuse("bands", fmt::format("{} minutes do not ascend from 0", minutes));
        if (!(weight > 0) || weight > (i > 0 ? bands[i - 1].weight : 1))
            refuse("bands", fmt::format("the weight {} does not fall from 1 towards 0", weight));
    }
    for (const double s : supply)
        if (!(s >= 0) || std::isinf(s)) refuse("supply", fmt::format("a facility has a supply of {}", s));
}

/// The people cells within the outer band of one facility.
struct Reach {
    std::vector<std::uint32_t> index = {};
    std::vector<std::uint8_t> band = {};
    FixedSum weighted = {};
};

class ReachSearch {
 public:
    ReachSearch(const TravelSurface& surface, const PeopleCells& people, std::span<const WeightedBand> bands)
        : surface_(surface), people_(people), tiles_(surface, people), bands_(bands) {
        for (const WeightedBand& band : bands) ends_.push_back(detail::label_beyond(band.to_minutes));
    }

    Reach of(std::span<const CellPlace> from) {
        BoundedSearch& search = searches_.local();
        search.run(from, ends_.back());
        Reach reach;
        for (const std::int32_t tile : search.touched()) {
            const Label* label = search.labels(tile);
            for (const auto& [index, at] : tiles_.of(tile)) {
                if (label[at] == detail::impassable || label[at] >= ends_.back()) continue;
                const auto band = std::ranges::upper_bound(ends_, label[at]) - ends_.begin();
                reach.index.push_back(index);
                reach.band.push_back(static_cast<std::uint8_t>(band));
                reach.weighted.add(people_.people[index] * bands_[static_cast<std::size_t>(band)].weight);
            }
        }
        return reach;
    }

 private:
    const TravelSurface& surface_;
    const PeopleCells& people_;
    detail::PeopleTiles tiles_;
    std::span<const WeightedBand> bands_;
    std::vector<Label> ends_ = {};  ///< by band: labels of the band are below
    tbb::enumerable_thread_specific<BoundedSearch> searches_{[this] { return BoundedSearch(surface_); }};
};

std::vector<std::vector<CellPlace>> places_by_facility(const TravelSurface& surface,
                                                       std::span<const Start> starts,
                                                       std::size_t facilities) {
    detail::check_facilities(starts, facilities);
    std::vector<std::vector<CellPlace>> places(facilities);
    for (const Start& start : starts) {
        detail::check_cell(surface.tiles(), start.cell, "start");
        places[static_cast<std::size_t>(start.facility)].push_back(surface.tiles().layout.place(start.cell));
    }
    return places;
}

/// Both steps at once: the ratio of a facility rests on its own reach alone.
class TwoSteps {
 public:
    TwoSteps(const PeopleCells& people, std::span<const WeightedBand> bands)
        : people_(people), bands_(bands), served_(people.size(), 0) {
        out_.access.assign(people.size(), 0.0);
    }

    /// Facilities come in their order, so that the sums of a cell have one order.
    void add(const Reach& reach, double supply) {
        const double weighted = reach.weighted.value();
        const double ratio = weighted > 0 ? supply / weighted : missing_value;
        out_.weighted_people.push_back(weighted);
        out_.ratio.push_back(ratio);
        if (!(weighted > 0)) unused_.add(supply);
        if (!(ratio > 0)) return;
        for (std::size_t i = 0; i < reach.index.size(); ++i) {
            out_.access[reach.index[i]] += ratio * bands_[reach.band[i]].weight;
            served_[reach.index[i]] = 1;
        }
    }

    TwoStepAccess result(const TravelSurface& surface) {
        FixedSum without;
        for (std::size_t i = 0; i < served_.size(); ++i) {
            if (served_[i] != 0) continue;
            without.add(people_.people[i]);
            if (std::isnan(surface.minutes_per_metre(people_.cell[i]))) out_.access[i] = missing_value;
        }
        out_.people_without = without.value();
        out_.supply_unused = unused_.value();
        return std::move(out_);
    }

 private:
    const PeopleCells& people_;
    std::span<const WeightedBand> bands_;
    std::vector<std::uint8_t> served_;
    FixedSum unused_ = {};
    TwoStepAccess out_ = {};
};

}  // namespace

std::vector<WeightedBand> default_bands() { return {{30, 1.0}, {60, 0.68}, {120, 0.22}}; }

TwoStepAccess two_step_access(const TravelSurface& surface, std::span<const Start> starts,
                              std::span<const double> supply, const PeopleCells& people,
                              std::span<const WeightedBand> bands, const Job& job) {
    detail::check_people(surface, people);
    check(supply, bands);
    const auto places = places_by_facility(surface, starts, supply.size());
    ReachSearch search(surface, people, bands);
    TwoSteps steps(people, bands);
    const auto all = static_cast<double>(supply.size());
    for (std::size_t first = 0; first < supply.size(); first += at_once) {
        std::vector<Reach> reach(std::min(at_once, supply.size() - first));
        const Job part =
            part_of(job, static_cast<double>(first) / all, static_cast<double>(first + reach.size()) / all);
        for_each(part, reach.size(), [&](std::size_t i) { reach[i] = search.of(places[first + i]); });
        for (std::size_t i = 0; i < reach.size(); ++i) steps.add(reach[i], supply[first + i]);
    }
    return steps.result(surface);
}

}  // namespace djoliba
