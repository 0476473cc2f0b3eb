// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/layers/chosen_cache.hpp>

namespace djoliba {

CoverageCache chosen_cache(const std::string& wanted) {
    if (wanted == "none") return {};
    return {wanted.empty() ? usual_cache_folder() : std::filesystem::path(wanted)};
}

}  // namespace djoliba
