// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/cost_surface.hpp>

#include <algorithm>
#include <cmath>
#include <mutex>

#include "cost_cells.hpp"
#include "parallel.hpp"

namespace djoliba {
namespace {

using detail::CostCell;
using detail::CostCells;
using detail::CostPlan;

constexpr std::int64_t block_side = 512;

enum class Part : std::uint8_t { friction, elevation, kinds };

class PartReader final : public BlockReader {
 public:
    PartReader(std::shared_ptr<const CostPlan> plan, Part part)
        : plan_(std::move(plan)), part_(part), cells_(*plan_) {}
    void read(const Window& window, std::span<float> out) override {
        values_.resize(out.size());
        read(window, std::span<double>(values_));
        std::transform(values_.begin(), values_.end(), out.begin(),
                       [](double v) { return static_cast<float>(v); });
    }
    void read(const Window& window, std::span<double> out) override {
        const auto cells = cells_.compute(window);
        if (part_ == Part::elevation) return cells_.elevation(out);
        std::transform(cells.begin(), cells.end(), out.begin(), [this](const CostCell& c) {
            return part_ == Part::kinds ? static_cast<double>(c.kind) : c.friction;
        });
    }

 private:
    std::shared_ptr<const CostPlan> plan_;
    Part part_;
    CostCells cells_;
    std::vector<double> values_ = {};
};

class PartSource final : public RasterSource {
 public:
    PartSource(std::shared_ptr<const CostPlan> plan, Part part, std::string name)
        : plan_(std::move(plan)), part_(part), name_(std::move(name)) {}
    const Grid& grid() const override { return plan_->spec.grid; }
    const std::string& crs() const override { return plan_->spec.crs; }
    const std::string& name() const override { return name_; }
    Window block() const override {
        return {0, 0, std::min(block_side, grid().cols), std::min(block_side, grid().rows)};
    }
    bool fits_float() const override { return part_ == Part::kinds; }
    std::unique_ptr<BlockReader> open() const override { return std::make_unique<PartReader>(plan_, part_); }

 private:
    std::shared_ptr<const CostPlan> plan_;
    Part part_;
    std::string name_;
};

void count_cell(const CostCell& cell, CostCounts& counts) {
    ++counts.cells;
    ++counts.kinds[cell.kind];
    if (cell.land_class >= 0)
        ++counts.classes[static_cast<std::size_t>(cell.land_class)];
    else if (cell.land_class == detail::class_missing)
        ++counts.no_land_cover;
    else
        ++counts.not_in_table[static_cast<std::int64_t>(cell.cover)];
}

CostCounts count_window(const CostPlan& plan, const Window& window) {
    CostCounts counts;
    counts.classes.resize(plan.spec.classes.size());
    CostCells reader(plan);
    const auto cells = reader.compute(window);
    for (const CostCell& cell : cells) count_cell(cell, counts);
    std::vector<double> metres;
    if (plan.spec.elevation_m) {
        metres.resize(cells.size());
        reader.elevation(metres);
    }
    for (std::size_t i = 0; i < cells.size(); ++i)
        counts.no_slope +=
            cells[i].walked && (std::isnan(cells[i].steepness) || (!metres.empty() && std::isnan(metres[i])));
    return counts;
}

void add(const CostCounts& from, CostCounts& to) {
    to.cells += from.cells;
    for (const auto& [kind, cells] : from.kinds) to.kinds[kind] += cells;
    for (std::size_t i = 0; i < from.classes.size(); ++i) to.classes[i] += from.classes[i];
    for (const auto& [value, cells] : from.not_in_table) to.not_in_table[value] += cells;
    to.no_land_cover += from.no_land_cover;
    to.no_slope += from.no_slope;
}

}  // namespace

CostSurface::CostSurface(CostSpec spec) {
    detail::check_cost_spec(spec);
    auto plan = std::make_shared<CostPlan>(CostPlan{std::move(spec)});
    for (std::size_t i = 0; i < plan->spec.classes.size(); ++i)
        plan->class_of_value.emplace_back(plan->spec.classes[i].value, static_cast<std::int32_t>(i));
    std::sort(plan->class_of_value.begin(), plan->class_of_value.end());
    detail::burn_barriers(*plan);
    detail::burn_roads(*plan);
    detail::open_crossings(*plan);
    plan_ = std::move(plan);
}

const CostSpec& CostSurface::spec() const { return plan_->spec; }

const BurntLines& CostSurface::burnt() const { return plan_->burnt; }

std::unique_ptr<RasterSource> CostSurface::friction() const {
    return std::make_unique<PartSource>(plan_, Part::friction, "friction");
}

std::unique_ptr<RasterSource> CostSurface::elevation() const {
    if (!plan_->spec.elevation_m) return nullptr;
    return std::make_unique<PartSource>(plan_, Part::elevation, plan_->spec.elevation_m->name());
}

std::unique_ptr<RasterSource> CostSurface::kinds() const {
    return std::make_unique<PartSource>(plan_, Part::kinds, "kind of ground");
}

CostCounts CostSurface::count(const Job& job) const {
    const Grid& g = plan_->spec.grid;
    CostCounts counts;
    counts.classes.resize(plan_->spec.classes.size());
    const std::int64_t across = (g.cols + block_side - 1) / block_side;
    const std::int64_t down = (g.rows + block_side - 1) / block_side;
    std::mutex mutex;
    for_each(job, static_cast<std::size_t>(across * down), [&](std::size_t i) {
        const auto tile = static_cast<std::int64_t>(i);
        const std::int64_t col = tile % across * block_side, row = tile / across * block_side;
        const CostCounts part = count_window(
            *plan_, {col, row, std::min(block_side, g.cols - col), std::min(block_side, g.rows - row)});
        const std::scoped_lock lock(mutex);
        add(part, counts);
    });
    return counts;
}

}  // namespace djoliba
