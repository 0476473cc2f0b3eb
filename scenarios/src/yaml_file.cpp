// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <djoliba/engine/error.hpp>
#include <djoliba/scenarios/yaml_file.hpp>

#include "utf8.hpp"
#include "yaml_tree.hpp"

namespace djoliba {
namespace {

constexpr std::size_t most_bytes = 4'000'000;

[[noreturn]] void refuse(const Mark& mark, std::string problem, std::string remedy) {
    throw Error(Problem{to_string(mark), "", std::move(problem), std::move(remedy)});
}

struct Advice {
    std::string_view said;  // by yaml-cpp
    const char* problem;
    const char* remedy;
};

// What yaml-cpp says, in words that tell an analyst what to look for.
constexpr Advice advice[] = {
    {"illegal map value", "a \": \" at an unexpected place",
     "put a text that holds \": \" in quotes, or check the indentation and the colons of this line and the "
     "one above"},
    {"illegal map key", "a key at an unexpected place",
     "check the indentation of this line and the one above"},
    {"illegal block entry", "a list item at an unexpected place", "check the indentation of the \"-\""},
    {"end of map flow not found", "a { without its }", "close it, or check the commas and quotes inside"},
    {"end of sequence flow not found", "a [ without its ]",
     "close it, or check the commas and quotes inside"},
    {"end of map not found", "a line that is no \"key: value\"",
     "check for a blank after the colon, the quotes, and the indentation of this line and the one above"},
    {"end of sequence not found", "a line that is no \"- item\"", "check the indentation of this line"},
    {"illegal flow end", "a ] or } that closes nothing", "check the brackets of this line and the one above"},
    {"the referenced anchor is not defined", "an alias (*name) without its anchor (&name)",
     "define the anchor above, or put a text that begins with * in quotes"},
    {"unknown token", "a character that cannot begin a value", "put the value in quotes"},
    {"unknown escape character", "an unknown escape in double quotes",
     "write \\\\ for a backslash, or use single quotes"},
};

// The blanks and tabs at the beginning of a line, counted from 1.
std::string_view indentation(std::string_view text, int line) {
    for (; line > 1 && !text.empty(); --line)
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    return text.substr(0, std::min(text.find_first_not_of(" \t"), text.size()));
}

[[noreturn]] void refuse_syntax(const YAML::Exception& error, const Mark& file, std::string_view text) {
    Mark mark = file;
    if (!error.mark.is_null()) mark.line = error.mark.line + 1, mark.column = error.mark.column + 1;
    if (indentation(text, mark.line).find('\t') != std::string_view::npos)
        refuse(mark, "a tab in the indentation", "indent with blanks");
    for (const Advice& known : advice)
        if (error.msg.find(known.said) != std::string::npos) refuse(mark, known.problem, known.remedy);
    refuse(mark, fmt::format("this is not YAML ({})", error.msg), "");
}

void check_bytes(std::string_view text, const Mark& file) {
    if (text.size() > most_bytes)
        refuse(file, fmt::format("the file has {} bytes", text.size()),
               "a scenario has at most 4 MB; is this a data file?");
    if (const auto at = first_bad_utf8(text)) {
        Mark mark = file;
        mark.line = 1 + static_cast<int>(
                            std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*at), '\n'));
        const std::size_t line_start =
            text.rfind('\n', *at) == std::string_view::npos ? 0 : text.rfind('\n', *at) + 1;
        mark.column = static_cast<int>(*at - line_start) + 1;
        refuse(mark, fmt::format("byte 0x{:02X} is not UTF-8", static_cast<unsigned char>(text[*at])),
               "save the file as UTF-8");
    }
}

std::vector<std::size_t> line_starts(std::string_view text) {
    std::vector<std::size_t> starts{0};
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] == '\n') starts.push_back(at + 1);
    return starts;
}

bool closes(std::string_view rest, char quote) {
    for (std::size_t at = 0; at < rest.size(); ++at) {
        const bool escapes = quote == '"' ? rest[at] == '\\' : rest.substr(at).starts_with("''");
        if (escapes)
            ++at;
        else if (rest[at] == quote)
            return true;
    }
    return false;
}

// yaml-cpp takes the end of the file for a missing closing quote.
void check_quotes(const YamlNode& node, std::string_view text, const std::vector<std::size_t>& starts) {
    for (const YamlNode& item : node.items) check_quotes(item, text, starts);
    for (const YamlEntry& entry : node.entries) check_quotes(entry.value, text, starts);
    if (!node.quoted || node.mark.line < 1) return;
    const std::size_t at = starts.at(static_cast<std::size_t>(node.mark.line - 1)) +
                           static_cast<std::size_t>(node.mark.column - 1);
    if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return;
    if (!closes(text.substr(at + 1), text[at])) refuse(node.mark, "a quote that is not closed", "close it");
}

}  // namespace

std::string to_string(const Mark& mark) {
    if (!mark.file) return "";
    return mark.line == 0 ? *mark.file : fmt::format("{}:{}:{}", *mark.file, mark.line, mark.column);
}

const YamlEntry* YamlNode::entry(std::string_view key) const {
    for (const YamlEntry& e : entries)
        if (e.key == key) return &e;
    return nullptr;
}

const YamlNode* YamlNode::find(std::string_view key) const {
    const YamlEntry* found = entry(key);
    return found ? &found->value : nullptr;
}

YamlNode parse_yaml(std::string_view text, const std::string& name) {
    const Mark file{std::make_shared<const std::string>(name)};
    check_bytes(text, file);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::istringstream stream{std::string(text)};
    YamlTreeBuilder builder(file.file);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) continue;
    } catch (const YAML::Exception& error) {
        refuse_syntax(error, file, text);
    }
    YamlNode tree = builder.finish();
    if (tree.is_null()) tree.mark = file;
    check_quotes(tree, text, line_starts(text));
    return tree;
}

YamlNode read_yaml_file(const std::filesystem::path& path, const std::string& name) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        throw Error(Problem{name, "", "this is a folder", "name the file in it"});
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(Problem{name, "", "cannot read the file", "check the path and the permissions"});
    std::ostringstream text;
    text << file.rdbuf();
    return parse_yaml(text.str(), name);
}

}  // namespace djoliba
