// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include <djoliba/engine/account.hpp>
#include <djoliba/scenarios/result.hpp>
#include <nlohmann/json.hpp>

namespace djoliba {

/// What was read of each layer: [{source, file, rows_read, rows_used, notes}].
nlohmann::ordered_json layers_json(const Account& account);

/// What was read, and under which terms: [{layer, file, sha256, bytes, licence, sensitivity, provider, ...}].
nlohmann::ordered_json inputs_json(const std::vector<InputFile>& inputs);

/// Published figures beside those of the run, in both languages: [{figure, figure_fr, unit, source, ...}].
nlohmann::ordered_json reconciliations_json(const Account& account);

/// What was left out or used with a reservation: [{source, file, reason, rows, people, events, examples}].
nlohmann::ordered_json exclusions_json(const Account& account);

/// What changes did: [{key, source, what, number, examples}].
nlohmann::ordered_json changes_json(const Account& account);

/// {use, file, sha256, bytes}, the file by its name alone: no output tells where somebody keeps it. Names
/// such as NETCDF:"a.nc":band stand for no file that could be hashed.
nlohmann::ordered_json input_json(const std::string& use, const std::filesystem::path& file);

}  // namespace djoliba
