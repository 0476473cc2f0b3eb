// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <djoliba/engine/coverage.hpp>
#include <djoliba/engine/job.hpp>
#include <djoliba/engine/raster.hpp>

namespace djoliba {

/// What a raster's cells without value mean. Where a raster does not reach, its value is unknown in both
/// cases.
enum class Nodata : std::uint8_t {
    unknown,  ///< not observed, or outside the model
    none      ///< nothing there: no people, no hazard. Counts as the value 0
};

/// Which side of an edge is the bad one; an edge itself belongs to it.
enum class Direction : std::uint8_t { at_or_above, at_or_below };

/// People per cell of a raster: value * multiplier. Missing and negative people are never summed: missing
/// ones are counted as cells, a negative value or more than 1e10 people in a cell is an Error.
struct PeopleLayer {
    const RasterSource* source = nullptr;
    double multiplier = 1;  ///< > 0
    Nodata nodata = Nodata::unknown;
};

enum class MaskRule : std::uint8_t {
    remove,  ///< where the mask is at or above its threshold, people are taken out of the curve and counted
             ///< as masked
    excess   ///< only what the hazard exceeds the mask by counts: intensity = max(0, hazard - mask).
             ///< at_or_above only
};

/// Water that is there every year, or another reason not to count a hazard. Unknown mask: unknown hazard.
struct MaskLayer {
    const RasterSource* source = nullptr;
    double threshold = 0;  ///< in units of the mask after its multiplier; not used by `excess`
    double multiplier = 1;
    Nodata nodata = Nodata::unknown;
    MaskRule rule = MaskRule::remove;
};

/// Intensity per cell of a raster: value * multiplier. A raster whose values fit a float is compared in
/// single precision, so that a depth stored as 0.7F is at or above an edge of 0.7.
struct HazardLayer {
    std::string name = {};
    const RasterSource* source = nullptr;
    std::vector<double> edges = {};  ///< strictly ascending, in units of the intensity; may be empty
    Direction direction = Direction::at_or_above;
    Nodata nodata = Nodata::unknown;
    double multiplier = 1;  ///< > 0, for example 0.01 from cm to m
    std::vector<MaskLayer> masks = {};
};

/// People of every shape by intensity of one hazard. bins() = edges + 1. With at_or_above, bin i holds
/// intensities from edges[i - 1] on to below edges[i]; with at_or_below, above edges[i - 1] to edges[i]. The
/// first bin has no lower end, the last no upper one. Lists over bins hold shape * bins() + bin.
struct ExposureCurve {
    std::string name = {};
    std::vector<double> edges = {};
    Direction direction = Direction::at_or_above;
    std::vector<double> people = {};            ///< by shape and bin
    std::vector<double> people_intensity = {};  ///< sum of people x intensity, by shape and bin
    std::vector<double> people_unknown = {};  ///< by shape: people where the hazard, or a mask, is not known
    std::vector<double> people_masked = {};   ///< by shape: people taken out by masks
    /// By shape and edge: people who reach it, rounded once, so that a figure does not depend on the other
    /// edges.
    std::vector<double> people_reaching = {};

    std::size_t bins() const { return edges.size() + 1; }
};

/// What expose() returns. For every shape and hazard, people over all bins + people_unknown + people_masked =
/// people_total, but for the rounding of each figure to double.
struct ExposureCurves {
    std::vector<double> people_total = {};  ///< by shape
    std::vector<double> cells = {};  ///< by shape: covered cells of the people raster, fractions summed
    std::vector<double> cells_people_unknown = {};  ///< by shape: those of them where people are not known
    std::vector<double> outside_fraction = {};      ///< by shape, as in ShapeExtent
    std::vector<ExposureCurve> hazards = {};        ///< in the order given

    std::size_t shapes() const { return people_total.size(); }
    /// Index of the hazard with this name. Throws Error where there is none.
    std::size_t find(std::string_view hazard) const;
};

/// Counts over all rows of the grid: the curves of count_exposure() in exposure_sums.hpp, which says what is
/// asked of the layers and what it throws.
ExposureCurves expose(const CoverageSource& coverage, const PeopleLayer& people,
                      std::span<const HazardLayer> hazards, const Job& job = {});

// Reading the curves. All of these are NaN where nothing is known: no cell of the shape has known people, or
// it has people and the hazard is known for none of them. They count only people whose hazard is known;
// compare people_unknown. `edge` must be one of the curve's edges, otherwise they throw Error; no raster is
// touched again.

/// People with an intensity at or above an edge of a hazard counted at_or_above.
double people_at_or_above(const ExposureCurves& curves, std::size_t shape, std::size_t hazard, double edge);

/// People with an intensity at or below an edge of a hazard counted at_or_below.
double people_at_or_below(const ExposureCurves& curves, std::size_t shape, std::size_t hazard, double edge);

/// Mean intensity over the people for whom it is known; NaN also where there are none.
double mean_intensity(const ExposureCurves& curves, std::size_t shape, std::size_t hazard);

/// Sum over people of a step function: values[i] between steps[i - 1] and steps[i], values.size() ==
/// steps.size() + 1; a step belongs to the side that an edge belongs to. Exact: every step must be one of the
/// curve's edges.
double sum_steps(const ExposureCurves& curves, std::size_t shape, std::size_t hazard,
                 std::span<const double> steps, std::span<const double> values);

/// Sum over people of the function that runs straight between the points (x ascending) and is constant before
/// the first and after the last. Exact: every x must be one of the curve's edges.
double sum_linear(const ExposureCurves& curves, std::size_t shape, std::size_t hazard,
                  std::span<const Point> points);

/// A function of intensity that bends: a damage or mortality curve.
struct SmoothFunction {
    std::function<double(double)> value = {};
    double curvature = 0;  ///< no second derivative between the edges is larger in size
    double at_least = 0;   ///< bounds of the function below the first edge and above the last, and between
    double at_most = 1;
};

/// A sum, and how far it may be from the true one.
struct BoundedSum {
    double value = 0;
    double error = 0;  ///< the true sum lies within value - error ... value + error
};

/// Sum over people of a smooth function, taken as straight between its values at the edges and constant
/// outside them. A chord over a width w is off by at most curvature * w^2 / 8. The curve must have an edge.
BoundedSum sum_smooth(const ExposureCurves& curves, std::size_t shape, std::size_t hazard,
                      const SmoothFunction& function);

/// Edges for continuous shifts of an intensity of which 0 means none, such as depth: the smallest positive
/// float, by which wet and dry ground are told apart, then `step`, 2 `step`, ... up to `highest`.
std::vector<double> fine_ladder(double step, double highest);

/// People at or above a place between two edges are at least those at or above the edge over it, and at most
/// those at or above the edge under it.
struct Bracket {
    double edge_under = 0;    ///< last edge at or below the place; -infinity below the first edge
    double edge_over = 0;     ///< first edge at or above it; infinity above the last
    double people_most = 0;   ///< at or above edge_under
    double people_least = 0;  ///< at or above edge_over
};

/// People at or above `edge` once `shift` is added to every intensity above 0: dry ground stays dry. Any edge
/// and shift; exact where edge - shift is an edge of the curve to within 1e-9. The curve must be counted
/// at_or_above and begin as fine_ladder() does.
Bracket people_shifted(const ExposureCurves& curves, std::size_t shape, std::size_t hazard, double edge,
                       double shift);

}  // namespace djoliba
