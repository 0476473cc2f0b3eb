// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "report_packed.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t least_items = 8;

std::size_t length_of(const std::vector<std::string>& texts) {
    std::size_t length = 1;
    for (const auto& text : texts) length += text.size() + 1;
    return length;
}

Json in_runs(const Json& list, const std::vector<std::string>& texts) {
    Json values = Json::array(), runs = Json::array();
    std::map<std::string, std::size_t> known;
    for (std::size_t i = 0; i < texts.size();) {
        std::size_t end = i;
        while (end < texts.size() && texts[end] == texts[i]) ++end;
        const auto [at, is_new] = known.emplace(texts[i], values.size());
        if (is_new) values.push_back(list[i]);
        runs.push_back(at->second);
        runs.push_back(end - i);
        i = end;
    }
    return {{"~", {std::move(values), std::move(runs)}}};
}

Json packed_list(Json list) {
    std::vector<std::string> texts;
    texts.reserve(list.size());
    for (const Json& item : list) texts.push_back(item.dump());
    Json runs = in_runs(list, texts);
    return runs.dump().size() < length_of(texts) ? std::move(runs) : std::move(list);
}

}  // namespace

nlohmann::ordered_json packed(nlohmann::ordered_json value) {
    if (!value.is_structured()) return value;
    const bool plain = std::ranges::none_of(value, [](const Json& item) { return item.is_structured(); });
    if (value.is_array() && plain) return value.size() < least_items ? value : packed_list(std::move(value));
    for (Json& item : value) item = packed(std::move(item));
    return value;
}

}  // namespace djoliba
