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
          steps_(possible_steps(layout_)),
          lost_(before.tiles.size()),
          followed_(before.tiles.size()) {
        for (const std::int32_t facility : change.close) {
            if (facility < 0) continue;
            closed_.resize(std::max(closed_.size(), static_cast<std::size_t>(facility) + 1));
            closed_[static_cast<std::size_t>(facility)] = true;
        }
    }

    std::shared_ptr<const TimeTiles> run(const Job& job) {
        lose_closed();
        for (const CellFriction& c : change_.cells)
            set_passable(layout_.place(c.cell), c.minutes_per_metre < blocked);
        lose_slower(touched(Change::slower));
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
    using CellsByTile = std::vector<std::vector<At>>;

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

    /// `label`: impassable or never.
    static void clear(TimeTile& tile, At at, Label label) {
        tile.label[at] = label;
        tile.nearest[at] = -1;
        tile.step[at] = Step::none;
    }

    void set_place(CellPlace p, Label label) {
        if (times_.tile(p.tile) == nullptr) return;
        clear(times_.own(p.tile), p.at, label);
    }

    /// In its tile and in all rims that show it.
    void set_label(CellPlace p, Label label) {
        set_place(p, label);
        layout_.for_each_rim(p, [&](CellPlace rim) { set_place(rim, label); });
    }

    /// Cells that can no longer be passed lose their label, others get room for one.
    void set_passable(CellPlace p, bool passable) {
        const TimeTile* tile = times_.tile(p.tile);
        if (!passable && has_time(p)) add_lost(p);
        const bool was = tile != nullptr && tile->label[p.at] != impassable;
        if (!passable) set_label(p, impassable);
        if (passable && !was) set_label(p, never);
    }

    void lose(CellPlace p) {
        set_label(p, never);
        add_lost(p);
    }

    void add_lost(CellPlace p) {
        const auto t = static_cast<std::size_t>(p.tile);
        if (followed_[t] == lost_[t].size()) tiles_to_follow_.push_back(p.tile);
        lost_[t].push_back(p.at);
    }

    /// The cells that became slower, or quicker, and those whose moves pass them; each once.
    CellsByTile touched(Change kind) const {
        CellsByTile cells(times_.surface().tiles.size());
        std::vector<std::vector<bool>> seen(cells.size());
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
                    const auto t = static_cast<std::size_t>(near.tile);
                    if (seen[t].empty()) seen[t].resize(layout_.cells_of_tile());
                    if (!seen[t][near.at]) cells[t].push_back(near.at);
                    seen[t][near.at] = true;
                }
        }
        return cells;
    }

    /// Calls body(tile, moves, its cells) for each tile that has some.
    template <typename Body>
    void for_each_tile(const CellsByTile& cells, Body body) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto t = static_cast<std::int32_t>(i);
            if (cells[i].empty() || !times_.surface().tiles[i]) continue;
            with_moves(times_.surface(), t, [&](const auto& moves) { body(t, moves, cells[i]); });
        }
    }

    /// Loses the cells whose move towards the facility became slower.
    void lose_slower(const CellsByTile& cells) {
        for_each_tile(cells, [this](std::int32_t t, const auto& moves, const std::vector<At>& places) {
            for (const At at : places)
                if (has_time({t, at}) && !holds(moves, *times_.tile(t), at)) lose({t, at});
        });
    }

    /// Whether a time is still that of the way by which it came, as far as its first move tells.
    template <typename Moves>
    static bool holds(const Moves& moves, const TimeTile& tile, At at) {
        const Step step = tile.step[at];
        bool holds = step == Step::none;
        moves.template for_each<Towards::there>(at, tile.label.data(), [&](At near, const auto& cost) {
            if (step_between(near, at) != step) return true;
            holds = is_time(tile.label[near]) && cost() <= tile.label[at] - tile.label[near];
            return false;
        });
        return holds;
    }

    /// All that a closed facility served is lost, whichever way it came, so that nothing is left to follow:
    /// its cells hang together, and tiles are looked through from its own tile on. Comes before all other
    /// losses.
    void lose_closed() {
        std::vector<std::int32_t> tiles;
        std::vector<bool> listed(lost_.size());
        const auto list = [&](CellPlace p) {
            if (times_.tile(p.tile) != nullptr && !listed[static_cast<std::size_t>(p.tile)])
                tiles.push_back(p.tile);
            listed[static_cast<std::size_t>(p.tile)] = true;
        };
        for (const Start& start : before_.starts)
            if (is_closed(start.facility)) list(layout_.place(start.cell));
        for (std::size_t i = 0; i < tiles.size(); ++i) lose_closed_in(tiles[i], list);
    }

    template <typename List>
    void lose_closed_in(std::int32_t t, List list) {
        TimeTile& tile = times_.own(t);
        auto& lost = lost_[static_cast<std::size_t>(t)];
        const auto places = static_cast<At>(layout_.cells_of_tile());
        for (At at = 0; at < places; ++at) {
            if (!is_closed(tile.nearest[at])) continue;
            clear(tile, at, never);
            if (layout_.in_rim(at)) continue;
            lost.push_back(at);
            layout_.for_each_rim({t, at}, list);
        }
        followed_[static_cast<std::size_t>(t)] = lost.size();
    }

    /// Loses all whose way leads through a lost cell; tile by tile.
    void lose_followers() {
        while (!tiles_to_follow_.empty()) {
            const std::int32_t t = tiles_to_follow_.back();
            tiles_to_follow_.pop_back();
            const TimeTile& tile = times_.own(t);
            const auto& cells = lost_[static_cast<std::size_t>(t)];
            auto& followed = followed_[static_cast<std::size_t>(t)];
            for (; followed < cells.size(); ++followed)
                for (const int step : steps_) {
                    const At far = At(cells[followed] + step);
                    if (tile.step[far] == static_cast<Step>(step)) lose(layout_.home({t, far}));
                }
        }
    }

    /// The differences of places that moves make.
    static std::vector<int> possible_steps(const TileLayout& layout) {
        const int down = layout.stride;
        std::vector<int> steps{-down, -1, 1, down, -down - 1, -down + 1, down - 1, down + 1};
        if (layout.rim == 2)
            for (const int step : {down + 2, down - 2, 2 * down + 1, 2 * down - 1})
                steps.insert(steps.end(), {step, -step});
        return steps;
    }

    /// Offers cells the best that those around them have, where that is better than what they have.
    void take_offers(const CellsByTile& cells) {
        for_each_tile(cells, [this](std::int32_t t, const auto& moves, const std::vector<At>& places) {
            const TimeTile& tile = tile_with_rim(t);
            for (const At at : places) take_offer(moves, tile, {t, at});
        });
    }

    template <typename Moves>
    void take_offer(const Moves& moves, const TimeTile& tile, CellPlace p) {
        Offer best{tile.label[p.at], tile.nearest[p.at], p.at};
        bool better = false;
        moves.template for_each<Towards::there>(p.at, tile.label.data(), [&](At near, const auto& cost) {
            if (!is_time(tile.label[near]) || tile.label[near] >= best.label) return true;
            const Offer offer{tile.label[near] + cost(), tile.nearest[near], p.at, step_between(near, p.at)};
            if (offer.label < best.label || (offer.label == best.label && offer.nearest < best.nearest)) {
                best = offer;
                better = true;
            }
            return true;
        });
        if (better) search_.offer(p.tile, best);
    }

    /// A tile that nobody reached before is made here, and must learn what the tiles around it have.
    const TimeTile& tile_with_rim(std::int32_t t) {
        const bool is_new = times_.tile(t) == nullptr;
        TimeTile& tile = times_.own(t);
        for (At at = 0; is_new && at < tile.label.size(); ++at) {
            if (!layout_.in_rim(at) || tile.label[at] == impassable) continue;
            const CellPlace owner = layout_.owner({t, at});
            if (owner.tile < 0 || !has_time(owner)) continue;
            copy_label(*times_.tile(owner.tile), owner.at, tile, at);
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
    std::vector<int> steps_;
    CellsByTile lost_;
    std::vector<std::size_t> followed_;  ///< by tile: how many of its lost cells have lost their followers
    std::vector<std::int32_t> tiles_to_follow_;
};

}  // namespace
}  // namespace detail

TravelTimes updated(const TravelTimes& before, const TravelChange& change, const Job& job) {
    const TravelSurface surface = before.surface().with(change.cells);
    return TravelTimes(detail::Repair(before.tiles(), surface, change).run(job));
}

}  // namespace djoliba
