// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "centre_reader.hpp"
#include "cost_plan.hpp"

namespace djoliba::detail {

inline constexpr std::int32_t class_not_in_table = -1;
inline constexpr std::int32_t class_missing = -2;

/// A cell of a cost surface while it is made.
struct CostCell {
    double friction;  ///< minutes per metre; NaN where nobody goes or nothing is known
    double cover;     ///< land cover as read, NaN without
    float steepness;  ///< slope_factor(), NaN where the slope is not known; 1 without slopes
    std::int32_t land_class;
    CellKind kind;
    bool barrier;  ///< whether or not it was opened
    bool walked;   ///< as land or road
};

/// Computes windows of a cost surface in the order that CostSurface tells. For one thread.
class CostCells {
 public:
    explicit CostCells(const CostPlan& plan);

    /// Valid until the next call.
    std::span<const CostCell> compute(const Window& window);
    /// Elevation of the cells of the last window that are walked and not opened barriers; NaN elsewhere, and
    /// everywhere where the spec has none.
    void elevation(std::span<double> out);

 private:
    void put_land(CostCell& cell, double cover);
    std::int32_t class_of(double cover) const;
    void take_slopes();
    void put_slope(CostCell& cell) const;
    void put_water();
    void put_barriers();
    void put_roads();
    void put_road(CostCell& cell, std::int32_t road) const;
    void open_cells();
    CostCell& at(std::int64_t row, std::int64_t col);
    std::int64_t cell_of(std::int64_t row, std::int64_t col) const {
        return row * plan_.spec.grid.cols + col;
    }

    const CostPlan& plan_;
    CentreReader land_;
    std::optional<CentreReader> slope_ = {}, elevation_ = {};
    std::vector<CentreReader> water_ = {};
    Window window_ = {};
    std::vector<double> values_ = {};
    std::vector<CostCell> cells_ = {};
};

}  // namespace djoliba::detail
