// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <djoliba/engine/explain.hpp>

namespace djoliba::python {

/// "en" or "fr". Throws Error for other words.
Language language_of(const std::string& lang);

}  // namespace djoliba::python
