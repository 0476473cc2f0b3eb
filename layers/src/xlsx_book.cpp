// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "xlsx_book.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <djoliba/engine/error.hpp>
#include <djoliba/layers/colours.hpp>

#include "text_file.hpp"

namespace djoliba {
namespace {

constexpr Colour header_colour = {0x01, 0x1E, 0x41};
constexpr Colour pale_grey = {0xF1, 0xF3, 0xF5};
constexpr Colour warning_colour = {0xFF, 0xE0, 0x66};
constexpr Colour entry_colour = {0xFF, 0xFB, 0xE6};
constexpr Colour entry_header_colour = {0x7A, 0x4B, 0x00};
constexpr Colour faint_colour = {0x6B, 0x76, 0x82};

lxw_color_t xlsx(Colour c) { return static_cast<lxw_color_t>(c.red << 16 | c.green << 8 | c.blue); }

void fill(lxw_format* format, Colour colour) {
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_fg_color(format, xlsx(colour));
    format_set_bg_color(format, xlsx(colour));
}

void hatch(lxw_format* format, Colour background, Colour lines) {
    format_set_pattern(format, LXW_PATTERN_LIGHT_UP);
    format_set_bg_color(format, xlsx(background));
    format_set_fg_color(format, xlsx(lines));
}

void fill_with_text(lxw_format* format, Colour colour) {
    fill(format, colour);
    format_set_font_color(format, xlsx(text_on(colour)));
}

void border(lxw_format* format) {
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, xlsx(hatch_colour));
}

void set_look(lxw_format* format, Look look) {
    switch (look) {
        case Look::plain:
            break;
        case Look::header:
            format_set_bold(format);
            fill_with_text(format, header_colour);
            border(format);
            break;
        case Look::warning:
            format_set_bold(format);
            fill(format, warning_colour);
            break;
        case Look::heading:
            format_set_bold(format);
            break;
        case Look::faint:
            format_set_font_color(format, xlsx(faint_colour));
            break;
        case Look::entry:
            fill(format, entry_colour);
            border(format);
            format_set_unlocked(format);
            break;
        case Look::entry_header:
            format_set_bold(format);
            fill_with_text(format, entry_header_colour);
            border(format);
            break;
        case Look::not_assessed_row:
            hatch(format, pale_grey, class_style(0).colour);
            break;
        case Look::class_0:
            hatch(format, class_style(0).colour, hatch_colour);
            break;
        default:
            fill_with_text(format,
                           class_style(static_cast<int>(look) - static_cast<int>(Look::class_0)).colour);
    }
}

}  // namespace

Look class_look(int number) { return static_cast<Look>(static_cast<int>(Look::class_0) + number); }

XlsxBook::XlsxBook(std::filesystem::path file) : file_(std::move(file)) {
    TextFile(file_).finish();  // libxlsxwriter would tell only at the end that it cannot write there
    book_.reset(workbook_new(file_.c_str()));
}

XlsxBook::~XlsxBook() {
    std::error_code ignored;
    if (!whole_) std::filesystem::remove(file_, ignored);
}

lxw_worksheet* XlsxBook::add_sheet(const std::string& name) {
    expect(workbook_validate_sheet_name(book_.get(), name.c_str()), name);
    return workbook_add_worksheet(book_.get(), name.c_str());
}

lxw_format* XlsxBook::format(Look look, const std::string& number_format, bool wrap) {
    lxw_format*& found = formats_[{look, number_format, wrap}];
    if (found == nullptr) found = make_format(look, number_format, wrap);
    return found;
}

lxw_format* XlsxBook::make_format(Look look, const std::string& number_format, bool wrap) {
    lxw_format* format = workbook_add_format(book_.get());
    if (!number_format.empty()) format_set_num_format(format, number_format.c_str());
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (wrap) format_set_text_wrap(format);
    // Texts, also those that number formats show, keep away from a number that ends at their left.
    if (number_format == "@" || number_format.find('"') != std::string::npos) {
        format_set_align(format, LXW_ALIGN_LEFT);
        format_set_indent(format, 1);
    }
    set_look(format, look);
    return format;
}

void XlsxBook::set_properties(const Stamp& stamp) {
    std::string title = stamp.title;
    std::string warning(stamp.synthetic ? synthetic_warning() : "");
    lxw_doc_properties properties = {};
    properties.title = title.data();
    properties.comments = warning.data();
    // 0 would mean the present time.
    const auto day = std::chrono::sys_days(stamp.as_of).time_since_epoch();
    properties.created = std::max<time_t>(1, std::chrono::duration_cast<std::chrono::seconds>(day).count());
    expect(workbook_set_properties(book_.get(), &properties), "title");
}

void XlsxBook::expect(lxw_error error, const std::string& what) const {
    if (error != LXW_NO_ERROR)
        throw Error({file_.filename().string(), what, lxw_strerror(error), "shorten the text or the name"});
}

void XlsxBook::close() {
    errno = 0;
    const lxw_error error = workbook_close(book_.release());
    const int reason = errno;
    whole_ = error == LXW_NO_ERROR;
    if (whole_) return;
    throw reason != 0 ? write_error(file_, reason) : write_error(file_, std::string(lxw_strerror(error)));
}

}  // namespace djoliba
