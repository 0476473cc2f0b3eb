// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace djoliba {

/// Position of the first byte that breaks UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above
/// U+10FFFF) or is NUL; nullopt where there is none.
std::optional<std::size_t> first_bad_utf8(std::string_view text);

}  // namespace djoliba
