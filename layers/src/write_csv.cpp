// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <djoliba/layers/write_csv.hpp>

#include "text_file.hpp"

namespace djoliba {
namespace {

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
    return out;
}

/// Blanks at the ends are quoted too, since some readers trim them.
std::string field(const std::string& text) {
    const bool plain = text.find_first_of(",\"\r\n") == std::string::npos &&
                       (text.empty() || (text.front() != ' ' && text.back() != ' '));
    return plain ? text : quoted(text);
}

std::string line(const std::vector<std::string>& texts) {
    std::string out;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (i > 0) out += ',';
        out += field(texts[i]);
    }
    // A lone empty cell would be an empty line, which readers skip.
    if (out.empty()) out = "\"\"";
    out += '\n';
    return out;
}

void write(const std::filesystem::path& file, const OutputTable& table, bool tags) {
    check(table, file.filename().string());
    TextFile out(file);
    std::vector<std::string> texts(table.columns.size());
    const auto write_row = [&](const auto& source, auto text) {
        std::transform(source.begin(), source.end(), texts.begin(), text);
        out.write(line(texts));
    };
    write_row(table.columns, [](const OutputColumn& c) { return c.name; });
    if (tags) write_row(table.columns, [](const OutputColumn& c) { return c.hxl; });
    for (const auto& row : table.rows) write_row(row, cell_text);
    out.finish();
}

}  // namespace

void write_csv(const std::filesystem::path& file, const OutputTable& table) { write(file, table, false); }

void write_hxl_csv(const std::filesystem::path& file, const OutputTable& table) {
    const auto tagged = [](const OutputColumn& c) { return !c.hxl.empty(); };
    if (std::none_of(table.columns.begin(), table.columns.end(), tagged))
        throw Error({file.filename().string(), "", "no column has an HXL tag",
                     "tag the columns or write a plain CSV"});
    write(file, table, true);
}

}  // namespace djoliba
