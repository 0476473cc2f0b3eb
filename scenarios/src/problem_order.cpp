// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "problem_order.hpp"

#include <algorithm>
#include <compare>
#include <cstdio>

namespace djoliba {
namespace {

struct Order {
    std::size_t file;
    int line, column;
    auto operator<=>(const Order&) const = default;
};

Order order_of(const Problem& problem, const std::vector<std::string>& files) {
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!problem.where.starts_with(files[i])) continue;
        Order order{i, 0, 0};
        std::sscanf(problem.where.c_str() + files[i].size(), ":%d:%d", &order.line, &order.column);
        return order;
    }
    return {files.size(), 0, 0};
}

}  // namespace

void sort_by_place(std::vector<Problem>& problems, const std::vector<std::string>& files) {
    std::ranges::stable_sort(problems, {}, [&](const Problem& p) { return order_of(p, files); });
}

}  // namespace djoliba
