// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include <djoliba/engine/error.hpp>

inline bool mentions(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// The first problem of the Error that `call` throws, in words; "no error" where it throws none.
std::string problem_of(const std::invocable auto& call) {
    try {
        call();
    } catch (const djoliba::Error& e) {
        return to_string(e.problems().front());
    }
    return "no error";
}

/// Every problem of the Error that `call` throws, one a line; empty where it throws none.
std::string all_problems_of(const std::invocable auto& call) {
    try {
        call();
    } catch (const djoliba::Error& e) {
        return e.what();
    }
    return "";
}
