// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "account_json.hpp"

namespace djoliba {

nlohmann::ordered_json layers_json(const Account& account) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& l : account.layers)
        list.push_back({{"source", l.source},
                        {"file", l.file},
                        {"rows_read", l.rows_read},
                        {"rows_used", l.rows_used},
                        {"notes", l.notes}});
    return list;
}

}  // namespace djoliba
