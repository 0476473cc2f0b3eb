// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>

#include "travel_tiles.hpp"

namespace djoliba::detail {

/// The cells of one tile whose label has to be passed on, in buckets by label: lists through two arrays, in
/// which a cell moves from bucket to bucket as its label falls. Labels at or above the bound wait in a list
/// of their own. Within a bucket the order is free: buckets as wide as the cheapest move never hold two cells
/// of which one improves the other; where that would take too many they are wider, and cells are passed on
/// again.
class BucketQueue {
 public:
    explicit BucketQueue(const TileLayout& layout)
        : next_(layout.cells_of_tile()),
          prev_(layout.cells_of_tile()),
          place_(layout.cells_of_tile(), absent) {
        for (At at = 0; at < static_cast<At>(layout.cells_of_tile()); ++at)
            if (layout.in_rim(at)) place_[at] = rim;
        head_.fill(none);
    }

    /// Begins with no cell. `bound - begin` is a power of two; `cheapest`: the smallest cost of a move.
    void begin(Label begin, Label bound, Label cheapest) {
        begin_ = begin;
        bound_ = bound;
        const int widest = std::max(0, std::countr_zero(bound - begin) - bucket_bits);
        shift_ = std::max(widest, static_cast<int>(std::bit_width(cheapest)) - 1);
        word_ = 0;
    }

    /// Adds a cell, or moves it as its label fell. False, and nothing done, for a place in the rim.
    bool push(At at, Label label) {
        const auto bucket = static_cast<At>(label < bound_ ? (label - begin_) >> shift_ : waiting);
        const At old = place_[at];
        if (old == bucket) return true;
        if (old == rim) return false;
        if (old != absent) unlink(at, old);
        link(at, bucket);
        return true;
    }

    /// Takes a cell out of the first bucket that has one; false where there is none below the bound.
    bool pop(At& at) {
        while (full_[word_] == 0)
            if (++word_ == full_.size()) return word_ = 0, false;
        const auto bucket =
            static_cast<At>(64 * word_ + static_cast<std::size_t>(std::countr_zero(full_[word_])));
        at = head_[bucket];
        unlink(at, bucket);
        place_[at] = absent;
        return true;
    }

    /// Moves the cells that wait to the end of `out`.
    void take_later(std::vector<At>& out) {
        for (At at = head_[waiting]; at != none; at = next_[at]) {
            out.push_back(at);
            place_[at] = absent;
        }
        head_[waiting] = none;
    }

 private:
    static constexpr int bucket_bits = 10;
    static constexpr At waiting = 1 << bucket_bits;  ///< the list above the bound
    static constexpr At absent = 0xFFFF, rim = 0xFFFE, none = 0xFFFF;

    void link(At at, At bucket) {
        const At first = head_[bucket];
        next_[at] = first;
        prev_[at] = none;
        if (first != none) prev_[first] = at;
        head_[bucket] = at;
        place_[at] = bucket;
        if (bucket != waiting) full_[bucket / 64] |= std::uint64_t{1} << bucket % 64;
    }

    void unlink(At at, At bucket) {
        const At before = prev_[at], after = next_[at];
        if (after != none) prev_[after] = before;
        if (before != none) {
            next_[before] = after;
            return;
        }
        head_[bucket] = after;
        if (after == none && bucket != waiting) full_[bucket / 64] &= ~(std::uint64_t{1} << bucket % 64);
    }

    std::vector<At> next_, prev_, place_;
    std::array<At, waiting + 1> head_;
    std::array<std::uint64_t, (1 << bucket_bits) / 64> full_ = {};
    std::size_t word_ = 0;  ///< no bucket before this word of `full_` has a cell
    Label begin_ = 0, bound_ = 0;
    int shift_ = 0;
};

}  // namespace djoliba::detail
