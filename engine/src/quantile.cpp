// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <limits>
#include <mutex>
#include <numeric>

#include "parallel.hpp"
#include "zonal_pass.hpp"

namespace djoliba {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t most_values = 1 << 21;  // held at a time, and as many again until they are sorted

/// Takes values in ascending order and finds quantiles of the whole list, whose length and weight are known.
class QuantileWalk {
 public:
    QuantileWalk(std::span<const double> levels, std::size_t values, double weight)
        : span_(static_cast<double>(values) - 1), found_(levels.size(), none) {
        for (const double level : levels) places_.push_back(level * span_ * weight);
    }
    void next(double value, double weight) {
        const double here = static_cast<double>(passed_) * weight + span_ * before_;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (passed_ > 0 && last_place_ > places_[i]) continue;  // found before
            found_[i] = here > places_[i] && passed_ > 0
                            ? last_ + (places_[i] - last_place_) * (value - last_) / (here - last_place_)
                            : value;
        }
        ++passed_;
        before_ += weight;
        last_ = value;
        last_place_ = here;
    }
    const std::vector<double>& found() const { return found_; }

 private:
    double span_;
    std::vector<double> places_ = {};
    std::vector<double> found_;
    std::size_t passed_ = 0;
    double before_ = 0, last_ = 0, last_place_ = 0;
};

struct SummedValue {
    double value = 0;
    FixedSum weight = {};
};

/// The values of a shape in (low, high], each once, in ascending order.
struct ValueRange {
    double low = -infinity;
    double high = infinity;
    std::vector<SummedValue> values = {};

    /// Sorts and adds up equal values. Where more than `most` are left, the smallest are kept and `high` is
    /// lowered: the others are for another pass.
    void settle(std::size_t most) {
        std::sort(values.begin(), values.end(),
                  [](const auto& a, const auto& b) { return a.value < b.value; });
        std::size_t kept = 0;
        for (const SummedValue& v : values) {
            if (kept > 0 && values[kept - 1].value == v.value) {
                values[kept - 1].weight.add(v.weight);
            } else {
                values[kept++] = v;
            }
        }
        values.resize(std::min(kept, most));
        if (kept > most) high = values.back().value;
    }
    void add(std::span<const SummedValue> more) {
        for (const SummedValue& v : more)
            if (v.value > low && v.value <= high) values.push_back(v);
        if (values.size() >= 2 * most_values) settle(most_values);
    }
};

/// Collects the cells of one shape in one tile after another. For one thread.
class TileValues {
 public:
    explicit TileValues(const ZonalPlan& plan) : plan_(plan), reader_(plan.raster, plan.map) {}

    void load(const Window& window) { reader_.load(window); }

    std::span<const SummedValue> of(const Coverage& band, std::size_t shape, const Window& window) {
        found_.clear();
        row_.resize(static_cast<std::size_t>(window.cols));
        const auto& s = band.shapes[shape];
        const auto end = std::min<std::int64_t>(s.first_row + s.rows, window.row + window.rows);
        for (auto row = std::max<std::int64_t>(s.first_row, window.row); row < end; ++row) {
            reader_.row(row, window.col, none, row_);
            const TileRow cells = row_within(band, shape, row, window);
            for (const Run& run : cells.runs) {
                const auto to = std::min<std::int64_t>(run.end, window.col + window.cols);
                for (auto col = std::max<std::int64_t>(run.first, window.col); col < to; ++col)
                    add(col, row, 1, window);
            }
            for (std::size_t i = 0; i < cells.cols.size(); ++i)
                add(cells.cols[i], row, cells.fractions[i], window);
        }
        return found_;
    }

 private:
    void add(std::int64_t col, std::int64_t row, double fraction, const Window& window) {
        const double v = row_[static_cast<std::size_t>(col - window.col)];
        if (v != v) return;
        if (found_.empty() || found_.back().value != v)
            found_.push_back({v, {}});  // neighbours are often equal
        found_.back().weight.add(fraction * (plan_.map.cols.share[col] * plan_.map.rows.share[row]));
    }

    const ZonalPlan& plan_;
    TileReader reader_;
    std::vector<double> row_ = {};
    std::vector<SummedValue> found_ = {};
};

/// One pass over the rows of some shapes, which fills in their ranges.
void gather(const ZonalPlan& plan, std::span<const std::size_t> shapes, std::vector<ValueRange>& ranges,
            const Job& job) {
    Rows rows{plan.coverage.grid().rows(), 0};
    std::vector<std::size_t> place(plan.coverage.shapes(), shapes.size());
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        place[shapes[i]] = i;
        rows.first = std::min(rows.first, plan.coverage.extents()[shapes[i]].rows.first);
        rows.end = std::max(rows.end, plan.coverage.extents()[shapes[i]].rows.end);
    }
    tbb::enumerable_thread_specific<TileValues> local([&] { return TileValues(plan); });
    std::mutex mutex;
    for_each_tile(
        plan.coverage, plan.cuts, rows, job, [](const Coverage&) {},
        [&](const Coverage& band, const Tile& tile) {
            bool loaded = false;
            for (const std::size_t shape : tile.shapes) {
                if (place[shape] == shapes.size()) continue;
                if (!loaded) local.local().load(tile.window);
                loaded = true;
                const auto found = local.local().of(band, shape, tile.window);
                const std::scoped_lock lock(mutex);
                ranges[place[shape]].add(found);
            }
        });
    Job settling = job;
    settling.progress = {};
    for_each(settling, ranges.size(), [&](std::size_t i) { ranges[i].settle(most_values); });
}

/// Calls taken() with the values of a shape, range by range in ascending order.
template <class Taken>
void sweep(const ZonalPlan& plan, std::size_t shape, const Job& job, Taken taken) {
    double low = -infinity;
    do {
        std::vector<ValueRange> range(1);
        range[0].low = low;
        gather(plan, {&shape, 1}, range, job);
        for (const SummedValue& v : range[0].values) taken(v);
        low = range[0].high;
    } while (low < infinity);
}

/// Once to count the values and once to find the quantiles.
std::vector<double> of_large_shape(const ZonalPlan& plan, std::size_t shape, std::span<const double> levels,
                                   const Job& job) {
    std::size_t n = 0;
    FixedSum weight;
    sweep(plan, shape, job, [&](const SummedValue& v) {
        ++n;
        weight.add(v.weight);
    });
    QuantileWalk walk(levels, n, weight.value());
    sweep(plan, shape, job, [&](const SummedValue& v) { walk.next(v.value, v.weight.value()); });
    return walk.found();
}

std::vector<double> of_values(const std::vector<SummedValue>& values, std::span<const double> levels) {
    FixedSum weight;
    for (const SummedValue& v : values) weight.add(v.weight);
    QuantileWalk walk(levels, values.size(), weight.value());
    for (const SummedValue& v : values) walk.next(v.value, v.weight.value());
    return walk.found();
}

}  // namespace

double quantile_of(std::span<const WeightedValue> values, double level) {
    double weight = 0;
    for (const WeightedValue& v : values) weight += v.weight;
    QuantileWalk walk({&level, 1}, values.size(), weight);
    for (const WeightedValue& v : values) walk.next(v.value, v.weight);
    return walk.found()[0];
}

std::vector<std::vector<double>> quantiles_of(const ZonalPlan& plan, const std::vector<std::int64_t>& cells,
                                              const std::vector<double>& levels, const Job& job) {
    std::vector<std::vector<double>> found(cells.size(), std::vector<double>(levels.size(), none));
    if (levels.empty()) return found;
    std::vector<std::size_t> order(cells.size());
    std::iota(order.begin(), order.end(), 0);
    const auto extents = plan.coverage.extents();
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return extents[a].rows.first < extents[b].rows.first;
    });
    for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
        std::int64_t sum = 0;
        for (; to < order.size(); ++to) {
            sum += cells[order[to]];
            if (to > from && sum > static_cast<std::int64_t>(most_values)) break;
        }
        const auto group = std::span(order).subspan(from, to - from);
        const Job part = part_of(job, static_cast<double>(from) / static_cast<double>(order.size()),
                                 static_cast<double>(to) / static_cast<double>(order.size()));
        if (group.size() == 1 && sum > static_cast<std::int64_t>(most_values)) {
            found[group[0]] = of_large_shape(plan, group[0], levels, part);
            continue;
        }
        std::vector<ValueRange> ranges(group.size());
        gather(plan, group, ranges, part);
        for (std::size_t i = 0; i < group.size(); ++i) found[group[i]] = of_values(ranges[i].values, levels);
    }
    return found;
}

}  // namespace djoliba
