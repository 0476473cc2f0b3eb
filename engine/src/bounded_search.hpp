// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "travel_tiles.hpp"

namespace djoliba::detail {

/// Times up to so many minutes, exactly so long included, have labels below this.
Label label_beyond(double minutes);

/// Shortest ways to one facility, as far as a bound and no farther. Its memory, kept from one run to the
/// next, grows with the tiles that a run touches. For one thread.
class BoundedSearch {
 public:
    explicit BoundedSearch(const TravelSurface& surface);

    /// Labels below `end` of all cells that reach one of `from`; starts that cannot be passed reach nothing.
    /// With `known`, times on the same surface, only cells that come closer than they are there: labels()
    /// of others are the known ones.
    void run(std::span<const CellPlace> from, Label end, const TimeTiles* known = nullptr);

    /// False where the last run found all that can be reached at all: no way was given up at the bound.
    bool cut_short() const { return cut_short_; }

    /// Tiles in which the last run may have reached something.
    std::span<const std::int32_t> touched() const { return touched_; }
    /// By place in a touched tile. What its rim holds is not told.
    const Label* labels(std::int32_t tile) const {
        return slabs_[static_cast<std::size_t>(slab_[static_cast<std::size_t>(tile)])].data();
    }

 private:
    struct Entry {
        Label label;
        std::int32_t tile;
        At at;
    };

    void forget();
    void open_buckets(Label end);
    Label* touch(std::int32_t tile);
    void fill(std::int32_t tile, std::vector<Label>& slab) const;
    void reach(CellPlace place, Label label);
    template <int Rim, bool Slopes>
    void spread(const Entry& from);
    template <int Rim, bool Slopes>
    void spread_all();

    const SurfaceTiles& surface_;
    const TimeTiles* known_ = nullptr;
    Label end_ = 0;
    bool cut_short_ = false;
    Label cheapest_ = 1;
    int shift_ = 0;  ///< bucket of a label: label >> shift
    std::vector<std::vector<Entry>> buckets_ = {};
    std::vector<std::int32_t> slab_ = {};  ///< of each tile; -1 where not touched
    std::vector<std::int32_t> touched_ = {};
    std::vector<std::vector<Label>> slabs_ = {};
};

}  // namespace djoliba::detail
