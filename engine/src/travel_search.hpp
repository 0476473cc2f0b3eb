// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "travel_tiles.hpp"

namespace djoliba::detail {

/// The labels of a surface while they are worked on. Tiles that come from solved times are shared until they
/// are written to.
class WorkingTimes {
 public:
    explicit WorkingTimes(const TravelSurface& surface);
    /// Begins with the labels of solved times, of a surface with the same tiles.
    WorkingTimes(const TravelSurface& surface, const TimeTiles& before);

    const SurfaceTiles& surface() const { return surface_.tiles(); }
    /// Null where no cell of the tile is reached.
    const TimeTile* tile(std::int32_t tile) const { return tiles_[static_cast<std::size_t>(tile)].get(); }
    /// The tile to write to; made where there is none. Different tiles may be asked for by different threads.
    TimeTile& own(std::int32_t tile);
    /// The tiles that are no longer those it began with.
    bool is_own(std::int32_t tile) const { return own_[static_cast<std::size_t>(tile)] != nullptr; }

    /// The result; nothing is left here.
    std::shared_ptr<const TimeTiles> take(std::vector<Start> starts);

 private:
    TravelSurface surface_;
    std::vector<std::shared_ptr<const TimeTile>> tiles_;
    std::vector<TimeTile*> own_;
};

/// A label that a cell can have, told from outside its tile.
struct Offer {
    Label label = never;
    std::int32_t nearest = -1;
    At at = 0;
    Step step = Step::none;  ///< from the cell that offers
};

/// Corrects labels until none can be better. Offers are taken tile by tile, those below a bound first; the
/// bound moves on once nothing is left below it. Tiles are worked on by several threads; since a label is
/// the least of all ways and whole numbers add up exactly, the order leaves no trace.
class TileSearch {
 public:
    explicit TileSearch(WorkingTimes& times);
    ~TileSearch();

    /// An offer to a cell that the tile owns; taken up by run().
    void offer(std::int32_t tile, const Offer& offer);
    /// Throws Error where a way takes more than 2^30 minutes.
    void run(const Job& job);

 private:
    struct Pending;
    struct Desk;

    Label window() const;
    std::vector<std::int32_t> next_round(Label window);
    void work_on(std::int32_t tile);
    template <typename Moves>
    void work_at(std::int32_t tile, const Moves& moves, Desk& desk);
    void take_up(std::int32_t tile, Desk& desk, TimeTile& own);
    void hand_over(std::int32_t tile, Desk& desk, const TimeTile& own);

    WorkingTimes& times_;
    std::vector<Pending> pending_;        ///< by tile
    std::vector<std::int32_t> listed_;    ///< tiles that have something pending
    std::mutex list_mutex_;               ///< of the list and of the desks
    std::array<std::mutex, 64> mutexes_;  ///< of the pending lists, by tile modulo
    std::deque<Desk> desks_;
    std::vector<Desk*> free_desks_;
    Label begin_ = 0, bound_ = 0;  ///< the window of labels that are worked on
};

/// Fills the rims of all tiles that changed, and of those around them, with the labels of the cells they
/// show.
void fill_rims(WorkingTimes& times);

}  // namespace djoliba::detail
