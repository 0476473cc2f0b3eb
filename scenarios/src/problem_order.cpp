// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "problem_order.hpp"

#include <algorithm>
#include <compare>
#include <string_view>

#include <djoliba/engine/leading_whole.hpp>

namespace djoliba {
namespace {

struct Order {
    std::size_t file;
    int line, column;
    auto operator<=>(const Order&) const = default;
};

/// What follows the first colon; nothing without one.
std::string_view after_colon(std::string_view text) {
    const auto colon = text.find(':');
    return colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
}

Order order_of(const Problem& problem, const std::vector<std::string>& files) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!problem.where.starts_with(files[i])) continue;
        const std::string_view place = std::string_view(problem.where).substr(files[i].size());  // ":12:5"
        const auto line = after_colon(place), column = after_colon(line);
        return {i, leading_whole<int>(line), leading_whole<int>(column)};
    }
    return {files.size(), 0, 0};
}

}  // namespace

void sort_by_place(std::vector<Problem>& problems, const std::vector<std::string>& files) {
    std::ranges::stable_sort(problems, {}, [&](const Problem& p) { return order_of(p, files); });
}

}  // namespace djoliba
