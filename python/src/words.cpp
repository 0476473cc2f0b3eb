// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "words.hpp"

#include <fmt/format.h>

#include <djoliba/engine/error.hpp>

namespace djoliba::python {

Language language_of(const std::string& lang) {
    if (lang == "en") return Language::english;
    if (lang == "fr") return Language::french;
    throw Error(Problem{"", "lang", fmt::format("there is no language `{}`", lang), "give en or fr"});
}

}  // namespace djoliba::python
