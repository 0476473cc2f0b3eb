// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/exposure_sums.hpp>

#include "edge_lookup.hpp"
#include "tiles.hpp"

namespace djoliba {

/// How the stored values of a raster become intensities.
struct Scale {
    std::size_t source = 0;  ///< of ExposurePlan::sources
    double factor = 1;  ///< negative where low values are the bad ones: all is then counted "at or above"
    double where_missing = 0;  ///< NaN: unknown
    bool single = true;        ///< the source fits a float: round to it after multiplying

    double operator()(double stored) const {
        const double v = stored * factor;
        return single ? static_cast<double>(static_cast<float>(v)) : v;
    }
};

struct MaskStep {
    Scale scale = {};
    double threshold = 0;
    MaskRule rule = MaskRule::remove;
};

/// One hazard ready to count. Its sums stand at `slot`: unknown, masked, then for each bin people and
/// people x intensity.
struct Ladder {
    Scale scale = {};
    EdgeLookup edges = {};  ///< in scaled intensities: bin i reaches i of them
    std::vector<MaskStep> masks = {};
    std::size_t slot = 0;

    std::size_t bins() const { return edges.edges().size() + 1; }
    std::size_t unknown() const { return slot; }
    std::size_t masked() const { return slot + 1; }
    std::size_t people(std::size_t bin) const { return slot + 2 + 2 * bin; }
    std::size_t intensity(std::size_t bin) const { return people(bin) + 1; }
    std::size_t end() const { return slot + 2 + 2 * bins(); }
    /// Where people are added whose intensity is 0 or NaN, which add nothing to people x intensity.
    std::size_t slot_of(double nothing) const {
        return std::isnan(nothing) ? unknown() : people(edges.reached(nothing));
    }
};

/// A joint ready to count: the keys of JointSums are sums of (reached + 1) * step.
struct JointPlan {
    std::vector<std::size_t> ladders = {};
    std::vector<std::uint64_t> steps = {};
};

/// What is to be counted. Every shape has `slots` sums: people, cells without known people, then the ladders.
struct ExposurePlan {
    const CoverageSource& coverage;
    std::vector<const RasterSource*> sources = {};  ///< each once, people first
    std::vector<SourceMap> maps = {};               ///< of sources
    double people_factor = 1;
    double people_where_missing = 0;
    std::vector<Ladder> ladders = {};
    std::vector<JointPlan> joints = {};
    std::size_t slots = 2;
};

/// The sums of one shape. Remembers which of them something was added to.
class SlotSums {
 public:
    SlotSums(std::span<FixedSum> sums, std::span<std::uint64_t> touched) : sums_(sums), touched_(touched) {}
    FixedSum& operator[](std::size_t slot) {
        touched_[slot / 64] |= std::uint64_t{1} << (slot % 64);
        return sums_[slot];
    }
    /// Calls taken(slot, sum) for every sum that was touched, and sets it back to 0.
    template <class Taken>
    void take(Taken taken) {
        for (std::size_t word = 0; word < touched_.size(); ++word)
            for (; touched_[word] != 0; touched_[word] &= touched_[word] - 1) {
                const std::size_t slot =
                    64 * word + static_cast<std::size_t>(std::countr_zero(touched_[word]));
                taken(slot, sums_[slot]);
                sums_[slot] = {};
            }
    }

 private:
    std::span<FixedSum> sums_;
    std::span<std::uint64_t> touched_;
};

/// Counts one tile after the other. For one thread.
class TileCount {
 public:
    explicit TileCount(const ExposurePlan& plan);
    /// Counts a tile of the band.
    void count(const Coverage& band, const Tile& tile);
    /// Adds what was counted to the sums of all shapes, and forgets it.
    void hand_over(const Tile& tile, ExposureSums& to);

 private:
    using JointCounts = std::map<std::uint64_t, FixedSum>;

    SlotSums sums_of(std::size_t place);
    void people_row();
    void hazard_row(const Tile& tile);
    void intensity_row(std::size_t hazard);
    void mask_row(const MaskStep& mask, bool single, std::span<double> intensity);
    void key_row(const JointPlan& joint, std::vector<std::uint64_t>& keys) const;
    void count_row(const Coverage& band, const Tile& tile, std::int64_t row);
    void count_run(const Tile& tile, std::size_t place, const Run& run);
    void count_cells(const Tile& tile, std::size_t place, const TileRow& cells);

    const ExposurePlan& plan_;
    std::vector<TileReader> readers_ = {};
    bool hazards_loaded_ = false;
    bool row_has_people_ = false;
    bool row_has_unknown_ = false;
    std::int64_t hazard_row_ = -1;  ///< for which intensities and keys are computed
    // By shape of the tile.
    std::vector<FixedSum> sums_ = {};
    std::vector<std::uint64_t> touched_ = {};
    std::vector<std::vector<JointCounts>> joints_ = {};  ///< by joint
    // One line of the tile: the part of a row in which people live or are not known. And the border cells of
    // one shape in it.
    Window line_ = {};
    std::vector<double> people_ = {}, unknown_ = {}, mask_ = {}, cell_people_ = {}, cell_other_ = {};
    std::vector<std::vector<double>> intensity_ = {};     ///< by ladder; not filled where one value holds
    std::vector<std::optional<double>> everywhere_ = {};  ///< by ladder: 0 or NaN where all cells have it
    std::vector<std::vector<std::uint64_t>> keys_ = {};   ///< by joint
    std::vector<std::uint64_t> cell_keys_ = {};
};

}  // namespace djoliba
