// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "browser.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

#include "child_process.hpp"

namespace djoliba {
namespace {

namespace fs = std::filesystem;

constexpr const char* remedy =
    "install Chromium (on Debian: apt install chromium), or name one with --browser or the environment "
    "variable CHROMIUM; without it open report.html in any browser and print from there";

std::string environment(const char* name) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
    return value == nullptr ? "" : value;
}

/// A name without folder is looked for on the path. Empty where there is no such program.
fs::path program_named(const std::string& name) {
    const auto is_program = [](const fs::path& file) {
        return fs::is_regular_file(file) && access(file.c_str(), X_OK) == 0;
    };
    std::error_code ignored;
    if (name.find('/') != name.npos) return is_program(name) ? fs::absolute(name, ignored) : fs::path{};
    const std::string path = environment("PATH");
    for (std::size_t start = 0; start < path.size();) {
        const std::size_t end = std::min(path.find(':', start), path.size());
        const fs::path file = fs::path(path.substr(start, end - start)) / name;
        if (is_program(file)) return file;
        start = end + 1;
    }
    return {};
}

fs::path find_program(const std::string& asked) {
    const std::string named = asked.empty() ? environment("CHROMIUM") : asked;
    if (!named.empty()) {
        const fs::path found = program_named(named);
        if (found.empty())
            throw Error(
                {named, asked.empty() ? "CHROMIUM" : "--browser", "there is no such program", remedy});
        return found;
    }
    for (const char* name : {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"})
        if (const fs::path found = program_named(name); !found.empty()) return found;
    throw Error(
        {"", "", "PDF and PNG files are made by Chromium, and there is none on this machine", remedy});
}

fs::path new_folder() {
    std::string name = (fs::temp_directory_path() / "djoliba-browser-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
        throw Error({name, "", "the folder cannot be made", "set TMPDIR to a folder that you may write to"});
    return name;
}

/// Nothing of its own in the user's folders, no connection, no shared memory that containers lack.
std::vector<std::string> usual_options(const fs::path& folder) {
    std::vector<std::string> options{"--headless",
                                     "--disable-gpu",
                                     "--disable-dev-shm-usage",
                                     "--disable-extensions",
                                     "--no-first-run",
                                     "--no-default-browser-check",
                                     "--disable-background-networking",
                                     "--disable-component-update",
                                     "--disable-sync",
                                     "--disable-quic",
                                     "--host-resolver-rules=MAP * ~NOTFOUND",
                                     "--force-device-scale-factor=1",
                                     "--hide-scrollbars",
                                     "--user-data-dir=" + (folder / "profile").string()};
    if (geteuid() == 0) options.emplace_back("--no-sandbox");  // it refuses to run as root with one
    return options;
}

/// The end of what the browser said, for a message.
std::string last_words(const fs::path& log) {
    constexpr std::size_t most = 300;
    std::ifstream stream(log, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(stream), {});
    while (!text.empty() && text.back() == '\n') text.pop_back();
    if (text.size() > most) text = "..." + text.substr(text.size() - most);
    return text.empty() ? "" : " (" + text + ")";
}

}  // namespace

std::string in_address(std::string_view text, std::string_view kept) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string address;
    for (const char c : text) {
        const bool stays = plain.find(c) != plain.npos || kept.find(c) != kept.npos;
        address += stays ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return address;
}

Browser::Browser(const std::string& asked, std::chrono::seconds limit)
    : program_(find_program(asked)), folder_(new_folder()), limit_(limit) {}

Browser::~Browser() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void Browser::print(const fs::path& page, const std::string& fragment, const fs::path& pdf,
                    const Job& job) const {
    open(page, fragment, {"--no-pdf-header-footer", "--print-to-pdf=" + pdf.string()}, pdf, job);
}

void Browser::photograph(const fs::path& page, const std::string& fragment, int width, int height,
                         const fs::path& png, const Job& job) const {
    open(page, fragment, {fmt::format("--window-size={},{}", width, height), "--screenshot=" + png.string()},
         png, job);
}

void Browser::open(const fs::path& page, const std::string& fragment, const std::vector<std::string>& options,
                   const fs::path& made, const Job& job) const {
    std::vector<std::string> words = usual_options(folder_);
    words.insert(words.end(), options.begin(), options.end());
    words.push_back("file://" + in_address(fs::absolute(page).string(), "/") + "#" + fragment);
    const std::string home = folder_.string();
    const ChildEnd end =
        run_program(program_, words, {"XDG_CONFIG_HOME=" + home, "XDG_CACHE_HOME=" + home, "HOME=" + home},
                    folder_ / "log", limit_, job);
    std::error_code missing;
    if (!end.in_time)
        throw Error({program_.string(), "", fmt::format("it did not end within {} s", limit_.count()),
                     "give it more with --timeout"});
    if (end.code != 0 || fs::file_size(made, missing) == 0 || missing)
        throw Error({program_.string(), "",
                     fmt::format("it made no {} and ended with code {}{}", made.filename().string(), end.code,
                                 last_words(folder_ / "log")),
                     "check that it is a recent Chromium and can run here"});
}

}  // namespace djoliba
