// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include "report_patch.hpp"

#include <algorithm>
#include <string>

namespace djoliba {
namespace {

using Json = nlohmann::ordered_json;

Json whole(const Json& value) { return {{"=", value}}; }

bool is_plain(const Json& value) { return !value.is_structured(); }

Json shorter(Json a, Json b) { return b.dump().size() < a.dump().size() ? std::move(b) : std::move(a); }

/// Of lists of the same length without lists or maps in them.
Json items(const Json& from, const Json& to) {
    Json skipped = Json::array(), others = Json::array();
    std::size_t same = 0;
    for (std::size_t i = 0; i < to.size(); ++i) {
        if (from[i] == to[i]) {
            ++same;
            continue;
        }
        skipped.push_back(same);
        others.push_back(to[i]);
        same = 0;
    }
    return {{"@", {std::move(skipped), std::move(others)}}};
}

Json list_members(const Json& from, const Json& to) {
    Json members = Json::object();
    for (std::size_t i = 0; i < to.size(); ++i)
        if (auto patch = patch_between(from[i], to[i])) members[std::to_string(i)] = std::move(*patch);
    return {{".", std::move(members)}};
}

Json map_members(const Json& from, const Json& to) {
    Json members = Json::object();
    for (const auto& [key, value] : to.items()) {
        const auto there = from.find(key);
        if (there == from.end())
            members[key] = whole(value);
        else if (auto patch = patch_between(*there, value))
            members[key] = std::move(*patch);
    }
    for (const auto& [key, value] : from.items())
        if (!to.contains(key)) members[key] = nullptr;
    return {{".", std::move(members)}};
}

}  // namespace

std::optional<nlohmann::ordered_json> patch_between(const Json& from, const Json& to) {
    if (from == to) return std::nullopt;
    if (from.is_object() && to.is_object()) return map_members(from, to);
    if (!from.is_array() || !to.is_array() || from.size() != to.size()) return whole(to);
    const bool plain = std::ranges::all_of(from, is_plain) && std::ranges::all_of(to, is_plain);
    return plain ? shorter(items(from, to), whole(to)) : list_members(from, to);
}

}  // namespace djoliba
