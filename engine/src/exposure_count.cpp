// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "exposure_count.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "exposure_bins.hpp"

namespace djoliba {
namespace {

/// The span of a run that lies in a window, counted from its west side; {0, 0} where it lies outside.
std::pair<std::size_t, std::size_t> within(const Run& run, const Window& window) {
    const auto from = std::max<std::int64_t>(run.first - window.col, 0);
    const auto to = std::min<std::int64_t>(run.end - window.col, window.cols);
    if (from >= to) return {0, 0};
    return {static_cast<std::size_t>(from), static_cast<std::size_t>(to)};
}

/// Exactly nobody: people too few for a unit of the sum may still give whole units times their intensity.
bool nobody(std::span<const double> people) {
    return std::none_of(people.begin(), people.end(), [](double p) { return p != 0; });
}

}  // namespace

TileCount::TileCount(const ExposurePlan& plan)
    : plan_(plan),
      joints_(plan.joints.size()),
      intensity_(plan.ladders.size()),
      everywhere_(plan.ladders.size()),
      keys_(plan.joints.size()) {
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
            const std::size_t at = slot - ladder->people(0), bin = at / 2;
            const bool above = curve.direction == Direction::at_or_above;
            const std::size_t place = above ? bin : ladder->bins() - 1 - bin;
            if (at % 2 == 0) return curve.people.add(s, place, sum);
            curve.people_intensity.add(s, place, above ? sum : -sum);
        });
        for (std::size_t j = 0; j < joints_.size(); ++j) {
            for (const auto& [key, people] : joints_[j][i]) to.joints[j].people[s][key].add(people);
            joints_[j][i].clear();
        }
    }
}

/// People of each cell of the line, 0 where not known; those cells' share of a cell of the people raster, 0
/// where known.
void TileCount::people_row() {
    people_.resize(static_cast<std::size_t>(line_.cols));
    readers_[0].row(line_.row, line_.col, plan_.people_where_missing, people_);
    const double factor = plan_.people_factor;
    const PeopleSigns signs = signs_of(people_, factor);
    if (signs.wrong) refuse_people(plan_.sources[0]->name(), people_, factor);
    row_has_people_ = signs.some;
    row_has_unknown_ = signs.unknown;
    const double share = plan_.maps[0].rows.share[line_.row];
    const double* shares = plan_.maps[0].cols.share.data() + line_.col;
    if (row_has_unknown_) {
        unknown_.resize(people_.size());
        for (std::size_t i = 0; i < people_.size(); ++i)
            unknown_[i] = people_[i] == people_[i] ? 0 : shares[i] * share;
    }
    if (row_has_people_) scale_people(people_, factor, shares, share);
}

void TileCount::intensity_row(std::size_t hazard) {
    const Ladder& ladder = plan_.ladders[hazard];
    const Scale scale = ladder.scale;
    const TileReader& reader = readers_[scale.source];
    const auto same = ladder.masks.empty()
                          ? reader.uniform(line_.row, line_.col, line_.cols, scale.where_missing)
                          : std::nullopt;
    everywhere_[hazard] = same == 0.0 || (same && std::isnan(*same)) ? same : std::nullopt;
    if (everywhere_[hazard]) return;
    auto& out = intensity_[hazard];
    out.resize(people_.size());
    reader.row(line_.row, line_.col, scale.where_missing, out);
    if (scale.factor != 1)
        for (double& v : out) {
            const double scaled = scale(v);
            v = std::abs(scaled) < masked_value ? scaled : unknown_value;
        }
    for (const MaskStep& mask : ladder.masks) mask_row(mask, scale.single, out);
}

void TileCount::mask_row(const MaskStep& mask, bool single, std::span<double> intensity) {
    const Scale scale = mask.scale;
    mask_.resize(intensity.size());
    readers_[scale.source].row(line_.row, line_.col, scale.where_missing, mask_);
    for (std::size_t i = 0; i < intensity.size(); ++i) {
        const double m = scale(mask_[i]);
        double& v = intensity[i];
        if (v == masked_value) continue;
        if (std::isnan(m)) {
            v = unknown_value;
        } else if (mask.rule == MaskRule::excess) {
            const double excess = v - m;
            const double rounded = single ? static_cast<double>(static_cast<float>(excess)) : excess;
            v = rounded < 0 ? 0 : rounded < masked_value ? rounded : unknown_value;
        } else if (m >= mask.threshold) {
            v = masked_value;
        }
    }
}

/// Intensities and combinations of the line, once somebody is found to live in it.
void TileCount::hazard_row(const Tile& tile) {
    if (hazard_row_ == line_.row) return;
    hazard_row_ = line_.row;
    if (!hazards_loaded_)
        for (std::size_t i = 1; i < readers_.size(); ++i) readers_[i].load(tile.window);
    hazards_loaded_ = true;
    for (std::size_t h = 0; h < plan_.ladders.size(); ++h) intensity_row(h);
    for (std::size_t j = 0; j < plan_.joints.size(); ++j) key_row(plan_.joints[j], keys_[j]);
}

void TileCount::key_row(const JointPlan& joint, std::vector<std::uint64_t>& keys) const {
    keys.assign(people_.size(), 0);
    for (std::size_t h = 0; h < joint.ladders.size(); ++h) {
        const Ladder& ladder = plan_.ladders[joint.ladders[h]];
        const auto& intensity = intensity_[joint.ladders[h]];
        const auto everywhere = everywhere_[joint.ladders[h]];
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const double v = everywhere ? *everywhere : intensity[i];
            if (std::isnan(v)) continue;  // digit 0
            keys[i] += joint.steps[h] * (1 + (v == masked_value ? 0 : ladder.edges.reached(v)));
        }
    }
}

void TileCount::count_row(const Coverage& band, const Tile& tile, std::int64_t row) {
    line_ = readers_[0].not_zero(row, plan_.people_where_missing);
    if (line_.cols == 0) return;
    people_row();
    if (!row_has_people_ && !row_has_unknown_) return;
    for (std::size_t i = 0; i < tile.shapes.size(); ++i) {
        const TileRow cells = row_within(band, tile.shapes[i], row, line_);
        for (const Run& run : cells.runs) count_run(tile, i, run);
        if (!cells.cols.empty()) count_cells(tile, i, cells);
    }
}

void TileCount::count_run(const Tile& tile, std::size_t place, const Run& run) {
    const auto [from, to] = within(run, line_);
    if (from == to) return;
    const auto part = [from = from, n = to - from](const auto& values) {
        return std::span(values).subspan(from, n);
    };
    SlotSums sums = sums_of(place);
    if (row_has_unknown_) sums[1].add(std::span<const double>(part(unknown_)));
    if (!row_has_people_) return;
    const std::span<const double> people = part(people_);
    if (nobody(people)) return;
    FixedSum all;
    all.add(people);
    sums[0].add(all);
    hazard_row(tile);
    for (std::size_t h = 0; h < plan_.ladders.size(); ++h) {
        const Ladder& ladder = plan_.ladders[h];
        if (const auto& same = everywhere_[h])
            sums[ladder.slot_of(*same)].add(all);
        else
            count_bins(ladder, people, all, part(intensity_[h]), sums);
    }
    for (std::size_t j = 0; j < joints_.size(); ++j)
        count_keys(people, all, part(keys_[j]), joints_[j][place]);
}

/// Border cells count by the covered share of their people.
void TileCount::count_cells(const Tile& tile, std::size_t place, const TileRow& cells) {
    const std::size_t n = cells.cols.size();
    cell_people_.resize(n);
    cell_other_.resize(n);
    cell_keys_.resize(n);
    const auto gather = [&](const auto& from, auto& to) {
        for (std::size_t i = 0; i < n; ++i) to[i] = from[cells.cols[i] - line_.col];
    };
    SlotSums sums = sums_of(place);
    if (row_has_unknown_) {
        gather(unknown_, cell_other_);
        sums[1].add_products(cell_other_, cells.fractions);
    }
    if (!row_has_people_) return;
    gather(people_, cell_people_);
    for (std::size_t i = 0; i < n; ++i) cell_people_[i] *= cells.fractions[i];
    if (nobody(cell_people_)) return;
    FixedSum all;
    all.add(std::span<const double>(cell_people_));
    sums[0].add(all);
    hazard_row(tile);
    for (std::size_t h = 0; h < plan_.ladders.size(); ++h) {
        const Ladder& ladder = plan_.ladders[h];
        if (const auto& same = everywhere_[h]) {
            sums[ladder.slot_of(*same)].add(all);
            continue;
        }
        gather(intensity_[h], cell_other_);
        count_bins(ladder, cell_people_, all, cell_other_, sums);
    }
    for (std::size_t j = 0; j < joints_.size(); ++j) {
        gather(keys_[j], cell_keys_);
        count_keys(cell_people_, all, cell_keys_, joints_[j][place]);
    }
}

}  // namespace djoliba
