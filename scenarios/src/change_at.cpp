// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "change_at.hpp"

namespace djoliba {

Mark change_mark(const Changes& changes, const std::string& key) {
    constexpr std::string_view under = "change.";
    return mark_of(changes.tree, std::string_view(key).substr(key.starts_with(under) ? under.size() : 0));
}

void change_at(const Changes& changes, const std::string& key, const std::function<void()>& work) {
    try {
        work();
    } catch (const Error& error) {
        auto problems = error.problems();
        for (Problem& p : problems) {
            if (!p.where.empty()) continue;
            p.key = p.key.empty() ? key : key + "." + p.key;
            p.where = to_string(change_mark(changes, p.key));
        }
        throw Error(std::move(problems));
    }
}

}  // namespace djoliba
