// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include <djoliba/engine/analysis_grid.hpp>
#include <djoliba/engine/coverage.hpp>
#include <djoliba/engine/error.hpp>
#include <djoliba/engine/fixed_sum.hpp>
#include <djoliba/engine/people_cells.hpp>

#include "parallel.hpp"

namespace djoliba {
namespace {

void check_numbers(std::span<const double> number, std::size_t shapes) {
    if (number.size() != shapes)
        throw Error(Problem{{},
                            "displaced",
                            fmt::format("{} numbers for {} shapes", number.size(), shapes),
                            "give one number for each shape"});
    for (const double n : number)
        if (n < 0 || std::isinf(n))
            throw Error(Problem{{}, "displaced", fmt::format("{} is not a number of people", n), {}});
}

/// Residents of one shape: position in the cells, and how many of the cell's live in the shape.
struct ShapeResidents {
    std::vector<std::size_t> at = {};
    std::vector<double> people = {};
};

class ResidentsByShape {
 public:
    ResidentsByShape(const Coverage& coverage, const PeopleCells& residents)
        : coverage_(coverage), residents_(residents) {}

    ShapeResidents of(std::size_t shape) const {
        ShapeResidents found;
        const CoveredShape& s = coverage_.shapes[shape];
        for (std::int64_t row = s.first_row; row < s.first_row + s.rows; ++row) {
            const CoveredRow covered = coverage_.row(shape, row);
            for (const Run& run : covered.runs) add(row, run.first, run.end, 1, found);
            for (std::size_t i = 0; i < covered.cols.size(); ++i)
                add(row, covered.cols[i], covered.cols[i] + 1, covered.fractions[i], found);
        }
        return found;
    }

 private:
    void add(std::int64_t row, std::int64_t first, std::int64_t end, double share, ShapeResidents& to) const {
        const std::int64_t west = row * residents_.grid.cols;
        const auto& cells = residents_.cell;
        for (auto i = std::ranges::lower_bound(cells, west + first); i != cells.end() && *i < west + end;
             ++i) {
            to.at.push_back(static_cast<std::size_t>(i - cells.begin()));
            to.people.push_back(residents_.people[to.at.back()] * share);
        }
    }

    const Coverage& coverage_;
    const PeopleCells& residents_;
};

PeopleCells without_empty(const PeopleCells& like, std::span<const double> people) {
    PeopleCells cells{like.grid, like.crs};
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (!(people[i] > 0)) continue;
        cells.cell.push_back(like.cell[i]);
        cells.people.push_back(people[i]);
    }
    return cells;
}

class CellsReader : public BlockReader {
 public:
    CellsReader(std::int64_t cols, const std::vector<std::int64_t>& cells, const std::vector<double>& values)
        : cols_(cols), cells_(cells), values_(values) {}
    void read(const Window& window, std::span<float> out) override { fill(window, out); }
    void read(const Window& window, std::span<double> out) override { fill(window, out); }

 private:
    template <class T>
    void fill(const Window& w, std::span<T> out) {
        std::ranges::fill(out, std::numeric_limits<T>::quiet_NaN());
        for (std::int64_t row = 0; row < w.rows; ++row) {
            const std::int64_t west = (w.row + row) * cols_ + w.col;
            for (auto i = std::ranges::lower_bound(cells_, west); i != cells_.end() && *i < west + w.cols;
                 ++i)
                out[static_cast<std::size_t>(row * w.cols + *i - west)] =
                    static_cast<T>(values_[static_cast<std::size_t>(i - cells_.begin())]);
        }
    }

    std::int64_t cols_;
    const std::vector<std::int64_t>& cells_;
    const std::vector<double>& values_;
};

class CellsSource : public RasterSource {
 public:
    CellsSource(const PeopleCells& like, std::vector<double> values, std::string name)
        : grid_(like.grid),
          crs_(like.crs),
          name_(std::move(name)),
          cells_(like.cell),
          values_(std::move(values)) {}
    const Grid& grid() const override { return grid_; }
    const std::string& crs() const override { return crs_; }
    const std::string& name() const override { return name_; }
    Window block() const override { return {0, 0, 256, 256}; }
    bool has_data(const Window& w) const override {
        const auto from = std::ranges::lower_bound(cells_, w.row * grid_.cols + w.col);
        return from != cells_.end() && *from < (w.row + w.rows - 1) * grid_.cols + w.col + w.cols;
    }
    bool fits_float() const override { return false; }
    std::unique_ptr<BlockReader> open() const override {
        return std::make_unique<CellsReader>(grid_.cols, cells_, values_);
    }

 private:
    Grid grid_;
    std::string crs_;
    std::string name_;
    std::vector<std::int64_t> cells_;
    std::vector<double> values_;
};

}  // namespace

SpreadPeople spread_people(std::span<const double> number, std::span<const MultiPolygon> shapes,
                           const PeopleCells& residents, const Job& job) {
    check_numbers(number, shapes.size());
    const std::array grids{residents.grid};
    const Coverage coverage = cover(shapes, analysis_grid(grids, residents.grid.box()), part_of(job, 0, 0.5));
    const ResidentsByShape by_shape(coverage, residents);
    std::vector<ShapeResidents> found(shapes.size());
    for_each(part_of(job, 0.5, 1), shapes.size(), [&](std::size_t s) {
        if (number[s] > 0) found[s] = by_shape.of(s);
    });
    SpreadPeople out;
    FixedSum not_placed;
    std::vector<double> people(residents.size(), 0.0);
    for (std::size_t s = 0; s < shapes.size(); ++s) {
        if (std::isnan(number[s])) ++out.not_known;
        if (!(number[s] > 0)) continue;
        FixedSum all;
        all.add(found[s].people);
        const double whole = all.value();
        for (std::size_t i = 0; i < found[s].at.size() && whole > 0; ++i)
            people[found[s].at[i]] += number[s] * (found[s].people[i] / whole);
        if (whole > 0) continue;
        out.not_placed.push_back(static_cast<int>(s));
        not_placed.add(number[s]);
    }
    out.cells = without_empty(residents, people);
    out.people_not_placed = not_placed.value();
    return out;
}

PeopleCells added_up(const PeopleCells& a, const PeopleCells& b) {
    if (!same_grid(a.grid, b.grid) || a.crs != b.crs)
        throw Error(Problem{{}, "people", "cells of different grids cannot be added", {}});
    PeopleCells sum{a.grid, a.crs};
    sum.people_outside = a.people_outside + b.people_outside;
    sum.cells_unknown = a.cells_unknown + b.cells_unknown;
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        const bool from_a = j == b.size() || (i < a.size() && a.cell[i] <= b.cell[j]);
        const bool from_b = i == a.size() || (j < b.size() && b.cell[j] <= a.cell[i]);
        sum.cell.push_back(from_a ? a.cell[i] : b.cell[j]);
        sum.people.push_back((from_a ? a.people[i] : 0) + (from_b ? b.people[j] : 0));
        i += from_a ? 1 : 0;
        j += from_b ? 1 : 0;
    }
    return sum;
}

std::unique_ptr<RasterSource> cells_raster(const PeopleCells& cells, std::vector<double> values,
                                           std::string name) {
    if (values.size() != cells.size())
        throw Error(
            Problem{name, {}, fmt::format("{} values for {} cells", values.size(), cells.size()), {}});
    return std::make_unique<CellsSource>(cells, std::move(values), std::move(name));
}

}  // namespace djoliba
