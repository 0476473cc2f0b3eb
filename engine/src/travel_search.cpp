// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "travel_search.hpp"

#include <bit>

#include <djoliba/engine/error.hpp>

#include "bucket_queue.hpp"
#include "parallel.hpp"
#include "travel_moves.hpp"

namespace djoliba::detail {
namespace {

/// The window of labels worked on, as a share of the time that it takes to cross a tile: a smaller one visits
/// tiles more often, a larger one corrects more labels that came too early. It changes no result.
constexpr double window_of_crossing = 0.25;

}  // namespace

struct TileSearch::Pending {
    std::vector<Offer> offers = {};  ///< from other tiles
    std::vector<At> later = {};      ///< own cells whose label is not below the bound yet
    Label least = never;             ///< of all of these
    bool listed = false;
};

/// What one thread works with.
struct TileSearch::Desk {
    explicit Desk(const TileLayout& layout) : queue(layout), sent(layout.cells_of_tile()) {}
    BucketQueue queue;
    std::vector<Offer> offers = {};
    std::vector<At> later = {};
    std::vector<At> out = {};        ///< places in the rim that got a better label
    std::vector<std::uint8_t> sent;  ///< whether a place is in `out`
};

TileSearch::TileSearch(WorkingTimes& times) : times_(times), pending_(times.surface().tiles.size()) {}
TileSearch::~TileSearch() = default;

void TileSearch::offer(std::int32_t tile, const Offer& offer) {
    const auto t = static_cast<std::size_t>(tile);
    const std::scoped_lock lock(mutexes_[t % mutexes_.size()]);
    Pending& pending = pending_[t];
    pending.offers.push_back(offer);
    pending.least = std::min(pending.least, offer.label);
    if (pending.listed) return;
    pending.listed = true;
    const std::scoped_lock list_lock(list_mutex_);
    listed_.push_back(tile);
}

void TileSearch::run(const Job& job) {
    const Label window = this->window();
    with_team(job.threads, [&] {
        for (auto due = next_round(window); !due.empty(); due = next_round(window)) {
            if (job.cancelled && job.cancelled()) throw Cancelled();
            for_each_in_team(due.size(), [&](std::size_t i) { work_on(due[i]); });
        }
    });
}

/// The tiles that have something below the bound, once it has moved on where none had; none where all is
/// done.
std::vector<std::int32_t> TileSearch::next_round(Label window) {
    Label least = never;
    std::erase_if(listed_, [&](std::int32_t t) {
        Pending& pending = pending_[static_cast<std::size_t>(t)];
        least = std::min(least, pending.least);
        pending.listed = pending.least != never;
        return !pending.listed;
    });
    if (least >= too_late && least != never)
        throw Error(Problem{"travel time", "friction", "a way takes more than 2^30 minutes (2,000 years)",
                            "check that the friction is in minutes per metre"});
    if (least >= bound_ && least != never) begin_ = least, bound_ = least + window;
    std::vector<std::int32_t> due;
    for (const std::int32_t t : listed_)
        if (pending_[static_cast<std::size_t>(t)].least < bound_) due.push_back(t);
    return due;
}

Label TileSearch::window() const {
    const SurfaceTiles& surface = times_.surface();
    const auto middle = static_cast<std::size_t>(surface.grid.rows / 2) + 2;
    const double crossing = tile_side * 2 * surface.lengths->across[middle] * surface.mean_friction;
    return std::bit_floor(static_cast<Label>(std::clamp(crossing * window_of_crossing, 1024.0, 1e18)));
}

void TileSearch::work_on(std::int32_t tile) {
    Desk* desk = nullptr;
    {
        const std::scoped_lock lock(list_mutex_);
        if (free_desks_.empty()) free_desks_.push_back(&desks_.emplace_back(times_.surface().layout));
        desk = free_desks_.back();
        free_desks_.pop_back();
    }
    with_moves(times_.surface(), tile, [&](const auto& moves) { work_at(tile, moves, *desk); });
    const std::scoped_lock lock(list_mutex_);
    free_desks_.push_back(desk);
}

template <typename Moves>
void TileSearch::work_at(std::int32_t tile, const Moves& moves, Desk& desk) {
    TimeTile& own = times_.own(tile);
    Label* const label = own.label.data();
    std::int32_t* const nearest = own.nearest.data();
    Step* const step = own.step.data();
    BucketQueue& queue = desk.queue;
    queue.begin(begin_, bound_,
                moves.cheapest(times_.surface().tiles[static_cast<std::size_t>(tile)]->least));
    take_up(tile, desk, own);
    for (At at = 0; queue.pop(at);) {
        const Label here = label[at];
        const std::int32_t facility = nearest[at];
        moves.template for_each<Towards::here>(
            at, label, [&](At far, const auto& cost) __attribute__((always_inline)) {
                const Label offered = here + cost();
                if (offered > label[far] || (offered == label[far] && facility >= nearest[far])) return true;
                label[far] = offered;
                nearest[far] = facility;
                step[far] = step_between(at, far);
                if (!queue.push(far, offered) && desk.sent[far] == 0)
                    desk.sent[far] = 1, desk.out.push_back(far);
                return true;
            });
    }
    hand_over(tile, desk, own);
}

/// Puts what is pending for a tile into the queue.
void TileSearch::take_up(std::int32_t tile, Desk& desk, TimeTile& own) {
    const auto t = static_cast<std::size_t>(tile);
    {
        const std::scoped_lock lock(mutexes_[t % mutexes_.size()]);
        Pending& pending = pending_[t];
        pending.offers.swap(desk.offers);
        pending.later.swap(desk.later);
        pending.least = never;
    }
    for (const At at : desk.later) desk.queue.push(at, own.label[at]);
    for (const Offer& offer : desk.offers) {
        if (offer.label > own.label[offer.at] ||
            (offer.label == own.label[offer.at] && offer.nearest >= own.nearest[offer.at]))
            continue;
        own.label[offer.at] = offer.label;
        own.nearest[offer.at] = offer.nearest;
        own.step[offer.at] = offer.step;
        desk.queue.push(offer.at, offer.label);
    }
    desk.offers.clear();
    desk.later.clear();
}

/// Keeps what is at or above the bound for later and tells the tiles around what they can have.
void TileSearch::hand_over(std::int32_t tile, Desk& desk, const TimeTile& own) {
    desk.queue.take_later(desk.later);
    const auto t = static_cast<std::size_t>(tile);
    {
        const std::scoped_lock lock(mutexes_[t % mutexes_.size()]);
        Pending& pending = pending_[t];
        pending.later.swap(desk.later);
        for (const At at : pending.later) pending.least = std::min(pending.least, own.label[at]);
    }
    const TileLayout& layout = times_.surface().layout;
    for (const At at : desk.out) {
        desk.sent[at] = 0;
        const CellPlace owner = layout.owner({tile, at});
        offer(owner.tile, {own.label[at], own.nearest[at], owner.at, own.step[at]});
    }
    desk.out.clear();
}

}  // namespace djoliba::detail
