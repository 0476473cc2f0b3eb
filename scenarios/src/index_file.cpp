// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <djoliba/scenarios/index_file.hpp>

#include <algorithm>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>
#include <djoliba/scenarios/library.hpp>
#include <djoliba/scenarios/schema.hpp>

#include "index_read.hpp"
#include "problem_order.hpp"
#include "scenario_read.hpp"

namespace djoliba {
namespace {

using Problems = std::vector<Problem>;

// Whether something in the node or under the key of a problem has been complained about: then the problem
// follows from it.
bool told(const Problems& problems, const Problem& p) {
    return std::ranges::any_of(problems, [&](const Problem& earlier) {
        return p.key.empty() || earlier.key == p.key || earlier.key.starts_with(p.key + ".");
    });
}

// Bounds that are no two numbers leave those that nothing can be said against.
void read_bounds(const MapReader& in, IndexNode& leaf) {
    const auto bounds = in.numbers("bounds");
    const bool usable = bounds.size() == 2;
    leaf.low = usable ? bounds[0] : 1;
    leaf.high = usable ? bounds[1] : 10;
}

void read_leaf(const MapReader& in, IndexNode& leaf) {
    leaf.indicator = in.text("indicator");
    leaf.transform = parse_transform(in.text("transform")).value_or(Transform::none);
    leaf.higher_is_worse = in.text("higher_is") != "better";
    leaf.words_en = in.text("words_en");
    leaf.words_fr = in.text("words_fr");
    read_bounds(in, leaf);
}

IndexNode read_node(const MapReader& in, Problems& problems);

void read_parts(const MapReader& in, IndexNode& node, Problems& problems) {
    node.mean = parse_mean(in.text("mean")).value_or(Mean::arithmetic);
    node.minimum_share = in.number("minimum_share", 0);
    node.required = in.texts("required");
    for (const MapReader& part : in.list("parts"))
        if (part.node->is_map()) node.parts.push_back(read_node(part, problems));
    if (node.parts.size() > 1 && !in.has("mean"))
        problems.push_back({node.where[""], key_path(node.path, "mean"),
                            fmt::format("`{}` does not say how its parts combine", node.id()),
                            "write `mean: arithmetic`, geometric, inverted_geometric or maximum"});
}

IndexNode read_node(const MapReader& in, Problems& problems) {
    IndexNode node;
    node.path = in.key;
    node.where[""] = to_string(in.node->mark);
    for (const YamlEntry& entry : in.node->entries) node.where[entry.key] = to_string(entry.value.mark);
    node.name = in.text("name");
    node.label_en = in.text("label_en");
    node.label_fr = in.text("label_fr");
    node.weight = in.number("weight", 1);
    if (in.has("indicator"))
        read_leaf(in, node);
    else
        read_parts(in, node, problems);
    return node;
}

void add_tree(const MapReader& root, IndexFile& index, Problems& problems) {
    if (!root.node || !root.node->is_map()) return;
    Problems own;
    IndexTree tree{index.name, index.title, read_node(root, own)};
    if (tree.name.empty()) tree.name = tree.root.name;
    for (Problem& problem : check(tree)) own.push_back(std::move(problem));
    std::erase_if(own, [&](const Problem& problem) { return told(problems, problem); });
    problems.insert(problems.end(), own.begin(), own.end());
    index.trees.push_back(std::move(tree));
}

void check_names(const IndexFile& index, Problems& problems) {
    std::map<std::string, std::string> names;
    for (const IndexTree& tree : index.trees) {
        const IndexNode& root = tree.root;
        const auto [first, is_new] = names.emplace(root.name, root.where.at(""));
        if (!root.name.empty() && !is_new)
            problems.push_back(
                {root.where.at(""), key_path(root.path, "name"),
                 fmt::format("the output `{}` is there twice (first at {})", root.name, first->second),
                 "give each output a name of its own"});
    }
}

// An empty text has no place of its own.
YamlNode marked(YamlNode yaml, const std::string& name) {
    if (!yaml.mark.file) yaml.mark.file = std::make_shared<const std::string>(name);
    return yaml;
}

IndexFile checked(const YamlNode& yaml, Problems& problems) {
    problems = check_against_schema(yaml, scenario_schema_text(), "index_file");
    IndexFile index = read_index(yaml, "", problems);
    if (yaml.mark.file) sort_by_place(problems, {*yaml.mark.file});
    return index;
}

IndexFile sound(const IndexFile& index, Problems problems) {
    if (!problems.empty()) throw Error(std::move(problems));
    return index;
}

}  // namespace

IndexFile read_index(const YamlNode& yaml, const std::string& key, std::vector<Problem>& problems) {
    IndexFile index;
    const MapReader in{&yaml, key, yaml.mark};
    if (!yaml.is_map()) return index;
    if (!in.has("tree") && !in.has("outputs")) {  // the root node itself
        add_tree(in, index, problems);
        index.name = index.trees.back().name;
        return index;
    }
    index.name = in.text("index");
    index.title = in.text("title");
    index.description = in.text("description");
    index.outputs = !in.has("tree");
    if (!index.outputs) add_tree(in.map("tree"), index, problems);
    if (!index.outputs) return index;
    for (const MapReader& output : in.list("outputs")) add_tree(output, index, problems);
    check_names(index, problems);
    return index;
}

IndexFile read_index_file(const std::filesystem::path& path, const std::string& name,
                          std::vector<Problem>& problems) {
    Problems own;
    IndexFile index;
    try {
        index = checked(marked(read_yaml_file(path, name), name), own);
    } catch (const Error& error) {
        own = error.problems();
    }
    problems.insert(problems.end(), own.begin(), own.end());
    return index;
}

IndexFile parse_index(std::string_view text, const std::string& name) {
    Problems problems;
    const IndexFile index = checked(marked(parse_yaml(text, name), name), problems);
    return sound(index, std::move(problems));
}

IndexFile read_index_file(const std::filesystem::path& path, const std::string& name) {
    Problems problems;
    const IndexFile index = read_index_file(path, name, problems);
    return sound(index, std::move(problems));
}

IndexFile shipped_index(const std::string& name) {
    if (const auto text = library_index(name)) return parse_index(*text, name + ".yaml");
    const auto known = library_indices();
    throw Error({{},
                 "index",
                 fmt::format("there is no index `{}` in the library", name),
                 did_you_mean(
                     name, known,
                     fmt::format("it holds {}; or give the path of an index file", fmt::join(known, ", ")))});
}

IndexFile index_named(const std::string& name) {
    const bool path = name.find('/') != name.npos || name.ends_with(".yaml") || name.ends_with(".yml");
    std::error_code ignored;
    const bool file = std::filesystem::exists(name, ignored) && !std::filesystem::is_directory(name, ignored);
    return path || file ? read_index_file(name, name) : shipped_index(name);
}

}  // namespace djoliba
