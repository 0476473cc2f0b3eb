// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <locale.h>
#include <xlsxwriter.h>

#include <cstdint>
#include <djoliba/layers/output_table.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <tuple>

namespace djoliba {

/// libxlsxwriter prints numbers through the locale of the thread: French would put commas into the file.
class PlainNumbers {
 public:
    PlainNumbers() : plain_(newlocale(LC_NUMERIC_MASK, "C", nullptr)), before_(uselocale(plain_)) {}
    ~PlainNumbers() {
        uselocale(before_);
        freelocale(plain_);
    }
    PlainNumbers(const PlainNumbers&) = delete;
    PlainNumbers& operator=(const PlainNumbers&) = delete;

 private:
    locale_t plain_;
    locale_t before_;
};

/// How a cell looks; class_0 is "not assessed".
enum class Look : std::uint8_t {
    plain,
    header,
    warning,
    heading,
    faint,
    entry,  ///< a cell that the reader fills
    entry_header,
    not_assessed_row,
    class_0,
    class_1,
    class_2,
    class_3,
    class_4,
    class_5
};

Look class_look(int number);

/// A workbook under way, with its formats, each made once. The file is removed where close() is not reached.
class XlsxBook {
 public:
    explicit XlsxBook(std::filesystem::path file);
    ~XlsxBook();
    XlsxBook(const XlsxBook&) = delete;
    XlsxBook& operator=(const XlsxBook&) = delete;

    lxw_worksheet* add_sheet(const std::string& name);
    lxw_format* format(Look look, const std::string& number_format = {}, bool wrap = false);
    void set_properties(const Stamp& stamp);

    /// Throws where libxlsxwriter refused something; `what` names the sheet or cell.
    void expect(lxw_error error, const std::string& what) const;

    /// Writes the file; throws where that fails.
    void close();

 private:
    struct Free {
        void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
    };
    lxw_format* make_format(Look look, const std::string& number_format, bool wrap);

    std::filesystem::path file_;
    std::unique_ptr<lxw_workbook, Free> book_;
    std::map<std::tuple<Look, std::string, bool>, lxw_format*> formats_;
    bool whole_ = false;
};

}  // namespace djoliba
