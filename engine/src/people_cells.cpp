// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/people_cells.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>
#include <numeric>
#include <utility>

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>

#include <djoliba/engine/analysis_grid.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/engine/fixed_sum.hpp>

#include "exposure_bins.hpp"
#include "parallel.hpp"
#include "tiles.hpp"

namespace djoliba {
namespace {

void check(const PeopleLayer& people, std::string_view crs) {
    if (people.source == nullptr) throw Error(Problem{{}, "people", "there is no raster", {}});
    if (!(people.multiplier > 0) || !std::isfinite(people.multiplier))
        throw Error(
            Problem{{}, "people", fmt::format("multiplier {} is not above 0", people.multiplier), {}});
    if (people.source->crs() != crs)
        throw Error(Problem{
            people.source->name(),
            {},
            fmt::format("its coordinate system is {}, that of the surface is {}", people.source->crs(), crs),
            "warp one of the rasters"});
}

/// Moves each cut back to where a cell of the grid begins, so that no cell lies in two tiles.
std::vector<std::int64_t> whole_cells(const std::vector<std::int64_t>& cuts, const AxisMap& to) {
    std::vector<std::int64_t> moved;
    for (std::int64_t cut : cuts) {
        const auto cell = [&](std::int64_t i) { return to.index[static_cast<std::size_t>(i)]; };
        const auto end = static_cast<std::int64_t>(to.index.size());
        while (cut > 0 && cut < end && cell(cut) >= 0 && cell(cut) == cell(cut - 1)) --cut;
        if (moved.empty() || moved.back() != cut) moved.push_back(cut);
    }
    return moved;
}

/// First and number of the grid's lines under analysis lines [from, end).
std::pair<std::int64_t, std::int64_t> lines_under(const AxisMap& to, std::int64_t from, std::int64_t end) {
    std::int64_t first = 0, last = -1;
    for (std::int64_t i = from; i < end; ++i) {
        const std::int64_t line = to.index[static_cast<std::size_t>(i)];
        if (line < 0) continue;
        if (last < 0) first = line;
        last = line;
    }
    return {first, last < 0 ? 0 : last - first + 1};
}

struct CellsFound {
    std::vector<std::int64_t> cell = {};
    std::vector<double> people = {};
};

/// Counts the people of one tile of analysis cells after the other into cells of the grid. For one thread.
class TileSum {
 public:
    TileSum(const PeopleLayer& people, const SourceMap& from, const SourceMap& to, std::int64_t cols)
        : people_(people), from_(from), to_(to), cols_(cols), reader_(*people.source, from) {}

    CellsFound count(const Window& tile) {
        reader_.load(tile);
        std::tie(under_.col, under_.cols) = lines_under(to_.cols, tile.col, tile.col + tile.cols);
        std::tie(under_.row, under_.rows) = lines_under(to_.rows, tile.row, tile.row + tile.rows);
        sums_.assign(static_cast<std::size_t>(under_.size()), FixedSum{});
        stored_.resize(static_cast<std::size_t>(tile.cols));
        for (std::int64_t row = tile.row; row < tile.row + tile.rows; ++row) add_row(row, tile.col);
        return found();
    }

    FixedSum outside = {};
    FixedSum unknown = {};

 private:
    void add_row(std::int64_t row, std::int64_t col) {
        const auto at = static_cast<std::size_t>(row);
        if (from_.rows.index[at] < 0) return;
        const double missing = people_.nodata == Nodata::none ? 0 : unknown_value;
        reader_.row(row, col, missing, stored_);
        const PeopleSigns signs = signs_of(stored_, people_.multiplier);
        if (signs.wrong) refuse_people(people_.source->name(), stored_, people_.multiplier);
        const double share = from_.rows.share[at];
        const std::int64_t line = to_.rows.index[at];
        if (signs.unknown && line >= 0) add_unknown(col, share);
        if (!signs.some) return;
        scale_people(stored_, people_.multiplier, from_.cols.share.data() + col, share);
        for (std::size_t i = 0; i < stored_.size(); ++i)
            if (stored_[i] > 0)
                sum_for(line, to_.cols.index[static_cast<std::size_t>(col) + i]).add(stored_[i]);
    }

    void add_unknown(std::int64_t col, double share) {
        for (std::size_t i = 0; i < stored_.size(); ++i) {
            const std::size_t at = static_cast<std::size_t>(col) + i;
            if (std::isnan(stored_[i]) && from_.cols.index[at] >= 0 && to_.cols.index[at] >= 0)
                unknown.add(from_.cols.share[at] * share);
        }
    }

    FixedSum& sum_for(std::int64_t row, std::int64_t col) {
        if (row < 0 || col < 0) return outside;
        return sums_[static_cast<std::size_t>((row - under_.row) * under_.cols + col - under_.col)];
    }

    CellsFound found() const {
        CellsFound cells;
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            const double people = sums_[i].value();
            if (!(people > 0)) continue;
            const auto at = static_cast<std::int64_t>(i);
            cells.cell.push_back((under_.row + at / under_.cols) * cols_ + under_.col + at % under_.cols);
            cells.people.push_back(people);
        }
        return cells;
    }

    const PeopleLayer& people_;
    const SourceMap& from_;
    const SourceMap& to_;
    std::int64_t cols_;
    TileReader reader_;
    Window under_ = {};  ///< cells of the grid under the tile
    std::vector<FixedSum> sums_ = {};
    std::vector<double> stored_ = {};
};

/// Adds the cells of tiles that lie side by side, row by row.
void append_band(std::span<const CellsFound> tiles, PeopleCells& to) {
    std::vector<std::pair<std::int64_t, double>> band;
    for (const CellsFound& tile : tiles)
        for (std::size_t i = 0; i < tile.cell.size(); ++i) band.emplace_back(tile.cell[i], tile.people[i]);
    std::ranges::sort(band, {}, &std::pair<std::int64_t, double>::first);
    for (const auto& [cell, people] : band) {
        to.cell.push_back(cell);
        to.people.push_back(people);
    }
}

}  // namespace

double PeopleCells::total() const {
    FixedSum sum;
    sum.add(people);
    return sum.value();
}

PeopleCells people_cells(const PeopleLayer& people, const Grid& grid, std::string_view crs, const Job& job) {
    check(people, crs);
    const std::array grids{people.source->grid(), grid};
    const AnalysisGrid cells = analysis_grid(grids, people.source->grid().box());
    const SourceMap from = map_onto(cells, people.source->grid(), people.source->name());
    const SourceMap to = map_onto(cells, grid, "travel surface");
    TileCuts cuts = cuts_along(*people.source, from);
    cuts = {whole_cells(cuts.across, to.cols), whole_cells(cuts.down, to.rows)};
    const std::size_t across = cuts.across.size() - 1, down = cuts.down.size() - 1;
    std::vector<CellsFound> found(across * down);
    tbb::enumerable_thread_specific<TileSum> local([&] { return TileSum(people, from, to, grid.cols); });
    for_each(job, found.size(), [&](std::size_t i) {
        const std::int64_t col = cuts.across[i % across], row = cuts.down[i / across];
        found[i] = local.local().count(
            {col, row, cuts.across[i % across + 1] - col, cuts.down[i / across + 1] - row});
    });
    PeopleCells out{grid, std::string(crs)};
    for (std::size_t band = 0; band < down; ++band)
        append_band(std::span(found).subspan(band * across, across), out);
    FixedSum outside, unknown;
    for (const TileSum& sum : local) {
        outside.add(sum.outside);
        unknown.add(sum.unknown);
    }
    out.people_outside = outside.value();
    out.cells_unknown = unknown.value();
    return out;
}

}  // namespace djoliba
