// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/exposure.hpp>
#include <djoliba/engine/fixed_sum.hpp>

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

/// One hazard ready to count. Its sums stand at `slot`: unknown, masked, then people and people x intensity
/// by bin.
struct Ladder {
    Scale scale = {};
    std::vector<double> edges = {};  ///< ascending, in scaled intensities
    std::vector<MaskStep> masks = {};
    std::size_t slot = 0;

    std::size_t bins() const { return edges.size() + 1; }
    std::size_t unknown() const { return slot; }
    std::size_t masked() const { return slot + 1; }
    std::size_t people(std::size_t bin) const { return slot + 2 + bin; }
    std::size_t intensity(std::size_t bin) const { return slot + 2 + bins() + bin; }
    std::size_t end() const { return slot + 2 + 2 * bins(); }
};

/// What is to be counted. Every shape has `slots` sums: people, cells without known people, then the ladders.
struct ExposurePlan {
    const Coverage& coverage;
    std::vector<const RasterSource*> sources = {};  ///< each once, people first
    std::vector<SourceMap> maps = {};               ///< of sources
    double people_factor = 1;
    double people_where_missing = 0;
    std::vector<Ladder> ladders = {};
    std::size_t slots = 2;
};

/// Counts one tile after the other. For one thread.
class TileCount {
 public:
    explicit TileCount(const ExposurePlan& plan);
    /// The sums of every shape of the tile, slots() of them after each other; valid until the next call.
    std::span<const FixedSum> count(const Tile& tile);

 private:
    void people_row(const Tile& tile, std::int64_t row);
    [[noreturn]] void refuse_people(std::int64_t row);
    void intensity_row(std::int64_t row, const Ladder& ladder, std::span<double> out);
    void mask_row(std::int64_t row, const MaskStep& mask, bool single, std::span<double> intensity);
    void count_row(const Tile& tile, std::int64_t row, std::span<FixedSum> sums);
    void count_run(std::size_t from, std::size_t n, std::span<FixedSum> sums);
    void count_cells(const TileRow& row, std::int64_t first_col, std::span<FixedSum> sums);

    const ExposurePlan& plan_;
    std::vector<TileReader> readers_ = {};
    bool hazards_loaded_ = false;
    bool row_has_people_ = false;
    bool row_has_unknown_ = false;
    std::vector<FixedSum> sums_ = {};
    // One row of the tile, and the border cells of one shape in it.
    std::vector<double> people_ = {}, unknown_ = {}, mask_ = {}, cell_people_ = {}, cell_other_ = {};
    std::vector<std::vector<double>> intensity_ = {};
};

}  // namespace djoliba
