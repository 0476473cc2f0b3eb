// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "account_json.hpp"

#include <djoliba/engine/french.hpp>
#include <djoliba/layers/digest.hpp>

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json optional_json(const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); }

std::string french_or(const std::string& fr, const std::string& en) {
    return fr.empty() ? in_french(en) : fr;
}

}  // namespace

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

nlohmann::ordered_json inputs_json(const std::vector<InputFile>& inputs) {
    Json list = Json::array();
    for (const InputFile& f : inputs)
        list.push_back({{"layer", f.layer},
                        {"file", f.file},
                        {"sha256", f.sha256},
                        {"bytes", f.bytes},
                        {"licence", f.licence},
                        {"sensitivity", f.sensitivity},
                        {"provider", f.provider},
                        {"date", f.date},
                        {"vintage", f.vintage},
                        {"note", f.note}});
    return list;
}

nlohmann::ordered_json reconciliations_json(const Account& account) {
    Json list = Json::array();
    for (const Reconciliation& x : account.reconciliations)
        list.push_back({{"figure", x.figure},
                        {"figure_fr", french_or(x.figure_fr, x.figure)},
                        {"unit", x.unit},
                        {"source", x.source},
                        {"published", x.published},
                        {"ours", optional_json(x.ours)},
                        {"ours_date", x.ours_date},
                        {"ours_source", x.ours_source},
                        {"ratio", optional_json(x.ratio())},
                        {"reason", x.reason},
                        {"reason_fr", french_or(x.reason_fr, x.reason)}});
    return list;
}

nlohmann::ordered_json exclusions_json(const Account& account) {
    Json list = Json::array();
    for (const auto& e : account.exclusions)
        list.push_back({{"source", e.source},
                        {"file", e.file},
                        {"reason", e.reason},
                        {"rows", e.rows},
                        {"people", optional_json(e.people)},
                        {"events", optional_json(e.events)},
                        {"examples", e.examples}});
    return list;
}

nlohmann::ordered_json changes_json(const Account& account) {
    Json list = Json::array();
    for (const auto& c : account.changes)
        list.push_back({{"key", c.key},
                        {"source", c.source},
                        {"what", c.what},
                        {"number", c.number},
                        {"examples", c.examples}});
    return list;
}

nlohmann::ordered_json input_json(const std::string& use, const std::filesystem::path& file) {
    std::error_code ignored;
    const bool there = std::filesystem::is_regular_file(file, ignored);
    return {{"use", use},
            {"file", file.filename().string()},
            {"sha256", there ? Json(sha256_file(file)) : Json(nullptr)},
            {"bytes", there ? Json(std::filesystem::file_size(file)) : Json(nullptr)}};
}

}  // namespace djoliba
