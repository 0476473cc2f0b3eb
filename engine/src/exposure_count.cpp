// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "exposure_count.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "pairs.hpp"

namespace djoliba {
namespace {

constexpr double unknown_value = std::numeric_limits<double>::quiet_NaN();
constexpr double masked_value = std::numeric_limits<double>::infinity();  // no stored value is infinite
constexpr double most_people = 1e10;

/// First place from `i` on where the test fails. The test takes one double or a pair of them.
template <class Test>
std::size_t end_of(std::span<const double> values, std::size_t i, Test test) {
    const double* v = values.data();
    const std::size_t n = values.size();
    for (; i + 8 <= n; i += 8) {
        const PairBits all =
            test(load(v + i)) & test(load(v + i + 2)) & test(load(v + i + 4)) & test(load(v + i + 6));
        if (!(all[0] & all[1])) break;
    }
    while (i < n && test(v[i])) ++i;
    return i;
}

/// Adds people to the bins of their intensities. Neighbours mostly share a bin, so that bins are looked up
/// once for a stretch of them, and stretches are summed by vector instructions. `all` is the sum of people.
void count_bins(const Ladder& ladder, std::span<const double> people, const FixedSum& all,
                std::span<const double> intensity, std::span<FixedSum> sums) {
    const std::size_t n = people.size();
    const auto add = [&](FixedSum& sum, std::size_t from, std::size_t to) {
        if (to - from == n) {
            sum.add(all);
        } else {
            sum.add(people.subspan(from, to - from));
        }
    };
    for (std::size_t from = 0, to = 0; from < n; from = to) {
        const double first = intensity[from];
        if (std::isnan(first)) {
            to = end_of(intensity, from, [](auto v) { return v != v; });
            add(sums[ladder.unknown()], from, to);
            continue;
        }
        if (first == masked_value) {
            to = end_of(intensity, from, [](auto v) { return v == masked_value; });
            add(sums[ladder.masked()], from, to);
            continue;
        }
        const auto above = std::upper_bound(ladder.edges.begin(), ladder.edges.end(), first);
        const auto bin = static_cast<std::size_t>(above - ladder.edges.begin());
        if (first == 0) {  // dry ground adds nothing to people x intensity
            to = end_of(intensity, from, [](auto v) { return v == 0.0; });
            add(sums[ladder.people(bin)], from, to);
            continue;
        }
        const double low = bin == 0 ? -masked_value : ladder.edges[bin - 1];
        const double high = bin == ladder.edges.size() ? masked_value : ladder.edges[bin];
        to = end_of(intensity, from, [=](auto v) { return (v >= low) & (v < high); });
        add(sums[ladder.people(bin)], from, to);
        sums[ladder.intensity(bin)].add_products(people.subspan(from, to - from),
                                                 intensity.subspan(from, to - from));
    }
}

}  // namespace

TileCount::TileCount(const ExposurePlan& plan) : plan_(plan), intensity_(plan.ladders.size()) {
    for (std::size_t i = 0; i < plan.sources.size(); ++i)
        readers_.emplace_back(*plan.sources[i], plan.maps[i]);
}

std::span<const FixedSum> TileCount::count(const Tile& tile) {
    sums_.assign(tile.shapes.size() * plan_.slots, FixedSum{});
    const auto width = static_cast<std::size_t>(tile.window.cols);
    people_.resize(width);
    unknown_.resize(width);
    mask_.resize(width);
    for (auto& row : intensity_) row.resize(width);
    readers_[0].load(tile.window);
    hazards_loaded_ = false;
    for (std::int64_t row = tile.window.row; row < tile.window.row + tile.window.rows; ++row) {
        const bool covered = std::any_of(tile.shapes.begin(), tile.shapes.end(), [&](std::size_t s) {
            const auto& shape = plan_.coverage.shapes[s];
            return row >= shape.first_row && row < shape.first_row + shape.rows;
        });
        if (covered) count_row(tile, row, sums_);
    }
    return sums_;
}

/// People of each cell, 0 where not known; those cells' share of a cell of the people raster, 0 where known.
void TileCount::people_row(const Tile& tile, std::int64_t row) {
    readers_[0].row(row, plan_.people_where_missing, people_);
    const double share = plan_.maps[0].rows.share[row];
    const double* shares = plan_.maps[0].cols.share.data() + tile.window.col;
    std::uint64_t wrong = 0, some = 0, unknown = 0;  // as bits, which vector instructions can join
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const double stored = people_[i] * plan_.people_factor;
        const bool known = stored == stored;
        wrong |= static_cast<std::uint64_t>(stored < 0) | static_cast<std::uint64_t>(stored > most_people);
        some |= static_cast<std::uint64_t>(stored > 0);
        unknown |= static_cast<std::uint64_t>(!known);
        people_[i] = (known ? stored : 0) * (shares[i] * share);
        unknown_[i] = known ? 0 : shares[i] * share;
    }
    if (wrong) refuse_people(row);
    row_has_people_ = some != 0;
    row_has_unknown_ = unknown != 0;
}

void TileCount::refuse_people(std::int64_t row) {
    readers_[0].row(row, plan_.people_where_missing, people_);
    const auto wrong = std::find_if(people_.begin(), people_.end(), [&](double stored) {
        return stored < 0 || stored * plan_.people_factor > most_people;
    });
    throw Error({plan_.sources[0]->name(), "",
                 fmt::format("a cell has the value {}, not a number of people", *wrong),
                 "declare the value that stands for cells without data, for example with gdal_edit.py "
                 "-a_nodata, or check the multiplier"});
}

void TileCount::intensity_row(std::int64_t row, const Ladder& ladder, std::span<double> out) {
    const Scale scale = ladder.scale;
    readers_[scale.source].row(row, scale.where_missing, out);
    for (double& v : out) {
        const double scaled = scale(v);
        v = std::abs(scaled) < masked_value ? scaled : unknown_value;
    }
    for (const MaskStep& mask : ladder.masks) mask_row(row, mask, scale.single, out);
}

void TileCount::mask_row(std::int64_t row, const MaskStep& mask, bool single, std::span<double> intensity) {
    const Scale scale = mask.scale;
    readers_[scale.source].row(row, scale.where_missing, mask_);
    for (std::size_t i = 0; i < intensity.size(); ++i) {
        const double m = scale(mask_[i]);
        double& v = intensity[i];
        if (v == masked_value) continue;
        if (std::isnan(m)) {
            v = unknown_value;
        } else if (mask.rule == MaskRule::excess) {
            const double excess = v - m;
            const double rounded = single ? static_cast<double>(static_cast<float>(excess)) : excess;
            v = rounded < 0 ? 0 : rounded;
        } else if (m >= mask.threshold) {
            v = masked_value;
        }
    }
}

void TileCount::count_row(const Tile& tile, std::int64_t row, std::span<FixedSum> sums) {
    people_row(tile, row);
    if (row_has_people_) {
        if (!hazards_loaded_)
            for (std::size_t i = 1; i < readers_.size(); ++i) readers_[i].load(tile.window);
        hazards_loaded_ = true;
        for (std::size_t h = 0; h < plan_.ladders.size(); ++h)
            intensity_row(row, plan_.ladders[h], intensity_[h]);
    }
    if (!row_has_people_ && !row_has_unknown_) return;
    for (std::size_t i = 0; i < tile.shapes.size(); ++i) {
        const auto mine = sums.subspan(i * plan_.slots, plan_.slots);
        const TileRow cells = row_within(plan_.coverage, tile.shapes[i], row, tile.window);
        for (const Run& run : cells.runs) {
            const auto from = std::max<std::int64_t>(run.first - tile.window.col, 0);
            const auto to = std::min<std::int64_t>(run.end - tile.window.col, tile.window.cols);
            if (from < to)
                count_run(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from), mine);
        }
        if (!cells.cols.empty()) count_cells(cells, tile.window.col, mine);
    }
}

void TileCount::count_run(std::size_t from, std::size_t n, std::span<FixedSum> sums) {
    if (row_has_unknown_) sums[1].add(std::span(unknown_).subspan(from, n));
    if (!row_has_people_) return;
    const auto people = std::span<const double>(people_).subspan(from, n);
    FixedSum all;
    all.add(people);
    if (all.is_zero()) return;
    sums[0].add(all);
    for (std::size_t h = 0; h < plan_.ladders.size(); ++h)
        count_bins(plan_.ladders[h], people, all, std::span(intensity_[h]).subspan(from, n), sums);
}

/// Border cells count by the covered share of their people.
void TileCount::count_cells(const TileRow& row, std::int64_t first_col, std::span<FixedSum> sums) {
    const std::size_t n = row.cols.size();
    cell_people_.resize(n);
    cell_other_.resize(n);
    const auto gather = [&](const std::vector<double>& from, std::vector<double>& to) {
        for (std::size_t i = 0; i < n; ++i) to[i] = from[row.cols[i] - first_col];
    };
    if (row_has_unknown_) {
        gather(unknown_, cell_other_);
        sums[1].add_products(cell_other_, row.fractions);
    }
    if (!row_has_people_) return;
    gather(people_, cell_people_);
    for (std::size_t i = 0; i < n; ++i) cell_people_[i] *= row.fractions[i];
    FixedSum all;
    all.add(std::span<const double>(cell_people_));
    if (all.is_zero()) return;
    sums[0].add(all);
    for (std::size_t h = 0; h < plan_.ladders.size(); ++h) {
        gather(intensity_[h], cell_other_);
        count_bins(plan_.ladders[h], cell_people_, all, cell_other_, sums);
    }
}

}  // namespace djoliba
