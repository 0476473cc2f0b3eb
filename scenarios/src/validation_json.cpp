// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "validation_json.hpp"

#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <djoliba/engine/error.hpp>

#include "validation_words.hpp"

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json whole(const std::optional<int>& n) { return n ? Json(*n) : Json(nullptr); }

std::optional<int> whole_of(const Json& json) {
    return json.is_null() ? std::optional<int>{} : json.get<int>();
}

Json decision_json(const ValidatedUnit& d) {
    return {{"level", d.level},
            {"code", d.code},
            {"name", d.name},
            {"decision", name_of(d.decision)},
            {"proposed_class", whole(d.proposed_class)},
            {"proposed_rank", whole(d.proposed_rank)},
            {"reason", d.reason},
            {"decided_by", d.decided_by},
            {"date", to_string(d.date)},
            {"in_force", d.in_force},
            {"sheet", d.sheet}};
}

template <typename T>
T given(const std::optional<T>& value) {
    if (!value) throw std::runtime_error("unknown");
    return *value;
}

ValidatedUnit decision_of(const Json& json) {
    return {json.at("level").get<std::string>(),
            json.at("code").get<std::string>(),
            json.at("name").get<std::string>(),
            given(decision_named(json.at("decision").get<std::string>())),
            whole_of(json.at("proposed_class")),
            whole_of(json.at("proposed_rank")),
            json.at("reason").get<std::string>(),
            json.at("decided_by").get<std::string>(),
            given(parse_date(json.at("date").get<std::string>())),
            json.at("sheet").get<std::string>(),
            json.at("in_force").get<bool>()};
}

}  // namespace

std::string decisions_json(const Validation& v) {
    Json list = Json::array();
    for (const ValidatedUnit& d : v.decisions) list.push_back(decision_json(d));
    const Json json = {{"run", {{"title", v.title}, {"as_of", to_string(v.as_of)}, {"digest", v.digest}}},
                       {"synthetic", v.synthetic},
                       {"decisions", list}};
    return json.dump(2) + "\n";
}

std::vector<ValidatedUnit> read_decisions(const std::filesystem::path& file, const std::string& digest) {
    std::ifstream stream(file, std::ios::binary);
    std::error_code ignored;
    if (!stream && !std::filesystem::exists(file, ignored)) return {};
    std::vector<ValidatedUnit> decisions;
    std::string of;
    try {
        const Json json = Json::parse(stream);
        of = json.at("run").at("digest").get<std::string>();
        if (of == digest)
            for (const Json& item : json.at("decisions")) decisions.push_back(decision_of(item));
    } catch (const std::exception&) {
        throw Error({file.string(), "", "it is not what `djoliba validate` writes",
                     "move it away, and read the filled sheets again"});
    }
    if (of != digest)
        throw Error({file.string(), "run.digest",
                     fmt::format("it holds decisions on another run ({}; this one is {})", of, digest),
                     "the scenario was run again and ranks otherwise: move the file away, and let the "
                     "committee judge the new ranking"});
    return decisions;
}

}  // namespace djoliba
