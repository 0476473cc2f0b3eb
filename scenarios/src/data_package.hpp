// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <djoliba/scenarios/result.hpp>

namespace djoliba {

/// datapackage.json: name, type, unit and headings of every column of the CSV files, in the form of the
/// specification Data Package 1 (Frictionless Standards).
std::string data_package(const Result& result);

}  // namespace djoliba
