// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/account_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace djoliba {
namespace {

constexpr std::size_t some = 3;

}  // namespace

std::string to_string(const Exclusion& exclusion) {
    std::vector<std::string> examples = exclusion.examples;
    examples.resize(std::min(examples.size(), some));
    return fmt::format(
        "{}: {} {}{}{}", exclusion.source,
        exclusion.people ? fmt::format("{:.0f}", *exclusion.people) : std::to_string(exclusion.rows),
        exclusion.reason, examples.empty() ? "" : ", such as ", fmt::join(examples, "; "));
}

}  // namespace djoliba
