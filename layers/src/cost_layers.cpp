// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/cost_layers.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/engine/nearest.hpp>
#include <djoliba/layers/vector_file.hpp>
#include <djoliba/layers/warped_raster.hpp>

#include "csv_records.hpp"

namespace djoliba {
namespace {

constexpr std::size_t some = 10;

/// The features of a layer by class, and what is said of those that have none.
class ClassedLayer {
 public:
    /// `values`: of each class; one class without values takes every feature.
    ClassedLayer(const CostFile& file, const std::string& field, std::vector<std::vector<std::string>> values,
                 const CostTarget& target)
        : file_(file),
          values_(std::move(values)),
          layer_(read_vector(
              file.path,
              {.layer = file.layer, .crs = target.crs, .name = file.name, .box = target.grid.box()})) {
        check_values(field);
        if (layer_.features.empty()) throw Error(nothing_here());
        classed_ = !field.empty();
        if (classed_) field_ = field_index(layer_, field);
    }

    /// Calls take(class, feature), which says whether the feature has a geometry of use, for each feature of
    /// a class.
    template <class Take>
    void for_each(const Take& take) {
        for (const Feature& f : layer_.features) {
            const std::size_t c = class_of(f);
            if (c == values_.size())
                ++unlisted_[value_of(f)];
            else if (take(c, f))
                ++used_;
            else
                ++unusable_;
            repaired_ += !f.fault.empty();
        }
    }

    void report(const char* kind, Account& account) const {
        if (used_ == 0) throw Error(none_of_use(kind));
        const auto rows = static_cast<std::int64_t>(layer_.features.size());
        LayerAccount read{file_.source, layer_.file, rows, used_};
        if (layer_.off_box > 0)
            read.notes.push_back(fmt::format("{} features lie off the surface", layer_.off_box));
        if (repaired_ > 0) read.notes.push_back(fmt::format("{} invalid areas were repaired", repaired_));
        account.layers.push_back(std::move(read));
        exclude(fmt::format("features without {}", kind), unusable_, {}, account);
        std::int64_t unlisted = 0;
        for (const auto& [value, features] : unlisted_) unlisted += features;
        exclude("features of classes that are not listed", unlisted, some_unlisted(), account);
    }

 private:
    void check_values(const std::string& field) const {
        std::set<std::string> seen;
        for (const auto& of_class : values_) {
            if (field.empty() != of_class.empty() || (field.empty() && values_.size() > 1))
                throw Error({layer_.file, "field",
                             "classes are told apart by a field and its values: one is missing",
                             "name both, or neither and one class"});
            for (const std::string& v : of_class)
                if (!seen.insert(v).second)
                    throw Error({layer_.file, field, "two classes have the value `" + v + "`",
                                 "keep it in one of them"});
        }
    }

    std::size_t class_of(const Feature& f) const {
        if (!classed_) return 0;
        const auto found = std::find_if(values_.begin(), values_.end(), [&](const auto& of_class) {
            return std::any_of(of_class.begin(), of_class.end(), [&](const std::string& v) {
                return same_value(trimmed(f.values[field_]), v);
            });
        });
        return static_cast<std::size_t>(found - values_.begin());
    }

    std::string value_of(const Feature& f) const { return std::string(trimmed(f.values[field_])); }

    Problem nothing_here() const {
        if (layer_.off_box == 0)
            return {layer_.file, layer_.layer, "the layer has no features", "check that the file is whole"};
        return {layer_.file, layer_.layer,
                fmt::format("none of its {} features lies on the surface", layer_.off_box),
                "check its extent and its CRS"};
    }

    Problem none_of_use(const char* kind) const {
        const auto count = layer_.features.size();
        if (unlisted_.empty())
            return {layer_.file, layer_.layer, fmt::format("none of {} features has {}", count, kind),
                    "name a layer of such geometries"};
        return {layer_.file, layer_.fields[field_],
                fmt::format("none of {} features has {} and one of the values given", count, kind),
                fmt::format("it holds {}", fmt::join(some_unlisted(), ", "))};
    }

    std::vector<std::string> some_unlisted() const {
        std::vector<std::string> shown;
        for (const auto& [value, features] : unlisted_)
            if (shown.size() < some)
                shown.push_back(fmt::format("{} ({})", value.empty() ? "nothing" : value, features));
        return shown;
    }

    void exclude(std::string reason, std::int64_t rows, std::vector<std::string> examples,
                 Account& account) const {
        if (rows == 0) return;
        Exclusion e{file_.source, layer_.file, std::move(reason), rows};
        e.examples = std::move(examples);
        account.exclusions.push_back(std::move(e));
    }

    const CostFile& file_;
    std::vector<std::vector<std::string>> values_;
    VectorLayer layer_;
    bool classed_ = false;
    std::size_t field_ = 0;  ///< where classed
    std::map<std::string, std::int64_t> unlisted_ = {};
    std::int64_t used_ = 0, unusable_ = 0, repaired_ = 0;
};

template <class Classes>
std::vector<std::vector<std::string>> values_of(const Classes& classes) {
    std::vector<std::vector<std::string>> values;
    values.reserve(classes.size());
    for (const auto& c : classes) values.push_back(c.values);
    return values;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& more) {
    to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

std::shared_ptr<const RasterSource> cost_raster(const std::filesystem::path& path,
                                                const RasterOptions& options, const CostTarget& target) {
    std::shared_ptr<const RasterSource> raster = open_raster(path, options);
    if (raster->crs() == target.crs) return raster;
    return warped_raster(std::move(raster), target.crs, target.grid, Quantity::intensity);
}

std::shared_ptr<const RasterSource> elevation_raster(const std::filesystem::path& path,
                                                     const RasterOptions& options, const CostTarget& target) {
    std::shared_ptr<const RasterSource> raster = open_raster(path, options);
    if (raster->crs() != target.crs)
        throw Error({raster->name(), "crs",
                     fmt::format("the elevation is in {}, the surface in {}", raster->crs(), target.crs),
                     "warp it with interpolation (gdalwarp -r bilinear), so that slopes have no steps"});
    return raster;
}

std::vector<RoadClass> read_roads(const CostFile& file, const std::string& field,
                                  const std::vector<RoadValues>& classes, const CostTarget& target,
                                  Account& account) {
    ClassedLayer layer(file, field, values_of(classes), target);
    std::vector<RoadClass> roads;
    roads.reserve(classes.size());
    for (const RoadValues& c : classes) roads.push_back(c.road);
    layer.for_each([&](std::size_t c, const Feature& f) {
        append(roads[c].lines, f.lines);
        return !f.lines.empty();
    });
    layer.report("lines", account);
    return roads;
}

std::vector<BarrierClass> read_barriers(const CostFile& file, const std::string& field,
                                        const std::vector<BarrierValues>& classes, const CostTarget& target,
                                        Account& account) {
    ClassedLayer layer(file, field, values_of(classes), target);
    std::vector<BarrierClass> barriers;
    barriers.reserve(classes.size());
    for (const BarrierValues& c : classes) barriers.push_back(c.barrier);
    layer.for_each([&](std::size_t c, const Feature& f) {
        append(barriers[c].lines, f.lines);
        if (!f.shape.empty()) barriers[c].areas.push_back(f.shape);
        return !f.lines.empty() || !f.shape.empty();
    });
    layer.report("lines or areas", account);
    return barriers;
}

}  // namespace djoliba
