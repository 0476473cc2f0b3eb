// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <cstring>

#include <djoliba/scenarios/scenario_in_memory.hpp>

namespace djoliba {
namespace {

bool is_letter_or_digit(unsigned char c) { return c >= 0x80 || std::isalnum(c) != 0; }

/// A word, path or sentence that nothing in YAML takes for anything else.
bool is_plain_text(std::string_view text) {
    const auto inside = [](unsigned char c) {
        return is_letter_or_digit(c) || std::strchr(" _-./", c) != nullptr;
    };
    const auto at_ends = [](unsigned char c) { return is_letter_or_digit(c) || c == '/' || c == '_'; };
    return !text.empty() && at_ends(text.front()) && at_ends(text.back()) &&
           std::all_of(text.begin(), text.end(), inside) && text.find('\0') == std::string_view::npos;
}

}  // namespace

YamlNode yaml_text(std::string text) {
    YamlNode node{.kind = YamlNode::Kind::scalar, .text = std::move(text), .entries = {}};
    node.quoted = !is_plain_text(node.text) || scalar_type(node) != ScalarType::text;
    return node;
}

}  // namespace djoliba
