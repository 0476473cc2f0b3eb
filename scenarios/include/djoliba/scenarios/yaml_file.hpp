// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace djoliba {

/// A place in a file; lines and columns count from 1, columns in bytes. Line 0 stands for the file as a
/// whole.
struct Mark {
    std::shared_ptr<const std::string> file;  ///< name for messages; none where there is no file
    int line = 0;
    int column = 0;
};

/// "file:line:column", "file" for line 0, empty without a file.
std::string to_string(const Mark& mark);

struct YamlEntry;

/// One value of a YAML file, with the place where it stands. Copied by value.
struct YamlNode {
    enum class Kind { null, scalar, sequence, map };

    Kind kind = Kind::null;
    Mark mark = {};
    std::string text = {};  ///< scalar: its text, without quotes
    bool quoted = false;  ///< scalar: in quotes, a block, or tagged !!str; then it is text, whatever it says
    std::vector<YamlNode> items = {};  ///< sequence
    std::vector<YamlEntry> entries;    ///< map, in the order of the file; every key once

    bool is_null() const { return kind == Kind::null; }
    bool is_scalar() const { return kind == Kind::scalar; }
    bool is_sequence() const { return kind == Kind::sequence; }
    bool is_map() const { return kind == Kind::map; }
    /// Value of a key; nullptr where this is no map or has no such key.
    const YamlNode* find(std::string_view key) const;
    const YamlEntry* entry(std::string_view key) const;
};

struct YamlEntry {
    std::string key;
    Mark mark;  ///< where the key stands
    YamlNode value;
};

/// What a scalar is by the core rules of YAML 1.2: `yes`, `on`, `1_000` and `2024-06-30` are text.
enum class ScalarType { null, boolean, integer, real, text };
ScalarType scalar_type(const YamlNode& scalar);

/// The number of an integer or real scalar (decimal, 0x, 0o, .inf, .nan); nullopt for everything else.
std::optional<double> number_of(const YamlNode& node);

/// The value of `true` and `false`; nullopt for everything else.
std::optional<bool> boolean_of(const YamlNode& node);

/// Reads one document. Anchors, aliases and merge keys (`<<`) are resolved. Throws Error, with the place, for
/// text that is not UTF-8, syntax errors, repeated keys (all of them), keys that are no scalars, tags other
/// than those of the core schema, a second document, more than 4 MB, more than 60 levels or more than 100,000
/// values after resolving aliases. An empty text gives a null node.
YamlNode parse_yaml(std::string_view text, const std::string& name);

/// The same for a file; `name` is what messages call it. Throws Error where it cannot be read.
YamlNode read_yaml_file(const std::filesystem::path& path, const std::string& name);

}  // namespace djoliba
