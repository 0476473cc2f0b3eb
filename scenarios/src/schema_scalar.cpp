// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <cmath>
#include <regex>

#include <fmt/format.h>

#include <djoliba/engine/date.hpp>
#include <djoliba/engine/nearest.hpp>

#include "schema_json.hpp"

namespace djoliba {
namespace {

std::string words_for(const std::string& type) {
    if (type == "object") return "a map (key: value)";
    if (type == "array") return "a list";
    if (type == "string") return "text";
    if (type == "integer") return "a whole number";
    if (type == "number") return "a number";
    return type == "boolean" ? "true or false" : "empty";
}

std::string words_for(std::vector<std::string> types) {
    // "text or a whole number or a number" says no more than "text or a number"
    if (std::find(types.begin(), types.end(), "number") != types.end()) std::erase(types, "integer");
    std::string words;
    for (const std::string& type : types) words += (words.empty() ? "" : " or ") + words_for(type);
    return words;
}

std::string described(const YamlNode& node) {
    const std::string type = type_of(node);
    if (type == "object" || type == "array") return "is " + words_for(type);
    return fmt::format("`{}` is {}", node.text, words_for(type));
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

bool one_of(const std::string& text, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

// How to write what was probably meant as a number.
std::string number_remedy(const YamlNode& node) {
    std::string bare;
    for (const char c : node.text)
        if (c == ',')
            bare += '.';
        else if (c != ' ' && c != '_' && c != '\'')
            bare += c;
    YamlNode mended = node;
    mended.text = bare;
    mended.quoted = false;
    return number_of(mended) ? "write " + bare : "";
}

std::string type_remedy(const YamlNode& node, const std::vector<std::string>& types) {
    const auto wants = [&](const char* type) {
        return std::find(types.begin(), types.end(), type) != types.end();
    };
    const std::string word = lower(node.text);
    if (node.is_scalar() && wants("boolean") && one_of(word, {"yes", "on", "y", "oui", "vrai"}))
        return "write true";
    if (node.is_scalar() && wants("boolean") && one_of(word, {"no", "off", "n", "non", "faux"}))
        return "write false";
    if (type_of(node) == "string" && (wants("number") || wants("integer"))) return number_remedy(node);
    if (node.is_scalar() && wants("array")) return fmt::format("write [{}]", node.text);
    if (node.is_scalar() && wants("string")) return fmt::format("write \"{}\", with the quotes", node.text);
    return "";
}

void check_enum(const YamlNode& node, const Json& schema, const std::string& key,
                std::vector<Problem>& problems) {
    const auto values = schema["enum"].get<std::vector<std::string>>();
    if (node.is_scalar() && std::find(values.begin(), values.end(), node.text) != values.end()) return;
    if (!node.is_scalar()) {
        problems.push_back(wrong_type(node, {"string"}, key));
        return;
    }
    problems.push_back({to_string(node.mark), key,
                        fmt::format("`{}` is not one of: {}", node.text, fmt::join(values, ", ")),
                        did_you_mean(node.text, values, "")});
}

void check_text(const YamlNode& node, const Json& schema, const std::string& key,
                std::vector<Problem>& problems) {
    const auto complain = [&](std::string problem, std::string remedy) {
        problems.push_back({to_string(node.mark), key, std::move(problem), std::move(remedy)});
    };
    if (schema.contains("minLength") && node.text.find_first_not_of(" \t\r\n") == std::string::npos) {
        complain("is empty", "fill it in, or remove the key");
        return;
    }
    if (schema.contains("pattern") &&
        !std::regex_search(node.text, std::regex(schema["pattern"].get<std::string>()))) {
        complain(fmt::format("`{}` cannot be used here", node.text), schema.value("patternErrorMessage", ""));
        return;
    }
    if (schema.value("format", "") == "date" && !parse_date(node.text))
        complain(fmt::format("{} is not a day of the calendar", node.text), "write it as YYYY-MM-DD");
}

void check_range(const YamlNode& node, double value, const Json& schema, const std::string& key,
                 std::vector<Problem>& problems) {
    const auto complain = [&](const char* rule, double bound) {
        problems.push_back(
            {to_string(node.mark), key, fmt::format("{} must be {} {}", node.text, rule, bound), ""});
    };
    if (!std::isfinite(value))
        problems.push_back(
            {to_string(node.mark), key, fmt::format("{} is not a finite number", node.text), ""});
    else if (schema.contains("minimum") && value < schema["minimum"].get<double>())
        complain("at least", schema["minimum"].get<double>());
    else if (schema.contains("maximum") && value > schema["maximum"].get<double>())
        complain("at most", schema["maximum"].get<double>());
    else if (schema.contains("exclusiveMinimum") && value <= schema["exclusiveMinimum"].get<double>())
        complain("more than", schema["exclusiveMinimum"].get<double>());
    else if (schema.contains("exclusiveMaximum") && value >= schema["exclusiveMaximum"].get<double>())
        complain("less than", schema["exclusiveMaximum"].get<double>());
}

}  // namespace

Problem wrong_type(const YamlNode& node, const std::vector<std::string>& types, const std::string& key) {
    if (type_of(node) == "null")
        return {to_string(node.mark), key, "is empty", "fill it in, or remove the key"};
    return {to_string(node.mark), key, fmt::format("{}, but must be {}", described(node), words_for(types)),
            type_remedy(node, types)};
}

void check_scalar(const YamlNode& node, const Json& schema, const std::string& key,
                  std::vector<Problem>& problems) {
    if (schema.contains("enum")) return check_enum(node, schema, key, problems);
    if (!node.is_scalar()) return;
    const auto number = number_of(node);
    const auto types = types_of(schema);
    const bool as_text = std::find(types.begin(), types.end(), "string") != types.end();
    if (number && !as_text) return check_range(node, *number, schema, key, problems);
    if (as_text) check_text(node, schema, key, problems);
}

}  // namespace djoliba
