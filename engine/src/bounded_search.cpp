// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "bounded_search.hpp"

#include <algorithm>
#include <bit>

#include "travel_moves.hpp"

namespace djoliba::detail {
namespace {

/// Wider buckets than the cheapest move correct some labels twice; more of them cost memory.
constexpr int most_bucket_bits = 14;

/// The smallest cost of a move, roughly: it sets the width of buckets, nothing else.
Label cheapest_move(const SurfaceTiles& surface) {
    float least = blocked;
    for (const auto& tile : surface.tiles)
        if (tile) least = std::min(least, tile->least);
    double half = std::numeric_limits<double>::infinity();
    for (const auto* lengths : {&surface.lengths->across, &surface.lengths->down})
        for (const double length : *lengths)
            if (length > 0) half = std::min(half, length);
    const double units = 2 * half * static_cast<double>(least);
    return units < 1 || !std::isfinite(units) ? 1 : static_cast<Label>(units);
}

}  // namespace

Label label_beyond(double minutes) {
    const double units = std::floor(minutes * units_per_minute) + 1;
    return units < static_cast<double>(too_late) ? at_start + static_cast<Label>(units) : too_late;
}

BoundedSearch::BoundedSearch(const TravelSurface& surface)
    : surface_(surface.tiles()), cheapest_(cheapest_move(surface_)), slab_(surface_.tiles.size(), -1) {}

void BoundedSearch::run(std::span<const CellPlace> from, Label end, const TimeTiles* known) {
    forget();
    known_ = known;
    cut_short_ = false;
    open_buckets(end);
    for (const CellPlace place : from) {
        const auto& tile = surface_.tiles[static_cast<std::size_t>(place.tile)];
        if (tile && tile->passable(place.at)) reach(place, at_start);
    }
    if (surface_.layout.rim == 2) {
        surface_.slopes ? spread_all<2, true>() : spread_all<2, false>();
    } else {
        surface_.slopes ? spread_all<1, true>() : spread_all<1, false>();
    }
}

void BoundedSearch::forget() {
    for (const std::int32_t tile : touched_) slab_[static_cast<std::size_t>(tile)] = -1;
    touched_.clear();
}

void BoundedSearch::open_buckets(Label end) {
    end_ = end;
    const int narrowest = static_cast<int>(std::bit_width(cheapest_)) - 1;
    shift_ = std::max(narrowest, static_cast<int>(std::bit_width(end)) - most_bucket_bits);
    const auto needed = static_cast<std::size_t>(end >> shift_) + 1;
    if (buckets_.size() < needed) buckets_.resize(needed);
}

Label* BoundedSearch::touch(std::int32_t tile) {
    std::int32_t& slab = slab_[static_cast<std::size_t>(tile)];
    if (slab < 0) {
        slab = static_cast<std::int32_t>(touched_.size());
        touched_.push_back(tile);
        if (slabs_.size() < touched_.size()) slabs_.emplace_back(surface_.layout.cells_of_tile());
        fill(tile, slabs_[static_cast<std::size_t>(slab)]);
    }
    return slabs_[static_cast<std::size_t>(slab)].data();
}

void BoundedSearch::fill(std::int32_t tile, std::vector<Label>& slab) const {
    const auto t = static_cast<std::size_t>(tile);
    if (known_ != nullptr && known_->tiles[t]) {
        std::ranges::copy(known_->tiles[t]->label, slab.begin());
        return;
    }
    const std::vector<float>& friction = surface_.tiles[t]->friction;
    std::ranges::transform(friction, slab.begin(),
                           [](float minutes) { return minutes < blocked ? never : impassable; });
}

/// `place` is a cell of its tile.
void BoundedSearch::reach(CellPlace place, Label label) {
    Label& held = touch(place.tile)[place.at];
    if (label >= held) return;
    held = label;
    buckets_[static_cast<std::size_t>(label >> shift_)].push_back({label, place.tile, place.at});
}

template <int Rim, bool Slopes>
void BoundedSearch::spread(const Entry& from) {
    const TileLayout& layout = surface_.layout;
    const TileMoves<Rim, Slopes> moves(*surface_.tiles[static_cast<std::size_t>(from.tile)],
                                       *surface_.lengths, layout.first_row(from.tile),
                                       surface_.moves.squeeze);
    const std::int32_t slab = slab_[static_cast<std::size_t>(from.tile)];
    // Slabs keep their place while others are made: only the list of them moves.
    Label* const label = slabs_[static_cast<std::size_t>(slab)].data();
    moves.template for_each<Towards::here>(from.at, label, [&](At at, const auto& cost) {
        if (label[at] <= from.label) return true;
        const Label offered = from.label + cost();
        if (offered >= label[at]) return true;
        if (offered >= end_) {
            cut_short_ = true;
            return true;
        }
        if (layout.in_rim(at)) {
            label[at] = offered;
            reach(layout.owner({from.tile, at}), offered);
        } else {
            reach({from.tile, at}, offered);
        }
        return true;
    });
}

template <int Rim, bool Slopes>
void BoundedSearch::spread_all() {
    for (std::size_t bucket = 0; bucket <= end_ >> shift_; ++bucket)
        while (!buckets_[bucket].empty()) {
            const Entry entry = buckets_[bucket].back();
            buckets_[bucket].pop_back();
            if (labels(entry.tile)[entry.at] == entry.label) spread<Rim, Slopes>(entry);
        }
}

}  // namespace djoliba::detail
