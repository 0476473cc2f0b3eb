// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace djoliba {

/// One thing that is wrong with an input, in the words of the person who must mend it.
struct Problem {
    std::string where;    ///< file, or file:line:column; empty where no file is involved
    std::string key;      ///< key, layer, field or code concerned; may be empty
    std::string problem;  ///< what is wrong, with the offending value
    std::string remedy;   ///< what to do about it; may be empty
};

/// "where: key: problem; remedy", leaving out what is empty.
std::string to_string(const Problem& problem);

/// Input that cannot be used. Carries every problem found, so that they can be reported in one go.
class Error : public std::runtime_error {
 public:
    explicit Error(Problem problem);
    /// Precondition: at least one problem.
    explicit Error(std::vector<Problem> problems);
    const std::vector<Problem>& problems() const noexcept { return problems_; }

 private:
    std::vector<Problem> problems_;
};

/// The caller asked a long call to stop through Job::cancelled.
class Cancelled : public std::runtime_error {
 public:
    Cancelled() : std::runtime_error("cancelled") {}
};

}  // namespace djoliba
