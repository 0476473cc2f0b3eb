// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <djoliba/layers/table.hpp>
#include <djoliba/scenarios/displacement_files.hpp>

namespace djoliba {

/// Reads fields of rows and gathers what is wrong with them.
class RowReader {
 public:
    RowReader(const TextRows& text, std::vector<Problem>& problems) : text_(text), problems_(problems) {}

    void complain(std::size_t row, const std::string& key, std::string problem, std::string remedy) const {
        problems_.push_back({text_.where(row), key, std::move(problem), std::move(remedy)});
    }
    const std::string& text(std::size_t row, std::size_t field) const { return text_.at(row, field); }
    /// NaN where missing or wrong.
    double number(std::size_t row, std::size_t field, const char* key) const;
    /// 0 or more; NaN where missing or wrong.
    double count(std::size_t row, std::size_t field, const char* key) const;
    /// The same where one is needed.
    double needed_count(std::size_t row, std::size_t field, const char* key) const;
    /// A whole number, or a date counted from day 0; nullopt where missing or wrong.
    std::optional<int> day(std::size_t row, std::size_t field, const char* key, const Date& start) const;
    /// Index of a place named in a field; -1 and a complaint where there is none.
    int place(std::size_t row, std::size_t field, const char* key, const FlowGraph& graph) const;

 private:
    const TextRows& text_;
    std::vector<Problem>& problems_;
};

/// Text without upper-case ASCII letters.
std::string lower(std::string text);

// Rows in the order of fields that Flee has; `first` is the first row of data.

/// name, region, country, latitude, longitude, kind, (unused), population or capacity, capacity. Without
/// `capacity_apart` the eighth is the capacity of camps.
struct PlaceRows {
    TextRows text;
    std::size_t first = 0;
    bool capacity_apart = false;
};
void read_places(const PlaceRows& rows, DisplacementCase& to, std::vector<Problem>& problems);

/// from, to, km, (unused), walk probability.
void read_routes(const TextRows& text, std::size_t first, DisplacementCase& to,
                 std::vector<Problem>& problems);

/// kind, first name, second name, day closed, day open again. Those that close nothing are left out and
/// counted.
void read_closures(const TextRows& text, std::size_t first, DisplacementCase& to,
                   std::vector<Problem>& problems);

/// A day or date and people, of one camp, days in order.
std::vector<StockReport> read_reports(const TextRows& text, std::size_t first, const Date& start,
                                      std::vector<Problem>& problems);

/// Whether the first row is a heading: it begins with '#', or its `field` is no number and no date.
bool has_heading(const TextRows& text, std::size_t field);

/// Counts something left out. Rows of one reason come together.
void leave_out(Account& account, const std::string& source, const std::string& file,
               const std::string& reason, const std::string& example);

/// Reads a file of a case and notes it as input.
TextRows read_input(DisplacementCase& to, const std::string& use, const std::filesystem::path& file);

}  // namespace djoliba
