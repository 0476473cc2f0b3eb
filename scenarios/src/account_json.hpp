// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <djoliba/engine/account.hpp>
#include <nlohmann/json.hpp>

namespace djoliba {

/// What was read of each layer: [{source, file, rows_read, rows_used, notes}].
nlohmann::ordered_json layers_json(const Account& account);

/// What was left out or used with a reservation: [{source, file, reason, rows, people, events, examples}].
nlohmann::ordered_json exclusions_json(const Account& account);

/// What changes did: [{key, source, what, number, examples}].
nlohmann::ordered_json changes_json(const Account& account);

}  // namespace djoliba
