// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include <djoliba/engine/nearest.hpp>
#include <djoliba/scenarios/index_file.hpp>
#include <djoliba/scenarios/library.hpp>

namespace djoliba {
namespace {

// In the order of the enumerations.
const std::vector<std::string> mean_words = {"arithmetic", "geometric", "inverted_geometric", "maximum"};
const std::vector<std::string> transform_words = {"none", "log10", "log10_plus_1"};

const std::vector<std::string> file_keys = {"index", "title", "description", "tree", "outputs"};
const std::vector<std::string> node_keys = {"name", "label_en",      "label_fr", "weight",
                                            "mean", "minimum_share", "required", "parts"};
const std::vector<std::string> leaf_keys = {"indicator", "name",      "label_en",  "label_fr", "weight",
                                            "bounds",    "higher_is", "transform", "words_en", "words_fr"};

struct Reader {
    std::vector<Problem> problems = {};

    void say(const Mark& mark, std::string_view key, std::string problem, std::string remedy);
    void check_keys(const YamlNode& map, const std::vector<std::string>& known);
    std::string text(const YamlNode& map, std::string_view key);
    double number(const YamlNode& map, std::string_view key, double otherwise);
    std::vector<std::string> texts(const YamlNode& map, std::string_view key);
    /// Position of the text of a key among `words`; 0 where it is left out or wrong.
    std::size_t choice(const YamlNode& map, std::string_view key, const std::vector<std::string>& words);
    void read_bounds(const YamlNode& map, IndexNode& leaf);
    void read_parts(const YamlNode& map, IndexNode& node);
    IndexNode node(const YamlNode& map);
    IndexFile file(const YamlNode& map);
    void read_outputs(const YamlNode& list, IndexFile& index);
    IndexTree tree(const YamlNode& root, const IndexFile& index);
};

void Reader::say(const Mark& mark, std::string_view key, std::string problem, std::string remedy) {
    problems.push_back({to_string(mark), std::string(key), std::move(problem), std::move(remedy)});
}

void Reader::check_keys(const YamlNode& map, const std::vector<std::string>& known) {
    for (const YamlEntry& entry : map.entries)
        if (std::ranges::find(known, entry.key) == known.end())
            say(entry.mark, entry.key, "this key is not known here",
                did_you_mean(entry.key, known, fmt::format("known are {}", fmt::join(known, ", "))));
}

std::string Reader::text(const YamlNode& map, std::string_view key) {
    const YamlNode* value = map.find(key);
    if (value == nullptr) return {};
    if (value->is_scalar() && !value->text.empty()) return value->text;
    say(value->mark, key, "this is no text", "write one text, in quotes where it holds a colon");
    return {};
}

double Reader::number(const YamlNode& map, std::string_view key, double otherwise) {
    const YamlNode* value = map.find(key);
    if (value == nullptr) return otherwise;
    if (const auto found = number_of(*value)) return *found;
    say(value->mark, key,
        value->is_scalar() ? fmt::format("`{}` is no number", value->text) : "this is no number",
        "write a number with a decimal point");
    return otherwise;
}

std::vector<std::string> Reader::texts(const YamlNode& map, std::string_view key) {
    const YamlNode* value = map.find(key);
    if (value == nullptr) return {};
    std::vector<std::string> found;
    bool good = value->is_sequence();
    for (const YamlNode& item : value->items) {
        good = good && item.is_scalar();
        found.push_back(item.text);
    }
    if (good) return found;
    say(value->mark, key, "this is no list of names", fmt::format("write `{}: [one, two]`", key));
    return {};
}

std::size_t Reader::choice(const YamlNode& map, std::string_view key, const std::vector<std::string>& words) {
    const YamlNode* value = map.find(key);
    if (value == nullptr) return 0;
    const auto at = std::ranges::find(words, value->text);
    if (value->is_scalar() && at != words.end()) return static_cast<std::size_t>(at - words.begin());
    say(value->mark, key, fmt::format("`{}` is not known", value->text),
        did_you_mean(value->text, words, fmt::format("write one of {}", fmt::join(words, ", "))));
    return 0;
}

void Reader::read_bounds(const YamlNode& map, IndexNode& leaf) {
    const YamlNode* bounds = map.find("bounds");
    if (bounds != nullptr && bounds->items.size() == 2) {
        const auto low = number_of(bounds->items[0]), high = number_of(bounds->items[1]);
        if (low && high) {
            leaf.low = *low, leaf.high = *high;
            return;
        }
    }
    leaf.low = 1;  // so that nothing else is said about bounds that are not there
    if (bounds == nullptr)
        say(map.mark, "bounds", fmt::format("`{}` has no bounds", leaf.id()),
            "write the values that score 0 and 10, in the unit of the indicator: `bounds: [0, 100]`");
    else
        say(bounds->mark, "bounds", "these are not two numbers", "write them as `bounds: [0, 100]`");
}

void Reader::read_parts(const YamlNode& map, IndexNode& node) {
    const YamlNode& parts = *map.find("parts");
    if (!parts.is_sequence() || parts.items.empty()) {
        say(parts.mark, "parts", "this is no list of parts", "write each part after a dash");
        return;
    }
    for (const YamlNode& part : parts.items) {
        if (part.is_map())
            node.parts.push_back(this->node(part));
        else
            say(part.mark, "parts", "this is no part of an index",
                "write `key: value` lines, with `parts` or `indicator`");
    }
    if (node.parts.size() > 1 && map.find("mean") == nullptr)
        say(map.mark, "mean", fmt::format("`{}` does not say how its parts combine", node.id()),
            "write `mean: arithmetic`, geometric, inverted_geometric or maximum");
}

IndexNode Reader::node(const YamlNode& map) {
    IndexNode node;
    node.where[""] = to_string(map.mark);
    const bool leaf = map.find("indicator") != nullptr;
    std::vector<std::string> known = leaf ? leaf_keys : node_keys;
    if (leaf == (map.find("parts") != nullptr)) known.insert(known.end(), node_keys.begin(), node_keys.end());
    check_keys(map, known);
    for (const YamlEntry& entry : map.entries) node.where[entry.key] = to_string(entry.value.mark);
    node.name = text(map, "name");
    node.label_en = text(map, "label_en");
    node.label_fr = text(map, "label_fr");
    node.weight = number(map, "weight", 1);
    node.mean = static_cast<Mean>(choice(map, "mean", mean_words));
    node.transform = static_cast<Transform>(choice(map, "transform", transform_words));
    node.minimum_share = number(map, "minimum_share", 0);
    node.required = texts(map, "required");
    node.indicator = text(map, "indicator");
    node.words_en = text(map, "words_en");
    node.words_fr = text(map, "words_fr");
    node.higher_is_worse = choice(map, "higher_is", {"worse", "better"}) == 0;
    if (leaf) read_bounds(map, node);
    if (map.find("parts") != nullptr) read_parts(map, node);
    return node;
}

IndexTree Reader::tree(const YamlNode& root, const IndexFile& index) {
    if (!root.is_map()) {
        say(root.mark, "tree", "this is no tree", "write the root node: its `name`, `mean` and `parts`");
        return {};
    }
    IndexTree tree{index.name, index.title, node(root)};
    if (tree.name.empty()) tree.name = tree.root.name;
    for (Problem& problem : check(tree)) problems.push_back(std::move(problem));
    return tree;
}

void Reader::read_outputs(const YamlNode& list, IndexFile& index) {
    if (!list.is_sequence() || list.items.empty())
        say(list.mark, "outputs", "this is no list of nodes", "write each output after a dash");
    std::map<std::string, std::string> names;
    for (const YamlNode& item : list.items) {
        index.trees.push_back(tree(item, index));
        const std::string& name = index.trees.back().root.name;
        const auto [first, is_new] = names.emplace(name, to_string(item.mark));
        if (!name.empty() && !is_new)
            say(item.mark, "name",
                fmt::format("the output `{}` is there twice (first at {})", name, first->second),
                "give each output a name of its own");
    }
}

IndexFile Reader::file(const YamlNode& map) {
    IndexFile index;
    const YamlNode* root = map.find("tree");
    const YamlNode* outputs = map.find("outputs");
    if (root == nullptr && outputs == nullptr && map.find("parts") != nullptr) {
        index.trees.push_back(tree(map, index));  // the root node itself
        index.name = index.trees.back().name;
        return index;
    }
    check_keys(map, file_keys);
    index.name = text(map, "index");
    index.title = text(map, "title");
    index.description = text(map, "description");
    index.outputs = outputs != nullptr;
    if ((root == nullptr) == (outputs == nullptr))
        say(map.mark, "tree",
            root == nullptr ? "there is no index here" : "there are both a tree and outputs",
            "write either `tree:` with one root node or `outputs:` with a list of nodes");
    if (root != nullptr) index.trees.push_back(tree(*root, index));
    if (outputs != nullptr) read_outputs(*outputs, index);
    return index;
}

// An empty text has no place of its own.
YamlNode marked(YamlNode yaml, const std::string& name) {
    if (!yaml.mark.file) yaml.mark.file = std::make_shared<const std::string>(name);
    return yaml;
}

}  // namespace

IndexFile parse_index(const YamlNode& yaml) {
    Reader reader;
    IndexFile index;
    if (yaml.is_map())
        index = reader.file(yaml);
    else
        reader.say(yaml.mark, "index", "this is no index", "write `tree:` with one root node");
    if (!reader.problems.empty()) throw Error(std::move(reader.problems));
    return index;
}

IndexFile parse_index(std::string_view text, const std::string& name) {
    return parse_index(marked(parse_yaml(text, name), name));
}

IndexFile read_index_file(const std::filesystem::path& path, const std::string& name) {
    return parse_index(marked(read_yaml_file(path, name), name));
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

IndexTree single_tree(const IndexFile& index) {
    if (!index.outputs && index.trees.size() == 1) return index.trees.front();
    throw Error({{},
                 "index",
                 fmt::format("`{}` is a list of outputs, not one tree", index.name),
                 "use it with `djoliba index`, or name an index with a `tree`"});
}

}  // namespace djoliba
