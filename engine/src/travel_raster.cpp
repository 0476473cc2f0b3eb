// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include <djoliba/engine/error.hpp>

#include "travel_ways.hpp"

namespace djoliba {
namespace {

using namespace detail;

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

/// Value of a cell that has a friction, by the tile and place that hold it.
using CellValue = std::function<double(std::size_t tile, At at)>;

class TimesReader : public BlockReader {
 public:
    TimesReader(const TravelTimes& times, const CellValue& value) : times_(times), value_(value) {}
    void read(const Window& window, std::span<float> out) override { fill(window, out); }
    void read(const Window& window, std::span<double> out) override { fill(window, out); }

 private:
    template <class T>
    void fill(const Window& w, std::span<T> out) const {
        const SurfaceTiles& surface = times_.surface().tiles();
        if (w.col < 0 || w.row < 0 || w.col + w.cols > surface.grid.cols ||
            w.row + w.rows > surface.grid.rows)
            throw Error(Problem{"", "", "a window reaches over the edge of the travel times", ""});
        for (std::int64_t r = 0; r < w.rows; ++r)
            for (std::int64_t c = 0; c < w.cols; ++c) {
                const CellPlace p = surface.layout.place(w.row + r, w.col + c);
                const auto t = static_cast<std::size_t>(p.tile);
                const bool known = surface.tiles[t] && !std::isnan(surface.tiles[t]->friction[p.at]);
                out[static_cast<std::size_t>(r * w.cols + c)] =
                    static_cast<T>(known ? value_(t, p.at) : no_value);
            }
    }

    const TravelTimes& times_;
    const CellValue& value_;
};

class TimesRaster : public RasterSource {
 public:
    TimesRaster(const TravelTimes& times, std::string name, bool fits_float, CellValue value)
        : times_(times), name_(std::move(name)), fits_float_(fits_float), value_(std::move(value)) {}
    const Grid& grid() const override { return times_.surface().grid(); }
    const std::string& crs() const override { return times_.surface().crs(); }
    const std::string& name() const override { return name_; }
    Window block() const override {
        return {0, 0, std::min<std::int64_t>(512, grid().cols), std::min<std::int64_t>(512, grid().rows)};
    }
    bool has_data(const Window& w) const override {
        const SurfaceTiles& surface = times_.surface().tiles();
        for (std::int64_t row = w.row / tile_side; row * tile_side < w.row + w.rows; ++row)
            for (std::int64_t col = w.col / tile_side; col * tile_side < w.col + w.cols; ++col)
                if (surface.tiles[static_cast<std::size_t>(row * surface.layout.tile_cols + col)])
                    return true;
        return false;
    }
    bool fits_float() const override { return fits_float_; }
    std::unique_ptr<BlockReader> open() const override {
        return std::make_unique<TimesReader>(times_, value_);
    }

 private:
    TravelTimes times_;
    std::string name_;
    bool fits_float_;
    CellValue value_;
};

/// Km along the ways of next(), by tile and place; each cell is walked from once.
class WayLengths {
 public:
    explicit WayLengths(const TimeTiles& times) : times_(times), km_(times.tiles.size()) {}

    std::vector<std::vector<double>> measure(const Job& job) {
        const TileLayout& layout = times_.surface.tiles().layout;
        for (std::size_t t = 0; t < km_.size(); ++t) {
            if (job.cancelled && job.cancelled()) throw Cancelled();
            for (int row = 0; times_.tiles[t] && row < tile_side; ++row)
                for (int col = 0; col < tile_side; ++col)
                    walk({static_cast<std::int32_t>(t), layout.at(row, col)});
            if (job.progress) job.progress(static_cast<double>(t + 1) / static_cast<double>(km_.size()));
        }
        return std::move(km_);
    }

 private:
    double& km(CellPlace p) {
        auto& tile = km_[static_cast<std::size_t>(p.tile)];
        if (tile.empty()) tile.assign(times_.surface.tiles().layout.cells_of_tile(), no_value);
        return tile[p.at];
    }

    void walk(CellPlace from) {
        if (!is_time(times_.tiles[static_cast<std::size_t>(from.tile)]->label[from.at])) return;
        double done = 0;
        for (CellPlace p = from;;) {
            if (!std::isnan(km(p))) {
                done = km(p);
                break;
            }
            const NextCell next = next_on_way(times_, p);
            steps_.push_back({p, next.km});
            if (next.place.tile < 0) break;
            p = next.place;
        }
        for (; !steps_.empty(); steps_.pop_back()) km(steps_.back().place) = done += steps_.back().km;
    }

    const TimeTiles& times_;
    std::vector<std::vector<double>> km_;
    std::vector<NextCell> steps_;  ///< cells on the way, with the length of the move out of each
};

}  // namespace

std::unique_ptr<RasterSource> minutes_raster(const TravelTimes& times, std::string name) {
    return std::make_unique<TimesRaster>(times, std::move(name), false, [times](std::size_t tile, At at) {
        const auto& t = times.tiles().tiles[tile];
        return t ? minutes_of(t->label[at]) : unreachable_minutes;
    });
}

std::unique_ptr<RasterSource> nearest_raster(const TravelTimes& times, std::vector<double> numbers,
                                             std::string name) {
    return std::make_unique<TimesRaster>(
        times, std::move(name), false, [times, numbers = std::move(numbers)](std::size_t tile, At at) {
            const auto& t = times.tiles().tiles[tile];
            if (!t || !is_time(t->label[at])) return no_value;
            const std::int32_t facility = t->nearest[at];
            return numbers.empty() ? static_cast<double>(facility)
                                   : numbers[static_cast<std::size_t>(facility)];
        });
}

std::unique_ptr<RasterSource> way_km_raster(const TravelTimes& times, const Job& job, std::string name) {
    auto km = std::make_shared<std::vector<std::vector<double>>>(WayLengths(times.tiles()).measure(job));
    return std::make_unique<TimesRaster>(times, std::move(name), false, [km](std::size_t tile, At at) {
        const auto& lengths = (*km)[tile];
        return lengths.empty() || std::isnan(lengths[at]) ? unreachable_minutes : lengths[at];
    });
}

}  // namespace djoliba
