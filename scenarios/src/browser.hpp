// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <djoliba/engine/job.hpp>

namespace djoliba {

/// Chromium without a window and without a network, for pages of this machine.
class Browser {
 public:
    /// The program `asked` for; else what the environment variable CHROMIUM names; else chromium,
    /// chromium-browser, google-chrome or google-chrome-stable on the path. Throws Error where there is none.
    Browser(const std::string& asked, std::chrono::seconds limit);
    ~Browser();
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;

    /// Prints a page to a PDF file. `fragment` is what follows # in its address. Throws Error where the
    /// browser fails or takes longer than the limit, Cancelled.
    void print(const std::filesystem::path& page, const std::string& fragment,
               const std::filesystem::path& pdf, const Job& job) const;
    /// Takes a picture of a page in a window of this size.
    void photograph(const std::filesystem::path& page, const std::string& fragment, int width, int height,
                    const std::filesystem::path& png, const Job& job) const;

 private:
    void open(const std::filesystem::path& page, const std::string& fragment,
              const std::vector<std::string>& options, const std::filesystem::path& made,
              const Job& job) const;

    std::filesystem::path program_;
    std::filesystem::path folder_;  ///< for its profile and messages, removed at the end
    std::chrono::seconds limit_;
};

/// Percent-encoded (RFC 3986), but for the characters of `kept`.
std::string in_address(std::string_view text, std::string_view kept = "");

}  // namespace djoliba
