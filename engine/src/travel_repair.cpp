// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "travel_moves.hpp"
#include "travel_search.hpp"
#include "travel_ways.hpp"

namespace djoliba {
namespace detail {
namespace {

/// Repairs solved times after a change. Cells whose way uses something that closed or became slower lose
/// their label, and with them all whose way leads through them; then they, and whatever became quicker, are
/// offered what the cells around them have, and the search goes on from there. After Ramalingam and Reps
/// 1996, doi:10.1006/jagm.1996.0046, with one way kept per cell.
class Repair {
 public:
    Repair(const TimeTiles& before, const TravelSurface& surface, const TravelChange& change)
        : before_(before),
          change_(change),
          layout_(surface.tiles().layout),
          times_(surface, before),
          search_(times_) {}

    std::shared_ptr<const TimeTiles> run(const Job& job) {
        for (const CellFriction& c : change_.cells)
            set_passable(layout_.place(c.cell), c.minutes_per_metre < blocked);
        for (const CellFriction& c : change_.cells) lose_slower(c.cell);
        lose_closed();
        lose_followers();
        for (const CellPlace p : lost_) take_offer(p);
        for (const CellFriction& c : change_.cells) around(c.cell, [this](CellPlace p) { take_offer(p); });
        std::vector<Start> starts = remaining_starts();
        for (const Start& start : starts) {
            check_cell(times_.surface(), start.cell, "start");
            if (!has_label(layout_.place(start.cell), at_start, start.facility))
                offer_start(search_, times_.surface(), start);
        }
        search_.run(job);
        fill_rims(times_);
        return times_.take(std::move(starts));
    }

 private:
    const TimeTile* old_tile(CellPlace p) const {
        return before_.tiles[static_cast<std::size_t>(p.tile)].get();
    }
    Label old_label(CellPlace p) const { return old_tile(p)->label[p.at]; }
    bool had_time(CellPlace p) const {
        const TimeTile* tile = old_tile(p);
        return tile != nullptr && is_time(tile->label[p.at]);
    }
    bool has_time(CellPlace p) const {
        const TimeTile* tile = times_.tile(p.tile);
        return tile != nullptr && is_time(tile->label[p.at]);
    }
    bool has_label(CellPlace p, Label label, std::int32_t nearest) const {
        const TimeTile* tile = times_.tile(p.tile);
        return tile != nullptr && tile->label[p.at] == label && tile->nearest[p.at] <= nearest;
    }

    void set_label(CellPlace p, Label label) {
        const auto set = [&](CellPlace place) {
            if (times_.tile(place.tile) == nullptr) return;
            TimeTile& tile = times_.own(place.tile);
            tile.label[place.at] = label;
            tile.nearest[place.at] = -1;
        };
        set(p);
        layout_.for_each_rim(p, set);
    }

    /// Cells that can no longer be passed lose their label, others get room for one.
    void set_passable(CellPlace p, bool passable) {
        const TimeTile* tile = times_.tile(p.tile);
        if (!passable && had_time(p)) lost_.push_back(p);
        const bool was = tile != nullptr && tile->label[p.at] != impassable;
        if (!passable) set_label(p, impassable);
        if (passable && !was) set_label(p, never);
    }

    void lose(CellPlace p) {
        if (!has_time(p)) return;
        set_label(p, never);
        lost_.push_back(p);
    }

    /// Calls body(place) for the cell and all whose moves touch it.
    template <typename Body>
    void around(std::int64_t cell, Body body) {
        const std::int64_t row = cell / layout_.cols, col = cell % layout_.cols;
        for (std::int64_t r = std::max<std::int64_t>(0, row - layout_.rim); r <= row + layout_.rim; ++r)
            for (std::int64_t c = std::max<std::int64_t>(0, col - layout_.rim); c <= col + layout_.rim; ++c)
                if (r < layout_.rows && c < layout_.cols) body(layout_.place(r, c));
    }

    void lose_slower(std::int64_t cell) {
        around(cell, [this](CellPlace p) {
            if (!has_time(p)) return;  // lost already
            const NextCell next = next_on_way(before_, p);
            if (next.place.tile >= 0 && units_now(p, next.seen) > old_label(p) - old_label(next.place))
                lose(p);
        });
    }

    /// Cost of a move to a cell seen from the same tile; `never` where it is no longer possible.
    Label units_now(CellPlace from, At to) const {
        Label found = never;
        with_moves(times_.surface(), from.tile, [&](const auto& moves) {
            moves.template for_each<Towards::there>(from.at, times_.tile(from.tile)->label.data(),
                                                    [&](At near, Label units) {
                                                        if (near == to) found = units;
                                                    });
        });
        return found;
    }

    void lose_closed() {
        for (const Start& start : before_.starts) {
            if (std::ranges::find(change_.close, start.facility) == change_.close.end()) continue;
            const CellPlace p = layout_.place(start.cell);
            if (had_time(p) && old_tile(p)->nearest[p.at] == start.facility) lose(p);
        }
    }

    /// Loses cells until nobody's way leads through a lost one.
    void lose_followers() {
        for (std::size_t i = 0; i < lost_.size(); ++i) {
            const CellPlace p = lost_[i];
            const TimeTile& old = *old_tile(p);
            const TimeTile& now = *times_.tile(p.tile);
            with_moves(before_.surface.tiles(), p.tile, [&](const auto& moves) {
                moves.template for_each<Towards::here>(p.at, old.label.data(), [&](At far, Label units) {
                    if (old.label[far] != old.label[p.at] + units || old.nearest[far] != old.nearest[p.at] ||
                        !is_time(now.label[far]))
                        return;
                    const CellPlace follower =
                        layout_.in_rim(far) ? layout_.owner({p.tile, far}) : CellPlace{p.tile, far};
                    const CellPlace next = next_on_way(before_, follower).place;
                    if (next.tile == p.tile && next.at == p.at) lose(follower);
                });
            });
        }
    }

    /// Offers a cell the best that the cells around it have, where that is better than what it has.
    void take_offer(CellPlace p) {
        const auto& ground = times_.surface().tiles[static_cast<std::size_t>(p.tile)];
        if (!ground || !ground->passable(p.at)) return;
        const TimeTile& tile = times_.own(p.tile);
        Label best = tile.label[p.at];
        std::int32_t nearest = tile.nearest[p.at];
        bool better = false;
        with_moves(times_.surface(), p.tile, [&](const auto& moves) {
            moves.template for_each<Towards::there>(p.at, tile.label.data(), [&](At near, Label units) {
                const CellPlace from =
                    layout_.in_rim(near) ? layout_.owner({p.tile, near}) : CellPlace{p.tile, near};
                if (from.tile < 0 || !has_time(from)) return;
                const TimeTile& there = *times_.tile(from.tile);
                const Label label = there.label[from.at] + units;
                if (label > best || (label == best && there.nearest[from.at] >= nearest)) return;
                best = label, nearest = there.nearest[from.at], better = true;
            });
        });
        if (better) search_.offer(p, best, nearest);
    }

    std::vector<Start> remaining_starts() const {
        std::vector<Start> starts = before_.starts;
        std::erase_if(starts, [&](const Start& s) {
            return std::ranges::find(change_.close, s.facility) != change_.close.end();
        });
        starts.insert(starts.end(), change_.open.begin(), change_.open.end());
        return starts;
    }

    const TimeTiles& before_;
    const TravelChange& change_;
    const TileLayout& layout_;
    WorkingTimes times_;
    TileSearch search_;
    std::vector<CellPlace> lost_;
};

}  // namespace
}  // namespace detail

TravelTimes updated(const TravelTimes& before, const TravelChange& change, const Job& job) {
    const TravelSurface surface = before.surface().with(change.cells);
    return TravelTimes(detail::Repair(before.tiles(), surface, change).run(job));
}

}  // namespace djoliba
