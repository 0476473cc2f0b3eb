// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "centre_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace djoliba::detail {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double on_edge = 1e-9;  // of a cell: centres that rounding has moved off an edge
constexpr std::int64_t most_cells_at_once = 1 << 20;

}  // namespace

CentreReader::CentreReader(const RasterSource& source, const Grid& grid, Sampling sampling)
    : source_(source), grid_(grid), sampling_(sampling), reader_(source.open()) {}

CentreReader::Axis CentreReader::axis(std::int64_t first, std::int64_t count, double start, double step,
                                      double source_start, double source_step,
                                      std::int64_t source_cells) const {
    Axis a;
    a.first = source_cells;
    for (std::int64_t i = first; i < first + count; ++i) {
        const double place =
            (start - source_start + (static_cast<double>(i) + 0.5) * step) / source_step + on_edge;
        const bool inside = place >= 0 && place < static_cast<double>(source_cells);
        const auto cell = inside ? static_cast<std::int64_t>(place) : -1;
        const auto before = static_cast<std::int64_t>(std::floor(inside ? place - 0.5 : -1));
        const bool between = sampling_ == Sampling::bilinear && inside;
        a.holds.push_back(cell);
        a.before.push_back(between ? std::max<std::int64_t>(before, 0) : cell);
        a.after.push_back(between ? std::min(before + 1, source_cells - 1) : cell);
        a.weight.push_back(between ? place - on_edge - 0.5 - static_cast<double>(before) : 0);
        if (!inside) continue;
        a.first = std::min(a.first, a.before.back());
        a.end = std::max(a.end, a.after.back() + 1);
    }
    return a;
}

CentreReader::Axis CentreReader::columns(const Window& w) const {
    const Grid& s = source_.grid();
    return axis(w.col, w.cols, grid_.west, grid_.dx, s.west, s.dx, s.cols);
}

CentreReader::Axis CentreReader::rows(const Window& w) const {
    const Grid& s = source_.grid();
    return axis(w.row, w.rows, -grid_.north, grid_.dy, -s.north, s.dy, s.rows);
}

/// A source much finer than the grid is read in bands of rows, so that its cells fit.
void CentreReader::read(const Window& window, std::span<double> out) {
    const Axis cols = columns(window);
    const auto width = std::max<std::int64_t>(1, cols.end - cols.first);
    const auto rows_per_row =
        static_cast<std::int64_t>(std::max(1.0, std::ceil(grid_.dy / source_.grid().dy)));
    const std::int64_t fitting = std::max<std::int64_t>(1, most_cells_at_once / width / rows_per_row);
    const std::int64_t step = std::min(fitting, window.rows);
    for (std::int64_t r = 0; r < window.rows; r += step) {
        const Window band{window.col, window.row + r, window.cols, std::min(step, window.rows - r)};
        read_band(
            band, cols,
            out.subspan(static_cast<std::size_t>(r * window.cols), static_cast<std::size_t>(band.size())));
    }
}

void CentreReader::read_band(const Window& band, const Axis& cols, std::span<double> out) {
    std::fill(out.begin(), out.end(), nan);
    const Axis down = rows(band);
    under_ = {cols.first, down.first, cols.end - cols.first, down.end - down.first};
    if (under_.cols <= 0 || under_.rows <= 0 || !source_.has_data(under_)) return;
    values_.resize(static_cast<std::size_t>(under_.size()));
    reader_->read(under_, std::span<double>(values_));
    for (std::int64_t r = 0; r < band.rows; ++r) {
        if (down.holds[static_cast<std::size_t>(r)] < 0) continue;
        for (std::int64_t c = 0; c < band.cols; ++c)
            if (cols.holds[static_cast<std::size_t>(c)] >= 0)
                out[static_cast<std::size_t>(r * band.cols + c)] = value(cols, c, down, r);
    }
}

double CentreReader::value(const Axis& cols, std::int64_t c, const Axis& down, std::int64_t r) const {
    const auto i = static_cast<std::size_t>(c), j = static_cast<std::size_t>(r);
    const double nearest = at(cols.holds[i], down.holds[j]);
    if (sampling_ == Sampling::nearest) return nearest;
    const double u = cols.weight[i], v = down.weight[j];
    const double top = (1 - u) * at(cols.before[i], down.before[j]) + u * at(cols.after[i], down.before[j]);
    const double low = (1 - u) * at(cols.before[i], down.after[j]) + u * at(cols.after[i], down.after[j]);
    const double between = (1 - v) * top + v * low;
    return std::isnan(between) ? nearest : between;
}

double CentreReader::at(std::int64_t col, std::int64_t row) const {
    return values_[static_cast<std::size_t>((row - under_.row) * under_.cols + col - under_.col)];
}

}  // namespace djoliba::detail
