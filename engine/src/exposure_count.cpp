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

struct PeopleSigns {
    bool wrong = false;    ///< some are negative or too many
    bool some = false;     ///< somebody lives there
    bool unknown = false;  ///< some are not known
};

PeopleSigns signs_of(std::span<const double> stored, double factor) {
    const double* v = stored.data();
    const std::size_t n = stored.size();
    // The smallest and the largest number tell as much as all of them; of two numbers one of which is NaN,
    // the comparison picks the second.
    Pair least = {0, 0}, most = {0, 0};
    PairBits unknown = {0, 0};
    std::size_t i = 0;
    for (; i + 2 <= n; i += 2) {
        const Pair p = load(v + i);
        unknown |= p != p;
        least = p < least ? p : least;
        most = p > most ? p : most;
    }
    if (i < n) {
        const Pair p = {v[i], 0};
        unknown |= p != p;
        least = p < least ? p : least;
        most = p > most ? p : most;
    }
    const double low = std::min(least[0], least[1]), high = std::max(most[0], most[1]);
    return {low < 0 || high * factor > most_people, high > 0, any(unknown)};
}

/// People of each cell, 0 where not known.
void scale_people(std::span<double> people, double factor, const double* shares, double share) {
    std::size_t i = 0;
    for (; i + 2 <= people.size(); i += 2) {
        const Pair p = load(&people[i]) * factor;
        store(where(p == p, p * (load(shares + i) * share)), &people[i]);
    }
    if (i < people.size()) {
        const double p = people[i] * factor;
        people[i] = p == p ? p * (shares[i] * share) : 0;
    }
}

/// Adds people from place `from` on whose intensity is of the same bin; returns the first place that is not.
std::size_t count_wet(const Ladder& ladder, std::span<const double> people, std::span<const double> intensity,
                      std::size_t from, SlotSums& sums) {
    const auto& edges = ladder.edges.edges();
    const std::size_t bin = ladder.edges.reached(intensity[from]);
    const double low = bin == 0 ? -masked_value : edges[bin - 1];
    const double high = bin == edges.size() ? masked_value : edges[bin];
    const auto inside = [=](auto v) { return (v >= low) & (v < high) & (v != 0.0); };
    FixedSum& sum = sums[ladder.people(bin)];
    FixedSum& moment = sums[ladder.intensity(bin)];
    constexpr std::size_t few = 4;  // too few for vector instructions to pay
    std::size_t to = from;
    for (; to < people.size() && to - from < few && inside(intensity[to]); ++to) {
        sum.add(people[to]);
        moment.add(people[to] * intensity[to]);
    }
    if (to - from < few) return to;
    from = to;
    to = end_of(intensity, from, inside);
    sum.add(people.subspan(from, to - from));
    moment.add_products(people.subspan(from, to - from), intensity.subspan(from, to - from));
    return to;
}

/// Adds people to the bins of their intensities. Neighbours mostly share a bin, so that bins are looked up
/// once for a stretch of them, and stretches are summed by vector instructions. `all` is the sum of people.
void count_bins(const Ladder& ladder, std::span<const double> people, const FixedSum& all,
                std::span<const double> intensity, SlotSums& sums) {
    const std::size_t n = people.size();
    const auto add = [&](std::size_t slot, std::size_t from, std::size_t to) {
        if (to - from == n) {
            sums[slot].add(all);
        } else {
            sums[slot].add(people.subspan(from, to - from));
        }
    };
    for (std::size_t from = 0, to = 0; from < n; from = to) {
        const double first = intensity[from];
        if (first == 0) {  // dry ground adds nothing to people x intensity
            to = end_of(intensity, from, [](auto v) { return v == 0.0; });
            add(ladder.people(ladder.edges.reached(0)), from, to);
        } else if (std::isnan(first)) {
            to = end_of(intensity, from, [](auto v) { return v != v; });
            add(ladder.unknown(), from, to);
        } else if (first == masked_value) {
            to = end_of(intensity, from, [](auto v) { return v == masked_value; });
            add(ladder.masked(), from, to);
        } else {
            to = count_wet(ladder, people, intensity, from, sums);
        }
    }
}

/// Adds people to the combinations of their cells. `all` is the sum of people.
void count_keys(std::span<const double> people, const FixedSum& all, std::span<const std::uint64_t> keys,
                std::map<std::uint64_t, FixedSum>& counts) {
    for (std::size_t from = 0, to = 0; from < keys.size(); from = to) {
        to = from + 1;
        while (to < keys.size() && keys[to] == keys[from]) ++to;
        FixedSum sum = all;
        if (to - from < keys.size()) {
            sum = {};
            sum.add(people.subspan(from, to - from));
        }
        if (!sum.is_zero()) counts[keys[from]].add(sum);
    }
}

/// The span of a run that lies in a tile, counted from its west side; {0, 0} where it lies outside.
std::pair<std::size_t, std::size_t> within(const Run& run, const Window& tile) {
    const auto from = std::max<std::int64_t>(run.first - tile.col, 0);
    const auto to = std::min<std::int64_t>(run.end - tile.col, tile.cols);
    if (from >= to) return {0, 0};
    return {static_cast<std::size_t>(from), static_cast<std::size_t>(to)};
}

}  // namespace

TileCount::TileCount(const ExposurePlan& plan)
    : plan_(plan), joints_(plan.joints.size()), intensity_(plan.ladders.size()), keys_(plan.joints.size()) {
    for (std::size_t i = 0; i < plan.sources.size(); ++i)
        readers_.emplace_back(*plan.sources[i], plan.maps[i]);
}

SlotSums TileCount::sums_of(std::size_t place) {
    const std::size_t words = (plan_.slots + 63) / 64;
    return {std::span(sums_).subspan(place * plan_.slots, plan_.slots),
            std::span(touched_).subspan(place * words, words)};
}

void TileCount::count(const Coverage& band, const Tile& tile) {
    sums_.resize(std::max(sums_.size(), tile.shapes.size() * plan_.slots));
    touched_.resize(std::max(touched_.size(), tile.shapes.size() * ((plan_.slots + 63) / 64)));
    for (auto& joint : joints_) joint.resize(std::max(joint.size(), tile.shapes.size()));
    const auto width = static_cast<std::size_t>(tile.window.cols);
    people_.resize(width);
    unknown_.resize(width);
    mask_.resize(width);
    for (auto& row : intensity_) row.resize(width);
    for (auto& row : keys_) row.resize(width);
    readers_[0].load(tile.window);
    hazards_loaded_ = false;
    hazard_row_ = -1;
    for (std::int64_t row = tile.window.row; row < tile.window.row + tile.window.rows; ++row) {
        const bool covered = std::any_of(tile.shapes.begin(), tile.shapes.end(), [&](std::size_t s) {
            const auto& shape = band.shapes[s];
            return row >= shape.first_row && row < shape.first_row + shape.rows;
        });
        if (covered) count_row(band, tile, row);
    }
}

void TileCount::hand_over(const Tile& tile, ExposureSums& to) {
    for (std::size_t i = 0; i < tile.shapes.size(); ++i) {
        const std::size_t s = tile.shapes[i];
        auto ladder = plan_.ladders.begin();
        sums_of(i).take([&](std::size_t slot, const FixedSum& sum) {
            if (slot == 0) return to.people_total[s].add(sum);
            if (slot == 1) return to.cells_people_unknown[s].add(sum);
            while (slot >= ladder->end()) ++ladder;  // slots come in ascending order
            CurveSums& curve = to.hazards[static_cast<std::size_t>(ladder - plan_.ladders.begin())];
            if (slot == ladder->unknown()) return curve.people_unknown[s].add(sum);
            if (slot == ladder->masked()) return curve.people_masked[s].add(sum);
            const std::size_t n = ladder->bins(), at = slot - ladder->people(0), bin = at % n;
            const bool above = curve.direction == Direction::at_or_above;
            const std::size_t place = s * n + (above ? bin : n - 1 - bin);
            if (at < n) return curve.people[place].add(sum);
            curve.people_intensity[place].add(above ? sum : -sum);
        });
        for (std::size_t j = 0; j < joints_.size(); ++j) {
            for (const auto& [key, people] : joints_[j][i]) to.joints[j].people[s][key].add(people);
            joints_[j][i].clear();
        }
    }
}

/// People of each cell, 0 where not known; those cells' share of a cell of the people raster, 0 where known.
void TileCount::people_row(const Tile& tile, std::int64_t row) {
    row_has_people_ = row_has_unknown_ = false;
    if (readers_[0].is_zero(row)) return;
    readers_[0].row(row, plan_.people_where_missing, people_);
    const double factor = plan_.people_factor;
    const PeopleSigns signs = signs_of(people_, factor);
    if (signs.wrong) refuse_people(row);
    row_has_people_ = signs.some;
    row_has_unknown_ = signs.unknown;
    const double share = plan_.maps[0].rows.share[row];
    const double* shares = plan_.maps[0].cols.share.data() + tile.window.col;
    if (row_has_unknown_)
        for (std::size_t i = 0; i < people_.size(); ++i)
            unknown_[i] = people_[i] == people_[i] ? 0 : shares[i] * share;
    if (row_has_people_) scale_people(people_, factor, shares, share);
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
    if (scale.factor != 1)
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

/// Intensities and combinations of a row, once somebody is found to live in it.
void TileCount::hazard_row(const Tile& tile, std::int64_t row) {
    if (hazard_row_ == row) return;
    hazard_row_ = row;
    if (!hazards_loaded_)
        for (std::size_t i = 1; i < readers_.size(); ++i) readers_[i].load(tile.window);
    hazards_loaded_ = true;
    for (std::size_t h = 0; h < plan_.ladders.size(); ++h)
        intensity_row(row, plan_.ladders[h], intensity_[h]);
    for (std::size_t j = 0; j < plan_.joints.size(); ++j) key_row(plan_.joints[j], keys_[j]);
}

void TileCount::key_row(const JointPlan& joint, std::span<std::uint64_t> keys) const {
    std::fill(keys.begin(), keys.end(), 0);
    for (std::size_t h = 0; h < joint.ladders.size(); ++h) {
        const Ladder& ladder = plan_.ladders[joint.ladders[h]];
        const auto& intensity = intensity_[joint.ladders[h]];
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const double v = intensity[i];
            if (std::isnan(v)) continue;  // digit 0
            keys[i] += joint.steps[h] * (1 + (v == masked_value ? 0 : ladder.edges.reached(v)));
        }
    }
}

void TileCount::count_row(const Coverage& band, const Tile& tile, std::int64_t row) {
    people_row(tile, row);
    if (!row_has_people_ && !row_has_unknown_) return;
    for (std::size_t i = 0; i < tile.shapes.size(); ++i) {
        const TileRow cells = row_within(band, tile.shapes[i], row, tile.window);
        for (const Run& run : cells.runs) count_run(tile, row, i, run);
        if (!cells.cols.empty()) count_cells(tile, row, i, cells);
    }
}

void TileCount::count_run(const Tile& tile, std::int64_t row, std::size_t place, const Run& run) {
    const auto [from, to] = within(run, tile.window);
    if (from == to) return;
    const auto part = [from = from, n = to - from](const auto& values) {
        return std::span(values).subspan(from, n);
    };
    SlotSums sums = sums_of(place);
    if (row_has_unknown_) sums[1].add(std::span<const double>(part(unknown_)));
    if (!row_has_people_) return;
    const std::span<const double> people = part(people_);
    FixedSum all;
    all.add(people);
    if (all.is_zero()) return;
    sums[0].add(all);
    hazard_row(tile, row);
    for (std::size_t h = 0; h < plan_.ladders.size(); ++h)
        count_bins(plan_.ladders[h], people, all, part(intensity_[h]), sums);
    for (std::size_t j = 0; j < joints_.size(); ++j)
        count_keys(people, all, part(keys_[j]), joints_[j][place]);
}

/// Border cells count by the covered share of their people.
void TileCount::count_cells(const Tile& tile, std::int64_t row, std::size_t place, const TileRow& cells) {
    const std::size_t n = cells.cols.size();
    cell_people_.resize(n);
    cell_other_.resize(n);
    cell_keys_.resize(n);
    const auto gather = [&](const auto& from, auto& to) {
        for (std::size_t i = 0; i < n; ++i) to[i] = from[cells.cols[i] - tile.window.col];
    };
    SlotSums sums = sums_of(place);
    if (row_has_unknown_) {
        gather(unknown_, cell_other_);
        sums[1].add_products(cell_other_, cells.fractions);
    }
    if (!row_has_people_) return;
    gather(people_, cell_people_);
    for (std::size_t i = 0; i < n; ++i) cell_people_[i] *= cells.fractions[i];
    FixedSum all;
    all.add(std::span<const double>(cell_people_));
    if (all.is_zero()) return;
    sums[0].add(all);
    hazard_row(tile, row);
    for (std::size_t h = 0; h < plan_.ladders.size(); ++h) {
        gather(intensity_[h], cell_other_);
        count_bins(plan_.ladders[h], cell_people_, all, cell_other_, sums);
    }
    for (std::size_t j = 0; j < joints_.size(); ++j) {
        gather(keys_[j], cell_keys_);
        count_keys(cell_people_, all, cell_keys_, joints_[j][place]);
    }
}

}  // namespace djoliba
