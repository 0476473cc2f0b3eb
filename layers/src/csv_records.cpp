// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "csv_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

/// One pass over the text; knows the line it is in.
class CsvReader {
 public:
    CsvReader(std::string_view text, char separator, const std::string& where)
        : text_(text), separator_(separator), where_(where) {}

    std::vector<TextRecord> all() {
        std::vector<TextRecord> records;
        while (at_ < text_.size()) {
            auto record = next();
            const bool blank = std::all_of(record.fields.begin(), record.fields.end(),
                                           [](const std::string& field) { return trimmed(field).empty(); });
            if (!blank) records.push_back(std::move(record));
        }
        return records;
    }

 private:
    bool at_line_end() const { return text_[at_] == '\n' || text_[at_] == '\r'; }

    void skip_line_end() {
        if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
        ++at_;
        ++line_;
    }

    TextRecord next() {
        TextRecord record{line_, {}};
        for (;;) {
            record.fields.push_back(at_ < text_.size() && text_[at_] == '"' ? quoted() : plain());
            if (at_ == text_.size()) return record;
            if (at_line_end()) {
                skip_line_end();
                return record;
            }
            ++at_;  // the separator
            if (at_ == text_.size()) {
                record.fields.emplace_back();
                return record;
            }
        }
    }

    std::string plain() {
        const auto begin = at_;
        while (at_ < text_.size() && text_[at_] != separator_ && !at_line_end()) ++at_;
        return std::string(text_.substr(begin, at_ - begin));
    }

    std::string quoted() {
        const auto opened = line_;
        std::string field;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '"') {
                ++at_;
                if (at_ == text_.size() || text_[at_] != '"') return closed(std::move(field));
                field += '"';
            } else if (at_line_end()) {
                field += '\n';
                skip_line_end();
                --at_;
            } else {
                field += text_[at_];
            }
        }
        throw Error(Problem{fmt::format("{}:{}", where_, opened), "", "a quote is opened and never closed",
                            "the file is truncated, or a quote inside a field is not doubled"});
    }

    std::string closed(std::string field) {
        while (at_ < text_.size() && text_[at_] == ' ' && separator_ != ' ') ++at_;
        if (at_ < text_.size() && text_[at_] != separator_ && !at_line_end())
            throw Error(Problem{fmt::format("{}:{}", where_, line_), "", "text stands behind a closing quote",
                                "double the quotes inside a field"});
        return field;
    }

    std::string_view text_;
    char separator_;
    const std::string& where_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
};

char most_frequent_separator(std::string_view text) {
    constexpr std::string_view candidates = ",;\t";
    std::array<int, 3> count{};
    bool inside = false;
    for (const char c : text) {
        if (c == '"') inside = !inside;
        if (inside) continue;
        const bool any = std::any_of(count.begin(), count.end(), [](int n) { return n > 0; });
        if ((c == '\n' || c == '\r') && any) break;
        const auto which = candidates.find(c);
        if (which != std::string_view::npos) ++count[which];
    }
    return candidates[static_cast<std::size_t>(std::max_element(count.begin(), count.end()) - count.begin())];
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view no_break = "\xC2\xA0";
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    for (bool again = true; again;) {
        again = true;
        if (!text.empty() && blank(text.front()))
            text.remove_prefix(1);
        else if (!text.empty() && blank(text.back()))
            text.remove_suffix(1);
        else if (text.starts_with(no_break))
            text.remove_prefix(no_break.size());
        else if (text.ends_with(no_break))
            text.remove_suffix(no_break.size());
        else
            again = false;
    }
    return text;
}

std::vector<TextRecord> split_csv(std::string_view text, char separator, const std::string& where) {
    if (separator == 0) separator = most_frequent_separator(text);
    return CsvReader(text, separator, where).all();
}

}  // namespace djoliba
