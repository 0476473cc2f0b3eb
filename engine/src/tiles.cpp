// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "tiles.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <mutex>
#include <type_traits>

#include "parallel.hpp"

namespace djoliba {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t side = 256;
constexpr std::int64_t usual_cells = side * side;
constexpr std::int64_t most_cells = std::int64_t{1} << 24;
constexpr std::int64_t most_lines = 1 << 15;

/// Cuts an axis where the source begins another group of `step` columns or rows, and after most_lines at the
/// latest. Returns the first line of each piece, and the end of the last.
std::vector<std::int64_t> cuts(const AxisMap& map, std::int64_t step) {
    const auto group = [&](std::size_t i) { return map.index[i] < 0 ? -1 : map.index[i] / step; };
    std::vector<std::int64_t> list;
    for (std::size_t i = 0; i < map.index.size(); ++i) {
        const auto here = static_cast<std::int64_t>(i);
        if (i == 0 || group(i) != group(i - 1) || here - list.back() == most_lines) list.push_back(here);
    }
    list.push_back(static_cast<std::int64_t>(map.index.size()));
    return list;
}

/// For each line the piece that it belongs to.
std::vector<std::size_t> pieces(const std::vector<std::int64_t>& cut) {
    std::vector<std::size_t> piece;
    for (std::size_t i = 0; i + 1 < cut.size(); ++i) piece.resize(static_cast<std::size_t>(cut[i + 1]), i);
    return piece;
}

/// The part of the source under the lines [from, from + count) of the analysis grid: first line and number of
/// lines.
std::pair<std::int64_t, std::int64_t> under(const AxisMap& map, std::int64_t from, std::int64_t count) {
    std::int64_t first = 0, end = 0;
    for (std::int64_t i = from; i < from + count; ++i) {
        if (map.index[i] < 0) continue;
        if (end == 0) first = map.index[i];
        end = map.index[i] + 1;
    }
    return {first, end - first};
}

/// The bands of rows between the cuts, as far as they lie in `rows`.
std::vector<Rows> bands(const TileCuts& cuts, Rows rows) {
    std::vector<Rows> list;
    for (std::size_t i = 0; i + 1 < cuts.down.size(); ++i) {
        const Rows band{std::max(cuts.down[i], rows.first), std::min(cuts.down[i + 1], rows.end)};
        if (band.count() > 0) list.push_back(band);
    }
    return list;
}

/// The tiles of a band from west to east. Those without a shape are left out.
std::vector<Tile> tiles_of(const Coverage& band, Rows rows, const TileCuts& cuts) {
    const auto col_piece = pieces(cuts.across);
    std::vector<Tile> tiles;
    for (std::size_t i = 0; i + 1 < cuts.across.size(); ++i)
        tiles.push_back(
            {{cuts.across[i], rows.first, cuts.across[i + 1] - cuts.across[i], rows.count()}, {}});
    for (std::size_t s = 0; s < band.shapes.size(); ++s) {
        const auto mark = [&](std::size_t piece) {
            auto& list = tiles[piece].shapes;
            if (list.empty() || list.back() != s) list.push_back(s);
        };
        const auto& shape = band.shapes[s];
        for (std::int64_t r = shape.first_row; r < shape.first_row + shape.rows; ++r) {
            const auto row = band.row(s, r);
            for (const Run& run : row.runs)
                for (std::size_t p = col_piece[run.first]; p <= col_piece[run.end - 1]; ++p) mark(p);
            for (const std::int32_t c : row.cols) mark(col_piece[c]);
        }
    }
    std::erase_if(tiles, [](const Tile& t) { return t.shapes.empty(); });
    return tiles;
}

/// True where one of 16 values is not 0; compilers turn it into vector instructions.
template <bool missing_is_zero, class T>
bool any_of_16(const T* v) {
    using Bits = std::conditional_t<std::is_same_v<T, float>, std::uint32_t, std::uint64_t>;
    Bits some = 0;
    for (int i = 0; i < 16; ++i)
        if constexpr (missing_is_zero)
            some |= static_cast<Bits>((v[i] > 0) | (v[i] < 0));
        else
            some |= std::bit_cast<Bits>(v[i]) << 1;  // all bits but the sign
    return some != 0;
}

/// First and end of the values beyond which all are 0.
template <bool missing_is_zero, class T>
std::pair<std::int64_t, std::int64_t> not_zero_part(const T* v, std::int64_t n) {
    const auto is_zero = [](T x) { return x == 0 || (missing_is_zero && x != x); };
    std::int64_t from = 0, to = n;
    while (from + 16 <= to && !any_of_16<missing_is_zero>(v + from)) from += 16;
    while (from < to && is_zero(v[from])) ++from;
    while (to - 16 >= from && !any_of_16<missing_is_zero>(v + to - 16)) to -= 16;
    while (to > from && is_zero(v[to - 1])) --to;
    return {from, to};
}

}  // namespace

std::size_t finest(std::span<const RasterSource* const> sources) {
    const auto cell = [](const RasterSource* s) { return s->grid().dx * s->grid().dy; };
    const auto least = std::min_element(sources.begin(), sources.end(), [&](auto* a, auto* b) {
        return cell(a) < cell(b) * (1 - 1e-9);  // equal but for rounding: the first
    });
    return static_cast<std::size_t>(least - sources.begin());
}

TileCuts cuts_along(const RasterSource& source, const SourceMap& map) {
    const Window block = source.block();
    const std::int64_t cols = std::max<std::int64_t>(block.cols, 1);
    const std::int64_t rows = std::max<std::int64_t>(block.rows, 1);
    const std::int64_t wide = cols * std::max<std::int64_t>(1, side / cols);
    const std::int64_t high = rows * std::max<std::int64_t>(1, usual_cells / (wide * rows));
    return {cuts(map.cols, wide),
            cuts(map.rows, std::min(high, std::max<std::int64_t>(1, most_cells / wide)))};
}

void for_each_tile(const CoverageSource& coverage, const TileCuts& cuts, Rows rows, const Job& job,
                   const std::function<void(const Coverage&)>& begin,
                   const std::function<void(const Coverage&, const Tile&)>& body) {
    struct Band {
        Coverage covered = {};
        std::vector<Tile> tiles = {};
    };
    std::mutex mutex;  // one for both, so that the functions of the job never run at the same time
    Job guarded = job;
    if (job.cancelled)
        guarded.cancelled = [&] {
            const std::scoped_lock lock(mutex);
            return job.cancelled();
        };
    if (job.progress)
        guarded.progress = [&](double done) {
            const std::scoped_lock lock(mutex);
            job.progress(done);
        };
    Job covering = guarded;
    covering.progress = {};
    const auto all = bands(cuts, rows);
    Band now, next;
    const auto prepare = [&](std::size_t b) {
        next = {};
        next.covered = coverage.rows(all[b], covering);
        next.tiles = tiles_of(next.covered, all[b], cuts);
        begin(next.covered);
    };
    const auto share = [rows](std::int64_t row) {
        return static_cast<double>(row - rows.first) / static_cast<double>(rows.count());
    };
    if (!all.empty()) prepare(0);
    for (std::size_t b = 0; b < all.size(); ++b) {
        std::swap(now, next);
        const std::size_t more = b + 1 < all.size() ? 1 : 0;
        // One thread prepares the next band while the others work on this one.
        for_each(part_of(guarded, share(all[b].first), share(all[b].end)), now.tiles.size() + more,
                 [&](std::size_t i) { i < more ? prepare(b + 1) : body(now.covered, now.tiles[i - more]); });
    }
}

TileRow row_within(const Coverage& coverage, std::size_t shape, std::int64_t row, const Window& window) {
    const auto& s = coverage.shapes[shape];
    if (row < s.first_row || row >= s.first_row + s.rows) return {};
    const auto all = coverage.row(shape, row);
    const auto first = std::lower_bound(all.cols.begin(), all.cols.end(), window.col);
    const auto end = std::lower_bound(first, all.cols.end(), window.col + window.cols);
    const auto from = static_cast<std::size_t>(first - all.cols.begin());
    const auto count = static_cast<std::size_t>(end - first);
    return {all.runs, all.cols.subspan(from, count), all.fractions.subspan(from, count)};
}

void TileReader::load(const Window& tile) {
    tile_ = tile;
    const auto [col, cols] = under(map_.cols, tile.col, tile.cols);
    const auto [row, rows] = under(map_.rows, tile.row, tile.rows);
    read_ = {col, row, cols, rows};
    uniform_ = unknown;
    if (read_.size() == 0 || !source_.has_data(read_)) return;
    if (!reader_) reader_ = source_.open();
    uniform_ = reader_->uniform(read_);
    if (uniform_) return;
    const auto size = static_cast<std::size_t>(read_.size());
    if (source_.fits_float()) {
        single_.resize(size);
        reader_->read(read_, std::span<float>(single_));
    } else {
        double_.resize(size);
        reader_->read(read_, std::span<double>(double_));
    }
}

template <class T>
const T* TileReader::line_of(const std::vector<T>& values, std::int64_t row) const {
    if (uniform_ || map_.rows.index[row] < 0) return nullptr;
    return values.data() + (map_.rows.index[row] - read_.row) * read_.cols;
}

void TileReader::row(std::int64_t row, std::int64_t col, double where_missing, std::span<double> out) const {
    if (source_.fits_float()) {
        fill(line_of(single_, row), row, col, where_missing, out);
    } else {
        fill(line_of(double_, row), row, col, where_missing, out);
    }
}

/// True where the source has a cell under each of the cells.
bool TileReader::inside(std::int64_t row, std::int64_t col, std::int64_t cols) const {
    return map_.rows.index[row] >= 0 && map_.cols.index[col] >= 0 && map_.cols.index[col + cols - 1] >= 0;
}

bool TileReader::one_to_one(std::int64_t col, std::int64_t cols) const {
    const auto& index = map_.cols.index;
    return index[col] >= 0 && index[col + cols - 1] - index[col] == cols - 1;
}

std::optional<double> TileReader::uniform(std::int64_t row, std::int64_t col, std::int64_t cols,
                                          double where_missing) const {
    if (!inside(row, col, cols)) return {};
    if (uniform_) return std::isnan(*uniform_) ? where_missing : *uniform_;
    const bool zero = source_.fits_float() ? all_zero(line_of(single_, row), col, cols)
                                           : all_zero(line_of(double_, row), col, cols);
    return zero ? std::optional<double>(0) : std::nullopt;
}

template <class T>
bool TileReader::all_zero(const T* line, std::int64_t col, std::int64_t cols) const {
    using Bits = std::conditional_t<std::is_same_v<T, float>, std::uint32_t, std::uint64_t>;
    const auto first = map_.cols.index[col], last = map_.cols.index[col + cols - 1];
    Bits any = 0;  // of all bits but the sign
    for (std::int64_t i = first - read_.col; i <= last - read_.col; ++i)
        any |= std::bit_cast<Bits>(line[i]) << 1;
    return any == 0;
}

Window TileReader::not_zero(std::int64_t row, double where_missing) const {
    const Window all{tile_.col, row, tile_.cols, 1};
    if (uniform_ || !inside(row, tile_.col, tile_.cols) || !one_to_one(tile_.col, tile_.cols))
        return uniform(row, all.col, all.cols, where_missing) == 0.0 ? Window{all.col, row, 0, 1} : all;
    const auto trim = [&](const auto* line) {
        const auto* first = line + (map_.cols.index[tile_.col] - read_.col);
        return where_missing == 0 ? not_zero_part<true>(first, tile_.cols)
                                  : not_zero_part<false>(first, tile_.cols);
    };
    const auto [from, to] = source_.fits_float() ? trim(line_of(single_, row)) : trim(line_of(double_, row));
    return {tile_.col + from, row, to - from, 1};
}

template <class T>
void TileReader::fill(const T* line, std::int64_t row, std::int64_t col, double where_missing,
                      std::span<double> out) const {
    const std::int32_t* index = map_.cols.index.data() + col;
    const bool within = map_.rows.index[row] >= 0;
    const auto width = static_cast<std::int64_t>(out.size());
    if (!line) {
        const double value = within ? uniform_.value_or(unknown) : unknown;
        for (std::int64_t i = 0; i < width; ++i) out[i] = index[i] >= 0 ? value : unknown;
    } else if (one_to_one(col, width)) {
        const T* from = line + (index[0] - read_.col);
        for (std::int64_t i = 0; i < width; ++i) out[i] = static_cast<double>(from[i]);
    } else {
        for (std::int64_t i = 0; i < width; ++i)
            out[i] = index[i] >= 0 ? static_cast<double>(line[index[i] - read_.col]) : unknown;
    }
    if (std::isnan(where_missing) || !within) return;
    for (std::int64_t i = 0; i < width; ++i)
        if (index[i] >= 0 && std::isnan(out[i])) out[i] = where_missing;
}

}  // namespace djoliba
