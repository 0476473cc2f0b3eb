// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0

// What a cost surface says of itself in the account of a run.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/cost_surface.hpp>

namespace djoliba {
namespace {

constexpr std::size_t some = 10;
constexpr double much_coarser = 1.5;

std::int64_t of_kind(const CostCounts& counts, CellKind kind) {
    const auto found = counts.kinds.find(kind);
    return found == counts.kinds.end() ? 0 : found->second;
}

class Report {
 public:
    Report(const CostSurface& surface, const CostCounts& counts, std::string source, Account& account)
        : spec_(surface.spec()),
          burnt_(surface.burnt()),
          counts_(counts),
          source_(std::move(source)),
          account_(account) {}

    void all() {
        const std::int64_t unknown = of_kind(counts_, CellKind::unknown);
        LayerAccount layer{source_, spec_.land_cover->name(), counts_.cells, counts_.cells - unknown};
        layer.notes = {season_note(), kinds_note()};
        line_notes(layer.notes);
        resolution_notes(layer.notes);
        account_.layers.push_back(std::move(layer));
        cells();
        crossings();
    }

 private:
    std::string season_note() const {
        return fmt::format("speeds of the {} season", spec_.season == TravelSeason::dry ? "dry" : "wet");
    }

    std::string kinds_note() const {
        return fmt::format(
            "{} cells: {} land, {} quicker by a road, {} barrier, {} of a barrier opened by roads and {} by "
            "crossings, {} too steep, {} not known",
            counts_.cells, of_kind(counts_, CellKind::land), of_kind(counts_, CellKind::road),
            of_kind(counts_, CellKind::barrier), of_kind(counts_, CellKind::bridge),
            of_kind(counts_, CellKind::crossing), of_kind(counts_, CellKind::steep),
            of_kind(counts_, CellKind::unknown));
    }

    void line_notes(std::vector<std::string>& notes) const {
        for (std::size_t i = 0; i < spec_.roads.size(); ++i)
            notes.push_back(fmt::format("roads `{}`: {:.1f} km", spec_.roads[i].name, burnt_.road_km[i]));
        for (std::size_t i = 0; i < spec_.barriers.size(); ++i)
            if (!spec_.barriers[i].lines.empty())
                notes.push_back(
                    fmt::format("barrier `{}`: {:.1f} km", spec_.barriers[i].name, burnt_.barrier_km[i]));
    }

    void resolution_notes(std::vector<std::string>& notes) const {
        coarse(*spec_.land_cover, "its classes are no finer than that", notes);
        if (spec_.slope) coarse(*spec_.slope, "slopes within them are averaged out", notes);
        if (spec_.elevation_m) coarse(*spec_.elevation_m, "slopes within them are averaged out", notes);
        for (const WaterRaster& w : spec_.water)
            if (spec_.grid.dx > much_coarser * w.source->grid().dx)
                notes.push_back(
                    fmt::format("{}: cells of the surface are {:.1f} times as wide as its own; water "
                                "narrower than they are can be missed and passed",
                                w.source->name(), spec_.grid.dx / w.source->grid().dx));
    }

    void coarse(const RasterSource& raster, const char* meaning, std::vector<std::string>& notes) const {
        const double times = raster.grid().dx / spec_.grid.dx;
        if (times > much_coarser)
            notes.push_back(fmt::format("{}: cells {:.1f} times as wide as those of the surface; {}",
                                        raster.name(), times, meaning));
    }

    void exclude(std::string reason, std::int64_t rows, std::vector<std::string> examples = {}) {
        if (rows == 0) return;
        Exclusion e{source_, spec_.land_cover->name(), std::move(reason), rows};
        e.examples = std::move(examples);
        account_.exclusions.push_back(std::move(e));
    }

    void cells() {
        std::int64_t rows = 0;
        std::vector<std::string> examples;
        for (const auto& [value, cells] : counts_.not_in_table) {
            rows += cells;
            if (examples.size() < some) examples.push_back(fmt::format("class {}: {} cells", value, cells));
        }
        exclude("cells of classes that the table of speeds lacks: not known, unless a road passes", rows,
                std::move(examples));
        exclude("cells without land cover: not known, unless a road passes", counts_.no_land_cover);
        exclude("walked cells without slope: taken as level", counts_.no_slope);
        exclude("cells too steep to be walked at 0.06 km/h: never passed", of_kind(counts_, CellKind::steep));
    }

    void crossings() {
        crossings("crossings off every barrier: they change nothing", CrossingState::off_barrier);
        crossings("crossings off the surface", CrossingState::outside);
        crossings("crossings without a straight way from bank to bank: draw them as lines",
                  CrossingState::too_wide);
        crossings("crossings that are closed in this season", CrossingState::closed);
    }

    void crossings(std::string reason, CrossingState state) {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < burnt_.crossings.size(); ++i)
            if (burnt_.crossings[i].state == state) names.push_back(spec_.crossings[i].name);
        const auto rows = static_cast<std::int64_t>(names.size());
        names.resize(std::min(names.size(), some));
        exclude(std::move(reason), rows, std::move(names));
    }

    const CostSpec& spec_;
    const BurntLines& burnt_;
    const CostCounts& counts_;
    std::string source_;
    Account& account_;
};

}  // namespace

void report_cost(const CostSurface& surface, const CostCounts& counts, const std::string& source,
                 Account& account) {
    Report(surface, counts, source, account).all();
}

}  // namespace djoliba
