// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/output_table.hpp>
#include <djoliba/layers/text_file.hpp>
#include <djoliba/scenarios/exposure_files.hpp>

#include "exposure_rows.hpp"

namespace djoliba {
namespace {

constexpr double most_joint_rows = 1e8;

BandMark mark_of(const ExposureCount& count) { return {count.rows, count.all_rows, count.inputs}; }

PeopleSums people_of(const ExposureSums& sums, std::size_t shape) {
    return {sums.people_total[shape], sums.cells[shape], sums.cells_people_unknown[shape]};
}

std::string_view name_of(Direction direction) {
    return direction == Direction::at_or_above ? "at_or_above" : "at_or_below";
}

bool any_below(const ExposureSums& sums) {
    return std::any_of(sums.hazards.begin(), sums.hazards.end(),
                       [](const CurveSums& c) { return c.direction == Direction::at_or_below; });
}

/// People at every edge: a running sum over the bins from the far end.
std::vector<FixedSum> reaching_each_edge(const CurveSums& curve, std::size_t shape) {
    const std::size_t n = curve.edges.size();
    std::vector<FixedSum> reached(n);
    FixedSum sum;
    if (curve.direction == Direction::at_or_above) {
        for (std::size_t i = n; i > 0; --i) {
            sum.add(curve.people.at(shape, i));
            reached[i - 1] = sum;
        }
    } else {
        for (std::size_t i = 0; i < n; ++i) {
            sum.add(curve.people.at(shape, i));
            reached[i] = sum;
        }
    }
    return reached;
}

/// The next choice of one edge for each hazard, the last changing fastest; false after the last.
bool advance(std::vector<std::size_t>& edges, const ExposureSums& sums, const JointSums& joint) {
    for (std::size_t h = edges.size(); h > 0; --h) {
        if (++edges[h - 1] < sums.hazards[joint.hazards[h - 1]].edges.size()) return true;
        edges[h - 1] = 0;
    }
    return false;
}

void check_size(const ExposureCount& count, const JointSums& joint) {
    double rows = static_cast<double>(count.codes.size());
    for (const std::size_t h : joint.hazards) rows *= static_cast<double>(count.sums.hazards[h].edges.size());
    if (rows > most_joint_rows)
        throw Error(
            {"", "joint", fmt::format("the joint table would have {:.0f} rows", rows), "use fewer edges"});
}

/// The figures as cells, in the order of heading_line().
void append_cells(std::vector<Cell>& row, const RowFigures& figures) {
    for (const auto& figure : {figures.reached, figures.unknown, figures.total})
        row.push_back(figure ? Cell(*figure) : Cell{});
}

void add_figure_columns(OutputTable& table) {
    for (const char* name : {"people_at_or_above", "people_unknown", "people_total"})
        table.columns.push_back({.name = name, .unit = "people"});
}

}  // namespace

OutputTable curves_table(const ExposureCount& count) {
    const bool with_direction = any_below(count.sums);
    OutputTable table{{{"code", ColumnType::text}, {"hazard", ColumnType::text}, {"edge"}}};
    add_figure_columns(table);
    if (with_direction) table.columns.push_back({"direction", ColumnType::text});
    for (std::size_t s = 0; s < count.codes.size(); ++s)
        for (const CurveSums& curve : count.sums.hazards) {
            const auto reached = reaching_each_edge(curve, s);
            for (std::size_t i = 0; i < reached.size(); ++i) {
                auto& row =
                    table.rows.emplace_back(std::vector<Cell>{count.codes[s], curve.name, curve.edges[i]});
                append_cells(row,
                             row_figures(people_of(count.sums, s), {reached[i], curve.people_unknown[s]}));
                if (with_direction) row.emplace_back(std::string(name_of(curve.direction)));
            }
        }
    return table;
}

OutputTable joint_table(const ExposureCount& count, std::size_t which) {
    const JointSums& joint = count.sums.joints[which];
    check_size(count, joint);
    OutputTable table{{{"code", ColumnType::text}}};
    for (const std::size_t h : joint.hazards) table.columns.push_back({count.sums.hazards[h].name});
    add_figure_columns(table);
    for (std::size_t s = 0; s < count.codes.size(); ++s) {
        std::vector<std::size_t> edges(joint.hazards.size(), 0);
        do {
            auto& row = table.rows.emplace_back(std::vector<Cell>{count.codes[s]});
            for (std::size_t h = 0; h < edges.size(); ++h)
                row.emplace_back(count.sums.hazards[joint.hazards[h]].edges[edges[h]]);
            const auto found = people_reaching(count.sums, joint, s, edges);
            append_cells(row, row_figures(people_of(count.sums, s), {found.people, found.undecided}));
        } while (advance(edges, count.sums, joint));
    }
    return table;
}

void write_curves(const std::filesystem::path& file, const ExposureCount& count) {
    const BandMark mark = mark_of(count);
    const bool with_direction = any_below(count.sums);
    TextFile out(file);
    out.write(heading_line({"code", "hazard", "edge"}, mark, with_direction));
    std::string line;
    for (std::size_t s = 0; s < count.codes.size(); ++s) {
        const PeopleSums people = people_of(count.sums, s);
        for (const CurveSums& curve : count.sums.hazards) {
            const std::string labels = csv_field(count.codes[s]) + "," + csv_field(curve.name) + ",";
            const auto reached = reaching_each_edge(curve, s);
            for (std::size_t i = 0; i < reached.size(); ++i) {
                line = labels + number_text(curve.edges[i]) + ",";
                append_figures(line, people, {reached[i], curve.people_unknown[s]}, mark,
                               with_direction ? name_of(curve.direction) : "");
                out.write(line);
            }
        }
    }
    out.finish();
}

void write_joint(const std::filesystem::path& file, const ExposureCount& count, std::size_t which) {
    const JointSums& joint = count.sums.joints[which];
    check_size(count, joint);
    const BandMark mark = mark_of(count);
    std::vector<std::string> labels{"code"};
    for (const std::size_t h : joint.hazards) labels.push_back(count.sums.hazards[h].name);
    TextFile out(file);
    out.write(heading_line(labels, mark, false));
    std::string line;
    for (std::size_t s = 0; s < count.codes.size(); ++s) {
        const PeopleSums people = people_of(count.sums, s);
        std::vector<std::size_t> edges(joint.hazards.size(), 0);
        do {
            line = csv_field(count.codes[s]) + ",";
            for (std::size_t h = 0; h < edges.size(); ++h)
                line += number_text(count.sums.hazards[joint.hazards[h]].edges[edges[h]]) + ",";
            const auto found = people_reaching(count.sums, joint, s, edges);
            append_figures(line, people, {found.people, found.undecided}, mark, "");
            out.write(line);
        } while (advance(edges, count.sums, joint));
    }
    out.finish();
}

}  // namespace djoliba
