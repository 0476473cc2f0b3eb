// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/byte_record.hpp>
#include <djoliba/engine/exposure_sums.hpp>

namespace djoliba {
namespace {

constexpr std::string_view mark = "DJSUMS01";

/// Without the sums of 0 at its end: whether they are there depends on how the rows were shared out.
std::span<const FixedSum> without_zeros(std::span<const FixedSum> row) {
    while (!row.empty() && row.back().is_zero()) row = row.first(row.size() - 1);
    return row;
}

void put(RecordWriter& out, const BinSums& bins, std::size_t shapes) {
    for (std::size_t s = 0; s < shapes; ++s) out.put(without_zeros(bins.row(s)));
}

BinSums get_bins(RecordReader& in, std::size_t shapes, std::size_t bins) {
    BinSums sums(shapes, bins);
    for (std::size_t s = 0; s < shapes; ++s) {
        const auto row = in.get_list<FixedSum>();
        in.require(row.size() <= bins);
        for (std::size_t bin = 0; bin < row.size(); ++bin) sums.add(s, bin, row[bin]);
    }
    return sums;
}

std::vector<FixedSum> get_sums(RecordReader& in, std::size_t shapes) {
    auto sums = in.get_list<FixedSum>();
    in.require(sums.size() == shapes);
    return sums;
}

void put(RecordWriter& out, const CurveSums& curve, std::size_t shapes) {
    out.put(curve.name);
    out.put(curve.edges);
    out.put(static_cast<std::uint8_t>(curve.direction));
    put(out, curve.people, shapes);
    put(out, curve.people_intensity, shapes);
    out.put(curve.people_unknown);
    out.put(curve.people_masked);
}

CurveSums get_curve(RecordReader& in, std::size_t shapes) {
    CurveSums curve{in.get_text(), in.get_list<double>()};
    const auto direction = in.get<std::uint8_t>();
    in.require(direction <= static_cast<std::uint8_t>(Direction::at_or_below));
    curve.direction = static_cast<Direction>(direction);
    curve.people = get_bins(in, shapes, curve.bins());
    curve.people_intensity = get_bins(in, shapes, curve.bins());
    curve.people_unknown = get_sums(in, shapes);
    curve.people_masked = get_sums(in, shapes);
    return curve;
}

void put(RecordWriter& out, const JointSums& joint) {
    for (const auto& combinations : joint.people) {
        std::vector<std::uint64_t> keys;
        std::vector<FixedSum> people;
        for (const auto& [key, sum] : combinations) {
            if (sum.is_zero()) continue;
            keys.push_back(key);
            people.push_back(sum);
        }
        out.put(keys);
        out.put(people);
    }
}

JointSums get_joint(RecordReader& in, const ExposureSums& sums) {
    JointSums joint;
    for (const std::uint64_t hazard : in.get_list<std::uint64_t>()) {
        in.require(hazard < sums.hazards.size());
        joint.hazards.push_back(hazard);
    }
    for (std::size_t s = 0; s < sums.shapes(); ++s) {
        const auto keys = in.get_list<std::uint64_t>();
        const auto people = get_sums(in, keys.size());
        auto& combinations = joint.people.emplace_back();
        for (std::size_t i = 0; i < keys.size(); ++i) combinations.emplace(keys[i], people[i]);
    }
    return joint;
}

}  // namespace

std::vector<std::byte> to_bytes(const ExposureSums& sums) {
    RecordWriter out(mark);
    out.put(sums.people_total);
    out.put(sums.cells);
    out.put(sums.cells_people_unknown);
    out.put(std::uint64_t{sums.hazards.size()});
    for (const CurveSums& curve : sums.hazards) put(out, curve, sums.shapes());
    out.put(std::uint64_t{sums.joints.size()});
    for (const JointSums& joint : sums.joints) {
        out.put(std::vector<std::uint64_t>(joint.hazards.begin(), joint.hazards.end()));
        put(out, joint);
    }
    return out.finish();
}

ExposureSums sums_from_bytes(std::span<const std::byte> bytes) {
    RecordReader in(bytes, mark, {"counted people", "count the band again, with the same program"});
    ExposureSums sums{in.get_list<FixedSum>()};
    sums.cells = get_sums(in, sums.shapes());
    sums.cells_people_unknown = get_sums(in, sums.shapes());
    const std::size_t hazards = in.count(1);
    for (std::size_t h = 0; h < hazards; ++h) sums.hazards.push_back(get_curve(in, sums.shapes()));
    const std::size_t joints = in.count(1);
    for (std::size_t j = 0; j < joints; ++j) sums.joints.push_back(get_joint(in, sums));
    in.finish();
    return sums;
}

}  // namespace djoliba
