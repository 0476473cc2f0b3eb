// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <dlfcn.h>

#include <filesystem>

#include <fmt/format.h>

#include <djoliba/layers/digest.hpp>
#include <djoliba/layers/versions.hpp>
#include <djoliba/scenarios/batch_parts.hpp>

namespace djoliba {
namespace {

/// The program, or the shared library, that this function is in.
std::filesystem::path own_file() {
    Dl_info info{};
    const auto* inside = reinterpret_cast<const void*>(&build_id);
    std::error_code ignored;
    if (dladdr(inside, &info) != 0 && info.dli_fname &&
        std::filesystem::is_regular_file(info.dli_fname, ignored))
        return info.dli_fname;
    return "/proc/self/exe";  // the name by which it was called, found on the path
}

}  // namespace

std::string build_id() {
    static const std::string id = fmt::format("djoliba {} (build {}, {})", DJOLIBA_VERSION,
                                              sha256_file(own_file()).substr(0, 16), gis_versions());
    return id;
}

}  // namespace djoliba
