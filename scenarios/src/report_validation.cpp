// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "report_validation.hpp"

#include <fstream>
#include <iterator>

#include <djoliba/engine/error.hpp>

#include "report_page.hpp"

namespace djoliba {
namespace {

constexpr std::string_view block_begin = "<script type=\"application/json\" id=\"validation\">";
constexpr std::string_view block_end = "</script>";

}  // namespace

std::string page_with_decisions(const std::filesystem::path& file, std::string_view json) {
    std::ifstream stream(file, std::ios::binary);
    std::string page(std::istreambuf_iterator<char>(stream), {});
    const auto begin = page.find(block_begin);
    const auto end = begin == page.npos ? begin : page.find(block_end, begin);
    if (end == page.npos || page.find(block_begin, end) != page.npos)
        throw Error({file.string(), "", "the page has no place for decisions of committees",
                     "it was made by another version, or changed: run the scenario again"});
    page.replace(begin + block_begin.size(), end - begin - block_begin.size(), in_script(std::string(json)));
    return page;
}

}  // namespace djoliba
