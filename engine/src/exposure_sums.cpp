// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/exposure_sums.hpp>

#include <limits>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

void add_each(std::vector<FixedSum>& to, const std::vector<FixedSum>& from) {
    for (std::size_t i = 0; i < to.size(); ++i) to[i].add(from[i]);
}

bool same_layout(const ExposureSums& a, const ExposureSums& b) {
    if (a.shapes() != b.shapes() || a.hazards.size() != b.hazards.size() ||
        a.joints.size() != b.joints.size())
        return false;
    for (std::size_t h = 0; h < a.hazards.size(); ++h)
        if (a.hazards[h].name != b.hazards[h].name || a.hazards[h].edges != b.hazards[h].edges ||
            a.hazards[h].direction != b.hazards[h].direction)
            return false;
    for (std::size_t j = 0; j < a.joints.size(); ++j)
        if (a.joints[j].hazards != b.joints[j].hazards) return false;
    return true;
}

std::vector<double> values(const std::vector<FixedSum>& sums) {
    std::vector<double> list;
    list.reserve(sums.size());
    for (const FixedSum& s : sums) list.push_back(s.value());
    return list;
}

}  // namespace

void BinSums::add(const BinSums& other) {
    for (std::size_t s = 0; s < rows_.size(); ++s)
        for (std::size_t bin = 0; bin < other.rows_[s].size(); ++bin) add(s, bin, other.rows_[s][bin]);
}

std::vector<double> BinSums::values() const {
    std::vector<double> list(rows_.size() * bins_);
    for (std::size_t s = 0; s < rows_.size(); ++s)
        for (std::size_t bin = 0; bin < rows_[s].size(); ++bin) list[s * bins_ + bin] = rows_[s][bin].value();
    return list;
}

void ExposureSums::add(const ExposureSums& o) {
    if (!same_layout(*this, o))
        throw Error({"", "", "bands of different localities, hazards or edges cannot be added",
                     "make all bands with the same inputs and options"});
    add_each(people_total, o.people_total);
    add_each(cells, o.cells);
    add_each(cells_people_unknown, o.cells_people_unknown);
    for (std::size_t h = 0; h < hazards.size(); ++h) {
        hazards[h].people.add(o.hazards[h].people);
        hazards[h].people_intensity.add(o.hazards[h].people_intensity);
        add_each(hazards[h].people_unknown, o.hazards[h].people_unknown);
        add_each(hazards[h].people_masked, o.hazards[h].people_masked);
    }
    for (std::size_t j = 0; j < joints.size(); ++j)
        for (std::size_t s = 0; s < shapes(); ++s)
            for (const auto& [key, people] : o.joints[j].people[s]) joints[j].people[s][key].add(people);
}

bool people_known(const ExposureSums& sums, std::size_t shape) {
    const double cells = sums.cells[shape].value();
    return cells - sums.cells_people_unknown[shape].value() > 1e-9 * cells;
}

std::vector<double> people_known_share(const ExposureCurves& curves) {
    std::vector<double> known;
    known.reserve(curves.cells.size());
    for (std::size_t s = 0; s < curves.cells.size(); ++s) {
        const double cells = curves.cells[s], inside = 1 - curves.outside_fraction[s];
        const double known_here = cells > 0 ? 1 - curves.cells_people_unknown[s] / cells : 0;
        known.push_back(inside * known_here);
    }
    return known;
}

namespace {

std::vector<FixedSum> added_up(const std::vector<FixedSum>& pieces, std::span<const int> whole,
                               std::size_t shapes) {
    std::vector<FixedSum> sums(shapes);
    for (std::size_t p = 0; p < pieces.size(); ++p) sums[whole[p]].add(pieces[p]);
    return sums;
}

BinSums added_up(const BinSums& pieces, std::size_t bins, std::span<const int> whole, std::size_t shapes) {
    BinSums sums(shapes, bins);
    for (std::size_t p = 0; p < whole.size(); ++p)
        for (std::size_t bin = 0; bin < bins; ++bin)
            if (const FixedSum sum = pieces.at(p, bin); !sum.is_zero()) sums.add(whole[p], bin, sum);
    return sums;
}

}  // namespace

ExposureSums added_up(const ExposureSums& pieces, std::span<const int> whole, std::size_t shapes) {
    ExposureSums sums{added_up(pieces.people_total, whole, shapes), added_up(pieces.cells, whole, shapes),
                      added_up(pieces.cells_people_unknown, whole, shapes)};
    for (const CurveSums& h : pieces.hazards)
        sums.hazards.push_back({h.name, h.edges, h.direction, added_up(h.people, h.bins(), whole, shapes),
                                added_up(h.people_intensity, h.bins(), whole, shapes),
                                added_up(h.people_unknown, whole, shapes),
                                added_up(h.people_masked, whole, shapes)});
    for (const JointSums& joint : pieces.joints) {
        sums.joints.push_back({joint.hazards, {}});
        sums.joints.back().people.resize(shapes);
        for (std::size_t p = 0; p < joint.people.size(); ++p)
            for (const auto& [key, sum] : joint.people[p]) sums.joints.back().people[whole[p]][key].add(sum);
    }
    return sums;
}

namespace {

/// People who reach each edge, shape by shape.
std::vector<double> people_reaching(const CurveSums& curve, std::size_t shapes) {
    const bool above = curve.direction == Direction::at_or_above;
    const std::size_t edges = curve.edges.size();
    std::vector<double> reaching(shapes * edges);
    for (std::size_t s = 0; s < shapes; ++s) {
        FixedSum sum;
        for (std::size_t k = 0; k < edges; ++k) {
            const std::size_t edge = above ? edges - 1 - k : k;
            sum.add(curve.people.at(s, above ? edge + 1 : edge));
            reaching[s * edges + edge] = sum.value();
        }
    }
    return reaching;
}

}  // namespace

ExposureCurves curves_of(const ExposureSums& sums, std::span<const ShapeExtent> extents) {
    ExposureCurves curves;
    curves.people_total = values(sums.people_total);
    curves.cells = values(sums.cells);
    curves.cells_people_unknown = values(sums.cells_people_unknown);
    for (std::size_t s = 0; s < sums.shapes(); ++s) {
        if (!people_known(sums, s)) curves.people_total[s] = std::numeric_limits<double>::quiet_NaN();
        curves.outside_fraction.push_back(extents[s].outside_fraction);
    }
    for (const CurveSums& h : sums.hazards)
        curves.hazards.push_back({h.name, h.edges, h.direction, h.people.values(),
                                  h.people_intensity.values(), values(h.people_unknown),
                                  values(h.people_masked), people_reaching(h, sums.shapes())});
    return curves;
}

FixedSum people_reaching(const CurveSums& curve, std::size_t shape, std::size_t edge) {
    const bool above = curve.direction == Direction::at_or_above;
    FixedSum sum;
    for (std::size_t bin = above ? edge + 1 : 0; bin < (above ? curve.bins() : edge + 1); ++bin)
        sum.add(curve.people.at(shape, bin));
    return sum;
}

JointPeople people_reaching(const ExposureSums& sums, const JointSums& joint, std::size_t shape,
                            std::span<const std::size_t> edges) {
    JointPeople found;
    for (const auto& [key, people] : joint.people[shape]) {
        std::uint64_t rest = key;
        bool all = true, some_unknown = false;
        for (std::size_t h = 0; h < joint.hazards.size(); ++h) {
            const CurveSums& curve = sums.hazards[joint.hazards[h]];
            const bool above = curve.direction == Direction::at_or_above;
            const std::size_t needed = above ? edges[h] + 1 : curve.edges.size() - edges[h];
            const std::uint64_t digit = rest % (curve.bins() + 1);
            rest /= curve.bins() + 1;
            if (digit == 0) {
                some_unknown = true;
            } else if (digit - 1 < needed) {
                all = false;
            }
        }
        if (all) (some_unknown ? found.undecided : found.people).add(people);
    }
    return found;
}

}  // namespace djoliba
