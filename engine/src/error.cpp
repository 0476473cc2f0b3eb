// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/error.hpp>

namespace djoliba {
namespace {

std::string joined(const std::vector<Problem>& problems) {
    std::string text;
    for (const auto& p : problems) text += (text.empty() ? "" : "\n") + to_string(p);
    return text;
}

}  // namespace

std::string to_string(const Problem& p) {
    std::string text;
    if (!p.where.empty()) text += p.where + ": ";
    if (!p.key.empty()) text += p.key + ": ";
    text += p.problem;
    if (!p.remedy.empty()) text += "; " + p.remedy;
    return text;
}

Error::Error(Problem problem) : Error(std::vector<Problem>{std::move(problem)}) {}

Error::Error(std::vector<Problem> problems)
    : std::runtime_error(joined(problems)), problems_(std::move(problems)) {}

}  // namespace djoliba
