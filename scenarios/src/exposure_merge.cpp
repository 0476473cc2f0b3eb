// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <memory>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/layers/text_file.hpp>
#include <djoliba/scenarios/exposure_files.hpp>

#include "exposure_rows.hpp"

namespace djoliba {
namespace {

/// A band that is read line by line.
class BandReader {
 public:
    explicit BandReader(const std::filesystem::path& file)
        : name_(file.string()), in_(file, std::ios::binary) {
        if (!in_) throw Error({name_, "", "the file cannot be opened", "check the path"});
        std::string line;
        std::getline(in_, line);
        columns_ = csv_fields(line, name_);
        const auto is_band =
            columns_.size() > band_columns.size() &&
            std::equal(band_columns.begin(), band_columns.end(), columns_.end() - band_columns.size());
        if (!is_band)
            throw Error({name_, "", "the file is no band of a count",
                         "give files that `djoliba expose --rows FROM:TO` wrote for a part of the rows"});
        next();
        if (!fields_.empty()) mark_ = band_mark(at("rows"), at("inputs"), name_);
    }
    /// Reads a line; false at the end.
    bool next() {
        std::string line;
        ++line_;
        if (!std::getline(in_, line)) {
            fields_.clear();
            return false;
        }
        if (in_.eof()) refuse("it ends in the middle of a line");
        fields_ = csv_fields(line, name_);
        if (fields_.size() != columns_.size())
            refuse(fmt::format("it has {} fields, not {}", fields_.size(), columns_.size()));
        return true;
    }
    bool at_end() const { return fields_.empty(); }
    const std::string& name() const { return name_; }
    const std::vector<std::string>& columns() const { return columns_; }
    const BandMark& mark() const { return mark_; }
    /// What the row is about: the fields before the figures.
    std::span<const std::string> labels() const { return std::span(fields_).first(first_figure()); }
    std::string direction() const { return has_direction() ? at("direction") : ""; }
    bool has_direction() const {
        return std::find(columns_.begin(), columns_.end(), "direction") != columns_.end();
    }
    FixedSum sum(std::string_view column) const {
        try {
            return FixedSum::from_units(at(column));
        } catch (const Error& error) {
            refuse(error.problems().front().problem);
        }
    }
    [[noreturn]] void refuse(const std::string& problem) const {
        throw Error({fmt::format("{}:{}", name_, line_ + 1), "", problem, "make the band again"});
    }
    std::size_t first_figure() const {
        return static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), "people_at_or_above") -
                                        columns_.begin());
    }

 private:
    const std::string& at(std::string_view column) const {
        return fields_[static_cast<std::size_t>(std::find(columns_.begin(), columns_.end(), column) -
                                                columns_.begin())];
    }

    std::string name_;
    std::ifstream in_;
    std::vector<std::string> columns_ = {};
    std::vector<std::string> fields_ = {};
    std::int64_t line_ = 0;  ///< the heading is line 1
    BandMark mark_ = {};
};

using Bands = std::vector<std::unique_ptr<BandReader>>;

/// Opens all bands in the order of their rows.
Bands open_bands(const std::vector<std::filesystem::path>& files) {
    Bands bands;
    for (const auto& file : files) bands.push_back(std::make_unique<BandReader>(file));
    std::stable_sort(bands.begin(), bands.end(), [](const auto& a, const auto& b) {
        return a->mark().rows.first < b->mark().rows.first;
    });
    return bands;
}

/// The rows that all bands make up together.
BandMark joined_mark(const Bands& bands) {
    std::vector<Problem> problems;
    const BandReader& first = *bands.front();
    BandMark joined = first.mark();
    for (std::size_t i = 1; i < bands.size(); ++i) {
        const BandReader& band = *bands[i];
        const BandMark& mark = band.mark();
        if (mark.inputs != joined.inputs || mark.all_rows != joined.all_rows ||
            band.columns() != first.columns())
            problems.push_back({band.name(), "", fmt::format("it does not belong to {}", first.name()),
                                "make all bands from the same files with the same options"});
        else if (mark.rows.first != joined.rows.end)
            problems.push_back(
                {band.name(), "rows",
                 fmt::format("it begins at row {}, but the bands before it {} at row {}", mark.rows.first,
                             mark.rows.first < joined.rows.end ? "already reach beyond that and end" : "end",
                             joined.rows.end),
                 mark.rows.first < joined.rows.end ? "give each row once" : "give the missing band, too"});
        joined.rows.end = std::max(joined.rows.end, mark.rows.end);
    }
    if (!problems.empty()) throw Error(problems);
    return joined;
}

/// Adds the present row of all bands.
void append_row(std::string& line, const Bands& bands, const BandMark& mark) {
    const BandReader& first = *bands.front();
    PeopleSums people;
    ReachSums reach;
    for (const auto& band : bands) {
        if (band->at_end())
            throw Error({band->name(), "", "it has fewer rows than the others", "make the band again"});
        if (!std::ranges::equal(band->labels(), first.labels()))
            band->refuse(fmt::format("its row is not that of {}", first.name()));
        reach.reached.add(band->sum("units_at_or_above"));
        reach.unknown.add(band->sum("units_unknown"));
        people.total.add(band->sum("units_total"));
        people.cells.add(band->sum("cells"));
        people.cells_unknown.add(band->sum("cells_people_unknown"));
    }
    for (const std::string& label : first.labels()) line += csv_field(label) + ",";
    append_figures(line, people, reach, mark, first.direction());
}

}  // namespace

void merge_bands(const std::vector<std::filesystem::path>& files, const std::filesystem::path& file) {
    if (files.empty()) throw Error({"", "merge", "there is no band to add", "name the files of the bands"});
    const Bands bands = open_bands(files);
    const BandMark mark = joined_mark(bands);
    const BandReader& first = *bands.front();
    const std::vector<std::string> labels(
        first.columns().begin(), first.columns().begin() + static_cast<std::ptrdiff_t>(first.first_figure()));
    TextFile out(file);
    out.write(heading_line(labels, mark, first.has_direction()));
    while (!first.at_end()) {
        std::string line;
        append_row(line, bands, mark);
        out.write(line);
        for (const auto& band : bands) band->next();
    }
    for (const auto& band : bands)
        if (!band->at_end())
            throw Error({band->name(), "", "it has more rows than the others", "make the band again"});
    out.finish();
}

}  // namespace djoliba
