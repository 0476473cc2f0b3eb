// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include <djoliba/engine/explain.hpp>
#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// Whether the program was built with the page that reports are made from.
bool has_report_page();

/// The report of a run as one HTML file that needs nothing else: the page with the data of the run in it.
/// Texts of the data stay texts: they stand in a block of JSON without `<`, and the page may run no other
/// script than its own. Throws Error where the program was built without the page.
std::string report_html(const Result& result, Language language = Language::french);

/// JSON for a block of data in a page: a `<` could end the block or begin a comment in it.
std::string in_script(std::string json);

}  // namespace djoliba
