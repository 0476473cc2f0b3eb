// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <vector>

#include <djoliba/engine/coverage.hpp>

namespace djoliba::testing {

inline const Box everywhere{-1e9, -1e9, 1e9, 1e9};

inline AnalysisGrid grid_of(const Grid& grid) { return analysis_grid(std::vector<Grid>{grid}, everywhere); }

inline MultiPolygon box(double west, double south, double east, double north) {
    return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
}

/// The coverage of shapes that it owns.
class Covered final : public CoverageSource {
 public:
    Covered(std::vector<MultiPolygon> shapes, const AnalysisGrid& grid)
        : shapes_(std::move(shapes)), inner_(coverage_of(shapes_, grid)) {}
    const AnalysisGrid& grid() const override { return inner_->grid(); }
    std::span<const ShapeExtent> extents() const override { return inner_->extents(); }
    Coverage rows(Rows rows, const Job& job) const override { return inner_->rows(rows, job); }

 private:
    std::vector<MultiPolygon> shapes_;
    std::unique_ptr<CoverageSource> inner_;
};

/// Fractions of one shape, row by row from the north, 0 where it covers nothing.
inline std::vector<double> fractions_of(const Coverage& coverage, const AnalysisGrid& grid,
                                        std::size_t shape = 0) {
    const auto cols = grid.cols();
    std::vector<double> all(static_cast<std::size_t>(cols * grid.rows()), 0);
    const auto& s = coverage.shapes[shape];
    for (std::int64_t r = s.first_row; r < s.first_row + s.rows; ++r) {
        const auto row = coverage.row(shape, r);
        for (const Run& run : row.runs)
            for (auto c = run.first; c < run.end; ++c) all[r * cols + c] += 1;
        for (std::size_t i = 0; i < row.cols.size(); ++i) all[r * cols + row.cols[i]] += row.fractions[i];
    }
    return all;
}

inline std::vector<double> fractions(const MultiPolygon& shape, const AnalysisGrid& grid) {
    return fractions_of(cover(std::vector<MultiPolygon>{shape}, grid), grid);
}

/// A ring around a point, anticlockwise, that does not cross itself.
inline Ring random_ring(std::mt19937_64& random, Point centre, double radius, int corners) {
    std::uniform_real_distribution<double> share(0.3, 1);
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r = radius * share(random);
        ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    ring.push_back(ring.front());
    return ring;
}

/// A partition of the square with corners (0, 0) and (side, side) into 2 n^2 triangles with common corners.
inline std::vector<MultiPolygon> triangles(std::mt19937_64& random, double side, int n) {
    std::uniform_real_distribution<double> jitter(-0.3, 0.3);
    std::vector<Point> points;
    for (int j = 0; j <= n; ++j) {
        for (int i = 0; i <= n; ++i) {
            const double dx = i == 0 || i == n ? 0 : jitter(random);
            const double dy = j == 0 || j == n ? 0 : jitter(random);
            points.push_back({side * (i + dx) / n, side * (j + dy) / n});
        }
    }
    std::vector<MultiPolygon> shapes;
    for (int j = 0; j < n; ++j) {
        for (int i = 0; i < n; ++i) {
            const auto at = [&](int di, int dj) { return points[(j + dj) * (n + 1) + i + di]; };
            const Point a = at(0, 0), b = at(1, 0), c = at(1, 1), d = at(0, 1);
            shapes.push_back({{{a, b, c, a}}});
            shapes.push_back({{{a, d, c, a}}});  // the other way round
        }
    }
    return shapes;
}

}  // namespace djoliba::testing
