// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <djoliba/engine/coverage.hpp>
#include <djoliba/engine/exposure.hpp>
#include <djoliba/engine/fixed_sum.hpp>
#include <djoliba/engine/job.hpp>

namespace djoliba {

/// Exact sums, in people or people x intensity, by shape and bin. Bins above the highest that a shape has
/// people in take no memory: of a thousand depths most localities reach few. (Counted at or below, the mild
/// end is the highest bin, and all are held.)
class BinSums {
 public:
    BinSums() = default;
    BinSums(std::size_t shapes, std::size_t bins) : bins_(bins), rows_(shapes) {}

    FixedSum at(std::size_t shape, std::size_t bin) const {
        return bin < rows_[shape].size() ? rows_[shape][bin] : FixedSum{};
    }
    void add(std::size_t shape, std::size_t bin, const FixedSum& sum) {
        auto& row = rows_[shape];
        if (bin >= row.size()) row.resize(bin + 1);
        row[bin].add(sum);
    }
    /// Adds the sums of the same shapes and bins.
    void add(const BinSums& other);
    /// The lowest bins of a shape: all that are not 0, and perhaps more.
    std::span<const FixedSum> row(std::size_t shape) const { return rows_[shape]; }
    /// The nearest doubles, shape by shape: every bin of each.
    std::vector<double> values() const;

 private:
    std::size_t bins_ = 0;
    std::vector<std::vector<FixedSum>> rows_ = {};  ///< by shape; bins that are not there are 0
};

/// The exact sums behind an ExposureCurve; lists hold what they hold there.
struct CurveSums {
    std::string name = {};
    std::vector<double> edges = {};
    Direction direction = Direction::at_or_above;
    BinSums people = {};
    BinSums people_intensity = {};
    std::vector<FixedSum> people_unknown = {};  ///< by shape
    std::vector<FixedSum> people_masked = {};   ///< by shape

    std::size_t bins() const { return edges.size() + 1; }
};

/// People by intensity of several hazards at once, as a sparse histogram: only combinations that somebody
/// lives in are kept. A combination says for each hazard how many of its edges it reaches, counted from the
/// mildest; -1 where the hazard, or a mask of it, is not known. People whom a mask takes out reach none.
/// Its key is the sum over hazards h of (reached + 1) * product over the hazards g before it of (edges of g +
/// 2).
struct JointSums {
    std::vector<std::size_t> hazards = {};                       ///< of ExposureSums::hazards
    std::vector<std::map<std::uint64_t, FixedSum>> people = {};  ///< by shape, then by key
};

/// What a pass over all rows, or over a band of them, adds up to. Nothing is rounded any more: the sums of
/// bands add up to those of the whole, bit by bit and in any order.
struct ExposureSums {
    std::vector<FixedSum> people_total = {};          ///< by shape: people, where they are known
    std::vector<FixedSum> cells = {};                 ///< by shape, as in ExposureCurves
    std::vector<FixedSum> cells_people_unknown = {};  ///< by shape
    std::vector<CurveSums> hazards = {};              ///< in the order given
    std::vector<JointSums> joints = {};               ///< in the order given

    std::size_t shapes() const { return people_total.size(); }
    /// Throws Error where the other is of other shapes, hazards or edges.
    void add(const ExposureSums& other);
};

/// Passes once over rows of all rasters, tile by tile, and counts the people of every shape by intensity of
/// every hazard. The grid of the coverage must be the analysis grid of all rasters that take part. Coarser
/// people are split evenly over finer cells, coarser hazards repeated. Tiles without a shape, and hazards
/// where none of its people live, are not read. Each joint lists hazards by their place. Memory grows with
/// tiles, shapes and edges, not with cells. Same sums for every Job, for blocks of any shape and for bands of
/// rows added up. Throws Error for layers that cannot be used.
ExposureSums count_exposure(const CoverageSource& coverage, const PeopleLayer& people,
                            std::span<const HazardLayer> hazards,
                            std::span<const std::vector<std::size_t>> joints, Rows rows, const Job& job = {});

/// The rows of the `part`th of `parts` bands into which count_exposure() can be split, `part` from 0: as many
/// rows of stored blocks of the finest raster each, one more or less. All parts together are all rows; some
/// are empty where there are more parts than rows of blocks. Throws Error as count_exposure() does.
Rows band_of(const CoverageSource& coverage, const PeopleLayer& people, std::span<const HazardLayer> hazards,
             std::size_t part, std::size_t parts);

/// The sums as bytes that begin with a version and end with a checksum: the same bytes for the same sums,
/// however they were added up.
std::vector<std::byte> to_bytes(const ExposureSums& sums);

/// Throws Error where bytes are missing, too many, changed, or of another kind or version.
ExposureSums sums_from_bytes(std::span<const std::byte> bytes);

/// The sums of pieces added up to those of what they are pieces of: shape p counts to shape whole[p] of
/// `shapes`. Exact.
ExposureSums added_up(const ExposureSums& pieces, std::span<const int> whole, std::size_t shapes);

/// The sums as curves. `extents` of the coverage.
ExposureCurves curves_of(const ExposureSums& sums, std::span<const ShapeExtent> extents);

/// True where the number of people of a shape is known: some of its cells have a known number.
bool people_known(const ExposureSums& sums, std::size_t shape);

/// By shape: share of its area where the number of people is known. Beyond the grid of the count it is not.
/// NaN for a shape without area.
std::vector<double> people_known_share(const ExposureCurves& curves);

/// People who reach an edge: at or above it, or at or below, as the hazard is counted. Exact.
FixedSum people_reaching(const CurveSums& curve, std::size_t shape, std::size_t edge);

struct JointPeople {
    FixedSum people = {};     ///< all hazards reach their edges
    FixedSum undecided = {};  ///< some hazard is not known, and those that are known reach theirs
};

/// People who reach one edge of every hazard of a joint. `edges`: place of the edge, for each of its hazards.
JointPeople people_reaching(const ExposureSums& sums, const JointSums& joint, std::size_t shape,
                            std::span<const std::size_t> edges);

}  // namespace djoliba
