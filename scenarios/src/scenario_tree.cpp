// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include <djoliba/engine/leading_whole.hpp>
#include <djoliba/scenarios/scenario.hpp>

namespace djoliba {
namespace {

bool is_plain_key(const std::string& key) {
    return !key.empty() && std::all_of(key.begin(), key.end(), [](unsigned char c) {
        return std::isalnum(c) || c == '_' || c == '.';
    });
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
            out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out + "\"";
}

// A plain scalar is written as it was read: it is the same wherever a block value may stand.
std::string scalar(const YamlNode& node) {
    if (node.is_null()) return "null";
    const bool printable = std::all_of(node.text.begin(), node.text.end(),
                                       [](unsigned char c) { return c >= 0x20 && c != 0x7F; });
    return node.quoted || !printable ? quoted(node.text) : node.text;
}

void write(const YamlNode& node, std::size_t indent, std::string& out);

// The value after "key:" or "-": on the same line where it fits, else below and further in.
void write_value(const YamlNode& node, std::size_t indent, std::string& out) {
    if (node.is_map() && node.entries.empty())
        out += " {}\n";
    else if (node.is_sequence() && node.items.empty())
        out += " []\n";
    else if (node.is_map() || node.is_sequence()) {
        out += '\n';
        write(node, indent + 2, out);
    } else
        out += fmt::format(" {}\n", scalar(node));
}

void write(const YamlNode& node, std::size_t indent, std::string& out) {
    for (const YamlEntry& entry : node.entries) {
        out += std::string(indent, ' ') + (is_plain_key(entry.key) ? entry.key : quoted(entry.key)) + ":";
        write_value(entry.value, indent, out);
    }
    for (const YamlNode& item : node.items) {
        out += std::string(indent, ' ') + "-";
        write_value(item, indent, out);
    }
    if (!node.is_map() && !node.is_sequence()) out += scalar(node) + "\n";
}

// The part of the path after `name`, where the path begins with it; npos otherwise.
std::size_t after(std::string_view path, std::string_view name) {
    if (!path.starts_with(name)) return std::string_view::npos;
    if (path.size() == name.size() || path[name.size()] == '[') return name.size();
    return path[name.size()] == '.' ? name.size() + 1 : std::string_view::npos;
}

Mark mark_in(const YamlNode& node, const Mark& mark, std::string_view path) {
    if (node.is_sequence() && path.starts_with('[')) {
        const std::size_t end = std::min(path.find(']'), path.size() - 1);
        const auto position = leading_whole<std::size_t>(path.substr(1, end - 1));
        path.remove_prefix(end + 1);
        if (path.starts_with('.')) path.remove_prefix(1);
        return position < node.items.size() ? mark_in(node.items[position], node.items[position].mark, path)
                                            : mark;
    }
    const YamlEntry* best = nullptr;  // keys may hold dots: the longest that fits
    for (const YamlEntry& entry : node.entries)
        if (after(path, entry.key) != std::string_view::npos &&
            (!best || entry.key.size() > best->key.size()))
            best = &entry;
    return best ? mark_in(best->value, best->mark, path.substr(after(path, best->key))) : mark;
}

}  // namespace

YamlNode merged(const YamlNode& base, const YamlNode& change) {
    if (!base.is_map() || !change.is_map()) return change;
    YamlNode result = base;
    result.mark = change.mark;
    for (const YamlEntry& entry : change.entries) {
        const auto same = std::find_if(result.entries.begin(), result.entries.end(),
                                       [&](const YamlEntry& e) { return e.key == entry.key; });
        if (same == result.entries.end())
            result.entries.push_back(entry);
        else if (entry.value.is_null())
            result.entries.erase(same);
        else
            *same = YamlEntry{entry.key, entry.mark, merged(same->value, entry.value)};
    }
    return result;
}

std::string to_yaml(const YamlNode& tree) {
    std::string out;
    write(tree, 0, out);
    return out;
}

Mark mark_of(const YamlNode& tree, std::string_view key) { return mark_in(tree, tree.mark, key); }

Mark mark_of(const Scenario& scenario, std::string_view key) { return mark_of(scenario.tree, key); }

}  // namespace djoliba
