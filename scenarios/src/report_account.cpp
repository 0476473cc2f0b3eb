// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/engine/french.hpp>

#include "report_data.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json optional_json(const std::optional<double>& v) { return v ? rounded_json(*v) : Json(nullptr); }

Json in_both(const std::string& en) { return {{"en", en}, {"fr", in_french(en)}}; }

Json inputs_json(const Result& r) {
    Json list = Json::array();
    for (const InputFile& f : r.inputs)
        list.push_back({{"layer", f.layer},
                        {"file", f.file},
                        {"licence", f.licence},
                        {"sensitivity", f.sensitivity},
                        {"provider", f.provider},
                        {"date", f.date},
                        {"vintage", f.vintage},
                        {"note", f.note}});
    return list;
}

Json exclusions_json(const Account& account) {
    Json list = Json::array();
    for (const Exclusion& e : account.exclusions)
        list.push_back({{"source", e.source},
                        {"reason", in_both(e.reason)},
                        {"rows", e.rows},
                        {"people", optional_json(e.people)},
                        {"events", optional_json(e.events)}});
    return list;
}

Json reconciliation_json(const Account& account) {
    const auto both = [](const std::string& en, const std::string& fr) {
        return Json{{"en", en}, {"fr", fr.empty() ? in_french(en) : fr}};
    };
    Json list = Json::array();
    for (const Reconciliation& x : account.reconciliations)
        list.push_back({{"figure", both(x.figure, x.figure_fr)},
                        {"unit", x.unit},
                        {"source", x.source},
                        {"published", rounded_json(x.published)},
                        {"ours", optional_json(x.ours)},
                        {"reason", both(x.reason, x.reason_fr)}});
    return list;
}

}  // namespace

nlohmann::ordered_json report_account(const Result& r) {
    Json warnings = Json::array(), changes = Json::array();
    for (const auto& w : r.account.warnings) warnings.push_back(in_both(w));
    for (const ChangeMade& c : r.account.changes)
        changes.push_back({{"key", c.key}, {"what", in_both(c.what)}, {"number", c.number}});
    return {{"inputs", inputs_json(r)},
            {"warnings", warnings},
            {"changes", changes},
            {"exclusions", exclusions_json(r.account)},
            {"reconciliation", reconciliation_json(r.account)}};
}

}  // namespace djoliba
