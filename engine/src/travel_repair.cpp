// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "travel_moves.hpp"
#include "travel_search.hpp"
#include "travel_ways.hpp"

namespace djoliba {
namespace detail {
namespace {

enum class Change : std::uint8_t { slower, quicker };

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
          search_(times_),
          to_follow_(before.tiles.size()) {
        for (const std::int32_t facility : change.close) {
            if (facility < 0) continue;
            closed_.resize(std::max(closed_.size(), static_cast<std::size_t>(facility) + 1));
            closed_[static_cast<std::size_t>(facility)] = true;
        }
    }

    std::shared_ptr<const TimeTiles> run(const Job& job) {
        for (const CellFriction& c : change_.cells)
            set_passable(layout_.place(c.cell), c.minutes_per_metre < blocked);
        lose_closed();
        for (const CellPlace p : touched(Change::slower)) lose_slower(p);
        lose_followers();
        take_offers(lost_);
        take_offers(touched(Change::quicker));
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
    std::int32_t old_nearest(CellPlace p) const { return old_tile(p)->nearest[p.at]; }
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

    bool is_closed(std::int32_t facility) const {
        return facility >= 0 && static_cast<std::size_t>(facility) < closed_.size() &&
               closed_[static_cast<std::size_t>(facility)];
    }

    void set_place(CellPlace p, Label label) {
        if (times_.tile(p.tile) == nullptr) return;
        TimeTile& tile = times_.own(p.tile);
        tile.label[p.at] = label;
        tile.nearest[p.at] = -1;
    }

    /// In its tile and in all rims that show it.
    void set_label(CellPlace p, Label label) {
        set_place(p, label);
        layout_.for_each_rim(p, [&](CellPlace rim) { set_place(rim, label); });
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

    /// The cells that became slower, or quicker, and those whose moves pass them; each once.
    std::vector<CellPlace> touched(Change kind) const {
        std::vector<CellPlace> cells;
        std::vector<std::vector<bool>> seen(times_.surface().tiles.size());
        for (const CellFriction& c : change_.cells) {
            const CellPlace p = layout_.place(c.cell);
            const float old = before_.surface.tiles().tiles[static_cast<std::size_t>(p.tile)]->friction[p.at];
            if (kind == Change::slower ? !(c.minutes_per_metre > old) : !(c.minutes_per_metre < old))
                continue;
            const std::int64_t row = c.cell / layout_.cols, col = c.cell % layout_.cols;
            for (std::int64_t r = std::max<std::int64_t>(0, row - layout_.rim); r <= row + layout_.rim; ++r)
                for (std::int64_t k = std::max<std::int64_t>(0, col - layout_.rim); k <= col + layout_.rim;
                     ++k) {
                    if (r >= layout_.rows || k >= layout_.cols) continue;
                    const CellPlace near = layout_.place(r, k);
                    auto& tile = seen[static_cast<std::size_t>(near.tile)];
                    if (tile.empty()) tile.resize(layout_.cells_of_tile());
                    if (!tile[near.at]) cells.push_back(near);
                    tile[near.at] = true;
                }
        }
        return cells;
    }

    /// Loses a cell whose move towards the facility became slower.
    void lose_slower(CellPlace p) {
        if (!has_time(p)) return;  // lost already
        const At next = next_seen(before_, p);
        if (next != p.at && units_now(p, next) > old_label(p) - old_label({p.tile, next})) lose(p);
    }

    /// Cost of a move to a cell seen from the same tile; `never` where it is no longer possible.
    Label units_now(CellPlace from, At to) const {
        Label found = never;
        with_moves(times_.surface(), from.tile, [&](const auto& moves) {
            moves.template for_each<Towards::there>(from.at, times_.tile(from.tile)->label.data(),
                                                    [&](At near, const auto& cost) {
                                                        if (near == to) found = cost();
                                                        return near != to;
                                                    });
        });
        return found;
    }

    /// All that a closed facility served is lost, whichever way it came: its cells hang together, so that
    /// tiles are looked through from its own tile on.
    void lose_closed() {
        std::vector<std::int32_t> tiles;
        std::vector<bool> listed(before_.tiles.size());
        const auto list = [&](CellPlace p) {
            if (old_tile(p) != nullptr && !listed[static_cast<std::size_t>(p.tile)]) tiles.push_back(p.tile);
            listed[static_cast<std::size_t>(p.tile)] = true;
        };
        for (const Start& start : before_.starts)
            if (is_closed(start.facility)) list(layout_.place(start.cell));
        for (std::size_t i = 0; i < tiles.size(); ++i) lose_closed_in(tiles[i], list);
    }

    template <typename List>
    void lose_closed_in(std::int32_t t, List list) {
        const TimeTile& old = *before_.tiles[static_cast<std::size_t>(t)];
        TimeTile& now = times_.own(t);
        const auto places = static_cast<At>(layout_.cells_of_tile());
        for (At at = 0; at < places; ++at) {
            if (!is_closed(old.nearest[at]) || !is_time(now.label[at])) continue;
            now.label[at] = never;
            now.nearest[at] = -1;
            if (layout_.in_rim(at)) continue;
            lost_.push_back({t, at});
            layout_.for_each_rim({t, at}, list);
        }
    }

    /// Loses cells until nobody's way leads through a lost one; tile by tile.
    void lose_followers() {
        for (const CellPlace p : lost_)
            if (!is_closed(old_nearest(p))) to_follow(p);
        while (!tiles_to_follow_.empty()) {
            const std::int32_t t = tiles_to_follow_.back();
            tiles_to_follow_.pop_back();
            with_moves(before_.surface.tiles(), t, [&](const auto& moves) { follow_in(t, moves); });
        }
    }

    void to_follow(CellPlace p) {
        auto& cells = to_follow_[static_cast<std::size_t>(p.tile)];
        if (cells.empty()) tiles_to_follow_.push_back(p.tile);
        cells.push_back(p.at);
    }

    template <typename Moves>
    void follow_in(std::int32_t t, const Moves& moves) {
        const TimeTile& old = *before_.tiles[static_cast<std::size_t>(t)];
        TimeTile& now = times_.own(t);
        std::vector<At> cells;
        cells.swap(to_follow_[static_cast<std::size_t>(t)]);
        while (!cells.empty()) {
            const At at = cells.back();
            cells.pop_back();
            const Label label = old.label[at];
            const std::int32_t nearest = old.nearest[at];
            moves.template for_each<Towards::here>(at, old.label.data(), [&](At far, const auto& cost) {
                // one branch for what cannot be foretold: half of the cells around are behind
                const bool ahead =
                    (old.label[far] > label) & (old.nearest[far] == nearest) & is_time(now.label[far]);
                if (!ahead || old.label[far] != label + cost()) return true;
                if (layout_.in_rim(far)) {
                    follow_out(layout_.owner({t, far}), {t, at});
                } else if (next_seen(moves, old, far) == at) {
                    now.label[far] = never;
                    now.nearest[far] = -1;
                    layout_.for_each_rim({t, far}, [this](CellPlace rim) { set_place(rim, never); });
                    lost_.push_back({t, far});
                    cells.push_back(far);
                }
                return true;
            });
        }
    }

    void follow_out(CellPlace p, CellPlace leader) {
        if (!has_time(p) || layout_.home({p.tile, next_seen(before_, p)}) != leader) return;
        lose(p);
        to_follow(p);
    }

    /// Offers cells the best that those around them have, where that is better than what they have.
    void take_offers(const std::vector<CellPlace>& cells) {
        for (std::size_t i = 0; i < cells.size();) {
            const std::int32_t t = cells[i].tile;
            if (!times_.surface().tiles[static_cast<std::size_t>(t)]) {
                ++i;
                continue;
            }
            const TimeTile& tile = tile_with_rim(t);
            with_moves(times_.surface(), t, [&](const auto& moves) {
                for (; i < cells.size() && cells[i].tile == t; ++i) take_offer(moves, tile, cells[i]);
            });
        }
    }

    template <typename Moves>
    void take_offer(const Moves& moves, const TimeTile& tile, CellPlace p) {
        Offer best{tile.label[p.at], tile.nearest[p.at], p.at};
        bool better = false;
        moves.template for_each<Towards::there>(p.at, tile.label.data(), [&](At near, const auto& cost) {
            if (!is_time(tile.label[near]) || tile.label[near] >= best.label) return true;
            const Offer offer{tile.label[near] + cost(), tile.nearest[near], p.at};
            if (offer.label < best.label || (offer.label == best.label && offer.nearest < best.nearest)) {
                best = offer;
                better = true;
            }
            return true;
        });
        if (better) search_.offer(p, best.label, best.nearest);
    }

    /// A tile that nobody reached before is made here, and must learn what the tiles around it have.
    const TimeTile& tile_with_rim(std::int32_t t) {
        const bool is_new = times_.tile(t) == nullptr;
        TimeTile& tile = times_.own(t);
        for (At at = 0; is_new && at < tile.label.size(); ++at) {
            if (!layout_.in_rim(at) || tile.label[at] == impassable) continue;
            const CellPlace owner = layout_.owner({t, at});
            if (owner.tile < 0 || !has_time(owner)) continue;
            tile.label[at] = times_.tile(owner.tile)->label[owner.at];
            tile.nearest[at] = times_.tile(owner.tile)->nearest[owner.at];
        }
        return tile;
    }

    std::vector<Start> remaining_starts() const {
        std::vector<Start> starts = before_.starts;
        std::erase_if(starts, [this](const Start& s) { return is_closed(s.facility); });
        starts.insert(starts.end(), change_.open.begin(), change_.open.end());
        return starts;
    }

    const TimeTiles& before_;
    const TravelChange& change_;
    const TileLayout& layout_;
    WorkingTimes times_;
    TileSearch search_;
    std::vector<bool> closed_;  ///< by facility, as far as the last that closes
    std::vector<CellPlace> lost_;
    std::vector<std::vector<At>> to_follow_;  ///< by tile: lost cells whose followers are not lost yet
    std::vector<std::int32_t> tiles_to_follow_;
};

}  // namespace
}  // namespace detail

TravelTimes updated(const TravelTimes& before, const TravelChange& change, const Job& job) {
    const TravelSurface surface = before.surface().with(change.cells);
    return TravelTimes(detail::Repair(before.tiles(), surface, change).run(job));
}

}  // namespace djoliba
