// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/french.hpp>

#include "account_json.hpp"
#include "report_data.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json in_both(const std::string& en) { return {{"en", en}, {"fr", in_french(en)}}; }

/// The list with what one key says in both languages, and without examples, which the page does not show.
Json in_both(Json list, const std::string& key) {
    for (Json& entry : list) {
        entry[key] = in_both(entry[key].get<std::string>());
        entry.erase("examples");
    }
    return list;
}

}  // namespace

nlohmann::ordered_json report_account(const Result& r) {
    Json warnings = Json::array();
    for (const auto& w : r.account.warnings) warnings.push_back(in_both(w));
    return {{"inputs", inputs_json(r.inputs)},
            {"warnings", warnings},
            {"changes", in_both(changes_json(r.account), "what")},
            {"exclusions", in_both(exclusions_json(r.account), "reason")},
            {"reconciliation", reconciliations_json(r.account)}};
}

}  // namespace djoliba
