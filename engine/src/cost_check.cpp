// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0

// What a cost surface refuses.

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "cost_plan.hpp"

namespace djoliba::detail {
namespace {

constexpr double slowest_kmh = 0.06;
constexpr double fastest_kmh = 300;
constexpr double most_minutes = 1440;
constexpr double farthest = 1e8;  // metres

class Check {
 public:
    explicit Check(const CostSpec& spec) : spec_(spec) {}

    void all() {
        land();
        source("slope", spec_.slope.get());
        source("elevation", spec_.elevation_m.get());
        if (spec_.slope && spec_.elevation_m)
            add(spec_.slope->name(), "slope", "slopes are given twice: as slope and as elevation",
                "keep the elevation, where going up and down shall differ, or the slope");
        for (const WaterRaster& w : spec_.water) water(w);
        for (const BarrierClass& b : spec_.barriers) barrier(b);
        for (const RoadClass& r : spec_.roads) road(r);
        for (const Crossing& c : spec_.crossings) crossing(c);
        if (!problems_.empty()) throw Error(std::move(problems_));
    }

 private:
    void add(std::string where, std::string key, std::string problem, std::string remedy) {
        problems_.push_back({std::move(where), std::move(key), std::move(problem), std::move(remedy)});
    }

    void land() {
        if (!spec_.land_cover)
            return add("", "land_cover", "there is no land cover", "name a raster of classes");
        source("land_cover", spec_.land_cover.get());
        if (spec_.classes.empty())
            add("", "classes", "the table of speeds has no class",
                "give the speed of each class of land cover");
        std::set<std::int32_t> seen;
        for (const LandClass& c : spec_.classes) {
            const auto what = fmt::format("class {}", c.value);
            if (!seen.insert(c.value).second)
                add("", "classes", what + " is in the table twice", "keep one of them");
            speeds("classes", what, c.speed);
        }
    }

    void source(const std::string& key, const RasterSource* raster) {
        if (!raster) return;
        if (raster->crs() != spec_.crs)
            return add(raster->name(), key,
                       fmt::format("its CRS is {}, that of the surface {}", raster->crs(), spec_.crs),
                       "warp it to the CRS of the surface by nearest neighbour");
        const Box a = raster->grid().box(), b = spec_.grid.box();
        if (a.max_x <= b.min_x || a.min_x >= b.max_x || a.max_y <= b.min_y || a.min_y >= b.max_y)
            add(raster->name(), key, "it does not reach the surface", "check its extent and its CRS");
    }

    void water(const WaterRaster& w) {
        if (!w.source) return add("", "water", "a threshold without a raster", "name the raster of water");
        source("water", w.source.get());
        if (!std::isfinite(w.at_least))
            add(w.source->name(), "water", "the threshold is no number",
                "give the least value that is water");
    }

    void barrier(const BarrierClass& b) {
        lines("barriers", b.name, b.lines);
        for (const MultiPolygon& area : b.areas)
            for (const Polygon& polygon : area) lines("barriers", b.name, polygon);
    }

    void road(const RoadClass& r) {
        speeds("roads", r.name, r.speed);
        lines("roads", r.name, r.lines);
    }

    void crossing(const Crossing& c) {
        lines("crossings", c.name, {c.at});
        if (c.at.empty()) add("", "crossings", c.name + " has no place", "give a point or a line");
        for (const Passage& p : {c.dry, c.wet}) {
            if (p.kmh != 0 && p.minutes != 0)
                add("", "crossings", c.name + " has a speed and a number of minutes", "give one of them");
            speed("crossings", c.name, p.kmh);
            if (!(p.minutes >= 0 && p.minutes <= most_minutes))
                add("", "crossings", fmt::format("{} takes {} minutes", c.name, p.minutes),
                    fmt::format("give more than 0 and at most {}", most_minutes));
        }
    }

    void speeds(const std::string& key, const std::string& what, const SeasonSpeed& s) {
        speed(key, what, s.dry_kmh);
        speed(key, what, s.wet_kmh);
    }

    void speed(const std::string& key, const std::string& what, double kmh) {
        if (kmh == 0 || (kmh >= slowest_kmh && kmh <= fastest_kmh)) return;
        add("", key, fmt::format("{}: a speed of {} km/h", what, kmh),
            fmt::format("give {} to {} km/h, or 0 where nobody passes", slowest_kmh, fastest_kmh));
    }

    void lines(const std::string& key, const std::string& what, const std::vector<Line>& all) {
        for (const Line& line : all)
            for (const Point& p : line)
                if (!possible(p))
                    return add("", key, fmt::format("{} has a point at {}, {}", what, p.x, p.y),
                               "check the coordinates and the CRS");
    }

    bool possible(Point p) const {
        const bool degrees = spec_.ground == Ground::degrees;
        return std::abs(p.x) <= (degrees ? 360 : farthest) && std::abs(p.y) <= (degrees ? 90 : farthest);
    }

    const CostSpec& spec_;
    std::vector<Problem> problems_ = {};
};

}  // namespace

void check_cost_spec(const CostSpec& spec) { Check(spec).all(); }

}  // namespace djoliba::detail
